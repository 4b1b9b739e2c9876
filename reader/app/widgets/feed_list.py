"""The feeds that are followed, by their folders, with how much is unread in each."""

from __future__ import annotations

from rich.cells import cell_len

from reader.app.shelf.entries import EVERY, FeedRow
from reader.app.shelf.messages import FeedPointed
from reader.app.widgets.fact_list import FactList, RowLine
from reader.app.wrapping import cropped, fitted
from reader.tongue import number

FAULT = "!"
"""What stands before a feed that could not be looked at."""


class FeedList(FactList[FeedRow]):
    """A line for each feed; the first stands for all of them."""

    def same(self, one: FeedRow, other: FeedRow) -> bool:
        return one.address == other.address

    def place_of(self, held: FeedRow) -> int | None:
        """Its own row; where it is followed no longer, the one that has come in its place."""
        found = super().place_of(held)
        if found is not None or self._cursor is None or not self._items:
            return found
        return min(self._cursor, len(self._items) - 1)

    def heading(self, index: int, item: FeedRow, width: int) -> list[RowLine]:
        if not index or not item.folder or self._items[index - 1].folder == item.folder:
            return [[("", ())]] if index == 1 and not item.folder else []
        return [[("", ())], [(cropped(f" {item.folder}", width), ("heading",))]]

    def row(self, index: int, item: FeedRow, width: int) -> list[RowLine]:
        del index
        count = f" {number(item.unread)} " if item.unread else " "
        sign = FAULT if item.fault else " "
        room = max(1, width - 2 - cell_len(count))
        names = ("strong",) if item.unread and item.address != EVERY else ()
        return [[(f"{sign} ", ("error",)), (fitted(item.name, room), names), (count, ("unknown-speaker",))]]

    def choose(self, item: FeedRow, *, entered: bool) -> None:
        self.post_message(FeedPointed(item, entered=entered))
