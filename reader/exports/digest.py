"""What an export for people holds of an article, in order: its source, its outline, who says what, what is named."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from reader.exports.marking import in_order, marked_words
from reader.exports.records import RECORDS
from reader.exports.reference import References, written_date
from reader.lang import knowledge
from reader.model.numbering import Numbering
from reader.tongue import N_, _, ngettext, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.exports.records import Record
    from reader.exports.reference import Reference
    from reader.model import Analysis, Article, Placed

TYPES: Mapping[str, str] = {
    "person": N_("People"),
    "organisation": N_("Organisations"),
    "place": N_("Places"),
    "work": N_("Works and the rest"),
}
"""What the entities of a type stand under."""

LOST = N_("no longer in the article")
"""What is said of a highlight whose words are lost."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Words that a reader marked, the note on them, and the section that they stand in; `is_lost` where nowhere now."""

    words: str
    note: str
    section: str | None = None
    paragraph: int | None = None
    is_lost: bool = False


@dataclass(frozen=True, slots=True)
class Digest:
    """An article as an export shows it.

    Attributes:
        article: The article.
        source: What is known of it.
        byline: Authors, outlet, date and address, as far as they are known, each on one line.
        sections: The records of its sections with a title.
        quotations: The quotations of each section in turn, under its name.
        entities: The records of what it names, by type.
        highlights: What its reader marked, in its order, and behind it what is lost.
    """

    article: Article
    source: Reference
    byline: tuple[str, ...]
    sections: tuple[Record, ...]
    quotations: tuple[tuple[str | None, tuple[Reference, ...]], ...]
    entities: tuple[tuple[str, tuple[Record, ...]], ...]
    highlights: tuple[Marked, ...] = ()

    @property
    def title(self) -> str:
        """Its title, or else where it came from."""
        return self.source.title or self.article.source.location or _("Article")


def digest(article: Article, analysis: Analysis, highlights: Iterable[Placed] = ()) -> Digest:
    """What an export shows of `article`, of what was found in it, and of what its reader marked."""
    references = References(article)
    source = references.source
    byline = (
        ", ".join(author.name for author in source.authors),
        source.site,
        written_date(source, knowledge(source.language, "citation")),
        source.url,
    )
    quoted = groupby(map(references.of, analysis.quotations), key=section_name)
    named = list(RECORDS["entities"].rows(article, analysis))
    return Digest(
        article,
        source,
        tuple(part for part in byline if part),
        tuple(row for row in RECORDS["sections"].rows(article, analysis) if row["title"]),
        tuple((name, tuple(group)) for name, group in quoted),
        tuple(
            (_(heading), tuple(row for row in named if row["type"] == kind))
            for kind, heading in TYPES.items()
            if any(row["type"] == kind for row in named)
        ),
        tuple(_marked(article, highlights)),
    )


def _marked(article: Article, highlights: Iterable[Placed]) -> Iterable[Marked]:
    numbering = Numbering(article)
    for placed in in_order(highlights):
        words, note = marked_words(article, placed), placed.highlight.note
        if placed.span is None:
            yield Marked(words, note, is_lost=True)
        else:
            place = numbering.place(placed.span.start)
            title = place.title if place.title != article.title else None
            yield Marked(words, note, _section(place.section, title), place.paragraph)


def section_name(reference: Reference) -> str | None:
    """The section that a quotation stands under, by number and title; None in an article without sections."""
    return _section(reference.number, reference.section)


def _section(number: int | None, title: str | None) -> str | None:
    if title is None:
        return None
    return f"§ {number} {title}" if number else title


def length(section: Record) -> str:
    """How long a section is: 1 word, 2 words."""
    words = int(section["words"] or 0)
    return ngettext("{number} word", "{number} words", words).format(number=number(words))


def frequency(entity: Record) -> str:
    """How often the article names an entity, and how often it quotes it."""
    mentions, quotations = (int(entity[each] or 0) for each in ("mentions", "quotations"))
    said = [ngettext("{number} mention", "{number} mentions", mentions).format(number=number(mentions))]
    if quotations:
        said.append(ngettext("{number} quotation", "{number} quotations", quotations).format(number=number(quotations)))
    return ", ".join(said)
