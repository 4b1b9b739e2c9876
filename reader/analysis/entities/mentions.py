"""Where the things of an article are mentioned: twelve bytes a mention, of which a long article has half a million."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

from reader.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator


class Mentions:
    """Spans in order, each with the number of what it mentions."""

    __slots__ = ("_ends", "_numbers", "_starts")

    def __init__(self) -> None:
        self._starts, self._ends, self._numbers = array("I"), array("I"), array("I")

    def add(self, span: Span, number: int) -> None:
        """Number `number` is mentioned at `span`; what was known to be mentioned from its first character on is not."""
        at = len(self._starts)
        if at and self._starts[-1] >= span.start:
            at = bisect_left(self._starts, span.start)
            if self._starts[at] == span.start:
                self._ends[at], self._numbers[at] = span.end, number
                return
        self._starts.insert(at, span.start)
        self._ends.insert(at, span.end)
        self._numbers.insert(at, number)

    def beginning_in(self, span: Span) -> Iterator[tuple[int, Span]]:
        """What is mentioned from a character of `span` on, in order, with the mention."""
        at = bisect_left(self._starts, span.start)
        while at < len(self._starts) and self._starts[at] < span.end:
            yield self._numbers[at], Span(self._starts[at], self._ends[at])
            at += 1
