"""A card that lies over the page: lines of text between two rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from reader.app import aloud
from reader.app.styles import book

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.app.painting import Names

MARGIN = 2
"""Cells on either side of a card's text."""


class Card(Widget):
    """Hidden until it is shown. A subclass gives its lines."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.display = False

    @property
    def is_drawn(self) -> bool:
        """Whether signs and rules are drawn."""
        return not self.app.has_class("plain")

    def line(self, number: int) -> Sequence[tuple[str, Names]] | None:
        """The runs of line `number`, margin included; None behind the last."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        styles, (width, height) = book(self.app.theme), self.size
        if y in (0, height - 1):
            rule = "─" * width
            return Strip([Segment(rule if self.is_drawn else aloud.rule(rule), styles.of("card", "mark"))], width)
        runs = self.line(y - 1) or ()
        if y == height - 2 and self.line(y) is not None:
            runs = ((" " * MARGIN + "…", ()),)  # there is more than fits
        segments = [Segment(text, styles.of("card", *names)) for text, names in runs]
        return Strip(segments).adjust_cell_length(width, styles.of("card"))
