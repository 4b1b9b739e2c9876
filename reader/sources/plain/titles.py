"""Whether the first line of a plain text is the article's title, and not the heading of its first section.

Both are short and unpunctuated. A title is set apart, signed, longer than the headings, or speaks of what the whole
text speaks of; without such evidence the line stays what it was.
"""

from __future__ import annotations

import re
from statistics import median
from typing import TYPE_CHECKING

from reader.sources.plain.features import width
from reader.sources.plain.headings import card
from reader.sources.plain.kinds import HEADING, PARAGRAPH
from reader.sources.plain.lines import HEAD, is_field
from reader.sources.plain.stops import ends_in_abbreviation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.sources.plain.furniture import Furniture
    from reader.sources.plain.grouping import Unit

_WORD = re.compile(r"[^\W\d_]{4,}")
_LONGEST = 200
_FULL = 50
"""Characters from which on a line is long for a heading, and usual for a title."""

_FEW = 2
_LEAD = range(80, 321)
"""Characters of a lead, the paragraph that says what the article will."""

_STEM = 6
"""Letters that two forms of a word share."""

_LINE, _WORDS = 30, 5
"""Characters or words from which on a line says more than the heading of a first section does."""

_SPRAWLING = 100
"""Characters beyond which a line at the top is a lead without its stop, unless it is two parts of a title."""

_LEADING = 140
"""Characters of the longest title in two parts."""

_PARTS = re.compile(r":\s|\s[–—|-]\s")
"""What stands between the two parts of a long title."""

_ELLIPSES = ("…", "...")
_CALLS = frozenset("?？!！")

_ENDS = frozenset(".。:：,，;–—-(")
_SEVERAL = 3
"""Headings that show how long the text's headings are."""

_QUOTES = frozenset("«“„\"‹‘'—–(…")
_DATED = 80
"""Characters of the longest line that says little but when it was printed."""

_DATE = re.compile(
    r"(?<!\d)(?:\d{1,2}\.?\s[^\W\d_]+\.?,?\s(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d|[^\W\d_]+\.?\s\d{1,2},\s(?:19|20)\d\d)(?!\d)"
)
"""A day with its year, in whatever language."""


def is_title(text: str, units: Sequence[Unit], furniture: Furniture) -> tuple[str, ...]:
    """Why the first unit is the title; empty where it is none.

    Args:
        text: The whole text.
        units: Its first units, with headings and lists decided.
        furniture: The language's bylines and datelines.
    """
    first = units[0]
    sure = first.certain and first.kind is HEADING
    if not first.text or len(first.text) > _LONGEST or len(units) < 2:
        return ()
    if is_field(first.text) and is_field(units[1].text):
        return ()
    if not sure and not _could_be(first, furniture):
        return ()
    headings = [unit for unit in units[1:] if unit.kind is HEADING]
    found = [*_form(units, headings), *_surroundings(text, units, headings, furniture)]
    weights = card().title_weights
    if sum(weights[feature] for feature in found) < card().title:
        return ()
    return tuple(card().said[feature] for feature in found if weights[feature] > 0)


def _could_be(first: Unit, furniture: Furniture) -> bool:
    """Whether the line is no statement, no item, and nothing that a site prints above its articles."""
    if first.kind not in (PARAGRAPH, HEADING) or first.text[0].islower():
        return False
    if first.tail in _ENDS and not ends_in_abbreviation(first.text):
        return False
    if len(first.text) <= _DATED and _DATE.search(first.text):
        return False
    if first.text.startswith(_ELLIPSES):
        return False
    return furniture.kind(first.text) is None


def _form(units: Sequence[Unit], headings: Sequence[Unit]) -> Iterator[str]:
    """What the line is beside the headings."""
    first = units[0]
    if first.certain and first.level == 1 and not any(unit.level == 1 and unit.certain for unit in headings):
        yield "only_one_of_its_level"
    if first.text.isupper() and headings and not any(unit.text.isupper() for unit in headings):
        yield "capitals_alone"
    if not headings:
        yield "no_other_heading"
    elif len(first.text) > max(len(unit.text) for unit in headings):
        yield "longer_than_the_headings"
    elif len(headings) >= _SEVERAL and len(first.text) <= median(len(unit.text) for unit in headings):
        yield "short_for_a_heading_here"
    yield from _length(first.text)
    if first.tail in _CALLS:
        yield "asks_or_calls"
    if first.text[0] in _QUOTES:
        yield "begins_with_a_mark"
    if first.mark and first.mark.value is not None:
        yield "numbered"
    if first.text.endswith("?") and 2 * sum(unit.text.endswith("?") for unit in headings) > len(headings):
        yield "question_like_the_headings"


def _length(words: str) -> Iterator[str]:
    """How long the line is for a title, in letters and in words."""
    count = len(words.split())
    size = width(words)
    if size > _SPRAWLING:
        yield "in_two_parts" if size <= _LEADING and _PARTS.search(words) else "like_a_lead"
    elif size >= _FULL:
        yield "full_line"
    elif size >= _LINE or count >= _WORDS:
        yield "more_than_a_few_words"
    elif count <= _FEW:
        yield "few_words"


def _surroundings(text: str, units: Sequence[Unit], headings: Sequence[Unit], furniture: Furniture) -> Iterator[str]:
    """What stands below the line, and what the text speaks of."""
    second = units[1]
    if _is_signed(units, furniture):
        yield "signed_below"
    if second.blank and not any(unit.blank for unit in units[2:6]) and len(units) > 3:
        yield "set_apart"
    if second.kind is HEADING:
        yield "heading_follows"
    if second.kind is PARAGRAPH and second.size in _LEAD and len(units) > 2 and units[2].size > second.size:
        yield "short_lead_below"
    if _runs_through(text, units, headings):
        yield "runs_through_the_text"


def _is_signed(units: Sequence[Unit], furniture: Furniture) -> bool:
    """Whether a byline or dateline stands close below the first line."""
    return any(furniture.kind(unit.text) in ("byline", "dateline") for unit in units[1:4] if unit.text)


def _runs_through(text: str, units: Sequence[Unit], headings: Sequence[Unit]) -> bool:
    """Whether half of the line's words or more come back beyond its own section."""
    stems = {word[:_STEM].lower() for word in _WORD.findall(units[0].text)}
    begin = headings[0].end if headings else units[min(2, len(units) - 1)].begin
    later = {word[:_STEM].lower() for word in _WORD.findall(text, begin, min(units[-1].end, begin + HEAD))}
    return len(stems) >= 2 and len(stems & later) * 2 >= len(stems)
