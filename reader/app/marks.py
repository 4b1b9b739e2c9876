"""Facts laid over the page: which styles the characters of a piece carry.

A layer is a sorted list of disjoint spans with a style's name; finding those that touch a piece is a bisection, so
that a line costs the same however many facts an article has.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from reader.facts import TYPE_CHECKING

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable, Iterator, Sequence

    from reader.model import Span


LAYERS = ("entities", "quotations", "highlights", "at-hand", "selection", "hits", "hit-at-hand")
"""What is laid over the page, the lowest first."""


_BITS = 40
"""Bits of an offset, where a span and its number are sorted as one integer."""

_MOST = (1 << _BITS) - 1

_LOT = 18
"""Bits of the distance within which spans are sorted together: a long article has 200,000 mentions, and as many
integers or tuples at one time would take more than the article."""


class Layer:
    """Disjoint spans, each with the name of a style. Of two that overlap, the one that begins first stays."""

    def __init__(self, marks: Iterable[tuple[Span, str]] = ()) -> None:
        from array import array  # no first screen has marks

        self._starts, self._ends, self._styles = array("I"), array("I"), array("H")
        self._names: list[str] = []
        """Of each style's number its name."""
        numbers: dict[str, int] = {}
        lots: dict[int, array[int]] = {}
        for span, style in marks:
            if span.start < span.end:
                number = numbers.setdefault(style, len(numbers))
                lot = lots.setdefault(span.start >> _LOT, array("I"))
                lot.extend((span.start, span.end, number))
        self._names.extend(numbers)
        last = 0
        for place in sorted(lots):
            last = self._add(lots.pop(place), last)

    def _add(self, lot: array[int], last: int) -> int:
        """Add those of a lot that begin behind the character `last`; the one behind the last of them."""
        begins, ends = lot[0::3], lot[1::3]
        order = sorted(
            ((begin << _BITS | _MOST - end) << _BITS) | number
            for number, (begin, end) in enumerate(zip(begins, ends, strict=True))
        )
        for key in order:
            number = key & _MOST
            if begins[number] >= last:
                last = ends[number]
                self._starts.append(begins[number])
                self._ends.append(last)
                self._styles.append(lot[3 * number + 2])
        return last

    def between(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """The marks that share a character with `start` to `end`."""
        index = max(0, bisect_right(self._starts, start) - 1)
        while index < len(self._starts) and self._starts[index] < end:
            if self._ends[index] > start:
                yield self._starts[index], self._ends[index], self._names[self._styles[index]]
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
