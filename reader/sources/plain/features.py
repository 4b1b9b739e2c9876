"""What a line of flat text shows of being a heading, one named feature at a time.

The form of the line itself and its neighbours; what the features weigh stands in `headings.toml`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.sources.plain.kinds import PARAGRAPH
from reader.sources.plain.signatures import is_signature
from reader.sources.plain.stops import STOPS, ends_in_abbreviation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.sources.plain.grouping import Unit
    from reader.sources.plain.lines import Layout

_BRIEF, _FAIR, _WORDY = 8, 12, 18
_TOO_LONG = 120
_BODY = 100
"""Characters from which on a block below counts as text that a heading can stand above."""

_SENTENCE = frozenset('.!?…»”")’。！？」』')
_OPEN_END = frozenset(";–—-/(«“&；、")
_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Characters of scripts without spaces, of which about two make a word."""

_LONE = frozenset("–—-−&+|/\\:;,.!?«»“”\"'’()[]·•→←*=#%€$…~<>")
"""Signs that are no words where they stand alone."""

_MARKS = frozenset("«“„\"‹‘'—–")
_ASKING = frozenset("?？")
_CLOSING = frozenset("»”“\"’›'")
_BRACKETS = frozenset("()[]{}（）［］")
_STOPPED = frozenset(".!?…,")


def width(words: str) -> int:
    """Characters of `words`, those of scripts without spaces counted twice: they say as much as two letters."""
    return len(words) if words.isascii() else len(words) + len(_SPACELESS.findall(words))


def extent(words: str) -> list[str]:
    """Features of the line's length."""
    found = []
    pieces = words.split()
    count = len(pieces)
    if not _LONE.isdisjoint(pieces):
        count -= sum([piece in _LONE for piece in pieces])
    if not words.isascii():
        count += len(_SPACELESS.findall(words)) // 2
    if count <= _BRIEF:
        found.append("brief")
        if count == 1:
            found.append("one_word")
    elif count > _FAIR:
        found.append("wordy" if count > _WORDY else "lengthy")
    if len(words) > _TOO_LONG:
        found.append("too_long")
    return found


def ends(words: str) -> list[str]:
    """Features of the line's first and last characters."""
    found = []
    last = words[-1]
    bare = words.rstrip('»”")’ \u00a0\u202f')
    if words.endswith(("...", "…")):
        found.append("ellipsis")
    elif bare.endswith(STOPS) and not ends_in_abbreviation(words):
        found.append("stop")
    elif last in ":：":
        found.append("trailing_colon")
    elif last in ",，":
        found.append("comma")
    elif last in _OPEN_END:
        found.append("open_end")
    elif last in "!！":
        found.append("exclaims")
    begin = words[0]
    if begin in _MARKS:
        found.append("spoken" if bare[-1:] in _STOPPED else "quoted" if last in _CLOSING else "mark_start")
    elif begin.islower():
        found.append("small_start")
    elif begin == "*":
        found.append("footnote")
    elif begin in _BRACKETS and last in _BRACKETS:
        found.append("aside")
    return found


def place(units: Sequence[Unit], index: int, setting: Layout, heading_below: bool) -> list[str]:
    """Features of the neighbours."""
    unit = units[index]
    found = _above(unit, units[index - 1]) if index else ["top"]
    if index == 1 and units[0].tail not in _SENTENCE:
        found.append("below_the_first_line")
    if index + 1 == len(units):
        found.append("nothing_below")
        return found
    below = units[index + 1]
    found += _below(unit, below, heading_below)
    if index + 2 >= len(units):
        found.append("near_the_end")
    if _crowded(units, index):
        found.append("crowd")
    if not setting.blanks and unit.blank and below.blank:
        found.append("apart")
    return found


def _above(unit: Unit, above: Unit) -> list[str]:
    """Features of what stands above the line."""
    found = []
    if above.kind is not PARAGRAPH or above.tail in _SENTENCE:
        found.append("full_stop_above")
    elif above.tail == ":":
        found.append("announced")
    if not above.text or len(above.text) >= _BODY:
        found.append("body_above")
    if above.tail in _CLOSING and is_signature(unit, above):
        found.append("signature")
    return found


def _below(unit: Unit, below: Unit, is_heading: bool) -> list[str]:
    """Features of what stands below the line."""
    found = []
    if below.mark is not None and below.mark.value is None:
        found.append("list_below")
    elif not below.text or len(below.text) >= max(_BODY, len(unit.text) * 3 // 2):
        found.append("longer_below")
    elif len(below.text) < len(unit.text) and not is_heading and not below.certain:
        found.append("short_below")
    if below.tail in _SENTENCE or below.tail == ":":
        found.append("full_stop_below")
    if below.text and below.text[0] in _MARKS:
        found.append("speech_below")
    if unit.tail in _ASKING and below.tail in _ASKING:
        found.append("asks_on")
    return found


def _crowded(units: Sequence[Unit], index: int) -> bool:
    """Whether the line is one of three or more short ones in a row that are no sentences."""
    above = index > 0 and _is_short(units[index - 1])
    below = index + 1 < len(units) and _is_short(units[index + 1])
    if above:
        return below or (index > 1 and _is_short(units[index - 2]))
    return below and index + 2 < len(units) and _is_short(units[index + 2])


def _is_short(unit: Unit) -> bool:
    if unit.kind is not PARAGRAPH or unit.size > _BODY or unit.tail in _SENTENCE or unit.tail == ":":
        return False
    return unit.mark is None or unit.mark.value is not None
