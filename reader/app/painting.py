"""A line of the page as runs of text with the names of their styles, left to right.

Pure: the app draws them with Textual, and the first screen, which is there before Textual, with escape sequences of
its own.
"""

from __future__ import annotations

from reader.app import aloud
from reader.app.cells import cell_len
from reader.app.marks import Layer, runs
from reader.facts import TYPE_CHECKING, NamedTuple
from reader.model import BlockKind, InlineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.app.layout import Slab
    from reader.app.pieces import Line, Piece
    from reader.model import Block

Names = tuple[str, ...]
"""Names of styles, from the lowest to the one on top."""

MOST_KEPT = 256
"""Blocks whose inline layers are kept."""

_HEADINGS = ("heading", "heading", "heading-3", "heading-4", "heading-5", "heading-5")
"""What headings of each level look like, from 1."""

_BASE = {
    BlockKind.TITLE: "title",
    BlockKind.IMAGE: "caption",
    BlockKind.RULE: "rule",
    BlockKind.CODE: "code",
    BlockKind.TABLE: "table",
}
_INLINE = {
    InlineKind.LINK: "link",
    InlineKind.EMPHASIS: "emphasis",
    InlineKind.STRONG: "strong",
    InlineKind.STRIKE: "strike",
    InlineKind.CODE: "code",
}


class Run(NamedTuple):
    """Text that is shown in one style, and the cells that it takes."""

    text: str
    names: Names
    cells: int


def painted(
    line: Line, slab: Slab, left: int, layers: Sequence[Layer] = (), bars: Layer | None = None, *, drawn: bool = True
) -> Iterator[Run]:
    """The runs of `line`, whose text begins in column `left` (cells); what lies before and between them included.

    Args:
        line: A laid-out line of `slab`.
        slab: What it belongs to.
        left: Cells of margin.
        layers: Facts over the text, the lowest first.
        bars: Tints for the bars of block quotes.
        drawn: Whether bars, bullets and rules are drawn, or told by plain characters.
    """
    x = 0
    block = slab.block
    if line.mark:
        yield Run(" " * (left + line.mark_x), (), left + line.mark_x)
        x = left + line.mark_x
        outer, inner = (line.mark[:-2], line.mark[-2:]) if block.kind is BlockKind.BLOCKQUOTE else ("", line.mark)
        for mark, style in ((outer, "mark"), (inner, _bar_style(block, bars))):
            if mark:
                cells = cell_len(mark)
                yield Run(mark if drawn else aloud.mark(mark), (style,), cells)
                x += cells
    over = [*_inline_layers(block), *layers] if block.inlines else layers
    for piece in line.pieces:
        if (gap := left + piece.x - x) > 0:
            yield Run(" " * gap, (), gap)
            x += gap
        base = _base(block, piece)
        if not drawn and base == ("rule",):
            piece = piece._replace(shown=aloud.rule(piece.shown))  # noqa: PLW2901 - the same piece, told otherwise
        for text, names in _piece_runs(piece, over):
            cells = cell_len(text)
            yield Run(text, base + names, cells)
            x += cells


def _piece_runs(piece: Piece, layers: Sequence[Layer]) -> Iterator[tuple[str, Names]]:
    _, start, end, shown = piece
    if len(shown) != end - start:
        yield shown, next(runs(start, start + 1, layers))[2]
        return
    for first, last, names in runs(start, end, layers):
        yield shown[first - start : last - start], names


def _base(block: Block, piece: Piece) -> Names:
    """What `piece` of `block` looks like before any fact is laid over it."""
    if block.kind is BlockKind.HEADING:
        return (_HEADINGS[min(block.level or 1, len(_HEADINGS)) - 1],)
    if block.kind is BlockKind.TABLE and len(block.lines) > 1:
        if piece.start == piece.end:
            return ("rule",) if piece.shown.startswith("─") else ("caption",)
        return ("table-head",) if piece.end <= block.lines[0].end else ("table",)
    name = _BASE.get(block.kind)
    return (name,) if name else ()


def _bar_style(block: Block, bars: Layer | None) -> str:
    found = bars.between(block.span.start, max(block.span.end, block.span.start + 1)) if bars else iter(())
    return next((tint for _start, _end, tint in found), "mark")


def _inline_layers(block: Block) -> list[Layer]:
    """One layer a kind, since emphasis may stand inside a link and the reverse; kept for the block's other lines."""
    kept = _KEPT.get(id(block))
    if kept is not None and kept[0] is block:
        return kept[1]
    kinds = dict.fromkeys(inline.kind for inline in block.inlines)
    layers = [Layer((i.span, _INLINE[kind]) for i in block.inlines if i.kind is kind) for kind in kinds]
    if len(_KEPT) >= MOST_KEPT:
        _KEPT.clear()
    _KEPT[id(block)] = (block, layers)
    return layers


_KEPT: dict[int, tuple[Block, list[Layer]]] = {}
