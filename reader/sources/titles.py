"""Whether the first line of a plain text is the article's title, and not the heading of its first section.

Both are short and unpunctuated. A title is set apart, signed, longer than the headings, or speaks of what the whole
text speaks of; without such evidence the line stays what it was.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.model import BlockKind
from reader.sources.headings import card

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reader.sources.furniture import Furniture
    from reader.sources.grouping import Unit

_WORD = re.compile(r"[^\W\d_]{5,}")
_LONGEST = 200
_FULL = 50
"""Characters from which on a line is long for a heading, and usual for a title."""

_FEW = 2
_LEAD = range(80, 321)
"""Characters of a lead, the paragraph that says what the article will."""

_STEM = 6
"""Letters that two forms of a word share."""

_SIGNED = -4
"""The same for a line above a byline: short lines below it speak against a heading, and not against a title."""

_NEAR_HEADING = 4
"""The score as a heading that a title must have at least: a line that is no heading is no title either."""

_WEIGHTS: Mapping[str, int] = {
    "signed below": 4,
    "set apart by a blank line": 3,
    "underlined as the only one": 6,
    "a heading follows": 2,
    "capitals that no heading has": 2,
    "longer than the headings": 1,
    "no other heading": 2,
    "a short lead below": 1,
    "full line": 3,
    "its words run through the text": 1,
    "numbered": -6,
    "few words": -3,
    "a question like the headings": -3,
}
"""What speaks for a title, and what against, in the scale of the scorecard of headings."""


def is_title(text: str, units: Sequence[Unit], furniture: Furniture, score: int) -> tuple[str, ...]:
    """Why the first unit is the title; empty where it is none.

    Args:
        text: The whole text.
        units: Its first units, with headings and lists decided.
        furniture: The language's bylines and datelines.
        score: The first unit's score as a heading.
    """
    first = units[0]
    sure = first.certain and first.kind is BlockKind.HEADING
    if not first.text or len(first.text) > _LONGEST or len(units) < 2:
        return ()
    if not sure and score < (_SIGNED if _is_signed(units, furniture) else _NEAR_HEADING):
        return ()
    headings = [unit for unit in units[1:] if unit.kind is BlockKind.HEADING]
    found = [*_form(units, headings), *_surroundings(text, units, headings, furniture)]
    if sum(_WEIGHTS[feature] for feature in found) < card().title:
        return ()
    return tuple(feature for feature in found if _WEIGHTS[feature] > 0)


def _form(units: Sequence[Unit], headings: Sequence[Unit]) -> Iterator[str]:
    """What the line is beside the headings."""
    first = units[0]
    if first.certain and first.level == 1 and not any(unit.level == 1 and unit.certain for unit in headings):
        yield "underlined as the only one"
    if first.text.isupper() and headings and not any(unit.text.isupper() for unit in headings):
        yield "capitals that no heading has"
    if not headings:
        yield "no other heading"
    elif len(first.text) > max(len(unit.text) for unit in headings):
        yield "longer than the headings"
    if len(first.text) >= _FULL:
        yield "full line"
    if first.mark and first.mark.value is not None:
        yield "numbered"
    if len(first.text.split()) <= _FEW:
        yield "few words"
    if first.text.endswith("?") and any(unit.text.endswith("?") for unit in headings):
        yield "a question like the headings"


def _surroundings(text: str, units: Sequence[Unit], headings: Sequence[Unit], furniture: Furniture) -> Iterator[str]:
    """What stands below the line, and what the text speaks of."""
    second = units[1]
    if _is_signed(units, furniture):
        yield "signed below"
    if second.blank and not any(unit.blank for unit in units[2:6]) and len(units) > 3:
        yield "set apart by a blank line"
    if second.kind is BlockKind.HEADING:
        yield "a heading follows"
    if second.kind is BlockKind.PARAGRAPH and second.size in _LEAD and len(units) > 2 and units[2].size > second.size:
        yield "a short lead below"
    if _runs_through(text, units, headings):
        yield "its words run through the text"


def _is_signed(units: Sequence[Unit], furniture: Furniture) -> bool:
    """Whether a byline or dateline stands close below the first line."""
    return any(furniture.kind(unit.text) in ("byline", "dateline") for unit in units[1:4] if unit.text)


def _runs_through(text: str, units: Sequence[Unit], headings: Sequence[Unit]) -> bool:
    """Whether most of the line's words come back beyond its own section."""
    stems = {word[:_STEM].lower() for word in _WORD.findall(units[0].text)}
    begin = headings[0].end if headings else units[min(2, len(units) - 1)].begin
    later = {word[:_STEM].lower() for word in _WORD.findall(text, begin, units[-1].end)}
    return len(stems) >= 3 and len(stems & later) * 3 >= len(stems) * 2
