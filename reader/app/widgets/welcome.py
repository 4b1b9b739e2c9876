"""What somebody who has never opened Reader is told: a few keys, on a card that the first key takes away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from reader.actions import key_label
from reader.app.styles import book

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.actions import Action

TOLD = ("next_quotation", "copy", "copy_cited", "next_section", "search", "zen", "help")
"""Actions that the card names, in this order."""

LEAST = (48, 16)
"""Columns and rows of a terminal that has room for the card."""

MARGIN = 2


class Welcome(Widget):
    """A card with the first keys; hidden unless it is shown."""

    def __init__(self, actions: Sequence[Action], *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.display = False
        known = {action.name: action for action in actions}
        told = [known[name] for name in TOLD if name in known and known[name].keys]
        keys = max((cell_len(key_label(action.keys[0])) for action in told), default=0)
        self._rows = [(key_label(action.keys[0]).ljust(keys + 2), action.description) for action in told]
        self.styles.height = len(self._rows) + 4
        self.styles.width = 2 * MARGIN + max((cell_len(key + said) for key, said in self._rows), default=0)

    def render_line(self, y: int) -> Strip:
        styles, (width, height) = book(self.app.theme), self.size
        ground = styles.of("card")
        if y in (0, height - 1):
            return Strip([Segment("─" * width, styles.of("card", "mark"))], width)
        edge = Segment(" " * MARGIN, ground)
        if y == 1:
            said = [edge, Segment("The first keys; any key takes this away", styles.of("card", "heading"))]
        elif 2 < y < height - 1 and y - 3 < len(self._rows):
            key, words = self._rows[y - 3]
            said = [edge, Segment(key, styles.of("card", "strong")), Segment(words, ground)]
        else:
            said = []
        return Strip(said).adjust_cell_length(width, ground)
