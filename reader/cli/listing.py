"""What the listings share: the records of a batch, those that are asked for, and what it means that there are none."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from reader.cli.batch import Batch, media_type
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
    batch, listing, found = Batch(arguments.sources, media_type(arguments)), RECORDS[name], 0

    with corrections(kept=getattr(arguments, "corrected", False)) as store:

        def read(source: str | Raw) -> tuple[Article, Analysis]:
            return examined(source, store) if listing.analysed else _load(source, store)

        def records() -> Iterator[Record]:
            nonlocal found
            for article, analysis in batch.each(read):
                for record in filter(wanted, listing.rows(article, analysis)):
                    found += 1
                    yield record

        emit(arguments.format, records(), listing.columns)
    if batch.failure or found or missing is None:
        return batch.failure
    remark(missing)
    return NOTHING_FOUND


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
    from reader.places import library_path
    from reader.store import Library

    if not library_path().exists():  # to ask leaves no trace
        yield None
        return
    with Library.open() as store:
        yield store


def examined(source: str | Raw, store: Library | None) -> tuple[Article, Analysis]:
    """The article at `source` and what is found in it, with the corrections of `store` where there is one."""
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
