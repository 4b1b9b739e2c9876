"""A footnote opened where it is referred to: a card over the page, set as the page is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.layout import layout, slabs
from reader.app.painting import painted
from reader.app.widgets.card import MARGIN, Card

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.app.layout import Slab
    from reader.app.painting import Names
    from reader.app.pieces import Line
    from reader.model import Article, Block


class NoteCard(Card):
    """Shows the blocks of one note."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._lines: list[tuple[Line, Slab]] = []

    def show(self, article: Article, note: Sequence[Block], width: int) -> int:
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

    def line(self, number: int) -> Sequence[tuple[str, Names]] | None:
        if not 0 <= number < len(self._lines):
            return None
        laid, slab = self._lines[number]
        return [(run.text, run.names) for run in painted(laid, slab, MARGIN, drawn=self.is_drawn)]
