"""A footnote opened where it is referred to: a card over the page, set as the page is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from reader.app.layout import layout, slabs
from reader.app.painting import painted
from reader.app.styles import book

if TYPE_CHECKING:
    from reader.app.layout import Line, Slab
    from reader.model import Article, Block

MARGIN = 2
"""Cells on either side of the card's text."""


class NoteCard(Widget):
    """Shows the blocks of one note between two rules; hidden while there is none."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.display = False
        self._lines: list[tuple[Line, Slab]] = []

    def show(self, article: Article, note: tuple[Block, ...], width: int) -> int:
        """Set the card's text on `width` cells, and give the rows that it takes."""
        room = max(1, width - 2 * MARGIN)
        found = [
            (line, slab)
            for slab in slabs(article.text, note)
            for line in layout(article.text, slab, room, article.metadata.language)
        ]
        while found and not found[0][0].pieces:
            del found[0]
        self._lines = found
        self.display = True
        self.refresh()
        return len(found) + 2

    def hide(self) -> bool:
        """Take the card away; whether there was one."""
        shown, self.display = self.display, False
        return shown

    def render_line(self, y: int) -> Strip:
        styles, (width, height) = book(self.app.theme), self.size
        ground = styles.of("card")
        if y in (0, height - 1):
            return Strip([Segment("─" * width, styles.of("card", "mark"))], width)
        if y - 1 >= len(self._lines):
            return Strip.blank(width, ground)
        if y == height - 2 and len(self._lines) > height - 2:
            return Strip([Segment(" " * MARGIN + "…", ground)]).adjust_cell_length(width, ground)
        line, slab = self._lines[y - 1]
        segments = [Segment(run.text, styles.of("card", *run.names)) for run in painted(line, slab, MARGIN)]
        return Strip(segments).adjust_cell_length(width, ground)
