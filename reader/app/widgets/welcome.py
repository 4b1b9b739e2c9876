"""What somebody who has never opened Reader is told: a few keys, on a card that the first key takes away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from reader.actions import key_label
from reader.app.widgets.card import MARGIN, Card

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.actions import Action
    from reader.app.painting import Names

TOLD = ("next_quotation", "copy", "copy_cited", "next_section", "search", "zen", "help")
"""Actions that the card names, in this order."""

LEAST = (48, 16)
"""Columns and rows of a terminal that has room for the card."""

HEAD = ("The first keys; any key takes this away", "")


class Welcome(Card):
    """The first keys."""

    def __init__(self, actions: Sequence[Action], *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        known = {action.name: action for action in actions}
        told = [known[name] for name in TOLD if name in known and known[name].keys]
        keys = max((cell_len(key_label(action.keys[0])) for action in told), default=0)
        self._rows = [(key_label(action.keys[0]).ljust(keys + 2), action.description) for action in told]
        self.styles.height = len(HEAD) + len(self._rows) + 2
        self.styles.width = 2 * MARGIN + max((cell_len(key + said) for key, said in self._rows), default=0)

    def line(self, number: int) -> Sequence[tuple[str, Names]] | None:
        edge = " " * MARGIN
        if number < len(HEAD):
            return ((edge, ()), (HEAD[number], ("heading",)))
        if number - len(HEAD) >= len(self._rows):
            return None
        key, words = self._rows[number - len(HEAD)]
        return ((edge, ()), (key, ("strong",)), (words, ()))
