"""Feeds, lists of feeds and folders on the screen: entries at once, choosing opens, q comes back, keys never wait."""

from __future__ import annotations

import asyncio
import threading
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import pytest

import reader.catalogue as module
from reader.app import offers
from reader.app.app import ReaderApp
from reader.app.screens.chooser import ChooserScreen
from reader.app.screens.help import HelpScreen
from reader.app.screens.reading import ReadingScreen
from reader.app.widgets.article_list import ArticleList
from reader.catalogue import Candidate, candidate
from reader.config import Settings
from reader.errors import NetworkError
from reader.model import Entry, Listing, ListingKind
from reader.sources.feed.parser import listing as read
from reader.sources.feed.parser import raw_of
from reader.store import NoLibrary
from tests.app.stage import NARROW, WIDE, SilentWorker, Stage, reading_of
from tests.sources import feeds

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from reader.reading import Reading

FEED = read(
    feeds.raw(
        feeds.rss(
            feeds.item(1)
            + feeds.item(2, title="[/] Un \x1b[31m autre &lt;b&gt;titre&lt;/b&gt;")
            + "<item><description>Sans titre, mais avec des mots.</description></item>"
            + "".join(feeds.item(number) for number in range(3, 1_001))
        )
    )
)
OUTLINE = Listing(
    ListingKind.OUTLINE,
    (Entry("u", title="Le Courrier du Raz", location=feeds.ADDRESS, site="Nouvelles"),),
    title="Mes fils",
)


@asynccontextmanager
async def offered(listing: Listing, size: tuple[int, int] = WIDE) -> AsyncIterator[Stage]:
    workers: list[SilentWorker] = []

    def make(*words: object) -> SilentWorker:
        workers.append(SilentWorker(*words))  # type: ignore[arg-type]
        return workers[-1]

    app = ReaderApp(Settings(), cache(NoLibrary), listing, worker=make)  # type: ignore[arg-type]
    async with app.run_test(size=size) as pilot:
        stage = Stage(app, pilot, workers)
        await stage.settle()
        yield stage


def open_at_once(entry: Entry, listing: Listing, _library: object) -> Reading | Listing:
    if listing.kind is ListingKind.OUTLINE:
        return FEED
    if entry.id == "urn:raz:2":
        raise NetworkError("raz.example \x1b[2J cannot be reached: check the connection")
    return reading_of(raw_of(listing, entry))


async def test_a_feed_is_a_list_of_its_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "open_entry", open_at_once)
    async with offered(FEED) as stage:
        shown = "\n".join(stage.lines())
        assert "Le Courrier du Raz" in shown
        assert "raz.example · 1,001 entries" in shown
        assert "Nouvelle 1" in shown
        assert "3 March 2025 · fr · 1 min" in shown
        assert "[/] Un" in shown
        assert "Sans titre, mais avec des mots." in shown
        await stage.press("G")
        assert "Nouvelle 1000" in "\n".join(stage.lines())
        await stage.press("g", "enter")
        assert isinstance(stage.app.screen, ReadingScreen)
        assert "Le bac de Kerlouan" in "\n".join(stage.lines())
        await stage.press("q")
        assert isinstance(stage.app.screen, ChooserScreen)
        await stage.press("j", "enter")
        assert isinstance(stage.app.screen, ChooserScreen)
        assert "cannot be reached" in stage.status()
        assert "\x1b" not in stage.status()
        await stage.press("q")
        assert stage.app.return_code == 0


async def test_a_list_of_feeds_opens_a_feed_and_that_an_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "open_entry", open_at_once)
    async with offered(OUTLINE, NARROW) as stage:
        shown = "\n".join(stage.lines())
        assert "Mes fils" in shown
        assert "1 feed" in shown
        assert "Nouvelles" in shown
        await stage.press("enter")
        assert "Nouvelle 1" in "\n".join(stage.lines())
        await stage.press("enter")
        assert isinstance(stage.app.screen, ReadingScreen)
        await stage.press("q", "q")
        assert "Mes fils" in "\n".join(stage.lines())
        await stage.press("q")
        assert stage.app.return_code == 0


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> SlowPage:
    """The page of the first entry comes when a test lets it."""
    page = SlowPage()
    monkeypatch.setattr(module, "open_entry", page)
    return page


@dataclass
class SlowPage:
    waiting: threading.Event = field(default_factory=threading.Event)
    has_come: threading.Event = field(default_factory=threading.Event)

    def __call__(self, entry: Entry, listing: Listing, library: object) -> Reading | Listing:
        if entry.id == "urn:raz:1":
            self.waiting.wait(20)
            self.has_come.set()
        return open_at_once(entry, listing, library)


async def test_no_key_waits_for_a_page(page: SlowPage) -> None:
    async with offered(FEED) as stage:
        await stage.pilot.press("enter")
        await stage.pilot.pause()
        assert "Opening Nouvelle 1" in stage.status()
        await stage.pilot.press("j", "j", "j")
        await stage.pilot.pause()
        assert stage.app.screen.query_one(ArticleList).cursor == 3
        await stage.press("enter")
        assert isinstance(stage.app.screen, ReadingScreen)
        assert stage.screen.reading.article.title == "Nouvelle 3"
        page.waiting.set()
        await stage.until(page.has_come.is_set)
        assert stage.screen.reading.article.title == "Nouvelle 3", "what was given up does not come between"
        assert len(stage.workers) == 1
        await stage.press("q", "q")
        assert stage.app.return_code == 0


async def test_what_comes_while_a_card_is_looked_at_is_shown_behind_it(page: SlowPage) -> None:
    async with offered(FEED) as stage:
        await stage.pilot.press("enter")
        await stage.pilot.press("question_mark")
        await stage.pilot.pause()
        assert isinstance(stage.app.screen, HelpScreen)
        page.waiting.set()
        await asyncio.to_thread(page.has_come.wait, 20)
        await asyncio.sleep(0.3)
        assert isinstance(stage.app.screen, HelpScreen), "a card is not torn away"
        await stage.pilot.press("escape")
        await stage.until(lambda: isinstance(stage.app.screen, ReadingScreen))


async def test_leaving_does_not_wait_either(page: SlowPage) -> None:
    async with offered(FEED) as stage:
        await stage.pilot.press("enter")
        await stage.pilot.press("q")
        await stage.pilot.pause()
        assert stage.app.return_code == 0
    page.waiting.set()


async def test_a_fault_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Reading:
        raise ZeroDivisionError("x")

    monkeypatch.setattr(module, "open_entry", broken)
    async with offered(FEED) as stage:
        await stage.press("enter")
        assert "a fault of Reader itself" in stage.status()


def test_what_rows_say() -> None:
    listing = Listing(ListingKind.FEED, (), title="Le Courrier")
    entry = Entry("x", content="<p>" + "mot " * 2_000, is_markup=True, date="2025-03-03", site="Autre", language="fr")
    assert offers.facts(entry, listing) == "3 March 2025 · Autre · fr · 4 min"
    assert offers.facts(Entry("x"), listing) == ""
    assert offers.title(Entry("x", content="Un \x1b deux " * 40)).startswith("Un ␛ deux")
    assert offers.title(Entry("x", location="https://a.example/")) == "https://a.example/"
    assert offers.learnt(None) == "not an article"
    assert offers.learnt(candidate(Entry("a", location="/nowhere/a.txt"))) == "cannot be read"
    assert offers.learnt(Candidate("t", entries=1)) == "1 entry"
    assert offers.learnt(Candidate("t", None, 13_000)) == "?? · 10 min"
