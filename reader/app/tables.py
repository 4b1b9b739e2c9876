"""Tables on the page: columns as wide as their words need, narrowed until they fit the measure, cells wrapped.

Numbers stand at the right of their column, so that units lie under units. A table with more columns than fit is set
as a list, each cell behind its column's name.

A table's canonical text has a line for each row and a tab between cells; every piece of what is shown keeps its
offsets into that text.
"""

from __future__ import annotations

import re

from reader.app.cells import cell_len
from reader.app.wrapping import line_ranges
from reader.facts import TYPE_CHECKING, NamedTuple
from reader.gate import visible
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.model import Block

GUTTER = 2
"""Cells between two columns."""

NARROWEST = 3
"""Cells below which a column is not narrowed while another one is wider."""

MEASURED = 200
"""Rows that the widths are taken from."""

MOST_KEPT = 64
"""Tables whose columns are kept."""

MOSTLY = 2 / 3
"""Share of a column's cells that are numbers where it is set as numbers are."""

_NUMBER = r"[-+−–~≈<>$€£]?\s*\d[\d\s.,:'’]*(?:[%‰°]|[€$£¥][^\W\d]?|[^\W\d]{1,3}\b)?[^\w]{0,2}[€$£]?"
"""A number, with its sign or currency before it and its unit behind; compiled when the first table is set."""

Placed = tuple[int, int, int, str]
"""Column (cells), start and end (characters of the text), and what is shown."""


class _Columns(NamedTuple):
    """How a table's columns are set: their widths (cells), and which stand at the right."""

    widths: list[int]
    right: list[bool]


def table_lines(
    text: str,
    block: Block,
    width: int,
    shown: range | None = None,
    gate: Callable[[str], str] = visible,
    language: str | None = None,
) -> Iterator[list[Placed]]:
    """The lines of a table, each a list of placed runs; a rule stands under the first row.

    Args:
        text: The article's.
        block: The table.
        width: Cells that a line may take.
        shown: Which of the table's rows are wanted, by default all; what a long table costs hangs on these alone.
        gate: What the cells pass on their way to the page.
        language: Whose rules say where a cell's lines break.
    """
    shown = range(len(block.lines)) if shown is None else shown
    columns = _columns(text, block, width)
    head = _cells(text, block.lines[0].start, block.lines[0].end)
    for number in shown:
        row = _cells(text, block.lines[number].start, block.lines[number].end)
        if columns is None:
            yield from _stacked(text, head if number else None, row, width, gate, language)
            continue
        yield from _row(text, row, columns, gate, language)
        if number == 0 and len(block.lines) > 1:
            rule = (GUTTER * " ").join("─" * cells for cells in columns.widths)
            at = block.lines[0].end
            yield [(0, at, at, rule)]


def _columns(text: str, block: Block, width: int) -> _Columns | None:
    """How the columns are set; None where there is no room for so many. Kept, as other rows need it too."""
    kept = _KEPT.get(id(block))
    if kept is not None and kept[0] is block and kept[1] == width:
        return kept[2]
    rows = [_cells(text, line.start, line.end) for line in block.lines[:MEASURED]]
    count = max(map(len, rows), default=0)
    count = max([count, *(text.count("\t", line.start, line.end) + 1 for line in block.lines[MEASURED:])])
    columns: _Columns | None = None
    if count * (1 + GUTTER) <= width:
        columns = _Columns(
            _fit([_natural(text, rows, column) for column in range(count)], width),
            [_is_of_numbers(text, rows, column) for column in range(count)],
        )
    if len(_KEPT) >= MOST_KEPT:
        _KEPT.clear()
    _KEPT[id(block)] = (block, width, columns)
    return columns


_KEPT: dict[int, tuple[Block, int, _Columns | None]] = {}


def _stacked(
    text: str,
    head: list[tuple[int, int]] | None,
    row: list[tuple[int, int]],
    width: int,
    gate: Callable[[str], str],
    language: str | None,
) -> Iterator[list[Placed]]:
    """A row with more columns than there is room for: each cell on lines of its own, behind its column's name.

    Args:
        text: The article's.
        head: The first row, which names the columns; None for the first row itself.
        row: The row.
        width: Cells that a line may take.
        gate: What the cells pass.
        language: Whose rules say where a line breaks.
    """
    if head is not None:
        yield []
    for column, (start, end) in enumerate(row):
        label = _name(text, head, column, width) if head is not None and start < end else ""
        x = cell_len(label)
        shown = gate(text[start:end]).replace("\n", " ")
        lines = [(start + a, start + b, shown[a:b]) for a, b in line_ranges(shown, width - x, language) if a < b]
        for depth, line in enumerate(lines):
            yield [*([(0, start, start, label)] if label and not depth else []), (x, *line)]


def _name(text: str, head: list[tuple[int, int]], column: int, width: int) -> str:
    """What stands before a cell of `column` in a list: its name in the first row, where that leaves room."""
    if column >= len(head):
        return ""
    name = visible(text[slice(*head[column])]).replace("\n", " ").strip()
    return _("{name}: ").format(name=name) if name and 2 * cell_len(name) + 2 < width else ""


def _is_of_numbers(text: str, rows: list[list[tuple[int, int]]], column: int) -> bool:
    """Whether most of what stands in `column` below its name is numbers."""
    cells = [text[slice(*row[column])].strip() for row in rows[1:MEASURED] if column < len(row)]
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(re.fullmatch(_NUMBER, cell) is not None for cell in filled) >= MOSTLY * len(filled)


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


def _row(
    text: str, row: list[tuple[int, int]], columns: _Columns, gate: Callable[[str], str], language: str | None
) -> Iterator[list[Placed]]:
    widths, right = columns
    wrapped = []
    for (start, end), cells in zip(row, widths, strict=False):
        shown = gate(text[start:end]).replace("\n", " ")
        wrapped.append([(start + a, start + b, shown[a:b]) for a, b in line_ranges(shown, cells, language)])
    for depth in range(max(map(len, wrapped), default=1)):
        placed: list[Placed] = []
        x = 0
        for lines, cells, at_right in zip(wrapped, widths, right, strict=False):
            if depth < len(lines) and lines[depth][2]:
                inset = max(0, cells - cell_len(lines[depth][2])) if at_right else 0
                placed.append((x + inset, *lines[depth]))
            x += cells + GUTTER
        yield placed
