"""Names set apart: between quotation marks that are no quotations (« Stargate »), or as emphasis (*The Long Tide*)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from reader.analysis.entities.tokens import Gap, Shape
from reader.model import BlockKind, EntityType, InlineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.analysis.entities.lexicon import Lexicon
    from reader.analysis.entities.tokens import Token
    from reader.model import Block

_MARKED = re.compile(
    r"«\s?([^«»\n]{1,80}?)\s?»|“([^“”\n]{1,80})”|„([^“”„\n]{1,80})[“”]|\"(?!\s)([^\"\n]{1,80})(?<!\s)\""
)
_FEW, _TITLE = 4, 8
_SET_APART = (InlineKind.EMPHASIS,)
"""How titles are set: in italics. Strong words are headings and cries more often than names."""


class Marked(NamedTuple):
    """Words `first` up to `stop` that stand alone between marks, and what the noun before them says that they are."""

    first: int
    stop: int
    told: EntityType | None


def marked_names(
    text: str, block: Block, tokens: Sequence[Token], quoted: Sequence[tuple[int, int]], lexicon: Lexicon
) -> Iterator[Marked]:
    """The names between marks in a block. `quoted` is where quotations stand, in order."""
    if not tokens:
        return
    starts = [token.start for token in tokens]
    between = (
        (match.span(match.lastindex or 1), False) for match in _MARKED.finditer(text, block.span.start, block.span.end)
    )
    italic = (((each.span.start, each.span.end), True) for each in block.inlines if each.kind in _SET_APART)
    behind = 0
    for (start, end), is_italic in sorted((*between, *italic)):
        near = bisect_right(quoted, (end, 0)) - 1
        within = near >= 0 and quoted[near][0] < end and start < quoted[near][1]
        if within and not is_italic:
            continue
        first, stop = bisect_left(starts, start), bisect_left(starts, end)
        inside = tokens[first:stop]
        if first < behind or not inside or any(token.gap is Gap.ODD for token in inside):
            continue
        told = _noun_before(tokens, first, lexicon)
        if is_italic and told is None and not _is_italic_title(inside, block, lexicon):
            continue
        if _is_name(inside, told, lexicon):
            yield Marked(first, stop, told)
            behind = stop


def _is_italic_title(inside: Sequence[Token], block: Block, lexicon: Lexicon) -> bool:
    """Whether words in italics are a title: not a whole paragraph, and not an everyday word that is stressed."""
    if inside[0].start <= block.span.start or block.kind is not BlockKind.PARAGRAPH:
        return False
    return len(inside) > 1 or not lexicon.is_ordinary(inside[0].text)


def _noun_before(tokens: Sequence[Token], first: int, lexicon: Lexicon) -> EntityType | None:
    """What the word before the marks says of the thing (film, association)."""
    if first == 0:
        return None
    word = tokens[first - 1].text
    if word in lexicon.org_before:
        return EntityType.ORGANISATION
    if word in lexicon.work_before or word in lexicon.naming:
        return EntityType.WORK
    return EntityType.PLACE if word in lexicon.place_before else None


def _is_name(inside: Sequence[Token], told: EntityType | None, lexicon: Lexicon) -> bool:
    """Whether the words in marks name something.

    A title's capitals may end with its first word, where a noun before the marks says what is named; else every word
    that is not small must have one.
    """
    first = inside[0]
    coded = any(token.shape in (Shape.DIGITS, Shape.LOWER_DIGITS) for token in inside)
    if not (first.shape.named or first.shape is Shape.LOWER_DIGITS):
        return False
    if told is not None and len(inside) <= _TITLE:
        return True
    if len(inside) > 2 and first.text.lower() in lexicon.determiners and inside[1].shape.named:
        return len(inside) <= _TITLE  # La Nuit des veilleurs
    if len(inside) > _FEW:
        return False
    for token in inside:
        small = token.text in lexicon.determiners or token.text in lexicon.links or token.text in lexicon.particles
        if not (token.shape.named or token.shape in (Shape.NUMBER, Shape.LOWER_DIGITS) or small or coded):
            return False
    if coded or first.shape is not Shape.CAPITAL:
        return True
    if lexicon.capital_nouns:
        return False
    return len(inside) > 1 or not lexicon.is_ordinary(first.text)
