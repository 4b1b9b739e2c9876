"""Several sources in one run: a bad one is complained of and does not stop the others.

A folder stands for the articles in it, a feed for its entries in the feed's own words. Whether one process reads or
several, what comes out is the same, in the order of the sources.
"""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from reader.cli.narration import Progress, complain, fault
from reader.cli.running import FAULT
from reader.errors import ReaderError
from reader.model import ListingKind
from reader.sources import NotOneArticleError, Raw

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reader.cli.jobs import Jobs
    from reader.model import Listing

Found = TypeVar("Found")

STANDARD_INPUT = "-"
"""What only this process can read."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Found]):
    """What became of one source: what was found in it, or what it lists, or an exit code and a sentence."""

    found: tuple[Found, ...] = ()
    listing: Listing | None = None
    failed: tuple[int, str] | None = None


@dataclass(slots=True)
class Batch:
    """The sources of one command; `failure` is the exit code of the first that failed, 0 as long as none has.

    `media_type` is what they are, where the user knows better than their names and bytes say. `jobs` is how many
    processes read them.
    """

    sources: Sequence[str | Raw]
    media_type: str | None = None
    jobs: int = 1
    failure: int = 0

    def each(self, read: Callable[[str | Raw], Found]) -> Iterator[Found]:
        """What `read` gives for each article, in order, without those that failed.

        With several jobs `read` and what it gives are pickled.
        """
        progress = Progress(len(self.sources), dumb=os.environ.get("TERM", "dumb") == "dumb")
        judge = partial(_outcome, read, self.media_type)
        with ExitStack() as stack:
            pool: Jobs[str | Raw, Outcome[Found]] | None = None
            if self.jobs > 1:
                from reader.cli.jobs import Jobs

                pool = stack.enter_context(Jobs(judge, self.jobs))
            stack.callback(progress.erase)
            yield from self._all(self.sources, judge, pool, progress)

    def _all(
        self,
        sources: Iterable[str | Raw],
        judge: Callable[[str | Raw], Outcome[Found]],
        pool: Jobs[str | Raw, Outcome[Found]] | None,
        progress: Progress,
    ) -> Iterator[Found]:
        for source, result in _results(sources, judge, pool):
            progress.show(_name(source) or "")
            outcome = result()
            progress.erase()
            if outcome.failed:
                complain(outcome.failed[1])
                self.failure = self.failure or outcome.failed[0]
            yield from outcome.found
            if outcome.listing is not None:
                for notice in outcome.listing.notices:
                    complain(f"{outcome.listing.location}: {notice}")
                entries = list(_entries(outcome.listing))
                progress.extend(len(entries))
                yield from self._all(entries, judge, pool, progress)


def _results(
    sources: Iterable[str | Raw],
    judge: Callable[[str | Raw], Outcome[Found]],
    pool: Jobs[str | Raw, Outcome[Found]] | None,
) -> Iterator[tuple[str | Raw, Callable[[], Outcome[Found]]]]:
    """Each source with what gives its outcome."""
    if pool is None:
        yield from ((source, partial(judge, source)) for source in sources)
        return
    for source, result in pool.each(sources):
        yield source, partial(judge, source) if source == STANDARD_INPUT else partial(_answered, source, result)


def _answered(source: str | Raw, result: Callable[[], Outcome[Found]]) -> Outcome[Found]:
    from reader.cli.jobs import JobLostError

    try:
        return result()
    except JobLostError as error:
        return Outcome(failed=(FAULT, fault(error, _name(source))))


def _outcome(read: Callable[[str | Raw], Found], media_type: str | None, source: str | Raw) -> Outcome[Found]:
    """What becomes of `source`; nothing is raised but where Python's development mode wants to see it."""
    try:
        if isinstance(source, str) and (listing := _folder(source)) is not None:
            return Outcome(listing=listing)
        return Outcome((read(_typed(source, media_type)),))
    except NotOneArticleError as error:
        if error.listing.kind is ListingKind.FEED:
            return Outcome(listing=error.listing)
        return Outcome(failed=(error.exit_code, str(error)))
    except ReaderError as error:
        return Outcome(failed=(error.exit_code, str(error)))
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        return Outcome(failed=(FAULT, fault(error, _name(source))))


def _name(source: str | Raw) -> str | None:
    return source.location if isinstance(source, Raw) else source


def _entries(listing: Listing) -> Iterator[str | Raw]:
    for entry in listing.entries:
        if listing.kind is ListingKind.FEED:
            from reader.sources.feed.parser import raw_of

            yield raw_of(listing, entry)
        elif entry.location is not None:
            yield entry.location


def _typed(source: str | Raw, media_type: str | None) -> str | Raw:
    if media_type is None or isinstance(source, Raw):
        return source
    from reader.sources.fetch import fetch

    return fetch(source, media_type)


def media_type(arguments: Namespace) -> str | None:
    """What the command line says that its sources are, if anything."""
    from reader.formats import TYPES

    return TYPES.get(arguments.source_type)


def _folder(location: str) -> Listing | None:
    from reader.sources.feed.folder import is_folder, listing

    return listing(Path(location)) if is_folder(location) else None
