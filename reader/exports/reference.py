"""What is known of a quotation's source, as one record that every citation style draws on: nothing is invented.

A value that is not known is None or empty, and a style leaves it out with the words around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date as calendar
from typing import TYPE_CHECKING, Any

from reader.exports.authors import Author, author_of
from reader.exports.contract import language_of
from reader.lang import knowledge
from reader.model.numbering import Numbering

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.model import Article, Quotation

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_BREAKS = re.compile("[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)

PLAIN_MARKS = '"', '"'
"""Quote marks where nothing is known of the language."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What is known of a quotation and of where it stands.

    Attributes:
        words: The quotation as a copy gives it.
        speaker: Who says it, by the fullest name.
        role: That speaker's role as printed.
        title: The article's title.
        authors: The article's authors.
        site: The outlet.
        date: As the article gives it: YYYY-MM-DD, or what its source has instead.
        url: Its address on the web; a path is none.
        section: The title of the section that holds the quotation.
        number: That section's number, as the screen counts.
        paragraph: The number of the paragraph, in that section or else in the article.
        language: ISO 639-1 code.
    """

    words: str
    speaker: str | None = None
    role: str | None = None
    title: str | None = None
    authors: tuple[Author, ...] = ()
    site: str | None = None
    date: str | None = None
    url: str | None = None
    section: str | None = None
    number: int | None = None
    paragraph: int | None = None
    language: str | None = None

    @property
    def day(self) -> calendar | None:
        """The date, where it is one of the calendar."""
        return _day(self.date)

    @property
    def marks(self) -> tuple[str, str]:
        """The quote marks of its language."""
        return marks(self.language)

    @property
    def voice(self) -> str | None:
        """The speaker with the role, on one line."""
        return ", ".join(filter(None, (self.speaker, self.role))) if self.speaker else None


class References:
    """The quotations of one article with what is known of their source, which is looked up once."""

    def __init__(self, article: Article) -> None:
        known, language = article.metadata, language_of(article)
        self._article = article
        self._numbering = Numbering(article)
        self._source = Reference(
            words="",
            title=_line(article.title),
            authors=tuple(author_of(name, language) for name in map(_line, known.authors) if name),
            site=_line(known.site),
            date=_line(known.date),
            url=address(article),
            language=language,
        )

    @property
    def source(self) -> Reference:
        """What is known of the article alone."""
        return self._source

    def of(self, quotation: Quotation) -> Reference:
        """What is known of `quotation`."""
        place, speaker = self._numbering.place(quotation.span.start), quotation.speaker
        return replace(
            self._source,
            words=self._article.passage(quotation.spans),
            speaker=_line(speaker.name) if speaker else None,
            role=_line(speaker.role) if speaker else None,
            section=_line(place.title) if place.title != self._article.title else None,
            number=place.section,
            paragraph=place.paragraph,
        )


def address(article: Article) -> str | None:
    """The article's address on the web, where it has one."""
    for known in (article.metadata.url, article.source.location):
        if known and _ADDRESS.fullmatch(known.strip()):
            return known.strip()
    return None


def _line(text: str | None) -> str | None:
    """`text` on one line; None where nothing is left."""
    return _BREAKS.sub(" ", text).strip() or None if text else None


def marks(language: str | None) -> tuple[str, str]:
    """The quote marks that a copy in this language writes."""
    pairs = knowledge(language, "language").get("marks", {}).get("pairs")
    return (pairs[0][0], pairs[0][1]) if pairs else PLAIN_MARKS


def written_date(reference: Reference, ways: Mapping[str, Any]) -> str | None:
    """The date as `ways` write it; what is no calendar date stays as it is."""
    return date_words(reference.date, ways)


def date_words(date: str | None, ways: Mapping[str, Any]) -> str | None:
    """A date as people write it in a language; what is no calendar date stays as it is.

    Args:
        date: YYYY-MM-DD, or what a source has instead.
        ways: `date` with its fields day, month and year, `months`, and `first_day` where the first has a numeral of
            its own.
    """
    day, months = _day(date), ways.get("months", "").split()
    if day is None or "date" not in ways or not months:
        return date
    numeral = ways.get("first_day", "1") if day.day == 1 else str(day.day)
    return str(ways["date"].format(day=numeral, month=months[day.month - 1], year=day.year))


def _day(date: str | None) -> calendar | None:
    parts = _DATE.fullmatch(date or "")
    if not parts:
        return None
    try:
        return calendar(*map(int, parts.groups()))
    except ValueError:
        return None
