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


_BITS = 40
"""Bits of an offset, where a span and its number are sorted as one integer: a long article has 100,000 mentions, and
as many tuples would take more than the article."""

_MOST = (1 << _BITS) - 1


class Layer:
    """Disjoint spans, each with the name of a style. Of two that overlap, the one that begins first stays."""

    def __init__(self, marks: Iterable[tuple[Span, str]] = ()) -> None:
        from array import array  # no first screen has marks

        self._starts, self._ends = array("q"), array("q")
        self._styles: list[str] = []
        styles, order = list[str](), list[int]()
        for number, (span, style) in enumerate(marks):
            if span.start < span.end:
                order.append(((span.start << _BITS | _MOST - span.end) << _BITS) | number)
            styles.append(style)
        order.sort()
        last = 0
        for key in order:
            start, end = key >> 2 * _BITS, _MOST - (key >> _BITS & _MOST)
            if start >= last:
                self._starts.append(start)
                self._ends.append(end)
                self._styles.append(styles[key & _MOST])
                last = end

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
