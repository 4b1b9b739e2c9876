"""Sections, quotations and entities of an article as rows of one table, for whoever wants all in one spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.exports.records import RECORDS, Column, RecordSet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reader.exports.records import Record
    from reader.model import Analysis, Article

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
)
"""`record` says what a row is: a section, a quotation or an entity; `text` is its title, its words or its name."""

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
