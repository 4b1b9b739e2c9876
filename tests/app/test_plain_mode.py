"""`reader open --plain`: nothing drawn, nothing side by side, nothing that moves by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.app import aloud
from reader.app.layout import BAR, BULLETS, GOES_ON
from reader.config import Settings
from tests.app.stage import RAW, opened, reading_of
from tests.app.test_notes import NOTED

PLAIN = Settings(plain=True)
MARKED = replace(
    RAW,
    data=b"# Titre\n\n> cit\xc3\xa9\n\n- un\n  - deux\n\n---\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n"
    b"![Une digue](a.jpg)\n\n    \xe2\x94\x82 \xe2\x96\x8c code\n",
)


def drawn(lines: list[str]) -> set[str]:
    return {char for char in "\n".join(lines) if "\u2500" <= char <= "\u25ff" or char in "•–↪‣"}


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 4), (20, 5)])
async def test_nothing_is_drawn_and_nothing_stands_side_by_side(size: tuple[int, int]) -> None:
    async with opened(size, settings=PLAIN) as stage:
        for keys in ((), ("s",), ("tab",), ("t",), ("escape", "G"), ("question_mark",)):
            await stage.press(*keys)
            await stage.settle()
            assert not drawn(stage.lines()), keys
        assert "Moving" in "\n".join(stage.lines())
        await stage.press("escape", "t")
        assert stage.screen.query_one("#sections-pane").size.width == size[0]
        await stage.press("enter")
        assert stage.view.region.width == size[0]


async def test_blocks_are_told_by_plain_characters_and_code_stays_as_it_is() -> None:
    async with opened((60, 40), reading=reading_of(MARKED), settings=PLAIN) as stage:
        text = "\n".join(line.rstrip() for line in stage.lines())
        for told in ("> cité", "- un", "- deux", "---", "Une digue", "│ ▌ code"):
            assert told in text
        assert drawn(text.splitlines()) == {"│", "▌"}, "the article's own"


async def test_notes_open_without_a_frame() -> None:
    async with opened((80, 24), reading=reading_of(NOTED), settings=PLAIN) as stage:
        await stage.press("semicolon", "a")
        assert "Elle a tenu en 1999." in "\n".join(stage.lines())
        assert not drawn(stage.lines())


async def test_nothing_moves_by_itself_in_any_mode() -> None:
    async with opened((80, 24)) as stage:
        assert stage.app.animation_level == "none"


def test_only_what_is_ours_is_told_otherwise() -> None:
    assert aloud.run("▌ ") == "> "
    assert aloud.run("▸ 3 ") == "> 3 "
    assert aloud.run("un ▌ mot") == "un ▌ mot"
    for mark in (BAR, GOES_ON, *BULLETS):
        assert len(aloud.mark(mark)) == len(mark)
