"""Several sources in one run: a bad one is complained of and does not stop the others.

A folder stands for the articles in it, an archive for its lines, a feed for its entries in the feed's own words.
Whether one process reads or several, here or on other machines, what comes out is the same, in the order of the
sources.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from reader.cli.gathering import STANDARD_INPUT, Item, Refused, gathered, mark_of, name_of
from reader.cli.narration import Progress, complain, doctor, fault
from reader.cli.running import FAULT
from reader.errors import ReaderError
from reader.model import ListingKind
from reader.sources import NotOneArticleError, Raw
from reader.sources.corpus import Line, raw_of
from reader.tongue import _

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reader.model import Analysis, Listing

Found = TypeVar("Found")
Found_co = TypeVar("Found_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Found_co]):
    """What became of one source: what was found in it, or what it lists, or an exit code and a sentence."""

    found: tuple[Found_co, ...] = ()
    listing: Listing | None = None
    failed: tuple[int, str] | None = None
    notice: str = ""


class IncompleteError(Exception):
    """`found` may lack something: a step of the analysis failed, or kept to a bound, of which there is a `notice`."""

    def __init__(self, found: object, notice: str) -> None:
        super().__init__()
        self.found, self.notice = found, notice


def given(found: Found, analysis: Analysis) -> Found:
    """`found`, which was made of `analysis`.

    Raises:
        IncompleteError: where it may lack something.
    """
    if analysis.gaps:
        faults = [gap for gap in analysis.gaps if gap.is_fault]
        raise IncompleteError(found, (faults or analysis.gaps)[0].notice)
    return found


class JobLostError(Exception):
    """A process ended before it had answered."""


class Pool(Protocol[Found_co]):
    """Where several sources are read at once."""

    def each(self, items: Iterable[Item]) -> Iterator[tuple[Item, Callable[[], Outcome[Found_co]]]]:
        """Each item with what waits for its outcome, in order; those behind it are under way meanwhile.

        What waits raises JobLostError where the process that had the item ended.
        """


@dataclass(slots=True)
class Batch:
    """The sources of one command; `failure` is the exit code of the first that failed, 0 as long as none has.

    `media_type` is what they are, where the user knows better than their names and bytes say. `jobs` is how many
    processes read them, `cluster` the address of a Dask scheduler whose workers do so instead. `is_done` is asked of
    the mark of each article whether another run has read it already.
    """

    sources: Sequence[str | Raw]
    media_type: str | None = None
    jobs: int = 1
    cluster: str | None = None
    is_done: Callable[[str], bool] = lambda _mark: False
    failure: int = 0

    def each(self, read: Callable[[str | Raw], Found]) -> Iterator[Found]:
        """What `read` gives for each article, in order, without those that failed.

        With several jobs `read` and what it gives are pickled.
        """
        for _mark, outcome in self.outcomes(read):
            yield from outcome.found

    def outcomes(self, read: Callable[[str | Raw], Found]) -> Iterator[tuple[str, Outcome[Found]]]:
        """What became of each source, in order, with its mark (`mark_of`); that of a feed is behind its entries'.

        Those that failed have been complained of.
        """
        progress = Progress(len(self.sources))
        judge = partial(_outcome, read, self.media_type)
        with ExitStack() as stack:
            pool = self._pool(judge, stack)
            stack.callback(progress.erase)
            items = gathered(self.sources, self.media_type, progress.extend if progress.is_shown else None)
            yield from self._all(items, judge, pool, progress)

    def _pool(self, judge: Callable[[Item], Outcome[Found]], stack: ExitStack) -> Pool[Found] | None:
        if self.cluster is not None:
            from reader.cli.cluster import Cluster

            return stack.enter_context(Cluster(judge, self.cluster, self.media_type))
        if self.jobs > 1:
            from reader.cli.jobs import Jobs

            return stack.enter_context(Jobs(judge, self.jobs))
        return None

    def _all(
        self,
        items: Iterable[Item],
        judge: Callable[[Item], Outcome[Found]],
        pool: Pool[Found] | None,
        progress: Progress,
    ) -> Iterator[tuple[str, Outcome[Found]]]:
        for item, result in _results(self._wanted(items, progress), judge, pool):
            with progress.reading(name_of(item)):
                outcome = result()
            if outcome.failed:
                complain(outcome.failed[1])
                self.failure = self.failure or outcome.failed[0]
            if outcome.notice:
                complain(outcome.notice)
            if outcome.listing is not None:
                for notice in outcome.listing.notices:
                    complain(_("{name}: {fault}").format(name=outcome.listing.location, fault=notice))
                progress.extend(len(outcome.listing.entries))
                yield from self._all(_entries(outcome.listing), judge, pool, progress)
            yield mark_of(item), outcome

    def _wanted(self, items: Iterable[Item], progress: Progress) -> Iterator[Item]:
        for item in items:
            if self.is_done(mark_of(item)):
                progress.skip()
            else:
                yield item


_HERE = Refused(STANDARD_INPUT, 0, "")
"""What stands in a pool for standard input, so that its turn comes."""


def _results(
    items: Iterable[Item], judge: Callable[[Item], Outcome[Found]], pool: Pool[Found] | None
) -> Iterator[tuple[Item, Callable[[], Outcome[Found]]]]:
    """Each item with what gives its outcome."""
    if pool is None:
        yield from ((item, partial(judge, item)) for item in items)
        return
    for item, result in pool.each(_HERE if item == STANDARD_INPUT else item for item in items):
        if item == _HERE:
            yield STANDARD_INPUT, partial(judge, STANDARD_INPUT)
        else:
            yield item, partial(_answered, item, result)


def _answered(item: Item, result: Callable[[], Outcome[Found]]) -> Outcome[Found]:
    try:
        return result()
    except JobLostError as error:
        return Outcome(failed=(FAULT, fault(error, name_of(item))))


def _outcome(read: Callable[[str | Raw], Found], media_type: str | None, item: Item) -> Outcome[Any]:
    """What becomes of `item`; nothing is raised but where Python's development mode wants to see it."""
    if isinstance(item, Refused):
        return Outcome(failed=(item.code, item.sentence))
    try:
        return Outcome((read(_source(item, media_type)),))
    except NotOneArticleError as error:
        if error.listing.kind is ListingKind.FEED:
            return Outcome(listing=error.listing)
        return Outcome(failed=(error.exit_code, str(error)))
    except ReaderError as error:
        return Outcome(failed=(error.exit_code, str(error)))
    except IncompleteError as error:
        if error.notice:
            notice = _("{name}: {fault}").format(name=name_of(item), fault=error.notice)
            return Outcome((error.found,), notice=notice)
        told = _("a fault of Reader itself with {source}: quotations or names may be missing; {doctor}")
        return Outcome((error.found,), failed=(FAULT, told.format(source=name_of(item), doctor=doctor())))
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        return Outcome(failed=(FAULT, fault(error, name_of(item))))


def _entries(listing: Listing) -> Iterator[Raw]:
    from reader.sources.feed.parser import raw_of

    yield from (raw_of(listing, entry) for entry in listing.entries)


def _source(item: str | Raw | Line, media_type: str | None) -> str | Raw:
    if isinstance(item, Line):
        return raw_of(item)
    if media_type is None or isinstance(item, Raw):
        return item
    from reader.sources.fetch import fetch

    return fetch(item, media_type)


def media_type(arguments: Namespace) -> str | None:
    """What the command line says that its sources are, if anything."""
    from reader.formats import BULK_TYPES

    return BULK_TYPES.get(arguments.source_type)
