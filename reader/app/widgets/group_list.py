"""The groups that the library's articles stand in, with how many stand in each."""

from __future__ import annotations

from rich.cells import cell_len

from reader.app.shelf.groups import HEADINGS, Group, Kind
from reader.app.shelf.messages import GroupPointed
from reader.app.widgets.fact_list import FactList, RowLine
from reader.app.wrapping import cropped, fitted
from reader.tongue import _, number


class GroupList(FactList[Group]):
    """A line for each group."""

    def same(self, one: Group, other: Group) -> bool:
        return one.same(other)

    def place_of(self, held: Group) -> int | None:
        """Its own row; where its last article is gone, that of all articles."""
        found = super().place_of(held)
        return 0 if found is None and self._items else found

    def heading(self, index: int, item: Group, width: int) -> list[RowLine]:
        before = self._items[index - 1].kind if index else None
        if item.kind is before or item.kind not in HEADINGS:
            return []
        name: RowLine = [(cropped(f" {_(HEADINGS[item.kind])}", width), ("heading",))]
        return [[("", ())], name] if index else [name]

    def row(self, index: int, item: Group, width: int) -> list[RowLine]:
        del index
        count = f" {number(item.size)} " if item.size or item.kind is not Kind.FEEDS else " "
        room = max(1, width - 2 - cell_len(count))
        return [[("  ", ()), (fitted(item.name, room), ()), (count, ("unknown-speaker",))]]

    def choose(self, item: Group, *, entered: bool) -> None:
        self.post_message(GroupPointed(item, entered=entered))
