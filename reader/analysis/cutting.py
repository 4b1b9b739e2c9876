"""A block out of all proportion is analysed as several, since what a step keeps of a block grows with its length.

No piece shares a window with the next one of its block: what is found in one ends in it, and no two pieces of a
quotation meet in the midst of a block with nothing between them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from reader.facts import replace
from reader.model import Packed, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import Article, Block

LARGEST = 150_000
"""Characters up to which a block is analysed as one: far more than any paragraph of a book."""

SHORTEST, LONGEST = 61_000, 89_000
"""Characters of a piece: two together are wider than a window ever is (see `reader.analysis.WIDEST`)."""

_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*\s+")


def in_pieces(article: Article) -> Article:
    """`article`, of whose blocks every one of more than LARGEST characters is several; text and offsets stay."""
    if all(len(block.span) <= LARGEST for block in article.blocks):
        return article
    return replace(article, blocks=Packed(piece for block in article.blocks for piece in _pieces(article.text, block)))


def _pieces(text: str, block: Block) -> Iterator[Block]:
    start, end = block.span.start, block.span.end
    while end - start > LARGEST:
        cut = _cut(text, start + SHORTEST, start + LONGEST)
        yield from _piece(block, start, cut)
        start = cut
    yield from _piece(block, start, end) if start > block.span.start else (block,)


def _cut(text: str, first: int, last: int) -> int:
    """Where between `first` and `last` a new piece begins: with a sentence if it can be told, else with a word."""
    begins = [found.end() for found in _SENTENCE_END.finditer(text, first, last)]
    if begins:
        return begins[-1]
    space = max(text.rfind(" ", first, last), text.rfind("\n", first, last))
    return space + 1 if space >= 0 else last


def _piece(block: Block, start: int, end: int) -> Iterator[Block]:
    """What of `block` stands from `start` to `end`; nothing where that lies between two of its lines.

    An inline belongs to the piece that it begins in, as far as that goes.
    """
    first = bisect_right(block.lines, start, key=lambda line: line.end)
    known = block.lines[first : bisect_left(block.lines, end, key=lambda line: line.start)]
    lines = tuple(Span(max(line.start, start), min(line.end, end)) for line in known)
    if lines:
        first = bisect_left(block.inlines, start, key=lambda inline: inline.span.start)
        last = bisect_left(block.inlines, end, key=lambda inline: inline.span.start)
        inlines = tuple(
            replace(inline, span=Span(inline.span.start, min(inline.span.end, lines[-1].end)))
            for inline in block.inlines[first:last]
            if inline.span.start < lines[-1].end
        )
        yield replace(block, span=Span(lines[0].start, lines[-1].end), lines=lines, inlines=inlines)
