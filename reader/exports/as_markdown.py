"""A Markdown table (GitHub's dialect), whose cells say literally what the article says.

What Markdown or HTML would take for markup is escaped, a line end is `<br>`. On a terminal cells pass the gate; in a
pipe, which often leads to a pager, and in a file control characters are shown, and what turns directions stays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from reader.exports.markup import printable
from reader.exports.tables import cell_text, heading, shown
from reader.gate import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reader.exports.records import Column

_MARKUP = re.compile(r"[\\|`*_~\[\]<${]|&(?=[#\w])|(?<=[<{%])%")
_LINE_END = re.compile("\r\n|[\r\n]")


def render(
    records: Iterable[Mapping[str, Any]], columns: Sequence[Column] = (), *, width: int | None = None
) -> Iterator[str]:
    """A head and a row for each record; nothing where there is no record."""
    rows = list(records)
    if not rows:
        return
    columns = shown(columns, rows)
    yield _row([heading(column) for column in columns])
    yield _row(["---:" if column.number else "---" for column in columns])
    for row in rows:
        cells = [_LINE_END.sub("\n", cell_text(row, column)) for column in columns]
        yield _row([_escaped(printable(cell) if width is None else visible(cell)) for cell in cells])


def _escaped(cell: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", cell).replace("\n", "<br>")


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
