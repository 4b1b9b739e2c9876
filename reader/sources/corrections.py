"""What a reader overrules in an article's structure: a heading that is none, a line that is one.

Recovered structure is a judgement, and whoever reads may know better. A correction is a fact of its own, kept beside
the article and laid over it; the article as it was parsed stays what it was.
"""

from __future__ import annotations

from reader.facts import TYPE_CHECKING, replace
from reader.model import Anchor, BlockKind, Correction, Span
from reader.model.corrections import REASON

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.model import Article, Block

ASPECT = "heading"
"""The aspect of these corrections; corrections of other aspects are left to others."""

HEADING, PARAGRAPH = "heading", "paragraph"
"""What a correction may say that a block is."""

_HEADINGS = frozenset({BlockKind.HEADING, BlockKind.TITLE})
_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.BLOCKQUOTE, BlockKind.LIST_ITEM, BlockKind.TITLE})
"""What can become a heading; code, tables, rules and images cannot."""


def overruling(article: Article, offset: int) -> Correction | None:
    """The correction that turns the block at `offset` around: a heading into a paragraph, any other into a heading.

    None where no block stands there, or one that can be neither. What a reader does by one key; on a corrected article
    it gives the correction back to what was.
    """
    index = article.block_at(offset)
    if index is None:
        return None
    block = article.blocks[index]
    if offset > block.span.end or (block.kind not in _HEADINGS and block.kind not in _PROSE):
        return None
    value = PARAGRAPH if block.kind in _HEADINGS else HEADING
    return Correction(ASPECT, Anchor.to(article.text, block.span), value)


def corrected(article: Article, corrections: Iterable[Correction]) -> Article:
    """`article` with `corrections` laid over it, in their order; the same article where none applies.

    The text and all offsets stay. A correction applies to the block that its anchor lies in; one whose words are lost
    from the text, or that says what cannot be, is passed over.
    """
    wanted = [each for each in corrections if each.aspect == ASPECT]
    if not wanted:
        return article
    blocks = list(article.blocks)
    for correction in wanted:
        if (span := correction.anchor.find(article.text)) is not None:
            index = _index(article, span)
            if index is not None:
                _apply(article.text, blocks, index, correction.value)
    return article if blocks == list(article.blocks) else replace(article, blocks=tuple(blocks))


def _index(article: Article, span: Span) -> int | None:
    """The block that most of `span` lies in: the first that it meets, or none."""
    index = article.block_at(span.end - 1 if span.end > span.start else span.start)
    return index if index is not None and article.blocks[index].span.overlaps(span) else None


def _apply(text: str, blocks: list[Block], index: int, value: str) -> None:
    block = blocks[index]
    if value == HEADING and block.kind in _PROSE:
        block = _with_marker(text, blocks, index)
        block = replace(block, kind=BlockKind.HEADING, level=_level(blocks, index))
    elif value == PARAGRAPH and block.kind in _HEADINGS:
        block = replace(block, kind=BlockKind.PARAGRAPH, level=None)
    else:
        return
    blocks[index] = replace(block, depth=0, marker=None, continues=False, info=None, reason=REASON)
    if index + 1 < len(blocks) and blocks[index + 1].continues:  # what it continued is no item or quote any more
        blocks[index + 1] = replace(blocks[index + 1], continues=False)


def _with_marker(text: str, blocks: Sequence[Block], index: int) -> Block:
    """The block with its printed marker in its words: a heading's number is part of it."""
    block = blocks[index]
    if not block.marker:
        return block
    floor = blocks[index - 1].span.end if index else 0
    start = text.rfind(block.marker, floor, block.span.start)
    if start < 0 or text[start + len(block.marker) : block.span.start].strip():
        return block
    first = Span(start, block.lines[0].end)
    return replace(block, span=Span(start, block.span.end), lines=(first, *block.lines[1:]))


def _level(blocks: Sequence[Block], index: int) -> int:
    """The level of the nearest heading above, or else below; 1 where there is none."""
    above = (block.level for block in reversed(blocks[:index]) if block.level is not None)
    below = (block.level for block in blocks[index + 1 :] if block.level is not None)
    return next(above, None) or next(below, None) or 1
