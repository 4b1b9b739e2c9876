"""Who said a quotation set as a block, where the name stands behind its words or on a line below them.

“We were early, and the sea was late. – Nell Arkwright, harbour master” is a quotation whatever stands around it; so is
a paragraph between quote marks above a line that is only a name and what its bearer does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.sources.plain.stops import ends_in_abbreviation

if TYPE_CHECKING:
    from reader.sources.plain.grouping import Unit

TAIL = 140
"""Characters at the end of a paragraph in which a signature begins."""

_LONGEST = 120
"""Characters of the longest line that only names who spoke."""

_WORDS = range(2, 15)
"""Words of a signature: a name, and what its bearer does for whom."""

_NAME = r"[^\W\d_](?:[^.!?;:…]|(?<=\b\w)\.|(?<=\b\w\w)\.|(?<=\b\w\w\w)\.)+"
"""What may be a name and a role: no sentence ends in it, a short abbreviation may (Dr. Nell Arkwright, Oct. 2013)."""

_SIGNED = re.compile(rf"(?:[.!?…][»”\"’')]?|[»”\"])\s+(?:--|[-–—―])\s?({_NAME})$")
_DASHED = re.compile(rf"(?:--|[–—―])\s?({_NAME})$")
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w.’'-]*"
_TITLED = re.compile(rf"{_CAPITAL}(?: (?:\w{{1,3}} ){{0,2}}{_CAPITAL}){{1,4}}, \S")
"""A name of several words, a comma, and what its bearer does."""

_OPENING, _CLOSING = frozenset('«“„"'), frozenset('»”“"')
_STOPS = frozenset(".!?…:;,»”")


def is_signed(words: str) -> bool:
    """Whether a sentence or a quotation ends in `words`, and behind it, after a dash, the name of who said it."""
    found = _SIGNED.search(words, max(0, len(words) - TAIL))
    return found is not None and _names(found[1])


def is_signature(unit: Unit, above: Unit) -> bool:
    """Whether `unit` only names who said what `above` holds between quote marks."""
    if above.tail not in _CLOSING or above.lead not in _OPENING:
        return False
    if unit.tail in _STOPS and not ends_in_abbreviation(unit.text):
        return False
    if not 0 < len(unit.text) <= _LONGEST:
        return False
    if dashed := _DASHED.match(unit.text):
        return _names(dashed[1])
    return bool(_TITLED.match(unit.text)) and _names(unit.text)


def _names(words: str) -> bool:
    return words[0].isupper() and len(words.split()) in _WORDS
