"""The library on the screen: every key of it, what it shows at every size, and what hostile titles do to it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Input

from reader.app.screens.empty import EmptyScreen
from reader.app.screens.feeds import FeedsScreen
from reader.app.screens.library import LibraryScreen
from reader.app.screens.prompting import PromptScreen
from reader.app.screens.reading import ReadingScreen
from reader.app.widgets.group_list import GroupList
from reader.app.widgets.shelf_list import ShelfList
from reader.config import Settings
from reader.errors import LibraryError, NetworkError
from reader.store import Library, NoLibrary
from reader.store.query import Query
from reader.worker import Whole
from tests.app.shelves import shelf
from tests.app.stage import FINDINGS, NARROW, RAW, WIDE, Stage, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = date(2026, 11, 24)
ALL = ["Ce que dit la mer", "The lamp returns", "Une digue à refaire", "Le bac repart"]

HOSTILE = (
    ("[/] [@click=app.quit()]x \x1b]0;title\x07", "\x1b[31msite[/]", "2026-01-01", "https://evil.example/\u202e1", "A"),
    ("M" * 10_000, "S" * 10_000, "2026-01-02", "https://long.example/2", "Long."),
    ("\u202eesrever\u2066 日本語の題名 👩‍👩‍👧‍👦", "日本", "2026-01-03", "https://wide.example/3", "Wide."),
)


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    with shelf(tmp_path, monkeypatch) as library:
        yield library


def listed(stage: Stage) -> list[str]:
    return [row.title for row in stage.app.screen.query_one(ShelfList).items]


def at(stage: Stage) -> str:
    found = stage.app.screen.query_one(ShelfList)
    return found.items[found.cursor].title if found.cursor is not None else ""


def whole(stage: Stage) -> str:
    return "\n".join(stage.lines())


def kept(library: Library, title: str) -> Any:
    found = [each for each in library.shelf.articles(Query(), 50) if each.name == title]
    return found[0] if found else None


# What it shows


@pytest.mark.parametrize("size", [(200, 60), WIDE, NARROW, (40, 10), (20, 5), (1, 1)])
async def test_the_library_is_there_at_any_size(size: tuple[int, int], library: Library) -> None:
    async with opened(size, library=library, shelved=True) as stage:
        assert isinstance(stage.app.screen, LibraryScreen)
        assert listed(stage) == ALL
        assert len(stage.lines()) == size[1]
        shown = whole(stage)
        if size[0] >= 20:
            assert "Ce que dit la" in shown
        if size[0] >= 80:
            assert "4 articles · 2 unread" in shown
            assert "Une digue à refaire" in shown
            assert "L’Écho · 9 January 2026 · 1 quotation" in shown
            assert "40 %" in shown
            assert "1 highlight  #mer  #à relire" in shown
        if size[0] >= 120:
            assert "In progress" in shown
            assert "Marées" in shown
        await stage.press("q")
        assert stage.app.return_code == 0


async def test_groups_hold_what_they_count(library: Library) -> None:
    library.shelf.archive(kept(library, "Ce que dit la mer").source.sha256)
    async with opened(WIDE, library=library, shelved=True) as stage:
        found = stage.app.screen.query_one(GroupList)
        for number, group in enumerate(found.items):
            if group.kind.value == "feeds":
                continue
            await stage.press("tab") if stage.app.screen.focused is not found else None
            found.move(number - (found.cursor or 0))
            await stage.settle()
            assert len(listed(stage)) == group.size, group
        await stage.press("enter")
        assert isinstance(stage.app.screen.focused, ShelfList)


async def test_keys_go_through_the_groups(library: Library) -> None:
    async with opened(WIDE, library=library, shelved=True) as stage:
        await stage.press("2")
        assert listed(stage) == ["Ce que dit la mer", "Le bac repart"]
        assert "Unread" in stage.lines()[0]
        await stage.press("J")
        assert listed(stage) == ["Une digue à refaire"]
        await stage.press("J")
        assert listed(stage) == ["The lamp returns"]
        await stage.press("K", "K", "escape")
        assert listed(stage) == ALL
        await stage.press("6")
        assert listed(stage) == ALL, "feeds are no articles: Enter goes there"
        await stage.press("tab", "enter")
        assert isinstance(stage.app.screen, FeedsScreen)
        await stage.press("q")
        assert isinstance(stage.app.screen, LibraryScreen)


async def test_every_order_can_be_taken(library: Library) -> None:
    async with opened(WIDE, library=library, shelved=True) as stage:
        seen = []
        for _ in range(5):
            await stage.press("S")
            seen.append(listed(stage))
        assert seen[0][0] == "Ce que dit la mer"
        assert seen[1] == sorted(ALL)
        assert seen[-1] == ALL
        assert all(sorted(each) == sorted(ALL) for each in seen)


async def test_the_pane_lies_over_the_list_where_there_is_no_room(library: Library) -> None:
    async with opened(NARROW, library=library, shelved=True) as stage:
        assert "In progress" not in whole(stage)
        await stage.press("t")
        assert "In progress" in whole(stage)
        await stage.press("j", "enter")
        assert "In progress" not in whole(stage)
        assert listed(stage) == ["Ce que dit la mer", "Le bac repart"]
        await stage.press("tab", "escape")
        assert "In progress" not in whole(stage)
        assert stage.app.is_running


async def test_keys_move_in_the_list(library: Library) -> None:
    async with opened(NARROW, library=library, shelved=True) as stage:
        for keys, title in (
            (("j",), ALL[1]),
            (("down", "down"), ALL[3]),
            (("k",), ALL[2]),
            (("g",), ALL[0]),
            (("G",), ALL[3]),
            (("b",), ALL[0]),
            (("space",), ALL[3]),
            (("u", "u"), ALL[0]),
            (("d",), ALL[2]),
        ):
            await stage.press(*keys)
            assert at(stage) == title, keys


@pytest.mark.parametrize(
    ("key", "said"),
    [("y", "in an article: Enter opens one"), ("full_stop", "in an article"), ("R", "among the feeds: F goes there")],
)
async def test_a_key_that_is_for_elsewhere_says_where(library: Library, key: str, said: str) -> None:
    async with opened(WIDE, library=library, shelved=True) as stage:
        await stage.press(key)
        assert said in stage.lines()[-1]


# What is typed


async def test_the_list_narrows_while_it_is_typed(library: Library) -> None:
    async with opened(WIDE, library=library, shelved=True) as stage:
        await stage.press("f", *"dig")
        assert listed(stage) == ["Une digue à refaire"]
        await stage.press("backspace", "backspace", "backspace", *"RE")
        assert listed(stage) == ["The lamp returns", "Une digue à refaire", "Le bac repart"]
        await stage.press(*"f")
        assert listed(stage) == ["Une digue à refaire"]
        await stage.press("enter")
        assert isinstance(stage.app.screen.focused, ShelfList)
        assert listed(stage) == ["Une digue à refaire"]
        await stage.press("escape")
        assert listed(stage) == ALL


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("is:begun", ["Une digue à refaire"]),
        ("site:echo", ["Une digue à refaire", "Le bac repart"]),
        ("tag:mer", ["Le bac repart"]),
        ("after:2026-02", ["Ce que dit la mer", "Le bac repart"]),
        ("-digue site:echo", ["Le bac repart"]),
        ("a", ["Une digue à refaire"]),
    ],
)
async def test_the_filter_speaks_the_language_of_the_search(library: Library, typed: str, found: list[str]) -> None:
    async with opened(WIDE, library=library, shelved=True) as stage:
        await stage.press("f")
        stage.app.screen.query_one(Input).value = typed
        await stage.settle()
        assert listed(stage) == found


async def test_what_cannot_be_asked_is_said_while_it_is_typed(library: Library) -> None:
    async with opened(WIDE, library=library, shelved=True) as stage:
        await stage.press("f", *"is", "colon", *"un")
        assert "is:un is no state" in whole(stage)
        await stage.press(*"read")
        assert len(listed(stage)) == 2


async def test_enter_looks_into_the_texts_where_no_title_fits(library: Library) -> None:
    async with opened(WIDE, library=library, shelved=True) as stage:
        await stage.press("f", *"harbour")
        assert listed(stage) == []
        assert "Enter looks for it in the texts" in whole(stage)
        await stage.press("enter")
        assert listed(stage) == ["The lamp returns"]
        assert "The lamp of the harbour" in whole(stage)


async def test_a_hit_opens_the_article_there(library: Library) -> None:
    async with opened(NARROW, library=library, shelved=True) as stage:
        await stage.press("slash", *"finit")
        assert len(listed(stage)) == 4
        await stage.press("enter", "enter")
        await stage.until(lambda: isinstance(stage.app.screen, ReadingScreen))
        await stage.settle()
        text = stage.screen.reading.article.text
        assert stage.shows(text.index("finit"))
        assert "“finit”: 1 of 1" in stage.status()
        assert "q library" in stage.status()
        await stage.press("q")
        assert isinstance(stage.app.screen, LibraryScreen)
        assert len(listed(stage)) == 4, "the search is still there"


async def test_a_search_for_a_speaker_shows_what_is_said(library: Library) -> None:
    async with opened(WIDE, library=library, shelved=True) as stage:
        await stage.press("slash", *"speaker", "colon", *"Yann")
        assert len(listed(stage)) == 4
        assert "Yann: Le bac pa" in whole(stage)


# Articles


async def test_an_article_opens_from_what_is_kept_and_q_comes_back(library: Library) -> None:
    async with opened(WIDE, library=library, shelved=True) as stage:
        await stage.press("j", "j", "enter")
        await stage.until(lambda: isinstance(stage.app.screen, ReadingScreen))
        assert stage.screen.reading.article.title == "Une digue à refaire"
        await stage.until(lambda: stage.workers and stage.worker.started)
        await stage.worker.send(Whole(), FINDINGS)
        assert "q library" in stage.status()
        await stage.press("G", "q")
        assert isinstance(stage.app.screen, LibraryScreen)
        assert at(stage) == "Une digue à refaire"
        assert kept(library, "Une digue à refaire").state.value == "finished"
        await stage.press("q")
        assert stage.app.return_code == 0


async def test_what_is_kept_needs_no_file_and_no_network(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_words: object, **_more: object) -> None:
        raise NetworkError("there is no network here")

    monkeypatch.setattr("reader.catalogue.fetch", nothing)
    monkeypatch.setattr("reader.keeping.fetch", nothing)
    async with opened(WIDE, library=library, shelved=True) as stage:
        await stage.press("enter")
        await stage.until(lambda: isinstance(stage.app.screen, ReadingScreen))
        await stage.settle()
        assert "La mer monte" in whole(stage)
        assert "network" not in stage.status(), "without one there is nothing to tell"


async def test_the_library_can_be_reached_from_an_article_and_left_again(library: Library) -> None:
    async with opened(WIDE, library=library) as stage:
        await stage.press("L")
        await stage.until(lambda: listed(stage))
        await stage.press("enter")
        await stage.until(lambda: isinstance(stage.app.screen, ReadingScreen))
        await stage.press("L")
        assert isinstance(stage.app.screen, LibraryScreen)
        await stage.press("q")
        assert isinstance(stage.app.screen, ReadingScreen)
        assert stage.screen.reading.article.title == "La digue de Lanvor"
        await stage.press("q")
        assert stage.app.return_code == 0, "one q leaves what was opened directly"


# Changes, and the way back


@pytest.mark.parametrize(
    ("key", "told", "changed"),
    [
        ("A", "Put away: Ce que dit la mer", lambda each: each.is_archived),
        ("r", "Finished: Ce que dit la mer", lambda each: each.state.value == "finished"),
        ("D", "Removed: Ce que dit la mer", lambda each: each is None),
        ("delete", "Removed: Ce que dit la mer", lambda each: each is None),
    ],
)
async def test_a_change_is_told_and_taken_back(library: Library, key: str, told: str, changed: Any) -> None:
    async with opened(WIDE, library=library, shelved=True) as stage:
        before = kept(library, "Ce que dit la mer")
        await stage.press(key)
        assert told in stage.status()
        assert "U takes it back" in stage.status()
        assert changed(kept(library, "Ce que dit la mer"))
        assert ("Ce que dit la mer" in listed(stage)) == (key == "r")
        await stage.press("U")
        assert kept(library, "Ce que dit la mer") == before
        assert listed(stage) == ALL
        assert at(stage) == "Ce que dit la mer"
        await stage.press("U")
        assert "nothing to take back" in stage.status()


async def test_several_changes_are_taken_back_one_by_one(library: Library) -> None:
    async with opened(WIDE, library=library, shelved=True) as stage:
        await stage.press("D", "D", "A", "r")
        assert listed(stage) == ["Le bac repart"]
        await stage.press("U", "U", "U", "U")
        assert listed(stage) == ALL
        assert kept(library, "Le bac repart").state.value == "unread"


async def test_tags_are_written(library: Library) -> None:
    async with opened(WIDE, library=library, shelved=True) as stage:
        await stage.press("G", "l")
        assert isinstance(stage.app.screen, PromptScreen)
        await stage.press("comma", *"port", "enter")
        assert kept(library, "Le bac repart").tags == ("mer", "port", "à relire")
        assert "#port" in whole(stage)
        await stage.press("U")
        assert kept(library, "Le bac repart").tags == ("mer", "à relire")
        await stage.press("l", "ctrl+u", "enter")
        assert kept(library, "Le bac repart").tags == ()
        await stage.press("l", *"x", "escape")
        assert kept(library, "Le bac repart").tags == ()


async def test_a_fault_of_the_library_is_one_sentence(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_words: object, **_more: object) -> None:
        raise LibraryError("the library is locked: close the other program")

    async with opened(WIDE, library=library, shelved=True) as stage:
        monkeypatch.setattr(library.shelf, "archive", locked)
        await stage.press("A")
        assert "the library is locked" in stage.status()
        assert listed(stage) == ALL
        await stage.press("enter")
        await stage.until(lambda: isinstance(stage.app.screen, ReadingScreen))


# What is hostile


@pytest.mark.parametrize("size", [WIDE, NARROW, (20, 5)])
@pytest.mark.parametrize("plain", [False, True])
async def test_hostile_titles_do_nothing(
    size: tuple[int, int], plain: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with shelf(tmp_path, monkeypatch, *HOSTILE) as library:
        for each in library.shelf.articles(Query(), 9):
            library.shelf.tag(each.source.sha256, ["\x1b[2J[bold]", "T" * 10_000, "a,b"])
        async with opened(size, library=library, shelved=True, settings=Settings(plain=plain)) as stage:
            for _ in range(len(HOSTILE) + 1):
                shown = whole(stage)
                assert not {"\x1b", "\x07", "\u202e", "\u2066"} & set(shown)
                await stage.press("j")
            await stage.press("g", "l", "enter")
            assert kept(library, HOSTILE[-1][0]).tags == tuple(sorted(["\x1b[2J[bold]", "T" * 10_000, "a,b"]))
            await stage.press("A", "U", "f", *"lamp", "enter", "escape", "slash", *"lamp", "escape", "S", "S", "2")
            assert stage.app.is_running
            await stage.press("enter")
            await stage.until(lambda: isinstance(stage.app.screen, ReadingScreen))


# Nothing, and no library


async def test_an_empty_library_offers_something_to_begin_with() -> None:
    async with opened(NARROW, shelved=True) as stage:
        assert isinstance(stage.app.screen, EmptyScreen)
        await stage.app.workers.wait_for_complete()
        await stage.settle()
        shown = whole(stage)
        assert "Without a library" in shown
        assert "La scierie de Brévonne redémarre sans patron" in shown
        await stage.press("enter")
        await stage.until(lambda: isinstance(stage.app.screen, ReadingScreen))
        await stage.press("q")
        assert isinstance(stage.app.screen, EmptyScreen)
        await stage.press("q")
        assert stage.app.return_code == 0


async def test_what_is_taken_in_stands_in_the_library(tmp_path: Path) -> None:
    path = tmp_path / "digue.md"
    path.write_bytes(RAW.data)
    with Library.open(tmp_path / "library.sqlite3") as library:
        async with opened(WIDE, library=library, shelved=True) as stage:
            assert isinstance(stage.app.screen, EmptyScreen)
            assert "Your library is empty" in whole(stage)
            await stage.press("O")
            stage.app.screen.query_one(Input).value = str(path)
            await stage.press("enter")
            await stage.until(lambda: isinstance(stage.app.screen, LibraryScreen))
            await stage.until(lambda: listed(stage) == ["La digue de Lanvor"])
            await stage.press("q")
            assert stage.app.return_code == 0, "behind a library that was empty is nothing"


async def test_without_a_library_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READER_HOME", str(tmp_path / "home"))
    async with opened(WIDE, library=NoLibrary(), shelved=True) as stage:
        await stage.press("enter")
        await stage.until(lambda: isinstance(stage.app.screen, ReadingScreen))
        await stage.until(lambda: stage.workers and stage.worker.started)
        await stage.worker.send(Whole(), FINDINGS)
        await stage.press("G", "q", "F", "q")
    assert not (tmp_path / "home").exists()


async def test_what_is_wrong_with_the_library_stands_on_its_screen() -> None:
    from functools import cache

    from reader.app.app import ReaderApp
    from reader.catalogue import collection

    store = NoLibrary()
    first = collection(store, "the library /x is damaged and was left as it is: move it away")
    app = ReaderApp(Settings(), cache(lambda: store), first)
    async with app.run_test(size=NARROW) as pilot:
        stage = Stage(app, pilot)
        await stage.settle()
        assert "is damaged and was left as it is" in whole(stage)
        await stage.press("enter")
        await stage.until(lambda: isinstance(app.screen, ReadingScreen))
