"""Help for any width: nothing is lost, nothing is cut, every key stands beside what it does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.command import CommandList

from reader.actions import ACTIONS, Group, key_label, keys_label
from reader.app.guide import COLUMN, ELSEWHERE, GAP, NARROW, TASKS, help_lines
from reader.app.palette import PALETTES
from reader.app.screens.library import LibraryScreen
from reader.app.screens.reading import ReadingScreen
from reader.tongue import INTERFACES, SOURCE, _, speaking
from tests.app.stage import opened

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(params=INTERFACES)
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    """Every language of the interface in turn."""
    with speaking(request.param):
        yield request.param


READING, LISTED = (
    frozenset(action.name for action in ACTIONS if screen.provides(action.name))
    for screen in (ReadingScreen, LibraryScreen)
)


def shown(width: int) -> list[str]:
    return [*text(READING, width), *text(LISTED, width)]


def text(here: frozenset[str], width: int) -> list[str]:
    return ["".join(words for words, _ in line) for line in help_lines(ACTIONS, here, width)]


@pytest.mark.parametrize("language", INTERFACES)
@given(width=st.integers(1, 240))
def test_no_line_is_wider_than_there_is_room(language: str, width: int) -> None:
    with speaking(language):
        assert max(cell_len(line.rstrip()) for line in shown(width)) <= max(width, 1)


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("width", [NARROW, 57, 80, 118, 240])
def test_every_action_and_every_key_is_there(width: int) -> None:
    words = "".join("".join(shown(width)).split())
    for action in ACTIONS:
        for key in () if action.name == "section_number" else action.keys:
            assert "".join(key_label(key).split()) in words
        first = _(action.description).split()[0]
        assert first in words
    assert all(_(task).split()[0] in words for task in TASKS.values())


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("width", [18, 30, 39])
def test_where_it_is_narrow_keys_stand_before_what_they_do(width: int) -> None:
    text = "".join("".join(shown(width)).split())
    for action in ACTIONS:
        assert "".join(f"{keys_label(action.keys)}{_(action.description)}".split()) in text


def test_a_list_of_articles_has_first_what_is_done_there() -> None:
    listed = text(LISTED, 118)
    apart = listed.index(ELSEWHERE)
    assert listed[0].startswith(TASKS[Group.LIBRARY])
    first, then = ("\n".join(lines) for lines in (listed[:apart], listed[apart:]))
    for action in ACTIONS:
        here = action.name in LISTED or action.group is Group.LIBRARY
        begins = f"{keys_label(action.keys)} "
        assert re.search(rf"(?m)(^|   ){re.escape(begins)}", first if here else then), action.name
        assert not re.search(rf"(?m)(^|   ){re.escape(begins)}", then if here else first), action.name
    assert ELSEWHERE not in text(READING, 80)


def test_two_columns_where_they_fit_and_about_as_long() -> None:
    one, two = text(READING, 2 * COLUMN + GAP - 1), text(READING, 2 * COLUMN + GAP)
    assert len(two) < 0.8 * len(one)


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("size", [(20, 5), (80, 24), (120, 40), (200, 60)])
async def test_all_of_it_can_be_read_at_any_size(size: tuple[int, int]) -> None:
    async with opened(size) as stage:
        await stage.press("question_mark")
        await stage.settle()
        seen = "\n".join(stage.lines())
        while "↓" in stage.status():
            before = stage.lines()
            await stage.press("j" if size[1] < 10 else "space")
            assert stage.lines() != before
            seen += "\n".join(stage.lines())
        assert _("Esc closes") in stage.status()
        for action in ACTIONS:
            assert _(action.description).split()[0] in seen
        last = _(ACTIONS[-1].description).split()[-1].rstrip(".")
        assert last in seen
        await stage.press("escape")
        assert stage.app.return_code is None


@pytest.mark.parametrize("language", INTERFACES)
async def test_the_palette_says_in_the_readers_language_that_it_finds_nothing(language: str) -> None:
    with speaking(language):
        async with opened((80, 24)) as stage:
            await stage.press("colon", *"zzqx")
            said = _("No command has these words.")
            await stage.until(lambda: said in "\n".join(stage.lines()))
            assert (said == "No command has these words.") is (language == SOURCE)
            assert "No matches" not in "\n".join(stage.lines())


async def test_the_palette_has_the_themes_colours() -> None:
    async with opened((80, 24)) as stage:
        await stage.press("colon")
        await stage.settle()
        offered, colours = stage.app.screen.query_one(CommandList), PALETTES[stage.app.theme]
        at_hand = offered.get_component_styles("option-list--option-highlighted")
        assert (at_hand.background.hex.lower(), at_hand.color.hex.lower()) == (colours.chosen, colours.text)
        assert offered.styles.background.hex.lower() == colours.pane


@pytest.mark.parametrize("size", [(20, 5), (80, 24)])
async def test_the_palette_can_be_used_at_any_size(size: tuple[int, int]) -> None:
    async with opened(size) as stage:
        await stage.press("colon")
        await stage.settle()
        await stage.press(*"theme")
        await stage.app.workers.wait_for_complete()
        await stage.settle()
        text = "\n".join(stage.lines())
        assert text.count("heme") > 1, "what is typed, and what it finds"
        await stage.press("enter")
        await stage.settle()
        assert stage.app.theme == "reader-light"
