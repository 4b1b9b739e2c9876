"""A feed that is followed no longer comes back with all that was known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.model import Entry, Listing, ListingKind
from reader.store import Library, NoLibrary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENTRIES = tuple(Entry(f"id-{n}", f"Titre {n} \ud800", None, "2026-01-01", content="x") for n in range(5))


@pytest.fixture(params=["file", "none"])
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.sqlite3") if request.param == "file" else NoLibrary() as library:
        for address in ("https://a.example/f", "https://b.example/f"):
            library.feeds.add(address, "Un flux", "Presse")
            library.feeds.take(address, Listing(ListingKind.FEED, ENTRIES, "Un flux"), '"tag"', None)
        library.feeds.mark_read("https://a.example/f", ["id-1", "id-3"])
        yield library


@pytest.mark.parametrize("address", ["https://a.example/f", "https://b.example/f"])
def test_all_of_it_comes_back(library: Library, address: str) -> None:
    before = library.feeds.all(), library.feeds.seen(None, 99)
    dropped = library.feeds.drop(address)
    assert dropped is not None
    assert library.feeds.feed(address) is None
    assert len(library.feeds.seen(None, 99)) == len(ENTRIES)
    library.feeds.put_back(dropped)
    assert (library.feeds.all(), library.feeds.seen(None, 99)) == before
    library.feeds.put_back(dropped)
    assert (library.feeds.all(), library.feeds.seen(None, 99)) == before, "twice is once"


def test_its_numbers_may_be_taken_meanwhile(library: Library) -> None:
    dropped = library.feeds.drop("https://b.example/f")
    assert dropped is not None
    library.feeds.add("https://c.example/f")
    library.feeds.take("https://c.example/f", Listing(ListingKind.FEED, ENTRIES), None, None)
    library.feeds.put_back(dropped)
    assert {feed.entries for feed in library.feeds.all()} == {len(ENTRIES)}
    assert len(library.feeds.seen(None, 99)) == 3 * len(ENTRIES)


def test_what_is_not_followed_cannot_be_dropped(library: Library) -> None:
    assert library.feeds.drop("https://z.example") is None


def test_an_entry_knows_whether_the_library_keeps_its_article(library: Library) -> None:
    from tests.store.test_shelf import flat, keep

    library.feeds.take(
        "https://a.example/f",
        Listing(ListingKind.FEED, (Entry("page", "Une page", "https://a.example/page"),)),
        None,
        None,
    )
    assert library.feeds.seen("https://a.example/f", 1)[0].kept is None
    sha256 = keep(library, flat("Du texte", "https://a.example/page", title="Une page"))
    seen = library.feeds.seen("https://a.example/f", 1)[0]
    assert (seen.kept, seen.name, seen.is_read) == (sha256, "Un flux", False)
    assert [each.entry.id for each in library.feeds.seen("https://a.example/f", 99, unread=True)] == [
        "page",
        *("id-0", "id-2", "id-4"),
    ]
