"""Tables on the page: columns as wide as their words need, narrowed until they fit the measure, cells wrapped.

A table's canonical text has a line for each row and a tab between cells; every piece of what is shown keeps its
offsets into that text.
"""

from __future__ import annotations

from reader.app.cells import cell_len
from reader.app.wrapping import line_ranges
from reader.facts import TYPE_CHECKING
from reader.gate import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import Block

GUTTER = 2
"""Cells between two columns."""

NARROWEST = 3
"""Cells below which a column is not narrowed while another one is wider."""

MEASURED = 200
"""Rows that the widths are taken from."""

MOST_KEPT = 64
"""Tables whose widths are kept."""

Placed = tuple[int, int, int, str]
"""Column (cells), start and end (characters of the text), and what is shown."""


def table_lines(text: str, block: Block, width: int, shown: range | None = None) -> Iterator[list[Placed]]:
    """The lines of a table, each a list of placed runs; a rule stands under the first row.

    Args:
        text: The article's.
        block: The table.
        width: Cells that a line may take.
        shown: Which of the table's rows are wanted, by default all; what a long table costs hangs on these alone.
    """
    shown = range(len(block.lines)) if shown is None else shown
    widths = _widths(text, block, width)
    for number in shown:
        row = _cells(text, block.lines[number].start, block.lines[number].end)
        if widths is None:
            yield from _stacked(text, row, width, first=number == 0)
            continue
        yield from _row(text, row, widths)
        if number == 0 and len(block.lines) > 1:
            rule = (GUTTER * " ").join("─" * cells for cells in widths)
            at = block.lines[0].end
            yield [(0, at, at, rule)]


def _widths(text: str, block: Block, width: int) -> list[int] | None:
    """The columns' widths; None where there is no room for so many. Kept, as the table's other rows need them too."""
    kept = _KEPT.get(id(block))
    if kept is not None and kept[0] is block and kept[1] == width:
        return kept[2]
    rows = [_cells(text, line.start, line.end) for line in block.lines[:MEASURED]]
    columns = max(map(len, rows), default=0)
    columns = max([columns, *(text.count("\t", line.start, line.end) + 1 for line in block.lines[MEASURED:])])
    fits = columns * (1 + GUTTER) <= width
    widths = _fit([_natural(text, rows, column) for column in range(columns)], width) if fits else None
    if len(_KEPT) >= MOST_KEPT:
        _KEPT.clear()
    _KEPT[id(block)] = (block, width, widths)
    return widths


_KEPT: dict[int, tuple[Block, int, list[int] | None]] = {}


def _stacked(text: str, row: list[tuple[int, int]], width: int, *, first: bool) -> Iterator[list[Placed]]:
    """A row with more columns than there is room for: each cell on lines of its own, a gap before the next row."""
    if not first:
        yield []
    for start, end in row:
        shown = visible(text[start:end]).replace("\n", " ")
        yield from ([(0, start + a, start + b, shown[a:b])] for a, b in line_ranges(shown, width) if a < b)


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cells, at = [], start
    for words in text[start:end].split("\t"):
        cells.append((at, at + len(words)))
        at += len(words) + 1
    return cells


def _natural(text: str, rows: list[list[tuple[int, int]]], column: int) -> int:
    return max((cell_len(visible(text[slice(*row[column])])) for row in rows if column < len(row)), default=1)


def _fit(natural: list[int], width: int) -> list[int]:
    """Column widths that fit: the widest give way first, and share what is left evenly."""
    widths = [max(1, cells) for cells in natural]
    room = max(len(widths), width - GUTTER * (len(widths) - 1))
    fixed = 0
    for rank, cells in enumerate(sorted(widths)):
        share = (room - fixed) // (len(widths) - rank)
        if cells > share:
            cap = max(NARROWEST if room > NARROWEST * len(widths) else 1, share)
            return [min(each, cap) for each in widths]
        fixed += cells
    return widths


def _row(text: str, row: list[tuple[int, int]], widths: list[int]) -> Iterator[list[Placed]]:
    wrapped = []
    for (start, end), cells in zip(row, widths, strict=False):
        shown = visible(text[start:end]).replace("\n", " ")
        wrapped.append([(start + a, start + b, shown[a:b]) for a, b in line_ranges(shown, cells)])
    for depth in range(max(map(len, wrapped), default=1)):
        placed: list[Placed] = []
        x = 0
        for lines, cells in zip(wrapped, widths, strict=False):
            if depth < len(lines) and lines[depth][2]:
                placed.append((x, *lines[depth]))
            x += cells + GUTTER
        yield placed
