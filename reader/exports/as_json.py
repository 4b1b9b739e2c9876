"""JSON: one array, always, with a record or document to a line, so that a difference shows where it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reader.gate import is_safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reader.exports.records import Column


def dumps(record: Mapping[str, Any] | str) -> str:
    r"""`record` on one line of JSON that is safe to print.

    Letters stay as they are; what a terminal could act upon (DEL, C1, what turns the direction of writing) is escaped
    as `\uXXXX` like C0, which JSON itself asks for.
    """
    written = json.dumps(record, ensure_ascii=False)
    if is_safe(written):
        return written
    # All of them lie in the basic plane and inside strings, so that one escape each is right.
    return written.translate({ord(char): f"\\u{ord(char):04x}" for char in set(written) if not is_safe(char)})


def render(
    records: Iterable[Mapping[str, Any]], columns: Sequence[Column] = (), *, width: int | None = None
) -> Iterator[str]:
    """One array of all records."""
    del columns, width
    before = "["
    for record in records:
        yield f"{before}\n{dumps(record)}"
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"
