"""Whether the first line of a plain text is the article's title, and not the heading of its first section.

Both are short and unpunctuated. A title is set apart, signed, longer than the headings, or speaks of what the whole
text speaks of; without such evidence the line stays what it was.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.model import BlockKind
from reader.sources.headings import card
from reader.sources.lines import HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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

_NEAR_HEADING = 4
"""The score as a heading that a title must have at least: a line that is no heading is no title either."""

_SIGNED = -4
"""The same for a line above a byline: short lines below it speak against a heading, and not against a title."""


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
    weights = card().title_weights
    if sum(weights[feature] for feature in found) < card().title:
        return ()
    return tuple(feature.replace("_", " ") for feature in found if weights[feature] > 0)


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
    if len(first.text) >= _FULL:
        yield "full_line"
    if first.mark and first.mark.value is not None:
        yield "numbered"
    if len(first.text.split()) <= _FEW:
        yield "few_words"
    if first.text.endswith("?") and any(unit.text.endswith("?") for unit in headings):
        yield "question_like_the_headings"


def _surroundings(text: str, units: Sequence[Unit], headings: Sequence[Unit], furniture: Furniture) -> Iterator[str]:
    """What stands below the line, and what the text speaks of."""
    second = units[1]
    if _is_signed(units, furniture):
        yield "signed_below"
    if second.blank and not any(unit.blank for unit in units[2:6]) and len(units) > 3:
        yield "set_apart"
    if second.kind is BlockKind.HEADING:
        yield "heading_follows"
    if second.kind is BlockKind.PARAGRAPH and second.size in _LEAD and len(units) > 2 and units[2].size > second.size:
        yield "short_lead_below"
    if _runs_through(text, units, headings):
        yield "runs_through_the_text"


def _is_signed(units: Sequence[Unit], furniture: Furniture) -> bool:
    """Whether a byline or dateline stands close below the first line."""
    return any(furniture.kind(unit.text) in ("byline", "dateline") for unit in units[1:4] if unit.text)


def _runs_through(text: str, units: Sequence[Unit], headings: Sequence[Unit]) -> bool:
    """Whether most of the line's words come back beyond its own section."""
    stems = {word[:_STEM].lower() for word in _WORD.findall(units[0].text)}
    begin = headings[0].end if headings else units[min(2, len(units) - 1)].begin
    later = {word[:_STEM].lower() for word in _WORD.findall(text, begin, min(units[-1].end, begin + HEAD))}
    return len(stems) >= 3 and len(stems & later) * 3 >= len(stems) * 2
