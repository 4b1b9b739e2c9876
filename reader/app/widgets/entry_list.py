"""The entries of a feed: what is unread has a sign, what the library keeps says so."""

from __future__ import annotations

from rich.cells import cell_len

from reader.app.shelf.entries import EntryRow
from reader.app.shelf.messages import EntryPointed
from reader.app.widgets.fact_list import FactList, RowLine
from reader.app.wrapping import cropped, fitted
from reader.tongue import _

UNREAD = "●"

ROOMY = 30
"""Rows of a list from which a blank line stands between two entries."""


class EntryList(FactList[EntryRow]):
    """The entries, two lines each."""

    def same(self, one: EntryRow, other: EntryRow) -> bool:
        return (one.feed, one.entry.id) == (other.feed, other.entry.id)

    def place_of(self, held: EntryRow) -> int | None:
        """Its own row; where that is gone, the one that has come in its place."""
        found = super().place_of(held)
        if found is not None or self._cursor is None or not self._items:
            return found
        return min(self._cursor, len(self._items) - 1)

    def row(self, index: int, item: EntryRow, width: int) -> list[RowLine]:
        del index
        sign = " " if item.is_read or self.app.has_class("plain") else UNREAD
        said = (
            [item.facts]
            if not self.app.has_class("plain")
            else [_("read") if item.is_read else _("unread"), item.facts]
        )
        kept = f"{_('kept')} " if item.kept else ""
        room = max(1, width - 4 - cell_len(kept))
        facts = fitted(" · ".join(filter(None, said)), room)
        names = ("unknown-speaker",) if item.is_read else ("strong",)
        lines: list[RowLine] = [
            [(f" {sign} ", ("heading",)), (fitted(item.title, max(1, width - 4)), names), (" ", ())],
            [("   ", ()), (facts, ("unknown-speaker",)), (cropped(kept, width - 3), ("entity",)), (" ", ())],
        ]
        return [*lines, [("", ())]] if self.size.height >= ROOMY else lines

    def choose(self, item: EntryRow, *, entered: bool) -> None:
        self.post_message(EntryPointed(item, entered=entered))
