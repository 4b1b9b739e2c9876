"""What the listings share: the records of a batch, those that are asked for, and what it means that there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.batch import Batch
from reader.cli.narration import remark
from reader.cli.output import emit
from reader.exports.records import RECORDS

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator

    from reader.exports.records import Record
    from reader.model import Analysis, Article

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
    batch, listing, found = Batch(arguments.sources), RECORDS[name], 0
    read = _examine if listing.analysed else _load

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


def _examine(location: str) -> tuple[Article, Analysis]:
    from reader.extraction import examine

    return examine(location)


def _load(location: str) -> tuple[Article, Analysis]:
    """The article alone: its structure is there without an analysis."""
    from reader.model import Analysis
    from reader.sources import load

    return load(location), Analysis()
