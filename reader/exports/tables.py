"""Which columns a table for people shows, and what stands in its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.exports.records import Column


def shown(columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]) -> list[Column]:
    """The columns with a heading in which something stands; the source only where it is not the same for all."""
    return [
        column
        for column in columns
        if column.heading
        and any(row[column.name] is not None for row in rows)
        and (column.name != "source" or len({row["source"] for row in rows}) > 1)
    ]


def heading(column: Column) -> str:
    """What stands above `column`."""
    return _(column.heading or "")


def cell_text(row: Mapping[str, Any], column: Column) -> str:
    """What `row` has to show in `column`."""
    value = row[column.name]
    if value is None:
        return column.unknown
    return column.told(str(value)) if column.told else str(value)
