"""What somebody who has never opened Reader is told: a few keys, on a card that the first key takes away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from reader.actions import key_label
from reader.app.widgets.card import MARGIN, Card
from reader.tongue import N_, _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.actions import Action
    from reader.app.painting import Names

TOLD = ("next_quotation", "copy", "copy_cited", "next_section", "search", "zen", "help")
"""Actions that the card names, in this order."""

LEAST = (48, 16)
"""Columns and rows of a terminal that has room for the card."""

HEAD = N_("The first keys; any key takes this away")
HEAD_ROWS = 2  # the heading, and air


class Welcome(Card):
    """The first keys."""

    def __init__(self, actions: Sequence[Action], *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        known = {action.name: action for action in actions}
        told = [known[name] for name in TOLD if name in known and known[name].keys]
        keys = max((cell_len(key_label(action.keys[0])) for action in told), default=0)
        self._rows = [
            (key_label(action.keys[0]).ljust(keys + 2), _(action.description), _(action.label)) for action in told
        ]
        self.styles.height = HEAD_ROWS + len(self._rows) + 2
        self.styles.width = 2 * MARGIN + max((cell_len(key + said) for key, said, _label in self._rows), default=0)

    def line(self, number: int) -> Sequence[tuple[str, Names]] | None:
        edge = " " * MARGIN
        if number < HEAD_ROWS:
            return ((edge, ()), (_(HEAD) if number == 0 else "", ("heading",)))
        if number - HEAD_ROWS >= len(self._rows):
            return None
        key, words, label = self._rows[number - HEAD_ROWS]
        if cell_len(key + words) > self.size.width - 2 * MARGIN:
            words = label[:1].upper() + label[1:]
        return ((edge, ()), (key, ("strong",)), (words, ()))
