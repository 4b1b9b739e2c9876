"""The feeds that a reader follows, looked at: politely, several at once, and each fault where it belongs.

Feeds of one host are asked one after the other. A feed whose server said what state it is in is asked only whether
that has changed (RFC 9110, section 13).
"""

from __future__ import annotations

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.errors import NotAnArticleError, ReaderError
from reader.model import ListingKind
from reader.sources import Raw, listing_of
from reader.sources.fetch import fetch, is_address
from reader.store.records import now
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.model import Listing
    from reader.store import Library
    from reader.store.feeds import Feed

REST = timedelta(minutes=5)
"""How long a feed is left in peace after it was looked at."""

AT_ONCE = 6
"""Hosts that are asked at the same time."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What came of a look at a feed: so many `new` entries, or a `fault`."""

    feed: Feed
    new: int = 0
    fault: str | None = None


def follow(address: str, store: Library, folder: str = "") -> Refreshed:
    """Follows the feed at `address`, with the entries that it has now.

    Raises:
        NotAnArticleError: where there is no feed.
        SourceError, NetworkError: where it cannot be read.
        LibraryError: where the library does not take it.
    """
    return _followed(fetch(address), address, store, folder)


def _followed(raw: Raw, address: str, store: Library, folder: str) -> Refreshed:
    found = _feed_in(raw, address)
    at = raw.location or address
    store.feeds.add(at, found.title, folder)
    new = store.feeds.take(at, found, raw.etag, raw.last_modified)
    feed = store.feeds.feed(at)
    if feed is None:
        raise NotAnArticleError(
            _("{address} is followed no longer: another program took it away").format(address=address)
        )
    return Refreshed(feed, new)


def follow_all(location: str, store: Library) -> tuple[Refreshed, ...]:
    """Follows what is at `location`: a feed, the feed that a page names as its own, or all feeds of a list (OPML).

    Those of a list come with their entries when they are next looked at.

    Args:
        location: A path or a web address.
        store: The library.

    Returns:
        The feeds that were not followed before; one that was is given too where it is the only one.

    Raises:
        NotAnArticleError: where there is no feed.
        SourceError, NetworkError: where it cannot be read.
        LibraryError: where the library does not take it.
    """
    raw = fetch(location)
    found = listing_of(raw)
    if found is not None and found.kind is ListingKind.OUTLINE:
        from reader.sources.feed.opml import read

        new = [each for each in read(raw) if store.feeds.add(each.url, each.title, each.folder or "")]
        feeds = (store.feeds.feed(each.url) for each in new)
        return tuple(Refreshed(feed) for feed in feeds if feed is not None)
    if found is None and "html" in raw.media_type:
        from reader.sources.feed.discovery import named_feed

        named = named_feed(raw)
        if named is not None:
            by = raw.location if raw.location and is_address(raw.location) else None
            return (_followed(fetch(named, named_by=by), named, store, ""),)
    return (_followed(raw, location, store, ""),)


def refresh(store: Library, feeds: Iterable[Feed], *, rest: timedelta = REST) -> Iterator[Refreshed]:
    """Looks at `feeds`, and gives what came of each as it comes; those that were just looked at are left out.

    Args:
        store: The library, which takes what is found.
        feeds: Those to look at.
        rest: How long ago a feed must have been looked at.

    Raises:
        LibraryError: where the library does not take it.
    """
    due: defaultdict[str, list[Feed]] = defaultdict(list)
    for feed in feeds:
        # What was looked at in the future was so by a clock that has been put right since.
        if feed.refreshed_at is None or not timedelta(0) <= now() - feed.refreshed_at < rest:
            due[urlsplit(feed.address).hostname or ""].append(feed)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            for done in as_completed([pool.submit(_look_at_all, store, some) for some in due.values()]):
                yield from done.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _look_at_all(store: Library, feeds: Iterable[Feed]) -> list[Refreshed]:
    return [_look(store, feed) for feed in feeds]


def _look(store: Library, feed: Feed) -> Refreshed:
    try:
        raw = _changed(feed)
        if raw is None:
            store.feeds.looked(feed.address)
            return Refreshed(feed)
        found = _feed_in(raw, feed.address)
    except ReaderError as error:
        store.feeds.looked(feed.address, str(error))
        return Refreshed(feed, fault=str(error))
    return Refreshed(feed, store.feeds.take(feed.address, found, raw.etag, raw.last_modified))


def _changed(feed: Feed) -> Raw | None:
    if not is_address(feed.address):
        return fetch(feed.address)
    from reader.sources.network.fetching import fetch_changed

    return fetch_changed(feed.address, feed.etag, feed.last_modified)


def _feed_in(raw: Raw, address: str) -> Listing:
    found = listing_of(raw)
    if found is None or found.kind is not ListingKind.FEED:
        raise NotAnArticleError(
            _("{address} is no feed: give the address of an RSS, Atom or JSON feed").format(address=address)
        )
    return found
