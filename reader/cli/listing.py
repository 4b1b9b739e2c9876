"""What the listings share: the records of a batch, those that are asked for, and what it means that there are none."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from reader.cli.batch import Batch, given, media_type
from reader.cli.narration import remark
from reader.cli.output import emit
from reader.exports.records import RECORDS

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator

    from reader.exports.records import Record
    from reader.model import Analysis, Article
    from reader.sources import Raw
    from reader.store import Library

Found = TypeVar("Found")

NOTHING_FOUND = 1


def list_records(
    name: str, arguments: Namespace, wanted: Callable[[Record], bool] = lambda _: True, missing: str | None = None
) -> int:
    """Print the records called `name` of `arguments.sources` in `arguments.format`, and give the exit code.

    Args:
        name: One of RECORDS.
        arguments: What the command line says.
        wanted: Whether a record is asked for.
        missing: What to say where no source has such a record; None where that is no failure.
    """
    batch, found = batch_of(arguments), 0

    with corrections(kept=getattr(arguments, "corrected", False)) as store:

        def records() -> Iterator[Record]:
            nonlocal found
            for rows in batch.each(Task(partial(_rows, name), store)):
                for record in filter(wanted, rows):
                    found += 1
                    yield record

        emit(arguments.format, records(), RECORDS[name].columns)
    return ended(batch, found, missing)


def ended(batch: Batch, found: int, missing: str | None) -> int:
    """The exit code of a batch in which so many things were found.

    Args:
        batch: All of it has been read.
        found: How many.
        missing: What to say where there is none; None where that is no failure.
    """
    if batch.failure or found or missing is None:
        return batch.failure
    remark(missing)
    return NOTHING_FOUND


class Task(Generic[Found]):
    """What is done with each source, by this process or by others: `give` with the library, where one is asked for.

    Args:
        give: A function of a module's own, so that others can be told of it.
        store: The library whose corrections are asked for; other processes open it for themselves.
    """

    def __init__(self, give: Callable[[str | Raw, Library | None], Found], store: Library | None) -> None:
        self._give = give
        self._store = store

    def __call__(self, source: str | Raw) -> Found:
        """What `give` gives for `source`."""
        return self._give(source, self._store)

    def __reduce__(self) -> tuple[object, ...]:
        return _elsewhere, (self._give, self._store is not None)


def _elsewhere(give: Callable[[str | Raw, Library | None], Found], kept: bool) -> Task[Found]:
    """The task in a process of its own, which keeps the library open until it ends."""
    return Task(give, _OPEN.enter_context(corrections(kept=kept)))


_OPEN = ExitStack()
"""What such a process keeps open."""


def batch_of(arguments: Namespace) -> Batch:
    """The sources of the command line, with what it says of them."""
    jobs, cluster = getattr(arguments, "jobs", 1), getattr(arguments, "dask", None)
    return Batch(arguments.sources, media_type(arguments), jobs, cluster)


def _rows(name: str, source: str | Raw, store: Library | None) -> list[Record]:
    listing = RECORDS[name]
    article, analysis = looked_at(source, store) if listing.analysed else _load(source, store)
    return given(list(listing.rows(article, analysis)), analysis)


@contextmanager
def corrections(*, kept: bool) -> Iterator[Library | None]:
    """The library whose corrections are asked for; None where they are not, or where there is no library yet.

    Args:
        kept: Whether the corrections that are kept there are asked for.

    Raises:
        LibraryError: where it cannot be read.
    """
    if not kept:
        yield None
        return
    from reader.places import library_may_be_there
    from reader.store import Library

    if not library_may_be_there():  # to ask leaves no trace
        yield None
        return
    with Library.open() as store:
        yield store


def examined(source: str | Raw, store: Library | None) -> tuple[Article, Analysis]:
    """The article at `source` and what is found in it, with the corrections of `store` where there is one.

    Raises:
        IncompleteError: where a step of the analysis failed.
    """
    found = looked_at(source, store)
    return given(found, found[1])


def looked_at(source: str | Raw, store: Library | None) -> tuple[Article, Analysis]:
    """The same, also where a step of the analysis failed."""
    from reader.extraction import examine, examine_corrected

    return examine(source) if store is None else examine_corrected(source, store)


def _load(source: str | Raw, store: Library | None) -> tuple[Article, Analysis]:
    """The article alone: its structure is there without an analysis."""
    from reader.model import Analysis

    if store is not None:
        from reader.extraction import load_corrected

        return load_corrected(source, store), Analysis()
    from reader.sources import load

    return load(source), Analysis()
