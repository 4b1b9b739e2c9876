"""Several sources in one run: a bad one is complained of and does not stop the others.

A folder stands for the articles in it, a feed for its entries in the feed's own words.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from reader.cli.narration import Progress, complain, fault
from reader.cli.running import FAULT
from reader.errors import ReaderError
from reader.model import ListingKind
from reader.sources import NotOneArticleError, Raw

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator, Sequence

    from reader.model import Listing

Found = TypeVar("Found")


@dataclass(slots=True)
class Batch:
    """The sources of one command; `failure` is the exit code of the first that failed, 0 as long as none has.

    `media_type` is what they are, where the user knows better than their names and bytes say.
    """

    sources: Sequence[str]
    media_type: str | None = None
    failure: int = 0

    def each(self, read: Callable[[str | Raw], Found]) -> Iterator[Found]:
        """What `read` gives for each article, in order, without those that failed."""
        progress = Progress(len(self.sources), dumb=os.environ.get("TERM", "dumb") == "dumb")
        for number, source in enumerate(self.sources, start=1):
            progress.show(number, source)
            yield from self._found(read, source, progress)

    def _found(self, read: Callable[[str | Raw], Found], source: str | Raw, progress: Progress) -> Iterator[Found]:
        name = source.location if isinstance(source, Raw) else source
        listing: Listing | None = None
        found: list[Found] = []
        failed: tuple[int, str] | None = None
        try:
            if isinstance(source, str):
                listing = _folder(source)
            if listing is None:
                found = [read(self._typed(source))]
        except NotOneArticleError as error:
            if error.listing.kind is ListingKind.FEED:
                listing = error.listing
            else:
                failed = error.exit_code, str(error)
        except ReaderError as error:
            failed = error.exit_code, str(error)
        except Exception as error:
            if sys.flags.dev_mode:
                raise
            failed = FAULT, fault(error, name)
        finally:
            progress.erase()
        if failed:
            complain(failed[1])
            self.failure = self.failure or failed[0]
        yield from found
        if listing is not None:
            yield from self._entries(read, listing, progress)

    def _entries(self, read: Callable[[str | Raw], Found], listing: Listing, progress: Progress) -> Iterator[Found]:
        for notice in listing.notices:
            complain(f"{listing.location}: {notice}")
        for entry in listing.entries:
            if listing.kind is ListingKind.FEED:
                from reader.sources.feed.parser import raw_of

                yield from self._found(read, raw_of(listing, entry), progress)
            elif entry.location is not None:
                yield from self._found(read, entry.location, progress)

    def _typed(self, source: str | Raw) -> str | Raw:
        if self.media_type is None or isinstance(source, Raw):
            return source
        from reader.sources.fetch import fetch

        return fetch(source, self.media_type)


def media_type(arguments: Namespace) -> str | None:
    """What the command line says that its sources are, if anything."""
    from reader.formats import TYPES

    return TYPES.get(arguments.source_type)


def _folder(location: str) -> Listing | None:
    from reader.sources.feed.folder import is_folder, listing

    return listing(Path(location)) if is_folder(location) else None
