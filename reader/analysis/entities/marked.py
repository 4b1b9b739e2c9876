"""Names between quotation marks that are no quotations: « Stargate », the film "The Long Tide"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from reader.analysis.entities.tokens import Gap, Shape
from reader.model import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.analysis.entities.lexicon import Lexicon
    from reader.analysis.entities.tokens import Token
    from reader.model import Block

_MARKED = re.compile(
    r"«\s?([^«»\n]{1,80}?)\s?»|“([^“”\n]{1,80})”|„([^“”„\n]{1,80})[“”]|\"(?!\s)([^\"\n]{1,80})(?<!\s)\""
)
_FEW, _TITLE = 4, 8


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
    for match in _MARKED.finditer(text, block.span.start, block.span.end):
        group = match.lastindex or 1
        start, end = match.span(group)
        near = bisect_right(quoted, (end, 0)) - 1
        if near >= 0 and quoted[near][0] < end and start < quoted[near][1]:
            continue
        first, stop = bisect_left(starts, start), bisect_left(starts, end)
        inside = tokens[first:stop]
        if inside and not any(token.gap is Gap.ODD for token in inside):
            told = _noun_before(tokens, first, lexicon)
            if _is_name(inside, told, lexicon):
                yield Marked(first, stop, told)


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
