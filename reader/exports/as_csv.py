"""CSV as RFC 4180 has it, but with line feeds, for spreadsheets and for programs.

A cell that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a line end) is given
an apostrophe in front: an article must not compute in a reader's spreadsheet. So is such a sign within a cell behind a
semicolon, a tab or a line end, since a spreadsheet that divides cells there, as they do in France, would begin one with
it. Nothing else is changed in a file or a pipe; who needs a cell without the guard takes JSON. On a terminal cells pass
the gate.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

from reader.gate import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reader.exports.records import Column

_FORMULA = re.compile(r"""(\A|[;\t\r\n][ \u00a0\u202f"]*)(?=[=+\-@＝＋－＠]|\A[\t\r\n])""")
"""Before what a formula begins with; spreadsheets of East Asia take the fullwidth signs too."""


def render(
    records: Iterable[Mapping[str, Any]], columns: Sequence[Column] = (), *, width: int | None = None
) -> Iterator[str]:
    """A line of column names, then a line for each record."""
    names = [column.name for column in columns]
    yield _line(names)
    for record in records:
        cells = [_cell(record[name]) for name in names]
        yield _line(cells if width is None else list(map(visible, cells)))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return _FORMULA.sub(r"\1'", value)
    return str(value)


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO(newline="")
    # The writer quotes what stands in its own line end: with "\n" alone a carriage return in a cell would end the row.
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().removesuffix("\r\n") + "\n"
