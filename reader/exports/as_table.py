"""A table for people: laid out to the terminal's width, or as plain aligned lines where no terminal reads it.

Its cells have passed the gate in either case, since what a pipe leads to is often a pager. It is not meant to be
read back: for that there are JSON and CSV.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from reader.exports.tables import cell_text, heading, shown
from reader.gate import line, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rich.console import RenderableType

    from reader.exports.records import Column

    Rows = Sequence[Mapping[str, Any]]

_NARROW = 60
"""Below so many columns a record is a few lines: side by side its cells would be a word wide."""

_SHARE = 4
"""A column that is not spacious takes at most the terminal's width divided by this."""


def render(
    records: Iterable[Mapping[str, Any]], columns: Sequence[Column] = (), *, width: int | None = None
) -> Iterator[str]:
    """The table; nothing where there is no record. On a terminal each source of several has a table of its own."""
    rows = list(records)
    if not rows:
        return
    columns = shown(columns, rows)
    yield from _plain(rows, columns) if width is None else _laid_out(rows, columns, width)


def _plain(rows: Rows, columns: Sequence[Column]) -> Iterator[str]:
    """Cells of one line each, aligned by the cells that they take on a terminal, two spaces between columns."""
    from rich.cells import cell_len

    table = [[heading(column) for column in columns]]
    table += [[line(cell_text(row, column)) for column in columns] for row in rows]
    widths = [max(map(cell_len, cells)) for cells in zip(*table, strict=True)]
    for cells in table:
        padded = [
            " " * (width - cell_len(cell)) + cell if column.number else cell + " " * (width - cell_len(cell))
            for cell, column, width in zip(cells, columns, widths, strict=True)
        ]
        yield "  ".join(padded).rstrip() + "\n"


def _laid_out(rows: Rows, columns: Sequence[Column], width: int) -> Iterator[str]:
    from rich.console import Console
    from rich.text import Text

    console = Console(width=width, highlight=False, markup=False, emoji=False)
    inner = [column for column in columns if column.name != "source"]
    with console.capture() as captured:
        for number, (source, group) in enumerate(groupby(rows, key=lambda row: row.get("source"))):
            if len(inner) < len(columns):
                console.print(*[""] * (number > 0), Text(line(str(source or "-")), style="bold"), sep="\n")
            console.print(_side_by_side(list(group), inner, width) if width >= _NARROW else _stacked(group, inner))
    yield "".join(f"{each.rstrip()}\n" for each in captured.get().rstrip("\n").split("\n"))


def _side_by_side(rows: Rows, columns: Sequence[Column], width: int) -> RenderableType:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold", width=width)
    for column in columns:
        table.add_column(
            Text(heading(column)),
            justify="right" if column.number else "left",
            no_wrap=column.number,
            overflow="fold",
            ratio=1 if column.spacious else None,
            max_width=None if column.spacious else width // _SHARE,
        )
    for row in rows:
        table.add_row(*(Text(visible(cell_text(row, column))) for column in columns))
    return table


def _stacked(rows: Iterable[Mapping[str, Any]], columns: Sequence[Column]) -> RenderableType:
    """Each record as a line or more for each value that is known, an empty line between records."""
    from rich.text import Text

    records: list[Text] = []
    for row in rows:
        known = [(heading(column), visible(cell_text(row, column))) for column in columns]
        pieces = [Text.assemble((name, "bold"), " ", value) for name, value in known if value]
        records.append(Text("\n").join(pieces))
    return Text("\n\n").join(records)
