"""Where the reader has been, and what is at hand: state of the screen that no widget owns. Pure."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import Span

MOST = 200
"""Jumps that can be taken back."""


class History:
    """Offsets that jumps began from; going back and forward again walks them as in a browser."""

    def __init__(self) -> None:
        self._behind: list[int] = []
        self._ahead: list[int] = []

    def leave(self, offset: int) -> None:
        """A jump begins at `offset`."""
        if not self._behind or self._behind[-1] != offset:
            self._behind.append(offset)
            del self._behind[:-MOST]
        self._ahead.clear()

    def back(self, here: int) -> int | None:
        """Where the last jump began; None where there was none."""
        return self._step(self._behind, self._ahead, here)

    def forward(self, here: int) -> int | None:
        """Where the last step back began."""
        return self._step(self._ahead, self._behind, here)

    @staticmethod
    def _step(source: list[int], target: list[int], here: int) -> int | None:
        while source:
            offset = source.pop()
            if offset != here:
                target.append(here)
                return offset
        return None


class Ring:
    """Spans that are gone through one after the other, round at both ends: search hits, an entity's mentions."""

    def __init__(self, spans: Sequence[Span] = ()) -> None:
        self.spans = spans
        self.at: int | None = None

    @property
    def span(self) -> Span | None:
        """The span at hand."""
        return self.spans[self.at] if self.at is not None and self.at < len(self.spans) else None

    def step(self, by: int, here: int) -> Span | None:
        """The next span (the one before where `by` is -1); the first step takes the nearest one from `here` on."""
        if not self.spans:
            return None
        if self.at is None:
            first = bisect_right([span.start for span in self.spans], here - 1)
            self.at = (first if by > 0 else first - 1) % len(self.spans)
        else:
            self.at = (self.at + by) % len(self.spans)
        return self.spans[self.at]
