"""The articles of the library: title, where from, of which day, how much is in each, and how far it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from reader.app.shelf.messages import RowPointed, RowsWanted
from reader.app.shelf.rows import Rows, ShelfRow
from reader.app.widgets.fact_list import FactList, RowLine
from reader.app.wrapping import cropped, fitted
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SIGNS = {"unread": "●", "begun": "◐", "finished": "✓"}
"""What stands before a title for its state, so that no colour is needed to see it."""

BAR = 8
"""Cells of the bar that shows how far an article has been read."""

TIME = 8
"""Cells for the minutes that it takes."""

NARROW, TINY = 56, 30
"""Cells below which a row does without its bar; without its time."""

ROOMY = 30
"""Rows of a list from which a blank line stands between two articles."""

AHEAD = 60
"""Rows beyond the screen that are asked for with those on it."""


class ShelfList(FactList[ShelfRow]):
    """The articles, two lines each; what a search found in each is a third."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.section: Callable[[ShelfRow], str] | None = None
        """Under which heading a row stands; None for no headings."""
        self._asked: tuple[int, int] | None = None

    def learn(self, known: dict[int, ShelfRow]) -> None:
        """Take what has become known of rows that stand here."""
        if isinstance(self._items, Rows):
            self._items.known.update(known)
            self._asked = None
            self._redraw()

    def same(self, one: ShelfRow, other: ShelfRow) -> bool:
        return one.number == other.number

    def place_of(self, held: ShelfRow) -> int | None:
        """Its own row; where that is gone, the one that has come in its place."""
        found = self._items.place_of(held.number) if isinstance(self._items, Rows) else super().place_of(held)
        if found is not None or self._cursor is None:
            return found
        return min(self._cursor, len(self._items) - 1) if self._items else None

    def take(self, items: Sequence[ShelfRow]) -> None:
        del items
        self._asked = None

    def point_at(self, index: int | None) -> None:
        self._want(index or 0)
        super().point_at(index)

    def choose(self, item: ShelfRow, *, entered: bool) -> None:
        if item.is_known:
            self.post_message(RowPointed(item, entered=entered))

    def _want(self, index: int) -> None:
        """Ask for the rows around `index`, unless they are known or asked for."""
        if not isinstance(self._items, Rows) or not self._items:
            return
        if self._asked is not None and self._asked[0] <= index < self._asked[1]:
            return
        first, last = max(0, index - AHEAD), min(len(self._items), index + AHEAD)
        near = slice(max(0, index - self.size.height), index + self.size.height)
        if self._items.unknown(near.start, near.stop):
            self._asked = (first, last)
            self.post_message(RowsWanted(first, last))

    # Painting

    def heading(self, index: int, item: ShelfRow, width: int) -> list[RowLine]:
        if self.section is None:
            return []
        name = self.section(item)
        before = self.section(self._items[index - 1]) if index else ""
        if not name or (index and name == before):
            return []
        words = f" {cropped(name, width - 2)} "
        line: RowLine = [(words, ("heading-5",)), ("─" * max(0, width - cell_len(words) - 1), ("rule",))]
        return [line] if not index or self._is_roomy else [[("", ())], line]

    @property
    def _is_roomy(self) -> bool:
        return self.size.height >= ROOMY

    def row(self, index: int, item: ShelfRow, width: int) -> list[RowLine]:
        if not item.is_known:
            self._want(index)
            blank: RowLine = [("", ())]
            return [[("  …", ("mark",))], *[blank] * (2 if self._is_roomy else 1)]
        lines = [self._title_line(item, width), self._facts_line(item, width), *self._excerpt(item, width)]
        return [*lines, [("", ())]] if self._is_roomy else lines

    def _title_line(self, item: ShelfRow, width: int) -> RowLine:
        """Sign, title, and how long it takes."""
        names = {"unread": ("strong",), "begun": (), "finished": ("unknown-speaker",)}[item.state.value]
        time = _("{minutes} min").format(minutes=item.minutes).rjust(TIME) if width >= TINY else ""
        room = max(1, width - 3 - cell_len(time) - 1)
        sign = SIGNS[item.state.value]
        if self.app.has_class("plain"):
            sign = " "  # said in words below
        look = ("heading",) if item.state.value != "finished" else ("mark",)
        return [(f" {sign} ", look), (fitted(item.title, room), names), (time, ("unknown-speaker",)), (" ", ())]

    def _facts_line(self, item: ShelfRow, width: int) -> RowLine:
        """What is known of it, its tags, and how far it was read."""
        share = self._share(item) if width >= NARROW else ""
        facts = " · ".join(filter(None, (self._state(item), item.about, item.counts if width >= NARROW else "")))
        room = max(1, width - 4 - cell_len(share))
        runs: RowLine = [("   ", ()), (cropped(facts, room), ("unknown-speaker",))]
        room -= cell_len(runs[-1][0])
        for tag in item.tags:
            shown = f"  #{tag}"
            if cell_len(shown) > room:
                break
            runs.append((shown, ("entity",)))
            room -= cell_len(shown)
        return [*runs, (" " * room, ()), (share, ("mark",)), (" ", ())]

    def _state(self, item: ShelfRow) -> str:
        """The state in words, where no sign is drawn for it."""
        if item.is_archived:
            return _("put away")
        if not self.app.has_class("plain"):
            return ""
        return {"unread": _("unread"), "begun": _("in progress"), "finished": _("finished")}[item.state.value]

    def _share(self, item: ShelfRow) -> str:
        if item.state.value != "begun":
            return ""
        full = round(item.share * BAR)
        return f"{'━' * full}{'─' * (BAR - full)} {round(item.share * 100):>3} %"

    def _excerpt(self, item: ShelfRow, width: int) -> list[RowLine]:
        """The words around what was found, those that were looked for marked."""
        if not item.excerpt:
            return []
        lead = f"{item.speaker}: " if item.speaker else ""
        runs: RowLine = [("   ", ()), (cropped(lead, width // 2), ("entity",))]
        room, at, text = width - 4 - cell_len(runs[-1][0]), 0, item.excerpt
        first = item.matches[0].start if item.matches else 0
        if cell_len(text[: item.matches[0].end if item.matches else 0]) > room:
            at = max(0, first - room // 3)
        pieces: RowLine = [("…", ("caption",))] if at else []
        for span in item.matches:
            if span.start < at:
                continue
            pieces += [(text[at : span.start], ("caption",)), (text[span.start : span.end], ("heading",))]
            at = span.end
        for words, names in [*pieces, (text[at:], ("caption",))]:
            shown = cropped(words, room)
            if not shown:
                break
            runs.append((shown, names))
            room -= cell_len(shown)
        return [runs]
