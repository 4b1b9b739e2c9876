"""The place in a dateline: what stands before the date where a report begins (PORT CALDER, Oct 9 (Agency) —)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.analysis.entities.lexicon import phrase
from reader.analysis.entities.tokens import Gap, Shape
from reader.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analysis.entities.lexicon import Lexicon
    from reader.analysis.entities.tokens import Token
    from reader.model import Block

_LONGEST = 100
"""Characters of the longest dateline."""

_DATELINE = re.compile(r"([^()–—\n]{2,80}?)\s*(?:\(([^()\n]{2,40})\)\s*)?(?:[–—]|--|-(?=\s))")
_PART = re.compile(r",\s*")
_WORD = re.compile(r"[^\W_]+")
_FEW = 4
"""Most words of a place in a dateline."""
_SHORT = 3
"""Letters of the shortest abbreviation of a month."""


def dateline(text: str, block: Block, tokens: Sequence[Token], lexicon: Lexicon) -> int:
    """How many tokens of the block are the place of its dateline: 0 where it has none.

    Between the place and the dash stands a date, an agency that is known, or both; without either a dash may divide
    anything (Culture — le musée rouvre).
    """
    if block.kind is not BlockKind.PARAGRAPH or not tokens or not tokens[0].shape.named:
        return 0
    match = _DATELINE.match(text, block.span.start, min(block.span.end, block.span.start + _LONGEST))
    if match is None:
        return 0
    place, *rest = _PART.split(match[1])
    agency = bool(match[2]) and lexicon.place_or_organisation(phrase(match[2]))
    if not (agency or any(_is_date(part, lexicon) for part in rest)):
        return 0
    stop = 0
    while stop < len(tokens) and tokens[stop].end <= match.start() + len(place):
        stop += 1
    return stop if 0 < stop <= _FEW and _is_place(tokens[:stop], lexicon) else 0


def _is_date(words: str, lexicon: Lexicon) -> bool:
    """Whether a month or a day of the week stands there, short or in full, with at most numbers and two words."""
    found = _WORD.findall(words.lower())
    named = [word for word in found if not word[0].isdigit()]
    return 0 < len(named) <= _SHORT and any(
        word in lexicon.calendar
        or (len(word) >= _SHORT and len(found) > 1 and any(day.startswith(word) for day in lexicon.calendar))
        for word in named
    )


def _is_place(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the words can name a place: capitals, joined by spaces or hyphens, and no word of the calendar."""
    return tokens[-1].shape.named and all(
        (
            token.shape in (Shape.CAPITAL, Shape.UPPER, Shape.MIXED, Shape.INITIAL)
            or token.text in lexicon.particles
            or token.text in lexicon.place_joints
        )
        and token.text.lower() not in lexicon.calendar
        and (at == 0 or token.gap in (Gap.SPACE, Gap.HYPHEN, Gap.APOSTROPHE, Gap.DOT))
        for at, token in enumerate(tokens)
    )
