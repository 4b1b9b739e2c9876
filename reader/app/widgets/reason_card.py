"""A few quiet sentences above the status line, for as long as they are wanted: why a quotation is whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from reader.app.styled import Styled
from reader.app.wrapping import line_ranges
from reader.tongue import language

if TYPE_CHECKING:
    from collections.abc import Sequence

MEASURE = 92
"""Cells of a line, at most: longer ones are hard to read."""

TALLEST = 8
"""Lines that are shown, at most."""


class ReasonCard(Styled):
    """Sentences, each beginning a line; the first says what they are about."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._said: Sequence[str] = ()
        self._lines: list[tuple[str, tuple[str, ...]]] = []

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to read."""
        return bool(self._said)

    def show(self, said: Sequence[str]) -> None:
        """Show the sentences `said` (already through the gate); none takes the card away."""
        self._said = said
        self.set_class(bool(said), "open")
        self._lay_out(self.app.size.width)

    def on_resize(self) -> None:
        self._lay_out(self.app.size.width)

    def _lay_out(self, columns: int) -> None:
        width = max(1, min(MEASURE, columns - 4))
        self._lines = []
        for number, sentence in enumerate(self._said):
            style = ("strong",) if not number else ("unknown-speaker",)
            self._lines += [(sentence[a:b], style) for a, b in line_ranges(sentence, width, language())]
        del self._lines[TALLEST:]
        self.styles.height = len(self._lines) + 2
        self.refresh()

    def render_line(self, y: int) -> Strip:
        page, width = self._book.of(), self.size.width
        if y == 0:
            return Strip([Segment("─" * width, self._book.of("rule"))])
        if y > len(self._lines):
            return Strip.blank(width, page)
        text, names = self._lines[y - 1]
        return Strip([Segment("  ", page), Segment(text, self._book.of(*names))]).adjust_cell_length(width, page)
