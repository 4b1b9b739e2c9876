"""Every action of the table by each of its keys: what it does, and what it leaves alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import pytest
from textual.command import CommandList, CommandPalette

from reader.actions import ACTIONS, keys_label
from reader.app.arranging import Order
from reader.app.palette import PALETTES
from reader.app.screens.help import HelpScreen
from reader.app.screens.reading import STEP, ReadingScreen
from reader.config import Settings
from reader.exports.copying import cited
from reader.store import NoLibrary
from tests.app.stage import (
    ARTICLE,
    FINDINGS,
    HOLDS,
    NARROW,
    NEIGHBOUR,
    NOBODY,
    RAW,
    SEA,
    TEXT,
    WIDE,
    opened,
    reading_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.app.stage import Stage

SECTIONS = [section.span.start for section in ARTICLE.sections]
FIRST = ARTICLE.blocks[0].span.start
MENTIONS = [mention.start for mention in NEIGHBOUR.mentions]

ENTITY = ("tab", "tab", "j")
"""Keys that put the first entity of the list, who is mentioned most, at hand."""


class State(NamedTuple):
    """What an action may change."""

    line: int
    top: int
    row: int | None
    focus: str | None
    at_hand: str | None
    sections: bool
    sidebar: bool
    hit: tuple[str, int | None]
    searching: bool
    measure: int
    theme: str
    screen: str
    copied: tuple[str, ...]
    code: int | None
    selected: str
    opened: tuple[str, ...]
    awaits: bool
    headings: int
    revealed: bool
    card: bool
    orders: tuple[str, ...]
    filtering: bool
    marked: bool
    corrections: tuple[str, ...]
    said: str
    highlights: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """What an action does, pressed after the keys `before`, and what else changes (named by State's fields)."""

    does: Callable[[State, State], bool]
    before: tuple[str, ...] = ()
    changes: frozenset[str] = frozenset()
    key: str | None = None
    """Where only one of the action's keys can be meant: `section_number`."""


def case(does: Callable[[State, State], bool], *before: str, changes: str = "") -> Case:
    return Case(does, before, frozenset(changes.split()))


MOVED = "line top row"
LINK = "https://lanvor.example/chantier"
OPENED: list[str] = []
"""Addresses that a browser was asked for."""

TOLD = ("Nothing of the article", "The library knows no other version")
"""How what is said begins where an action only says something."""

WORDS = TEXT.split()
BLOCKS = TEXT.split("\n\n")

PROVIDED = [action for action in ACTIONS if ReadingScreen.provides(action.name)]
"""The others are of the library, and have their cases there (test_library.py)."""

CASES = {
    "line_down": case(lambda a, b: b.line == a.line + 1, changes=MOVED),
    "line_up": case(lambda a, b: b.line == a.line - 1, "space", changes=MOVED),
    "half_page_down": case(lambda a, b: b.top > a.top, changes=MOVED),
    "half_page_up": case(lambda a, b: b.top < a.top, "space", changes=MOVED),
    "page_down": case(lambda a, b: b.top > a.top, changes=MOVED),
    "page_up": case(lambda a, b: b.top < a.top, "space", changes=MOVED),
    "top": case(lambda a, b: b.top == FIRST < a.top, "G", changes=MOVED),
    "bottom": case(lambda a, b: b.top > SECTIONS[3], changes=MOVED),
    "next_section": case(lambda a, b: b.top == SECTIONS[2], "J", changes=MOVED),
    "previous_section": case(lambda a, b: b.top == SECTIONS[1], "J", "J", changes=MOVED),
    "section_number": case(lambda a, b: b.top in SECTIONS[1:], changes=MOVED),
    "back": case(lambda a, b: b.top == FIRST, "3", changes=MOVED),
    "forward": case(lambda a, b: b.top == SECTIONS[3], "3", "ctrl+o", changes=MOVED),
    "mark": case(lambda a, b: b.awaits and not a.awaits, changes="awaits"),
    "go_to_mark": case(lambda a, b: b.awaits and not a.awaits, "m", "a", changes="awaits"),
    "next_quotation": case(lambda a, b: (a.at_hand, b.at_hand) == ("q1", "q2"), '"', changes=f"at_hand {MOVED}"),
    "previous_quotation": case(
        lambda a, b: (a.at_hand, b.at_hand) == ("q2", "q1"), ".", ".", changes=f"at_hand {MOVED}"
    ),
    "next_mention": case(lambda a, b: a.at_hand == b.at_hand == "e2", *ENTITY, changes=MOVED),
    "previous_mention": case(lambda a, b: a.at_hand == b.at_hand == "e2", *ENTITY, changes=MOVED),
    "explain": case(lambda a, b: b.card and not a.card, '"', changes="card"),
    "follow": case(lambda a, b: (a.at_hand, b.at_hand) == ("q1", "e1"), '"', changes="at_hand focus"),
    "next_link": case(lambda a, b: b.at_hand == LINK, changes=f"at_hand {MOVED}"),
    "open_link": case(lambda a, b: b.opened == (LINK,), ";", changes="opened"),
    "search": case(lambda a, b: b.searching, changes="searching focus"),
    "next_hit": case(lambda a, b: (a.hit[1], b.hit[1]) == (0, 1), *"/digue", "enter", changes=f"hit {MOVED}"),
    "previous_hit": case(lambda a, b: (a.hit[1], b.hit[1]) == (1, 0), *"/digue", "enter", "n", changes=f"hit {MOVED}"),
    "select": case(lambda a, b: (a.selected, b.selected) == ("", TEXT[0]), changes="selected"),
    "select_word": case(lambda a, b: b.selected == f"{WORDS[0]} {WORDS[1]}", "v", "w", changes="selected"),
    "unselect_word": case(lambda a, b: b.selected == f"{WORDS[0]} {WORDS[1][0]}", "v", "w", "w", changes="selected"),
    "select_sentence": case(lambda a, b: b.selected == TEXT[: TEXT.index(".") + 1], "v", changes="selected"),
    "unselect_sentence": case(lambda a, b: b.selected == f"{BLOCKS[0]}\n\n{BLOCKS[1][0]}", *"v}}", changes="selected"),
    "select_paragraph": case(lambda a, b: b.selected == BLOCKS[0], "v", changes="selected"),
    "unselect_paragraph": case(lambda a, b: b.selected == f"{BLOCKS[0]}\n\n{BLOCKS[1][0]}", *"v}}", changes="selected"),
    "highlight": case(
        lambda a, b: (a.at_hand, b.highlights) == ("q1", (HOLDS.span.of(TEXT),)),
        '"',
        changes="highlights at_hand",
    ),
    "annotate": case(lambda a, b: b.screen == "AnnotatingScreen", '"', changes="screen"),
    "show_highlights": case(lambda a, b: b.focus == "highlights", '"', "h", changes="focus"),
    "correct": case(lambda a, b: b.screen == "ChoiceScreen", '"', changes="screen"),
    "undo": case(
        lambda a, b: a.corrections == ("speaker",) and not b.corrections, *'"x', "enter", changes="corrections"
    ),
    "overrule": case(lambda a, b: b.headings == a.headings - 1, "J", changes="headings corrections row top line"),
    "copy": case(lambda a, b: b.copied == ("La digue tiendra […] et nous avec elle.",), '"', changes="copied"),
    "copy_cited": case(lambda a, b: b.copied == (cited(ARTICLE, HOLDS),), '"', changes="copied"),
    "copy_format": case(lambda a, b: b.screen == "PickingScreen", '"', changes="screen"),
    "copy_section": case(lambda a, b: b.copied[0].startswith("Un vote serré\n"), "1", changes="copied"),
    "copy_speaker": case(lambda a, b: b.copied == (cited(ARTICLE, HOLDS),), '"', changes="copied"),
    "export": case(lambda a, b: b.screen == "PromptScreen", changes="screen"),
    "pipe": case(lambda a, b: b.screen == "PromptScreen", changes="screen"),
    "toggle_sections": case(lambda a, b: a.sections and not b.sections, changes="sections row"),
    "toggle_sidebar": case(lambda a, b: a.sidebar and not b.sidebar, changes="sidebar row"),
    "next_pane": case(lambda a, b: b.focus == "quotations", changes="focus"),
    "previous_pane": case(lambda a, b: b.focus == "sections", changes="focus"),
    "filter": case(lambda a, b: b.filtering and not a.filtering, changes="filtering focus"),
    "arrange": case(lambda a, b: (a.orders[0], b.orders[0]) == (Order.TEXT, Order.SPEAKER), changes="orders"),
    "toggle_entities": case(lambda a, b: a.marked and not b.marked, changes="marked"),
    "wider": case(lambda a, b: b.measure == a.measure + STEP, changes="measure row"),
    "narrower": case(lambda a, b: b.measure == a.measure - STEP, changes="measure row"),
    "reveal": case(lambda a, b: b.revealed and not a.revealed, changes="revealed"),
    "next_theme": case(lambda a, b: b.theme != a.theme and b.theme in PALETTES, changes="theme"),
    "zen": case(lambda a, b: not b.sections and not b.sidebar, changes="sections sidebar row"),
    "library": case(lambda a, b: b.screen == "LibraryScreen", changes="screen"),
    "feeds": case(lambda a, b: b.screen == "FeedsScreen", changes="screen"),
    "refresh": case(lambda a, b: "Nothing of the article" in b.said, changes="said"),
    "other_version": case(lambda a, b: "no other version" in b.said, changes="said"),
    "palette": case(lambda a, b: b.screen == "Palette", changes="screen"),
    "help": case(lambda a, b: b.screen == "HelpScreen", changes="screen"),
    "close": case(lambda a, b: a.at_hand == "q1" and b.at_hand is None, '"', changes="at_hand"),
    "leave": case(lambda a, b: b.code == 0, changes="code"),
}


@pytest.fixture(autouse=True)
def browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """No browser is opened; OPENED has what it was asked for."""
    OPENED.clear()
    monkeypatch.setattr("reader.app.app.open_address", OPENED.append)


async def state(stage: Stage, copied: list[str]) -> State:
    await stage.app.workers.wait_for_complete()
    await stage.settle()
    screen = stage.screen
    at_hand = screen._at_hand
    return State(
        line=stage.view.viewport.column.top_of(stage.view.viewport.top),
        top=stage.top,
        row=stage.row(SECTIONS[1]),
        focus=stage.focus,
        at_hand=getattr(at_hand, "id", None) or getattr(at_hand, "target", None),
        sections=stage.visible("sections-pane"),
        sidebar=stage.visible("sidebar"),
        hit=(screen._query, screen._hits.at),
        searching=stage.visible("search"),
        measure=stage.view.measure,
        theme=stage.app.theme,
        screen=type(stage.app.screen).__name__,
        copied=tuple(copied),
        code=stage.app.return_code,
        selected=screen._selection.span.of(TEXT) if screen._selection else "",
        opened=tuple(OPENED),
        card=screen._reason.is_shown,
        orders=tuple(screen._order.values()),
        filtering=stage.visible("filter"),
        marked=any(True for _ in stage.view._layers["entities"].between(0, len(TEXT))),
        corrections=tuple(each.aspect for each in screen.reading.corrections),
        awaits=screen._awaits is not None,
        highlights=tuple(each.highlight.anchor.quote for each in screen.reading.highlights),
        revealed=stage.view.revealed,
        said=screen._said[0] if screen._said[0].startswith(TOLD) else "",
        headings=sum(section.title is not None for section in screen.reading.article.sections),
    )


def written(keys: tuple[str, ...]) -> list[str]:
    """Keys as Textual names them."""
    names = {'"': "quotation_mark", ".": "full_stop", "/": "slash", "}": "right_curly_bracket", ";": "semicolon"}
    return [names.get(key, key) for key in keys]


def test_every_action_has_its_case() -> None:
    assert list(CASES) == [action.name for action in PROVIDED]


async def test_all_keys_of_an_action_do_the_same() -> None:
    async with opened(WIDE) as stage:
        bound = stage.screen._bindings.key_to_bindings
        assert set(bound) == {key for action in ACTIONS for key in action.keys}
        for action in set(ACTIONS) - set(PROVIDED):
            called = [binding.action for key in action.keys for binding in bound[key]]
            assert called == [f"elsewhere('{action.name}')"] * len(action.keys)
        for action in PROVIDED:
            called = [binding.action for key in action.keys for binding in bound[key]]
            numbered = [f"section_number({number})" for number in range(1, 10)]
            assert called == (numbered if action.name == "section_number" else [action.name] * len(action.keys))


@pytest.mark.parametrize(("name", "key"), [(action.name, action.keys[0]) for action in PROVIDED])
async def test_a_key_does_what_its_action_says(name: str, key: str, copied: list[str]) -> None:
    what = CASES[name]
    async with opened(WIDE) as stage:
        await stage.press(*written(what.before))
        before = await state(stage, copied)
        await stage.press(key)
        if name == "leave":
            assert stage.app.return_code == 0
            return
        after = await state(stage, copied)
        assert what.does(before, after), (before, after)
        changed = {field for field in State._fields if getattr(before, field) != getattr(after, field)}
        assert changed <= what.changes


@pytest.mark.parametrize(("name", "key"), [("leave", "Q"), ("next_section", "f5")])
async def test_keys_are_those_of_the_configuration(name: str, key: str, copied: list[str]) -> None:
    actions = tuple(replace(action, keys=(key,)) if action.name == name else action for action in ACTIONS)
    async with opened(WIDE, reading=reading_of(RAW), settings=Settings(actions=actions)) as stage:
        top = stage.top
        await stage.press(next(action.keys[0] for action in ACTIONS if action.name == name))
        assert (stage.top, stage.app.return_code) == (top, None)
        await stage.press(key)
        assert stage.app.return_code == 0 if name == "leave" else stage.top == SECTIONS[1]


async def test_moving_keys_move_by_lines_and_pages() -> None:
    async with opened(NARROW) as stage:
        line = stage.view.viewport.top

        async def lines_after(*keys: str) -> int:
            await stage.press(*keys)
            return stage.view.viewport.column.top_of(stage.view.viewport.top)

        assert line == (0, 0)
        assert await lines_after("j", "down") == 2
        assert await lines_after("k") == 1
        assert await lines_after("d") == 1 + (22 - 2) // 2
        assert await lines_after("u") == 1
        assert await lines_after("space") == 1 + 22 - 2
        assert await lines_after("b") == 1
        assert await lines_after("b") == 0
        bottom = await lines_after("G")
        assert bottom == len(stage.view.viewport.column) - 22
        assert await lines_after("j", "j") == bottom
        assert await lines_after("g") == 0


async def test_sections_one_after_the_other_and_their_ends() -> None:
    async with opened(NARROW) as stage:
        for start in SECTIONS[1:]:
            await stage.press("J")
            assert stage.top == start
            assert stage.row(start) == 1, "the blank line above a heading stays"
        await stage.press("J")
        assert stage.top == SECTIONS[-1]
        assert "last section" in stage.status()
        await stage.press("k", "K")
        assert stage.top == SECTIONS[-2]
        for _ in SECTIONS:
            await stage.press("K")
        assert stage.top == FIRST
        assert "first section" in stage.status()
        await stage.press("4")
        assert stage.top == SECTIONS[4]
        await stage.press("9")
        assert stage.top == SECTIONS[4]
        assert "no section 9" in stage.status()


async def test_quotations_one_after_the_other_come_on_the_screen() -> None:
    async with opened(NARROW) as stage:
        for quotation in (HOLDS, NOBODY, SEA):
            await stage.press("full_stop")
            assert stage.at_hand == quotation
            assert stage.shows(quotation.span.start)
        await stage.press("full_stop")
        assert stage.at_hand == SEA
        assert "last quotation" in stage.status()
        for quotation in (NOBODY, HOLDS, HOLDS):
            await stage.press("comma")
            assert stage.at_hand == quotation
        assert "first quotation" in stage.status()
        await stage.press("ctrl+o")
        assert stage.top != stage.at_hand


async def test_mentions_go_round() -> None:
    async with opened(NARROW) as stage:
        await stage.press("asterisk")
        assert "No entity is at hand" in stage.status()
        await stage.press(*ENTITY)
        assert stage.at_hand == NEIGHBOUR
        seen = []
        for _ in range(len(MENTIONS)):
            await stage.press("asterisk")
            seen.append(stage.screen._mentions.span.start)  # type: ignore[union-attr]
            assert stage.shows(seen[-1])
        assert sorted(seen) == MENTIONS
        assert seen == [*MENTIONS[1:], MENTIONS[0]]
        await stage.press("number_sign")
        assert stage.screen._mentions.at == len(MENTIONS) - 1
        assert f"Mention {len(MENTIONS)} of {len(MENTIONS)}" in stage.status()


async def test_copies_are_the_articles_characters(copied: list[str]) -> None:
    async with opened(WIDE) as stage:
        await stage.press("y")
        assert "Nothing is at hand" in stage.status()
        await stage.press("Y")
        assert "No quotation or entity is at hand" in stage.status()
        await stage.press("full_stop", "full_stop", "y", "c")
        await stage.app.workers.wait_for_complete()
        await stage.press("Y")
        await stage.app.workers.wait_for_complete()
        assert copied == [NOBODY.span.of(TEXT)] * 2 + [cited(ARTICLE, NOBODY)]
        await stage.settle()
        assert "Copied" in stage.status()
        await stage.press("tab", "tab", "j", "y", "ctrl+c")
        await stage.app.workers.wait_for_complete()
        assert copied[3:] == ["Goulven Prigent"] * 2


async def test_a_selection_is_what_is_copied_until_it_ends(copied: list[str]) -> None:
    async with opened(WIDE) as stage:
        await stage.press("v", "right_curly_bracket", "down", "right_curly_bracket", "y")
        await stage.app.workers.wait_for_complete()
        assert copied[-1].startswith(f"{BLOCKS[0]}\n")
        await stage.press("full_stop", "y")
        await stage.app.workers.wait_for_complete()
        assert copied[-1] == "La digue tiendra […] et nous avec elle."
        await stage.press("v", "w", "escape", "y")
        await stage.app.workers.wait_for_complete()
        assert copied[-1] == "La digue tiendra […] et nous avec elle."


async def test_a_heading_overruled_is_remembered_and_taken_back() -> None:
    store = NoLibrary()
    async with opened(WIDE, library=store) as stage:
        before = stage.screen.reading.article
        await stage.press("J", "X")
        assert [s.title for s in stage.screen.reading.article.sections] != [s.title for s in before.sections]
        assert stage.screen.reading.article.text == before.text
        kept = store.corrections(before.source.sha256)
        assert [correction.value for correction in kept] == ["paragraph"]
        await stage.press("X")
        assert [s.title for s in stage.screen.reading.article.sections] == [s.title for s in before.sections]


async def test_the_first_quotation_is_chosen_when_it_comes() -> None:
    async with opened(WIDE, deliver=()) as stage:
        await stage.press("full_stop")
        assert "Still looking" in stage.status()
        assert stage.at_hand is None
        await stage.worker.send(FINDINGS)
        await stage.settle()
        assert stage.at_hand == HOLDS
        assert stage.shows(HOLDS.span.start)


@pytest.mark.parametrize(("size", "panes"), [*((size, n) for size in (WIDE, NARROW) for n in range(4)), ((20, 5), 1)])
async def test_one_q_from_every_pane_ends_with_zero(size: tuple[int, int], panes: int) -> None:
    async with opened(size) as stage:
        await stage.press(*["tab"] * panes)
        assert stage.focus == ["article", "quotations", "entities", "sections"][panes]
        await stage.press("q")
        assert stage.app.return_code == 0
    assert stage.worker.stopped


LAYERS = [(), ("slash", "a"), ("slash", "a", "enter"), ("tab",), ("question_mark",), ("colon",), ("z",), ("full_stop",)]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_escape_and_control_c_never_quit(size: tuple[int, int], copied: list[str]) -> None:
    async with opened(size) as stage:
        for layer in LAYERS:
            await stage.press(*layer, "ctrl+c", "ctrl+c")
            assert stage.app.is_running
            await stage.press(*["escape"] * 4)
            assert stage.app.is_running
            assert stage.app.return_code is None
            assert type(stage.app.screen).__name__ == "ReadingScreen"
            assert (stage.focus, stage.at_hand) == ("article", None)
        await stage.press("q")
        assert stage.app.return_code == 0


async def test_escape_takes_away_one_layer_at_a_time() -> None:
    async with opened(NARROW) as stage:
        await stage.press("full_stop", "slash", "m", "e", "r", "enter", "s")
        assert stage.visible("sidebar")
        await stage.press("escape")
        assert not stage.visible("sidebar")
        assert stage.screen._query == "mer"
        await stage.press("escape")
        assert stage.screen._query == ""
        assert stage.at_hand == HOLDS
        await stage.press("escape")
        assert stage.at_hand is None


async def test_help_lists_every_action() -> None:
    async with opened((120, 80)) as stage:
        await stage.press("question_mark")
        assert isinstance(stage.app.screen, HelpScreen)
        shown = "\n".join(stage.lines())
        for action in ACTIONS:
            assert all(word in shown for word in action.description.split())
            assert keys_label(action.keys) in shown
        assert "Esc closes" in shown
        await stage.press("q")
        assert not isinstance(stage.app.screen, HelpScreen)
        assert stage.app.is_running


async def test_the_palette_lists_every_action_and_runs_one() -> None:
    async with opened((120, 80)) as stage:
        await stage.press("colon")
        assert isinstance(stage.app.screen, CommandPalette)
        await stage.app.workers.wait_for_complete()
        await stage.settle()
        offered = stage.app.screen.query_one(CommandList).options
        for action in PROVIDED:
            named = [option for option in offered if str(option.prompt).startswith(action.description)]
            assert len(named) == (action.name != "section_number")
            assert all(keys_label(action.keys) in str(option.prompt) for option in named)
        await stage.press(*"next", "space", *"section")
        await stage.app.workers.wait_for_complete()
        await stage.settle()
        await stage.press("enter")
        await stage.settle()
        assert not isinstance(stage.app.screen, CommandPalette)
        assert stage.top == SECTIONS[1]


@pytest.mark.parametrize("key", ["r", "A", "l", "O", "ctrl+r"])
async def test_a_key_of_the_library_says_where_it_does_something(key: str) -> None:
    async with opened(WIDE) as stage:
        await stage.press(key)
        assert "in the library and among the feeds: L and F go there" in stage.status()


async def test_the_theme_that_is_chosen_is_named() -> None:
    async with opened(WIDE) as stage:
        await stage.press("T")
        assert f"Theme: {stage.app.theme}" in stage.status()


@pytest.mark.parametrize("keys", [("full_stop",), ENTITY, ("semicolon",)], ids=" ".join)
async def test_that_nothing_is_at_hand_is_said_no_longer_than_it_is_true(keys: tuple[str, ...]) -> None:
    async with opened(WIDE) as stage:
        await stage.press("5", "i")
        assert "Nothing is at hand" in stage.status()
        await stage.press(*keys)
        assert stage.at_hand is not None
        assert "Nothing is at hand" not in stage.status()
