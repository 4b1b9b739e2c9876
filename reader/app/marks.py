"""Facts laid over the page: which styles the characters of a piece carry.

A layer is a sorted list of disjoint spans with a style's name; finding those that touch a piece is a bisection, so
that a line costs the same however many facts an article has.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from reader.facts import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.model import Span


LAYERS = ("entities", "quotations", "highlights", "at-hand", "selection", "hits", "hit-at-hand")
"""What is laid over the page, the lowest first."""


class Layer:
    """Disjoint spans, each with the name of a style. Of two that overlap, the one that begins first stays."""

    def __init__(self, marks: Iterable[tuple[Span, str]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._styles: list[str] = []
        last = 0
        for span, style in sorted(marks, key=lambda mark: (mark[0].start, -mark[0].end)):
            if span.start >= last and len(span):
                self._starts.append(span.start)
                self._ends.append(span.end)
                self._styles.append(style)
                last = span.end

    def between(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """The marks that share a character with `start` to `end`."""
        index = max(0, bisect_right(self._starts, start) - 1)
        while index < len(self._starts) and self._starts[index] < end:
            if self._ends[index] > start:
                yield self._starts[index], self._ends[index], self._styles[index]
            index += 1


def runs(start: int, end: int, layers: Sequence[Layer]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """`start` to `end` in runs of equal style, each with its styles from the lowest layer to the highest."""
    marks = [(a, b, style) for layer in layers for a, b, style in layer.between(start, end)]
    if not marks:
        yield start, end, ()
        return
    cuts = sorted({start, end, *(c for a, b, _ in marks for c in (a, b) if start < c < end)})
    for a, b in pairwise(cuts):
        yield a, b, tuple(style for low, high, style in marks if low <= a and b <= high)
