"""Leaping by a letter: hints on the links of the screen, and marks."""

from __future__ import annotations

from dataclasses import replace

from reader.actions import ACTIONS
from reader.app.screens.leaping import LETTERS
from reader.config import Settings
from reader.sources import article_of
from tests.app.stage import RAW, TEXT, WIDE, opened, reading_of

LINKED = replace(
    RAW,
    data="\n\n".join(f"Le [chantier {n}](https://lanvor.example/{n}) avance." for n in range(70)).encode(),
)
ARTICLE = article_of(LINKED)
LINKS = [link for block in ARTICLE.blocks for link in block.inlines]


async def test_every_link_on_the_screen_has_a_letter_of_its_own() -> None:
    async with opened(WIDE, reading=reading_of(LINKED)) as stage:
        await stage.press("semicolon")
        shown = [link for link in LINKS if stage.shows(link.span.start)]
        lines = stage.lines()
        for letter, link in zip(LETTERS, shown, strict=False):
            x, y = stage.cell_of(link.span.start)
            assert lines[y][x] == letter
        await stage.press(LETTERS[2])
        assert stage.at_hand == LINKS[2]
        assert "https://lanvor.example/2" in stage.status()
        assert lines != stage.lines(), "the letters are gone"
        assert "chantier 0" in "\n".join(stage.lines())


async def test_the_key_again_goes_to_the_next_link() -> None:
    async with opened(WIDE, reading=reading_of(LINKED)) as stage:
        for n in range(30):
            await stage.press("semicolon", "semicolon")
            assert stage.at_hand == LINKS[n]
            assert stage.shows(LINKS[n].span.start)


async def test_escape_and_other_keys_choose_nothing() -> None:
    async with opened(WIDE, reading=reading_of(LINKED)) as stage:
        for key in ("escape", "1", "J", "down"):
            await stage.press("semicolon", key)
            assert (stage.at_hand, stage.top) == (None, 0)
        await stage.press("j")
        assert stage.view.viewport.top != (0, 0), "and then keys are keys again"


async def test_a_mark_is_gone_back_to_and_back_from() -> None:
    async with opened(WIDE) as stage:
        await stage.press("3")
        marked = stage.top
        await stage.press("m", "q", "G", "apostrophe", "q")
        assert stage.top == marked
        assert stage.app.is_running, "q was a letter"
        await stage.press("apostrophe", "apostrophe")
        assert stage.top > marked
        await stage.press("apostrophe", "z")
        assert "Nothing is marked as z" in stage.status()


async def test_marks_show_in_the_scroll_bar() -> None:
    async with opened(WIDE) as stage:
        before = [line[stage.view.region.right - 1] for line in stage.lines()]
        await stage.press("4", "m", "a")
        after = [line[stage.view.region.right - 1] for line in stage.lines()]
        assert before != after


async def test_nothing_is_marked_at_first() -> None:
    async with opened(WIDE) as stage:
        await stage.press("apostrophe")
        assert "No place is marked" in stage.status()
        assert stage.top == TEXT.index("Le conseil")


async def test_keys_of_ones_own_choosing_do_the_same() -> None:
    chosen = {"next_link": ("l",), "go_to_mark": ("f5",)}
    actions = tuple(replace(action, keys=chosen.get(action.name, action.keys)) for action in ACTIONS)
    async with opened(WIDE, reading=reading_of(LINKED), settings=Settings(actions=actions)) as stage:
        await stage.press("l")
        assert "or l for the next" in stage.status()
        await stage.press("l")
        assert stage.at_hand == LINKS[0]
