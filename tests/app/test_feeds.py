"""Feeds on the screen: every key of them, from files that stand for servers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from reader.app.screens.feeds import FeedsScreen
from reader.app.screens.library import LibraryScreen
from reader.app.screens.reading import ReadingScreen
from reader.app.widgets.entry_list import EntryList
from reader.app.widgets.feed_list import FeedList
from reader.store import Library
from reader.worker import Whole
from tests.app.stage import FINDINGS, NARROW, WIDE, Stage, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ITEM = "<item><guid>{id}</guid><title>{title}</title><description>{text}</description></item>"
FEED = '<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'
WORDS = "La mer monte deux fois par jour et redescend sans rien demander à personne. " * 5


def feed(path: Path, title: str, *entries: str) -> str:
    items = "".join(ITEM.format(id=each, title=each, text=WORDS) for each in entries)
    path.write_text(FEED.format(title=title, items=items), encoding="utf-8")
    return str(path)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    from reader.subscriptions import follow

    with Library.open(tmp_path / "library.sqlite3") as library:
        follow(feed(tmp_path / "a.xml", "Les marées [/]", "Un", "Deux", "Trois"), library, "Presse")
        follow(feed(tmp_path / "b.xml", "Le phare", "Feu \x7fblanc"), library)
        yield library


def entries(stage: Stage) -> list[str]:
    return [row.title for row in stage.app.screen.query_one(EntryList).items]


def feeds(stage: Stage) -> list[tuple[str, int]]:
    return [(row.name, row.unread) for row in stage.app.screen.query_one(FeedList).items]


def whole(stage: Stage) -> str:
    return "\n".join(stage.lines())


async def at_feeds(stage: Stage) -> None:
    await stage.press("F")
    await stage.until(lambda: isinstance(stage.app.screen, FeedsScreen) and feeds(stage))


async def typed(stage: Stage, words: str) -> None:
    stage.app.screen.query_one(Input).value = words
    await stage.press("enter")


@pytest.mark.parametrize("size", [(200, 60), WIDE, NARROW, (20, 5)])
async def test_feeds_are_listed_with_what_is_unread(size: tuple[int, int], library: Library) -> None:
    async with opened(size, library=library, shelved=True) as stage:
        await at_feeds(stage)
        assert feeds(stage) == [("All feeds", 4), ("Le phare", 1), ("Les marées [/]", 3)]
        assert entries(stage) == ["Feu ␡blanc", "Un", "Deux", "Trois"]
        shown = whole(stage)
        assert "\x7f" not in shown
        if size[0] >= 120:
            assert "Presse" in shown
            assert "Les marées [/]" in shown
        if size[0] >= 80:
            assert "4 entries · 4 unread" in shown
        await stage.press("q")
        assert not isinstance(stage.app.screen, FeedsScreen)


async def test_a_feed_shows_its_own_entries(library: Library) -> None:
    async with opened(WIDE, library=library, shelved=True) as stage:
        await at_feeds(stage)
        await stage.press("J", "J")
        assert entries(stage) == ["Un", "Deux", "Trois"]
        await stage.press("f", *"de")
        assert entries(stage) == ["Deux"]
        await stage.press("escape", "K", "escape")
        assert len(entries(stage)) == 4


async def test_an_entry_is_read_once_it_is_opened_and_kept_once_it_is_analysed(library: Library) -> None:
    async with opened(WIDE, library=library, shelved=True) as stage:
        await at_feeds(stage)
        await stage.press("j", "enter")
        await stage.until(lambda: isinstance(stage.app.screen, ReadingScreen))
        assert "La mer monte" in whole(stage)
        assert "q feeds" in stage.status()
        await stage.until(lambda: stage.workers and stage.worker.started)
        await stage.worker.send(Whole(), FINDINGS)
        await stage.until(lambda: library.shelf.count() == 1)
        await stage.press("q")
        await stage.until(lambda: feeds(stage)[0][1] == 3)
        await stage.press("S")
        assert entries(stage) == ["Feu ␡blanc", "Deux", "Trois"]
        await stage.press("L")
        await stage.until(lambda: isinstance(stage.app.screen, LibraryScreen))


async def test_entries_are_marked_and_the_mark_taken_back(library: Library) -> None:
    async with opened(WIDE, library=library, shelved=True) as stage:
        await at_feeds(stage)
        await stage.press("r")
        assert feeds(stage)[0] == ("All feeds", 3)
        await stage.press("r")
        assert feeds(stage)[0] == ("All feeds", 4)
        await stage.press("tab", "j", "j", "r")
        assert "All read: Les marées [/]" in stage.status()
        assert feeds(stage)[0] == ("All feeds", 1)
        await stage.press("r")
        assert "Nothing is unread." in stage.status()
        await stage.press("U")
        assert feeds(stage)[0] == ("All feeds", 4)


async def test_a_feed_is_followed_no_longer_and_again_with_all_it_had(library: Library) -> None:
    async with opened(WIDE, library=library, shelved=True) as stage:
        await at_feeds(stage)
        await stage.press("D")
        assert "No feed is at hand" in stage.status()
        one = next(each for each in library.feeds.seen(None, 99) if each.entry.title == "Un")
        library.feeds.mark_read(one.feed, [one.entry.id])
        before = library.feeds.all(), library.feeds.seen(None, 99)
        await stage.press("J", "J", "D")
        assert "No longer followed: Les marées [/]" in stage.status()
        assert feeds(stage) == [("All feeds", 1), ("Le phare", 1)]
        await stage.press("U")
        assert (library.feeds.all(), library.feeds.seen(None, 99)) == before
        assert feeds(stage) == [("All feeds", 3), ("Le phare", 1), ("Les marées [/]", 2)]


async def test_a_refresh_finds_what_is_new_and_loses_nothing(library: Library, tmp_path: Path) -> None:
    async with opened(WIDE, library=library, shelved=True) as stage:
        await at_feeds(stage)
        feed(tmp_path / "a.xml", "Les marées [/]", "Quatre")
        await stage.press("J", "J", "R")
        await stage.until(lambda: "1 new entry" in stage.status())
        assert entries(stage) == ["Quatre", "Un", "Deux", "Trois"], "what a feed drops is not lost"
        (tmp_path / "b.xml").unlink()
        await stage.press("K", "R")
        await stage.until(lambda: "1 feed failed" in stage.status())
        assert "!" in whole(stage)
        await stage.press("ctrl+r")
        await stage.until(lambda: "a moment ago" in stage.status())


async def test_a_feed_is_followed_by_its_address(library: Library, tmp_path: Path) -> None:
    async with opened(WIDE, library=library, shelved=True) as stage:
        await at_feeds(stage)
        await stage.press("O")
        await typed(stage, feed(tmp_path / "c.xml", "Nouveau", "Premier"))
        await stage.until(lambda: "Followed: Nouveau, 1 unread" in stage.status())
        assert ("Nouveau", 1) in feeds(stage)
        await stage.press("O")
        await typed(stage, str(tmp_path / "nothing.xml"))
        await stage.until(lambda: "does not exist" in stage.status())
        await stage.press("O", "escape")
        assert stage.app.is_running


async def test_the_list_of_feeds_goes_out_and_comes_in(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "out" / "feeds.opml"
    async with opened(WIDE, library=library, shelved=True) as stage:
        await at_feeds(stage)
        await stage.press("e")
        await typed(stage, str(path))
        await stage.until(lambda: "2 feeds are written" in stage.status())
        await stage.press("e")
        await typed(stage, str(path))
        await stage.until(lambda: "is there already" in stage.status())
        web = path.read_text(encoding="utf-8").replace(str(tmp_path), "http://127.0.0.1:9/x")
        path.write_text(web, encoding="utf-8")
        await stage.press("O")
        await typed(stage, str(path))
        await stage.until(lambda: len(feeds(stage)) == 5)


async def test_without_feeds_the_screen_says_what_to_do(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.sqlite3") as library:
        async with opened(NARROW, library=library, shelved=True) as stage:
            await stage.press("F")
            assert "No feed is followed. O follows one" in whole(stage)
            await stage.press("enter", "r", "D", "R", "U", "S", "j", "tab", "enter")
            assert stage.app.is_running
