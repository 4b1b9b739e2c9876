"""JSON Lines: a record or document to a line, for programs that take them one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.exports.as_json import dumps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reader.exports.records import Column


def render(
    records: Iterable[Mapping[str, Any]], columns: Sequence[Column] = (), *, width: int | None = None
) -> Iterator[str]:
    """Each record on a line of its own."""
    del columns, width
    for record in records:
        yield dumps(record) + "\n"
