"""A row of the page as it is drawn: the line's runs in their styles, what is laid over them, and the scroll bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from reader.app import aloud
from reader.app.painting import painted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.app.layout import Slab
    from reader.app.marks import Layer
    from reader.app.painting import Run
    from reader.app.pieces import Line
    from reader.app.styles import StyleBook

POINTER, POINTER_GAP = "▸", 2
"""What stands before the line in which what is at hand begins, and how many cells before its text."""


class Row(NamedTuple):
    """A row of the screen as it is drawn: the cells that its text stands between, and its cell of the scroll bar."""

    strip: Strip
    start: int
    end: int
    bar: Segment


class Page(NamedTuple):
    """What all rows of a page are drawn with.

    Attributes:
        styles: What names of styles look like.
        width: Cells of a row, the scroll bar's included.
        left: Cells before the text.
        bars: What tints the bars of block quotes.
        pointed: The character that is pointed at, if any.
        hints: A letter over the character at each offset.
        drawn: Whether signs are drawn; else characters stand for them.
    """

    styles: StyleBook
    width: int
    left: int
    bars: Layer
    pointed: int | None
    hints: Mapping[int, str]
    drawn: bool


def row(page: Page, line: Line, slab: Slab | None, layers: Sequence[Layer], bar: Segment) -> Row:
    """The row that `line` is drawn as, with `layers` over it and `bar` at its end."""
    runs: list[Run] = []
    if slab is not None:
        runs = list(painted(line, slab, page.left, layers, page.bars, drawn=page.drawn))
    strip = Strip([Segment(run.text, page.styles.of(*run.names)) for run in runs])
    strip = strip.adjust_cell_length(page.width - 1, page.styles.of())
    if page.pointed is not None and any(piece.start <= page.pointed < piece.end for piece in line.pieces):
        sign = POINTER if page.drawn else aloud.mark(POINTER)
        strip = _over(strip, max(0, page.left - POINTER_GAP), Segment(sign, page.styles.of("heading")))
    if page.hints:
        strip = _hinted(page, strip, line)
    start = next((number for number, run in enumerate(runs) if run.names or not run.text.isspace()), len(runs))
    first = sum(run.cells for run in runs[:start]) if start < len(runs) else page.width
    if page.pointed is not None:
        first = min(first, max(0, page.left - POINTER_GAP))
    return Row(Strip([*strip, bar], page.width), first, sum(run.cells for run in runs), bar)


def _hinted(page: Page, strip: Strip, line: Line) -> Strip:
    """`strip` with the letters of its line in place of the characters under them."""
    for piece in line.pieces:
        for offset in range(piece.start, piece.end):
            if (letter := page.hints.get(offset)) is not None:
                strip = _over(strip, page.left + piece.column(offset), Segment(letter, page.styles.of("hint")))
    return strip


def _over(strip: Strip, x: int, cell: Segment) -> Strip:
    """`strip` with one cell replaced."""
    return Strip.join([strip.crop(0, x), Strip([cell], 1), strip.crop(x + 1, None)])
