"""Small plots for a terminal: shares as bars that lie, counts in time as columns that stand. Blocks, or plain ASCII.

A plotting library would draw frames, ticks and colours of which a line of text says as much, where there is room for a
few lines only. What is drawn has passed the gate, in as many cells as it may take, and needs no colour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.gate import line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_LYING = " ▏▎▍▌▋▊▉█"
_STANDING = " ▁▂▃▄▅▆▇█"
_PLAIN_LYING, _PLAIN_STANDING = " #", " .:#"

_NAME = 0.4
"""Part of the width that names may take."""


def bars(rows: Sequence[tuple[str, float, str]], width: int, *, is_plain: bool = False) -> Iterator[str]:
    """A line for each row: its name, a bar as long as its value says, and what is written behind it.

    Args:
        rows: Name, value from 0 on, and what stands behind the bar.
        width: Cells of a line.
        is_plain: Whether only ASCII is drawn.
    """
    from rich.cells import cell_len, set_cell_size

    if not rows:
        return
    names = [line(name) for name, _, _ in rows]
    column = min(max(map(cell_len, names)), max(8, int(_NAME * width)))
    behind = max(cell_len(line(said)) for _, _, said in rows)
    room = max(1, width - column - behind - 4)
    most = max(value for _, value, _ in rows) or 1
    for name, (_, value, said) in zip(names, rows, strict=True):
        shown = (
            name if cell_len(name) <= column else set_cell_size(name, column - 1).rstrip() + ("~" if is_plain else "…")
        )
        bar = _bar(value / most, room, _PLAIN_LYING if is_plain else _LYING)
        yield f"{set_cell_size(shown, column)}  {bar}  {line(said)}\n"


def _bar(share: float, room: int, steps: str) -> str:
    """A bar of `room` cells, as much of it filled as `share` says, in steps of a cell's parts."""
    parts = len(steps) - 1
    filled = round(share * room * parts)
    whole, rest = divmod(max(filled, 1) if share > 0 else 0, parts)
    return (steps[-1] * whole + (steps[rest] if rest else "")).ljust(room)


def columns(counts: Mapping[str, int], width: int, height: int = 5, *, is_plain: bool = False) -> Iterator[str]:
    """A column for each count, what it is for under the first and the last, and how high the highest is.

    Args:
        counts: Number by label, in order. Where there are more than fit, neighbours share a column.
        width: Cells of a line.
        height: Lines of the highest column.
        is_plain: Whether only ASCII is drawn.
    """
    labels, values = list(counts), list(counts.values())
    if not values:
        return
    margin = len(str(max(values))) + 1
    room = max(1, width - margin)
    together = -(-len(values) // room)
    values = [sum(values[at : at + together]) for at in range(0, len(values), together)]
    wide = max(1, min(6, room // len(values)))
    most, steps = max(values), _PLAIN_STANDING if is_plain else _STANDING
    margin = len(str(most)) + 1
    parts = len(steps) - 1
    heights = [max(1, round(value / most * height * parts)) if value else 0 for value in values] if most else []
    for row in range(height - 1, -1, -1):
        drawn = "".join(steps[min(parts, max(0, each - row * parts))] * wide for each in heights)
        mark = str(most) if row == height - 1 else ""
        yield f"{mark:>{margin - 1}} {drawn}".rstrip() + "\n"
    first, last = line(labels[0]), line(labels[-1]) if len(labels) > 1 else ""
    gap = max(1, wide * len(values) - len(first) - len(last))
    yield f"{' ' * margin}{first}{' ' * gap}{last}".rstrip() + "\n"
