"""A list of facts that draws only the rows on the screen, however many there are.

Rows may differ in height. The list is kept by its first visible row, so no height is ever asked of a row that is not
shown. The row at hand has a marker before it, so that no colour is needed to see it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from rich.segment import Segment
from textual.binding import Binding
from textual.geometry import Region
from textual.strip import Strip

from reader.app import aloud
from reader.app.styled import Styled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.geometry import Size

T = TypeVar("T")

MOST_KEPT = 500
"""Rows that are kept after they were drawn."""

MARKER = "▸"
"""What stands before the row at hand, in a column of its own."""

RowLine = list[tuple[str, tuple[str, ...]]]
"""One line of a row: runs of text with the names of their styles."""


class FactList(Styled, Generic[T], can_focus=True):
    """Rows of facts with a cursor. Subclasses draw a row and say what choosing it means."""

    BINDINGS = [Binding("enter", "choose", "go there", show=False)]  # noqa: RUF012 - Textual's convention

    EMPTY: ClassVar[str] = ""
    """What stands there when the analysis is done and there is nothing."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._items: Sequence[T] = ()
        self._cursor: int | None = None
        self._first = 0
        self._note = ""
        self._rows: dict[int, tuple[int, list[RowLine]]] = {}
        """Rows as they were drawn: how many of their lines are a heading, and all of them."""
        self._strips: dict[int, dict[tuple[int, bool, bool], Strip]] = {}
        """Their lines as they were painted: by row, and by line and how the cursor marks it."""
        self._rows_size = self.size
        """The size of the widget that they were drawn for."""

    # What subclasses say

    def row(self, index: int, item: T, width: int) -> list[RowLine]:
        """The lines of row `index` on `width` cells."""
        raise NotImplementedError

    def heading(self, index: int, item: T, width: int) -> list[RowLine]:
        """The lines above row `index` where a group begins with it, on `width` cells; they are no part of the row."""
        del index, item, width
        return []

    def take(self, items: Sequence[T]) -> None:
        """Learn what rows need to know of all items together."""

    def choose(self, item: T, *, entered: bool) -> None:
        """Post what choosing `item` means."""
        raise NotImplementedError

    # What the screen gives

    @property
    def items(self) -> Sequence[T]:
        """The facts, in order; the cursor stays on the fact that it is on where that is still there."""
        return self._items

    @items.setter
    def items(self, items: Sequence[T]) -> None:
        held = self._items[self._cursor] if self._cursor is not None and self._cursor < len(self._items) else None
        self._items = items
        self.take(items)
        if held is not None:
            self._cursor = self.place_of(held)
        self._first = min(self._first, max(0, len(items) - 1))
        self._redraw()

    def same(self, one: T, other: T) -> bool:
        """Whether the two are the same fact."""
        return one == other

    def place_of(self, held: T) -> int | None:
        """The row that the cursor goes to where it was on `held`: its own; none where that is there no more."""
        return next((i for i, item in enumerate(self._items) if self.same(item, held)), None)

    @property
    def note(self) -> str:
        """What stands below the last row, or alone: that work is under way, or that there is nothing."""
        return self._note

    @note.setter
    def note(self, note: str) -> None:
        if note != self._note:
            self._note = note
            self._redraw()

    def point_at(self, index: int | None) -> None:
        """Put the cursor on row `index` without choosing it, and bring that row on the screen."""
        if index != self._cursor:
            before, self._cursor, first = self._cursor, index, self._first
            self._bring_cursor()
            if first == self._first:
                self._refresh_rows(before, index)
            else:
                self.refresh()

    # Moving

    @property
    def cursor(self) -> int | None:
        """The row that the cursor is on."""
        return self._cursor

    def move(self, rows: int) -> None:
        """Move the cursor so many rows and choose the row it comes to, without leaving the list."""
        if not self._items:
            return
        start = self._cursor if self._cursor is not None else (-1 if rows > 0 else len(self._items))
        self.point_at(max(0, min(len(self._items) - 1, start + rows)))
        if self._cursor is not None:
            self.choose(self._items[self._cursor], entered=False)

    def move_page(self, pages: float) -> None:
        """Move by so many screens of rows."""
        rows = max(1, round(self._visible_rows() * abs(pages)))
        self.move(rows if pages > 0 else -rows)

    def move_to_end(self, *, last: bool) -> None:
        """Go to the last row, or to the first."""
        self.move(len(self._items) if last else -len(self._items))

    def action_choose(self) -> None:
        """Go where the row at the cursor leads; the first row where there is no cursor yet."""
        if not self._items:
            return
        if self._cursor is None:
            self.point_at(0)
        self.choose(self._items[self._cursor or 0], entered=True)

    def show_cursor(self) -> None:
        """Bring the row at hand on the screen, where there is one."""
        self._bring_cursor()
        self.refresh()

    def _visible_rows(self) -> int:
        used, index, height = 0, self._first, self._fit().height
        while index < len(self._items) and used < height:
            used += len(self._row(index))
            index += 1
        return max(1, index - self._first - 1)

    def _bring_cursor(self) -> None:
        room = self._fit().height
        if self._cursor is None or not room:
            return
        self._first = min(self._first, self._cursor)
        first = self._cursor
        room -= len(self._row(first))
        while first > self._first and room - len(self._row(first - 1)) >= 0:
            first -= 1
            room -= len(self._row(first))
        self._first = max(self._first, first)

    # Painting

    def _restyle(self) -> None:
        self._redraw()  # each painted line has its styles in it

    def _redraw(self) -> None:
        self._forget()
        self.refresh()

    def _forget(self, *rows: int | None) -> None:
        """Forget how `rows` were drawn, by default all."""
        if not rows:
            self._rows.clear()
            self._strips.clear()
        for index in rows:
            if index is not None:
                self._rows.pop(index, None)
                self._strips.pop(index, None)

    def _refresh_rows(self, *rows: int | None) -> None:
        """Paint `rows` anew, as far as they are on the screen."""
        y, index, regions = 0, self._first, list[Region]()
        size = self._fit()
        while y < size.height and index < len(self._items):
            height = len(self._row(index))
            if index in rows:
                regions.append(Region(0, y, size.width, min(height, size.height - y)))
            y += height
            index += 1
        if regions:
            self.refresh(*regions)

    def on_resize(self) -> None:
        first = self._first
        self._bring_cursor()
        if self._first != first:
            self._redraw()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def _fit(self) -> Size:
        """The size of the widget; what was drawn for another is forgotten. Textual takes a while to tell it."""
        size = self.size
        if size != self._rows_size:
            self._forget()
            self._rows_size = size
        return size

    def _row(self, index: int) -> list[RowLine]:
        return self._drawn(index)[1]

    def _drawn(self, index: int) -> tuple[int, list[RowLine]]:
        found = self._rows.get(index)
        if found is None:
            if len(self._rows) > MOST_KEPT:
                self._forget()
            item, width = self._items[index], max(1, self._rows_size.width - len(MARKER))
            above = self.heading(index, item, width)
            found = self._rows[index] = (len(above), above + self.row(index, item, width))
        return found

    def _locate(self, y: int) -> tuple[int, int] | None:
        """Which row, and which of its lines, stands at screen line `y`."""
        index = self._first
        while index < len(self._items):
            height = len(self._row(index))
            if y < height:
                return index, y
            y -= height
            index += 1
        return None

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of `crop`; a frame comes before the widget is told of its size."""
        self._fit()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        found = self._locate(y)
        if found is None:
            after = y - sum(len(self._row(i)) for i in range(self._first, len(self._items)))
            if after == 0 and self._note:
                return self._strip([(self._note, ("mark",))])
            return Strip.blank(self._rows_size.width, self._book.of())
        index, line = found
        above, lines = self._drawn(index)
        chosen, marked = index == self._cursor and line >= above, line == above
        painted = self._strips.setdefault(index, {})
        strip = painted.get((line, chosen, marked))
        if strip is None:
            strip = painted[line, chosen, marked] = self._strip(lines[line], chosen=chosen, marked=marked)
        return strip

    def _strip(self, line: RowLine, *, chosen: bool = False, marked: bool = False) -> Strip:
        over = ("at-hand",) if chosen and any(text.strip() for text, _ in line) else ()
        ground = self._book.of(*over)
        lead = MARKER if chosen and marked else " " * len(MARKER)
        runs = [(lead, ("heading",)), *line]
        if self.app.has_class("plain"):
            runs = [(aloud.run(text), names) for text, names in runs]
        segments = [Segment(text, self._book.of(*names, *over)) for text, names in runs]
        return Strip(segments).adjust_cell_length(self._rows_size.width, ground)

    # The mouse

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._first = min(self._first + 1, max(0, len(self._items) - 1))
        self.refresh()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._first = max(0, self._first - 1)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self._fit()
        found = self._locate(event.y)
        if found is not None:
            self.point_at(found[0])
            self.choose(self._items[found[0]], entered=True)
