"""All that is known of an article as rows of one table, for whoever wants it in one spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.exports.marking import in_order, marked_words
from reader.exports.records import RECORDS, Column, RecordSet
from reader.model.numbering import Numbering

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reader.exports.records import Record
    from reader.model import Analysis, Article, Placed

COLUMNS = (
    Column("source"),
    Column("record"),
    Column("id"),
    Column("section"),
    Column("level"),
    Column("kind"),
    Column("text"),
    Column("speaker"),
    Column("role"),
    Column("words"),
    Column("mentions"),
    Column("quotations"),
    Column("start"),
    Column("end"),
    Column("note"),
)
"""`record` says what a row is: a section, a quotation, an entity or a highlight; `text` is its title, words or name."""

_NAMES: Mapping[str, Mapping[str, str]] = {
    "sections": {"section": "number", "text": "title"},
    "quotations": {},
    "entities": {"kind": "type", "text": "name"},
}
"""For each listing the columns that have another name in it."""

_RECORDS: Mapping[str, str] = {"sections": "section", "quotations": "quotation", "entities": "entity"}


def _rows(article: Article, analysis: Analysis) -> Iterator[Record]:
    for listing, names in _NAMES.items():
        for row in RECORDS[listing].rows(article, analysis):
            found = {column.name: row.get(names.get(column.name, column.name)) for column in COLUMNS}
            yield {**found, "record": _RECORDS[listing]}


EVERYTHING = RecordSet(COLUMNS, _rows)
"""The listing."""


def highlight_rows(article: Article, highlights: Iterable[Placed]) -> Iterator[Record]:
    """What a reader marked in the article; a highlight that is lost has no place."""
    numbering = Numbering(article)
    for placed in in_order(highlights):
        span = placed.span
        found: Record = {
            "source": article.source.location,
            "record": "highlight",
            "section": numbering.place(span.start).section if span else None,
            "text": marked_words(article, placed),
            "start": span.start if span else None,
            "end": span.end if span else None,
            "note": placed.highlight.note or None,
        }
        yield {column.name: found.get(column.name) for column in COLUMNS}
