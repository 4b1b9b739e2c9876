"""The system's clock jumps while the app is open: nothing that was done is lost, and nothing waits for its return."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

import pytest

from reader.app.screens.feeds import FeedsScreen
from reader.app.screens.library import LibraryScreen
from reader.app.screens.reading import ReadingScreen
from reader.app.widgets.entry_list import EntryList
from reader.model import Span
from reader.store import Library
from reader.store.query import Query
from reader.subscriptions import follow
from reader.worker import Whole
from tests.app.stage import ARTICLE, FINDINGS, RAW, WIDE, opened, reading_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import tzinfo
    from pathlib import Path

    Jump = Callable[[timedelta], None]

JUMPS = {
    "a day on": timedelta(days=1),
    "a year back": timedelta(days=-365),
    "to 1970": timedelta(days=-20_000),
    "beyond 2038": timedelta(days=10_000),
}
SHA = ARTICLE.source.sha256
ITEM = "<item><guid>{0}</guid><title>{0}</title><description>La mer monte deux fois par jour.</description></item>"
FEED = '<rss version="2.0"><channel><title>Les marées</title>{}</channel></rss>'


@pytest.fixture
def jump(monkeypatch: pytest.MonkeyPatch) -> Jump:
    """Puts the system's clock so much on or back; what counts seconds since the machine's start goes on, as it does."""
    real, shifted = time.time, timedelta(0)

    class Shifted(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return super().now(tz) + shifted

    def by(much: timedelta) -> None:
        nonlocal shifted
        shifted = much

    monkeypatch.setattr(time, "time", lambda: real() + shifted.total_seconds())
    monkeypatch.setattr(time, "time_ns", lambda: int(time.time() * 1e9))
    for module in ("reader.store.records", "reader.app.shelf.rows"):
        monkeypatch.setattr(f"{module}.datetime", Shifted)
    monkeypatch.setattr("reader.app.remembering.SAVE_AFTER", 0.01)
    return by


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    (tmp_path / "feed.xml").write_text(FEED.format(ITEM.format("Un")), encoding="utf-8")
    with Library.open(tmp_path / "library.sqlite3") as library:
        follow(str(tmp_path / "feed.xml"), library)
        yield library


@pytest.mark.parametrize("name", JUMPS)
async def test_a_position_is_the_last_one_whatever_the_clock_says(name: str, jump: Jump, library: Library) -> None:
    def kept_at() -> int | None:
        position = library.position(SHA)
        return position.anchor.span.start if position else None

    async with opened(WIDE, library=library, reading=reading_of(RAW), deliver=(Whole(), FINDINGS)) as stage:
        for key, much in (("2", timedelta(0)), ("3", JUMPS[name]), ("4", timedelta(0)), ("2", -JUMPS[name] / 2)):
            jump(much)
            await stage.press(key)
            await stage.until(lambda: kept_at() == stage.top)
        await stage.press("v", "l", "enter", "3", "q")
        left = stage.top
    assert kept_at() == left
    (placed,) = library.highlights.placed(SHA, ARTICLE.text)
    assert isinstance(placed.span, Span)


@pytest.mark.parametrize("name", JUMPS)
async def test_what_is_read_after_a_jump_is_in_the_library(name: str, jump: Jump, library: Library) -> None:
    async with opened(WIDE, library=library, reading=reading_of(RAW), deliver=(Whole(), FINDINGS)) as stage:
        await stage.until(lambda: library.shelf.count() == 1)
        jump(JUMPS[name])
        await stage.press("L")
        await stage.until(lambda: isinstance(stage.app.screen, LibraryScreen))
        await stage.until(lambda: "La digue de Lanvor" in "\n".join(stage.lines()))
        await stage.press("enter")
        await stage.until(lambda: isinstance(stage.app.screen, ReadingScreen))
        assert "La digue sera rehaussée" in "\n".join(stage.lines())
    (known,) = library.shelf.articles(Query(), 9)
    assert known.source.sha256 == SHA


@pytest.mark.parametrize("name", JUMPS)
async def test_a_feed_is_looked_at_after_a_jump(name: str, jump: Jump, library: Library, tmp_path: Path) -> None:
    async with opened(WIDE, library=library, shelved=True) as stage:
        await stage.press("F")
        await stage.until(lambda: isinstance(stage.app.screen, FeedsScreen))
        for number, much in enumerate((JUMPS[name], timedelta(0))):
            jump(much)
            every = "".join(ITEM.format(each) for each in ("Un", "Deux", "Trois")[: number + 2])
            (tmp_path / "feed.xml").write_text(FEED.format(every), encoding="utf-8")
            await stage.press("R")
            there = stage.app.screen.query_one(EntryList)
            await stage.until(lambda there=there, many=number + 2: len(there.items) == many)
