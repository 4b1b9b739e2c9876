"""Terminals of every size, and changes of it: the first character on the screen stays, nothing breaks."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import replace

import pytest
from rich.cells import cell_len
from textual import events
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import OptionList

import reader.app
from reader.app.panes import DOCKED_FROM
from reader.app.screens.sized import Sized
from reader.worker import Whole
from tests.app.stage import FINDINGS, HOLDS, NARROW, RAW, WIDE, Stage, opened, reading_of, span

SIZES = [(200, 60), (80, 24), (20, 5), (1, 1), (99, 40), (100, 40), (120, 40)]


async def resize(stage: Stage, size: tuple[int, int]) -> None:
    await stage.pilot.resize_terminal(*size)
    await stage.settle()
    assert stage.app.size == size


@pytest.mark.parametrize("words", ["personne, ce qui", "Sur le quai", "oulven Prigent en conviennent"])
async def test_the_first_character_stays_through_any_sizes(words: str) -> None:
    async with opened(WIDE) as stage:
        stage.view.show_offset(span(words).start, at_top=True)
        await stage.settle()
        top = stage.top
        for size in ((200, 60), NARROW, (20, 5), (1, 1), WIDE):
            await resize(stage, size)
            assert stage.top <= top
            assert stage.row(top) == (
                1
                if stage.view.viewport.column.lines(stage.view.viewport.top.slab)[stage.view.viewport.top.line].start
                is None
                else 0
            )
        assert stage.top == top


async def test_the_blank_line_above_the_first_stays() -> None:
    raw = replace(RAW, data=b"\n\n   \n" + RAW.data, media_type="text/plain")
    async with opened(WIDE, reading=reading_of(raw)) as stage:
        assert stage.view.viewport.top == (0, 0)
        for size in (NARROW, WIDE):
            await resize(stage, size)
            assert stage.view.viewport.top == (0, 0)


@pytest.mark.parametrize("size", SIZES)
async def test_every_line_is_as_wide_as_the_terminal(size: tuple[int, int]) -> None:
    async with opened(size) as stage:
        for keys in (
            (),
            ("tab",),
            ("tab",),
            ("tab",),
            ("tab",),
            ("slash", "a", "enter"),
            ("question_mark",),
            ("escape",),
        ):
            await stage.press(*keys)
            lines = stage.lines()
            assert len(lines) == size[1]
            assert all(cell_len(line) == size[0] for line in lines)


async def test_at_twenty_by_five_there_is_text_and_a_way_out() -> None:
    async with opened((20, 5)) as stage:
        shown = stage.lines()
        assert "Le conseil" in "\n".join(shown[1:4])
        await stage.press("j", "j", "J")
        assert "Un vote serré" in "\n".join(stage.lines())
        await stage.press("q")
        assert stage.app.return_code == 0


@pytest.mark.parametrize("size", [(99, 30), NARROW, (40, 12)])
async def test_side_panes_lie_over_the_article_where_there_is_no_room(size: tuple[int, int]) -> None:
    async with opened(size) as stage:
        assert not stage.visible("sections-pane")
        assert not stage.visible("sidebar")
        article = stage.view.region
        await stage.press("t")
        assert stage.visible("sections-pane")
        assert stage.focus == "sections"
        assert stage.view.region == article, "the article does not move"
        await stage.press("s")
        assert stage.visible("sidebar")
        assert not stage.visible("sections-pane")
        assert stage.focus == "quotations"
        await stage.press("j", "j")
        assert stage.visible("sidebar"), "looking along a list leaves it there"
        await stage.press("enter")
        assert not stage.visible("sidebar")
        assert stage.focus == "article"
        assert stage.shows(stage.at_hand.span.start)  # type: ignore[attr-defined]
        await stage.press("t", "t")
        assert not stage.visible("sections-pane")
        assert stage.focus == "article"


async def test_panes_come_back_with_the_room() -> None:
    async with opened(WIDE) as stage:
        assert stage.visible("sections-pane")
        await resize(stage, (DOCKED_FROM - 1, 30))
        assert not stage.visible("sections-pane")
        assert not stage.visible("sidebar")
        await resize(stage, (DOCKED_FROM, 30))
        assert stage.visible("sections-pane")
        assert stage.visible("sidebar")


async def test_focus_in_a_pane_that_a_resize_hides_goes_to_the_article() -> None:
    async with opened(WIDE) as stage:
        await stage.press("tab")
        assert stage.focus == "quotations"
        await resize(stage, NARROW)
        assert stage.focus == "article"
        await stage.press("j")
        assert stage.view.viewport.column.top_of(stage.view.viewport.top) == 1


async def test_a_quotation_at_hand_stays_so() -> None:
    async with opened(WIDE) as stage:
        await stage.press("full_stop")
        for size in SIZES:
            await resize(stage, size)
            assert stage.at_hand == HOLDS


async def test_zen_shows_the_article_alone_and_a_pane_when_it_is_called() -> None:
    async with opened(WIDE) as stage:
        await stage.press("z")
        assert not stage.visible("sections-pane")
        assert not stage.visible("sidebar")
        await stage.press("t")
        assert stage.visible("sections-pane"), "what is called comes"
        await stage.press("z", "z")
        assert stage.visible("sections-pane")


async def test_the_measure_has_bounds() -> None:
    async with opened((200, 40)) as stage:
        stage.view.measure = 132
        await stage.press(*["plus"] * 4)
        assert stage.view.measure == 140
        assert max(len(line.rstrip()) for line in stage.lines()) > 0
        stage.view.measure = 40
        await stage.press(*["minus"] * 4)
        assert stage.view.measure == 30
        assert stage.view.viewport.column.width == 30


async def test_the_palette_has_no_width_that_ends_the_program() -> None:
    async with opened((120, 40)) as stage:
        await stage.press("colon")
        await stage.until(lambda: stage.app.screen.query_one(OptionList).option_count)
        for columns in (*range(12, 0, -1), 120):
            await stage.pilot.resize_terminal(columns, 40)
            await stage.pilot.pause()
        assert stage.app.return_code is None
        assert stage.app.screen.query_one(OptionList).option_count


@pytest.mark.parametrize("key", ["full_stop", "comma", "J", "3", "semicolon", "n", "alt+left"])
async def test_a_key_that_leads_somewhere_takes_away_what_lies_over_it(key: str) -> None:
    async with opened(NARROW) as stage:
        await stage.press("slash", *"mer", "enter", "2", "t")
        assert stage.visible("sections-pane")
        await stage.press(key)
        assert not stage.visible("sections-pane")
        assert stage.focus == "article"


@pytest.mark.parametrize("keys", [["full_stop"], ["comma"], ["tab", "j", "asterisk"]], ids="-".join)
async def test_a_list_that_shows_where_a_key_led_stays(keys: list[str]) -> None:
    async with opened(NARROW) as stage:
        await stage.press("s", *keys)
        assert stage.visible("sidebar")
        assert stage.at_hand is not None
        await stage.press("J")
        assert not stage.visible("sidebar")


async def test_a_quotation_that_comes_late_takes_away_what_lies_over_it() -> None:
    async with opened(NARROW, deliver=(Whole(),)) as stage:
        await stage.press("t", "full_stop")
        assert stage.visible("sections-pane")
        await stage.worker.send(FINDINGS)
        await stage.settle()
        assert stage.at_hand == HOLDS
        assert not stage.visible("sections-pane")


@pytest.mark.parametrize("keys", [[], ["colon"], ["question_mark"], ["quotation_mark", "x"], ["quotation_mark", "i"]])
async def test_a_size_that_the_terminal_has_left_changes_nothing(keys: list[str]) -> None:
    async with opened(WIDE) as stage:
        await stage.press(*keys)
        left = Size(*NARROW)
        stage.app.screen.post_message(events.Resize(left, left))
        await stage.settle()
        assert all(screen.size == WIDE for screen in stage.app.screen_stack)
        assert not stage.screen.has_class("narrow")


def test_every_screen_asks_for_the_size() -> None:
    for found in pkgutil.walk_packages(reader.app.__path__, "reader.app."):
        importlib.import_module(found.name)
    waiting, ours = [Screen], []
    while waiting:
        subclasses = waiting.pop().__subclasses__()
        waiting += subclasses
        ours += [each for each in subclasses if each.__module__.startswith("reader.")]
    assert len(ours) > 20
    assert all(issubclass(each, Sized) for each in ours)
