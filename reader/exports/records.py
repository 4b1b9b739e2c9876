"""What the listings of the command line hold: for each a set of named columns, and the rows that an article gives.

The columns are defined here and nowhere else: their order is that of JSON keys and CSV columns, and a column with a
heading is shown in tables for people too. A record is flat, so that every format can hold it; who needs every span
takes the JSON contract's document.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.exports.copying import cited, quotation_text
from reader.model import BlockKind
from reader.model.reasons import told
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from reader.model import Analysis, Article, Section

Value = str | int | bool | None
Record = dict[str, Value]
"""One row: each column's name with its value, in the order of the columns."""

_EXCERPT = 80
"""Characters of a block that its explanation shows."""

_WORD_OR_NOT = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `name` is its key in JSON and CSV, `heading` what a table for people writes above it, if it shows it.

    `spacious` marks the columns that share what room the others leave. `unknown` stands in a table for a value that
    is not known. `told`, where a column's values are words of Reader's own, gives them in the reader's language, as
    tables say them.
    """

    name: str
    heading: str | None = None
    number: bool = False
    spacious: bool = False
    unknown: str = ""
    told: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True)
class RecordSet:
    """A listing: its columns, the function that gives an article's rows, and whether that needs an analysis."""

    columns: tuple[Column, ...]
    rows: Callable[[Article, Analysis], Iterator[Record]]
    analysed: bool = True


def _sections(article: Article, _analysis: Analysis) -> Iterator[Record]:
    number = _numbers(article)
    for index, section in enumerate(article.sections):
        yield {
            "source": article.source.location,
            "number": number(index),
            "level": section.level,
            "title": section.title,
            "words": _count_words(article, section),
            "start": section.span.start,
            "end": section.span.end,
        }


def _count_words(article: Article, section: Section) -> int:
    """Words of all that stands in the section, the sections in it included; signs that stand alone are none."""
    return sum(1 for word in section.span.of(article.text).split() if _WORD_OR_NOT.search(word))


def _structure(article: Article, _analysis: Analysis) -> Iterator[Record]:
    """The blocks that make the structure, and those that were judged to be something without a mark that says so."""
    section_of = _section_numbers(article)
    for block in article.blocks:
        if block.reason is None and block.kind not in (BlockKind.TITLE, BlockKind.HEADING):
            continue
        yield {
            "source": article.source.location,
            "section": section_of(block.span.start),
            "kind": block.kind.value,
            "level": block.level,
            "text": _excerpt(article.passage([block.span])),
            "reason": block.reason,
            "start": block.span.start,
            "end": block.span.end,
        }


def _excerpt(text: str) -> str:
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1].rstrip() + "…"


def _quotations(article: Article, analysis: Analysis) -> Iterator[Record]:
    section_of = _section_numbers(article)
    for quotation in analysis.quotations:
        speaker = quotation.speaker
        yield {
            "source": article.source.location,
            "id": quotation.id,
            "section": section_of(quotation.span.start),
            "kind": quotation.kind.value,
            "fragment": quotation.fragment,
            "speaker": speaker.name if speaker else None,
            "role": speaker.role if speaker else None,
            "cue": article.passage([quotation.cue]) if quotation.cue is not None else None,
            "text": quotation_text(article, quotation),
            "citation": cited(article, quotation),
            "start": quotation.span.start,
            "end": quotation.span.end,
        }


def _numbers(article: Article) -> Callable[[int], int | None]:
    """A function that gives the number of a section by its index, as the screen counts: from 1, those with a title."""
    before = 1 if article.sections[0].title is not None else 0
    return lambda index: index + before or None


def _section_numbers(article: Article) -> Callable[[int], int | None]:
    """A function that gives the number of the section that holds an offset."""
    number = _numbers(article)
    return lambda offset: number(article.section_at(offset))


def _entities(article: Article, analysis: Analysis) -> Iterator[Record]:
    speakers = Counter(quotation.speaker.entity for quotation in analysis.quotations if quotation.speaker)
    for entity in analysis.entities:
        yield {
            "source": article.source.location,
            "id": entity.id,
            "name": entity.name,
            "type": entity.type.value,
            "mentions": len(entity.mentions),
            "quotations": speakers[entity.id],
            "start": entity.mentions[0].start if entity.mentions else None,
            "end": entity.mentions[0].end if entity.mentions else None,
        }


_SOURCE = Column("source", "Source")
_RANGE = (Column("start", number=True), Column("end", number=True))

RECORDS: Mapping[str, RecordSet] = {
    "sections": RecordSet(
        (
            _SOURCE,
            Column("number", "§", number=True),
            Column("level", "Level", number=True),
            Column("title", "Section", spacious=True, unknown="—"),
            Column("words", "Words", number=True),
            *_RANGE,
        ),
        _sections,
        analysed=False,
    ),
    "structure": RecordSet(
        (
            _SOURCE,
            Column("section", "§", number=True),
            Column("kind", "Kind", told=_),
            Column("level", "Level", number=True),
            Column("text", "Text", spacious=True),
            Column("reason", "Reason", spacious=True, told=told),
            *_RANGE,
        ),
        _structure,
        analysed=False,
    ),
    "quotations": RecordSet(
        (
            _SOURCE,
            Column("id"),
            Column("section", "§", number=True),
            Column("kind"),
            Column("fragment"),
            Column("speaker", "Speaker", unknown="—"),
            Column("role", "Role"),
            Column("cue"),
            Column("text", "Quotation", spacious=True),
            Column("citation"),
            *_RANGE,
        ),
        _quotations,
    ),
    "entities": RecordSet(
        (
            _SOURCE,
            Column("id"),
            Column("name", "Name", spacious=True),
            Column("type", "Type", told=_),
            Column("mentions", "Mentions", number=True),
            Column("quotations", "Quotations", number=True),
            *_RANGE,
        ),
        _entities,
    ),
}
"""Every listing by its name. `start` and `end` of an entity are those of its first mention."""
