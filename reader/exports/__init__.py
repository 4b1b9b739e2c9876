"""Facts → text: what the command line prints, what an export holds and what a copy takes, from one place.

A format is a module with `render(records, columns, *, width)`, which gives the text piece by piece, so that a batch
is printed while it is read:

    records    flat records (`records.py`) or, for the two JSON formats, whole documents (`contract.py`)
    columns    the columns of the records; the JSON formats need none
    width      columns of the terminal that the text goes to, or None where it goes to a file or a pipe

What goes to a terminal has passed the gate. JSON escapes what a terminal could act upon, and is the same everywhere.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reader.exports.records import Column

FORMATS: Mapping[str, str] = {
    "table": "reader.exports.as_table",
    "json": "reader.exports.as_json",
    "jsonl": "reader.exports.as_jsonl",
    "csv": "reader.exports.as_csv",
    "markdown": "reader.exports.as_markdown",
}
"""Format → module with its `render`, imported when first needed."""

DOCUMENT_FORMATS: tuple[str, ...] = ("json", "jsonl")
"""The formats that can hold a whole document."""

NOTES: Mapping[str, str] = {
    "markdown": "reader.exports.note_markdown",
    "html": "reader.exports.note_html",
}
"""Format of an export that holds one article → module with its `render(article, analysis)` and its `SUFFIX`."""

EXPORTS: tuple[str, ...] = (*NOTES, *DOCUMENT_FORMATS, "csv")
"""The formats of `reader export`."""


class Format(Protocol):
    """How records become text."""

    def __call__(
        self, records: Iterable[Mapping[str, Any]], columns: Sequence[Column] = (), *, width: int | None = None
    ) -> Iterator[str]:
        """The text, piece by piece; it ends in a line feed unless it is empty."""


def renderer(name: str) -> Format:
    """The format called `name`, one of FORMATS."""
    return cast("Format", import_module(FORMATS[name]).render)
