"""The end of an article is shown before all of it has arrived, and makes way for the article's own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.sources import article_of, ending, parse
from reader.worker import Ending, Fault, Whole
from tests.app.stage import FINDINGS, WIDE, Stage, opened, reading_of
from tests.app.test_arrivals import LONG

if TYPE_CHECKING:
    from pathlib import Path

PARTS = list(parse(LONG))
WHOLE = article_of(LONG, PARTS)
LAST = "Numéro 360."


def _end() -> Ending:
    found = ending(LONG, 1 << 14)
    assert found is not None
    assert WHOLE.text.endswith(found.text)
    return Ending(found)


def _page(stage: Stage) -> list[str]:
    return [line[21:87] for line in stage.lines()[1:-2]]


async def test_the_end_is_there_as_soon_as_it_is_asked_for() -> None:
    async with opened(WIDE, reading=reading_of(LONG, 1), deliver=(_end(),)) as stage:
        assert LAST not in "\n".join(stage.lines())
        await stage.press("G")
        assert LAST in "\n".join(stage.lines())
        assert "the rest is still coming (" in stage.status()
        assert "100 %" in "\n".join(stage.lines())
        shown = _page(stage)
        await stage.worker.send(*PARTS[1:], Whole())
        await stage.until(lambda: stage.screen.reading.is_whole)
        assert stage.view.over is None  # type: ignore[attr-defined]
        assert _page(stage) == shown
        assert stage.top > len(WHOLE.text) - 5_000


async def test_who_asked_before_it_was_known_sees_it_when_it_is() -> None:
    async with opened(WIDE, reading=reading_of(LONG, 1)) as stage:
        await stage.press("G")
        assert "The end is still being read (" in stage.status()
        await stage.worker.send(_end())
        await stage.settle()
        assert LAST in "\n".join(stage.lines())


async def test_lines_stay_where_they_are_when_the_article_takes_its_place() -> None:
    async with opened(WIDE, reading=reading_of(LONG, 1), deliver=(_end(),)) as stage:
        await stage.press("G", "b", "k", "k", "k", "u")
        shown = _page(stage)
        assert LAST not in "\n".join(shown)
        await stage.worker.send(*PARTS[1:], Whole())
        await stage.until(lambda: stage.screen.reading.is_whole)
        assert _page(stage) == shown
        await stage.press("j")
        top = stage.top
        await stage.press("v", "w")
        assert stage.screen._selection is not None
        assert stage.screen._selection.anchor == top


@pytest.mark.parametrize("key", ["v", "m", "J", "semicolon", "alt+s", "X", "o"])
async def test_nothing_is_taken_from_what_is_only_shown(key: str, copied: list[str]) -> None:
    async with opened(WIDE, reading=reading_of(LONG, 1), deliver=(_end(),)) as stage:
        await stage.press("G", "k")
        shown = _page(stage)
        await stage.press(key)
        assert "for now to be read only" in stage.status()
        assert _page(stage) == shown
        assert not copied
        assert stage.screen._selection is None


async def test_the_mouse_takes_nothing_from_it_either() -> None:
    async with opened(WIDE, reading=reading_of(LONG, 1), deliver=(_end(),)) as stage:
        await stage.press("G")
        await stage.pilot.mouse_down(offset=(30, 10))
        await stage.pilot.hover(offset=(60, 14))
        await stage.pilot.mouse_up(offset=(60, 14))
        await stage.settle()
        assert stage.screen._selection is None
        assert stage.at_hand is None
        assert LAST in "\n".join(stage.lines())


async def test_no_position_is_taken_from_it() -> None:
    async with opened(WIDE, reading=reading_of(LONG, 1), deliver=(_end(),)) as stage:
        await stage.press("G", "k", "k")
        offset, share = stage.screen.position
        assert offset < len(PARTS[0].text)
        assert share < 0.5


async def test_going_elsewhere_takes_it_away() -> None:
    async with opened(WIDE, reading=reading_of(LONG, 1), deliver=(_end(),)) as stage:
        first = _page(stage)
        await stage.press("G", "g")
        assert _page(stage) == first
        await stage.press("G", "2")
        assert stage.top == WHOLE.sections[1].span.start
        assert LAST not in "\n".join(stage.lines())
        await stage.press("G", "ctrl+o")
        assert stage.top == WHOLE.sections[1].span.start


async def test_it_is_laid_out_anew_with_the_screen() -> None:
    async with opened(WIDE, reading=reading_of(LONG, 1), deliver=(_end(),)) as stage:
        await stage.press("G", *["minus"] * 4)
        assert LAST in "\n".join(stage.lines())
        await stage.pilot.resize_terminal(80, 24)
        await stage.settle()
        assert LAST in "\n".join(stage.lines())
        await stage.press("I")
        assert "360." in "\n".join(stage.lines())
        await stage.press("z")
        assert "360" in "\n".join(stage.lines())  # the notice lies over the last line


async def test_its_upper_edge_is_said_to_be_one() -> None:
    async with opened(WIDE, reading=reading_of(LONG, 1), deliver=(_end(),)) as stage:
        await stage.press("G", *["b"] * 12)
        top = _page(stage)
        stage.screen._show_status()
        await stage.press("k")
        assert _page(stage) == top
        assert "for now to be read only" in stage.status()
        await stage.press("j")
        assert _page(stage) != top


async def test_an_article_that_never_comes_leaves_no_end_behind() -> None:
    async with opened(WIDE, reading=reading_of(LONG, 1), deliver=(_end(),)) as stage:
        await stage.press("G")
        await stage.worker.send(Fault("broken"))
        await stage.settle()
        assert LAST not in "\n".join(stage.lines())
        assert "the rest of the text is missing" in stage.status()


async def test_an_end_that_was_read_otherwise_makes_way_all_the_same() -> None:
    other = ending(LONG, 1 << 14)
    assert other is not None
    changed = type(other)(other.text.replace("Numéro 359", "Numéro 35x"), other.blocks)
    async with opened(WIDE, reading=reading_of(LONG, 1), deliver=(Ending(changed),)) as stage:
        await stage.press("G", "k")
        await stage.worker.send(*PARTS[1:], Whole(), FINDINGS)
        await stage.until(lambda: stage.screen.reading.is_whole)
        assert LAST in "\n".join(stage.lines())
        assert "35x" not in "\n".join(stage.lines())


async def test_the_end_of_a_file_is_there_before_the_analysis_has_said_anything(tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    path.write_bytes(LONG.data)
    raw = replace(LONG, location=str(path))
    async with opened(WIDE, reading=reading_of(raw, 1)) as stage:
        await stage.press("G")
        assert LAST in "\n".join(stage.lines())
        assert "for now to be read only" in stage.status()
    path.write_bytes(LONG.data.replace("Numéro 360".encode(), "Numéro 3x0".encode()))
    async with opened(WIDE, reading=reading_of(raw, 1)) as stage:
        await stage.press("G")
        assert "3x0" not in "\n".join(stage.lines())
        assert "The end is still being read" in stage.status()
