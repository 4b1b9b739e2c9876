"""What waits is fetched, when its reader says so: politely, several hosts at once, one page of a host after the other.

A page that cannot be had goes on waiting, with the reason; what was known of it is laid on what comes.
"""

from __future__ import annotations

import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from queue import SimpleQueue
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.errors import LibraryError, ReaderError, SourceError
from reader.keeping import keep
from reader.moving.taking import Outcome, Taken
from reader.sources import article_of
from reader.sources.fetch import fetch
from reader.store.laying import laid_on, lay_waiting
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.sources import Raw
    from reader.store import Library
    from reader.store.waiting import Waiting

AT_ONCE = 6
"""Hosts that are asked at the same time."""

PAUSE = 1.0
"""Seconds between two pages of one host."""

_LIST = "https://an-imported-list.invalid/"
"""What names an address that no user does: a list from elsewhere must not lead into its reader's private network."""


def fetched(
    store: Library, waiting: Sequence[Waiting], *, are_named: bool = False, pause: float = PAUSE
) -> Iterator[Taken]:
    """Fetches what waits, and gives what became of each as it comes.

    Args:
        store: The library, which takes what comes.
        waiting: What to fetch.
        are_named: Whether the user named each of them, and not a list that came from elsewhere.
        pause: Seconds between two pages of one host.

    Raises:
        LibraryError: where the library does not take it.
    """
    hosts: defaultdict[str, list[Waiting]] = defaultdict(list)
    for each in waiting:
        hosts[urlsplit(each.address).hostname or ""].append(each)
    come: SimpleQueue[tuple[Waiting, Raw | ReaderError]] = SimpleQueue()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            # Every page that was asked for comes, or its fault does: as many are taken as wait.
            for some in hosts.values():
                pool.submit(_fetch_all, some, come, None if are_named else _LIST, pause)
            for _each in waiting:
                yield _taken(store, *come.get())
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for some in hosts.values():
                some.clear()  # a host under way stops before its next page
            raise


def _fetch_all(
    waiting: list[Waiting], come: SimpleQueue[tuple[Waiting, Raw | ReaderError]], named_by: str | None, pause: float
) -> None:
    """Fetches the pages of one host, one after the other; whoever wants no more of them empties the list."""
    is_first = True
    while waiting:
        if not is_first:
            time.sleep(pause)
        is_first = False
        for each in waiting[:1]:
            come.put((each, _page(each, named_by)))
            del waiting[:1]


def _page(waiting: Waiting, named_by: str | None) -> Raw | ReaderError:
    try:
        return fetch(waiting.address, named_by=named_by)
    except ReaderError as error:
        return error
    except Exception as error:  # a fault of ours must not leave whoever waits for the page waiting
        return SourceError(_("{address} was not fetched: {why}").format(address=waiting.address, why=error))


def _taken(store: Library, waiting: Waiting, come: Raw | ReaderError) -> Taken:
    from reader.analysis import analyse

    try:
        if isinstance(come, ReaderError):
            raise come
        article = article_of(come)
        known = waiting.saved.entry
        metadata = replace(
            article.metadata,
            title=article.metadata.title or known.title,
            authors=article.metadata.authors or known.authors,
            date=article.metadata.date or known.date,
            site=article.metadata.site or known.site,
        )
        article = replace(article, metadata=metadata)
        if not store.shelf.takes(article) or not keep(article, analyse(article), come, store, waiting.saved.saved_at):
            raise SourceError(_("{name} is too long to be kept").format(name=waiting.address))
    except LibraryError:
        raise
    except ReaderError as error:
        store.waiting.tried(waiting.address, str(error))
        return Taken(Outcome.FAILED, waiting.address, None, waiting.saved, fault=str(error), code=error.exit_code)
    lay_waiting(store, article, waiting)  # it may lie elsewhere than it was looked for
    kept = store.shelf.article(article.source.sha256)
    return Taken(Outcome.TAKEN, waiting.saved.name, kept, waiting.saved, laid_on(store, article))
