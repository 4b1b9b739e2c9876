"""Who wrote a plain text and when, where the lines at its top say so.

A citation needs both. Only names and dates that are printed are taken: a day without its year, or a name that is no
person's, says nothing.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from reader.model import Metadata
from reader.sources.plain.furniture import PARTICLE
from reader.sources.plain.kinds import PARAGRAPH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reader.sources.plain.furniture import Furniture
    from reader.sources.plain.grouping import Unit

_TOP = 6
"""Units at the top in which a byline or a date is looked for."""

_SIGNATURE = 120
"""Characters of the longest line that only signs or dates."""

_END_OF_NAMES = re.compile(r"[|–—(•·\d/@]|\s-\s")
_WORDS = range(2, 6)
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:\.|[^\W\d_]{2})?\s(?:[^\W\d_]{2,3}\s)?([^\W\d_]{3,})\.?,?\s(?:[^\W\d_]{2,3}\s)?((?:19|20)\d\d)(?!\d)"
)
"""Day, month, year; an ordinal's ending and a short word (3rd of March, 3 de marzo de 2026) may stand between."""

_MONTH_FIRST = re.compile(r"(?<!\w)([^\W\d_]{3,})\.?\s(\d{1,2})(?:[^\W\d_]{2})?,?\s((?:19|20)\d\d)(?!\d)")


def signed(units: Iterable[Unit], furniture: Furniture) -> Metadata:
    """What the lines at the top of a text say of its authors and its date."""
    authors: tuple[str, ...] = ()
    day = None
    for unit in islice(units, _TOP):
        if unit.kind is not PARAGRAPH or not unit.text or len(unit.text) > _SIGNATURE:
            continue
        kind = furniture.kind(unit.text)
        if kind == "byline" and not authors:
            authors = tuple(names(furniture.name_in(unit.text) or "", furniture.conjunctions))
        if kind in ("byline", "dateline") and day is None:
            day = printed_date(unit.text, furniture.month_numbers)
    return Metadata(authors=authors, date=day)


def names(signature: str, conjunctions: frozenset[str]) -> Iterator[str]:
    """The people's names at the beginning of what follows a byline's first words."""
    end = _END_OF_NAMES.search(signature)
    piece: list[str] = []
    for word in [*signature[: end.start() if end else None].replace(",", " , ").split(), ","]:
        if word != "," and word.lower() not in conjunctions:
            piece.append(word)
            continue
        if not _is_name(piece):
            return
        yield " ".join(piece)
        piece = []


def _is_name(words: list[str]) -> bool:
    if len(words) not in _WORDS or not words[0][0].isupper() or not _is_capital(words[-1]):
        return False
    return all(_is_capital(word) or len(word) <= PARTICLE for word in words)


def _is_capital(word: str) -> bool:
    """Whether a word begins as a name does, behind an elided particle too (d’Arvor)."""
    return word[0].isupper() or (word[1:2] in ("'", "’") and word[2:3].isupper())


def printed_date(line: str, months: Mapping[str, int]) -> str | None:
    """The first date with day, month and year in `line`, as YYYY-MM-DD."""
    if found := _ISO.search(line):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    for found in _DAY_FIRST.finditer(line):
        if month := months.get(found[2].lower()):
            return _day(int(found[3]), month, int(found[1]))
    for found in _MONTH_FIRST.finditer(line):
        if month := months.get(found[1].lower()):
            return _day(int(found[3]), month, int(found[2]))
    return None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
