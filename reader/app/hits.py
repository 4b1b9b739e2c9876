"""The hits of a search: a layer over the page that grows while the search goes on, and a ring that keys go round.

A letter has a million hits in a long text. They are kept as numbers, so that taking more of them, finding those of a
line and stepping to the next cost the same however many there are.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

from reader.app.marks import Layer
from reader.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STYLE = "hit"

MOST_TICKS = 500
"""Hits that the scroll bar is told of, evenly spread; no terminal has more rows."""


class Hits(Layer):
    """Starts and ends, in order and disjoint; `at` counts the hit at hand from 0, None before there is one."""

    def __init__(self, ranges: Sequence[tuple[int, int]] = ()) -> None:
        super().__init__()
        self._first = array("q")
        self._last = array("q")
        self.at: int | None = None
        self.extend(ranges)

    def extend(self, ranges: Sequence[tuple[int, int]]) -> None:
        """Take further hits, all behind those that are there."""
        self._first.extend([start for start, _ in ranges])
        self._last.extend([end for _, end in ranges])

    def __len__(self) -> int:
        return len(self._first)

    def between(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """The hits that share a character with `start` to `end`."""
        index = bisect_left(self._last, start + 1)
        while index < len(self._first) and self._first[index] < end:
            yield self._first[index], self._last[index], STYLE
            index += 1

    def __iter__(self) -> Iterator[Span]:
        return (Span(start, end) for start, end in zip(self._first, self._last, strict=True))

    @property
    def span(self) -> Span | None:
        """The hit at hand."""
        return Span(self._first[self.at], self._last[self.at]) if self.at is not None else None

    def reaches(self, offset: int) -> bool:
        """Whether a hit at or behind `offset` has been found."""
        return bool(self._first) and self._first[-1] >= offset

    def step(self, by: int, here: int) -> Span | None:
        """The next hit (the one before where `by` is -1), round at both ends; the first step takes the nearest.

        Args:
            by: 1 forward, -1 back.
            here: The character from which the first step is taken.
        """
        if not self._first:
            return None
        if self.at is None:
            nearest = bisect_left(self._first, here)
            self.at = (nearest if by > 0 else nearest - 1) % len(self)
        else:
            self.at = (self.at + by) % len(self)
        return self.span

    def ticks(self) -> list[tuple[int, str]]:
        """Where hits lie, for the scroll bar."""
        return [(start, "hit-tick") for start in self._first[:: max(1, len(self) // MOST_TICKS)]]
