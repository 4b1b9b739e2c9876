"""A table that no window of the source holds, parsed in runs of rows: its tokens need a hundred times its characters.

Rows are final line by line, so that a table is the same whether its rows are read at once or in runs that its head
stands before each time. One thing is counted over the whole table: the cells that short rows lack. The parser ends a
table that lacks too many, and counts from nothing in every run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.rules_block.table import MAX_AUTOCOMPLETED_CELLS as MISSING

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from markdown_it.token import Token

_BLANKS = " \t\r\n"
"""What the parser takes off the ends of a row."""


def is_table(tokens: list[Token]) -> bool:
    """Whether the first block of `tokens` is a table."""
    return bool(tokens) and tokens[0].type == "table_open"


def table_in_runs(
    parse: Callable[[str], list[Token]], source: str, at: int, size: int
) -> Generator[tuple[list[Token], str], None, int]:
    """The tokens of the table at `at`, a run of about `size` characters at a time, each with the source of its rows.

    The head is in the first run alone, and what closes the table in the last.

    Returns:
        The offset behind the table's last row.
    """
    head = source[at : _line_end(source, _line_end(source, at))]
    columns, missing = 0, 0
    at += len(head)
    while True:
        end = _line_end(source, min(at + size, len(source)))
        window = head + source[at:end]
        tokens = parse(window)
        close = _index(tokens, "table_close")
        behind_head = _index(tokens, "thead_close") + 1
        begin = behind_head if columns else 0
        columns = columns or sum(token.type == "th_open" for token in tokens[:behind_head])
        rows = sum(token.type == "tr_close" for token in tokens[behind_head:close])
        lines = source[at:end].split("\n")
        kept, lacked = _within(lines[:rows], columns, missing)
        at += sum(len(line) + 1 for line in lines[:kept])
        ends = kept < rows or (at < end and not _ended_too_soon(lines, kept, columns, missing, lacked))
        if ends or (end == len(source) and at >= end):
            yield [*tokens[begin : _behind_rows(tokens, behind_head, kept)], tokens[close]], window
            return min(at, end)
        yield tokens[begin : _behind_rows(tokens, behind_head, kept)], window
        missing = lacked


def _within(rows: list[str], columns: int, missing: int) -> tuple[int, int]:
    """How many of `rows` the table takes before too many cells are missing in it, and how many are by then."""
    for number, row in enumerate(rows):
        lacked = missing + columns - _cells(row)
        if lacked > MISSING:
            return number, missing
        missing = lacked
    return len(rows), missing


def _ended_too_soon(lines: list[str], rows: int, columns: int, missing: int, lacked: int) -> bool:
    """Whether the parser ended a run for the cells that are missing in it, though long rows before made up for them."""
    lacks = columns - _cells(lines[rows])
    return rows > 0 and lacked - missing + lacks > MISSING >= lacked + lacks


def _cells(row: str) -> int:
    """How many cells the parser finds in `row`: a backslash takes from a pipe what it means."""
    row = row.strip(_BLANKS)
    dividers = row.count("|") - row.count("\\|")
    return dividers + 1 - row.startswith("|") - (row.endswith("|") and not row.endswith("\\|"))


def _behind_rows(tokens: list[Token], begin: int, rows: int) -> int:
    """The index behind so many rows of those that begin at `begin`."""
    ends = (index + 1 for index in range(begin, len(tokens)) if tokens[index].type == "tr_close")
    return next((end for number, end in enumerate(ends, 1) if number == rows), begin)


def _index(tokens: list[Token], kind: str) -> int:
    return next(index for index, token in enumerate(tokens) if token.type == kind)


def _line_end(source: str, at: int) -> int:
    """The offset behind the line that holds `at`."""
    return source.find("\n", at) + 1 or len(source)
