"""Which lines of an article are on the screen, and how that moves. Pure.

What stands at the top is kept as a place in the column of lines, never as a distance from the beginning; heights of
what is far away may be estimates, and correcting them moves nothing on the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.column import Column, Place
from reader.app.panes import left_margin, text_width
from reader.app.pieces import Line
from reader.app.typesetting import RAGGED, Typesetting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.app.layout import Slab
    from reader.model import Article

CONTEXT_LINES = 3
"""Lines that stay above a place that was jumped to."""

MOST_CRAMPED = 2
"""Lines of a screen on which no line is left blank."""

OVERLAP = 2
"""Lines of a page that stay on the screen when the next one comes."""

REACH = 2
"""Cells behind the last character of a line that still count as on it, for the mouse."""


class Viewport:
    """A window of `width` × `height` cells on an article, whose lines take at most `measure` cells."""

    def __init__(self, article: Article, measure: int, offset: int = 0, setting: Typesetting = RAGGED) -> None:
        self._setting = setting
        self.column = Column(measure, article.metadata.language, setting)
        self.column.show(article)
        self.top = Place(0, 0)
        self.offset = offset
        """The character that the top of the screen is about."""
        self.width = self.height = 0
        self.measure = measure
        self.centred = True
        self._characters = len(article.text)
        self._at_end = False

    def show(self, article: Article) -> bool:
        """Take up what has been appended to `article`; whether any of that is on the screen.

        Who asked for the end while it had not arrived yet stays at the end until it has.
        """
        was_short = self._below(self.height + 1) == self.column.last()
        self.column.show(article)
        self._characters = len(article.text)
        if self._at_end:
            self.scroll_to_bottom()
        return was_short or self._at_end

    def replace(self, article: Article) -> None:
        """Show `article` instead: the same text in other blocks. The first character on the screen stays there."""
        offset, at_end = self.offset_at_top, self._at_end
        self.column = Column(self.column.width, article.metadata.language, self._setting)
        self.column.show(article)
        self._go(self._with_air(self.column.place_of(offset)), beyond=True, offset=offset)
        self._at_end = at_end

    def set(self, setting: Typesetting, article: Article) -> None:
        """Set the lines of `article`, which is the one that is shown, so. The first one on the screen stays there."""
        self._setting = setting
        self.replace(article)

    @property
    def setting(self) -> Typesetting:
        """How its lines are set."""
        return self._setting

    # Moving

    @property
    def offset_at_top(self) -> int:
        """The first character on the screen."""
        return self.column.offset_at(self.top)

    def scroll_lines(self, count: int) -> None:
        """Move down so many lines; up where negative."""
        self._go(self._below(count))

    def scroll_page(self, pages: float) -> None:
        """Move down so many pages; up where negative."""
        lines = max(1, round((self.height - OVERLAP) * abs(pages)))
        self.scroll_lines(lines if pages > 0 else -lines)

    def scroll_to_top(self) -> None:
        """Go to the beginning."""
        self._go(Place(0, 0))

    def scroll_to_bottom(self) -> None:
        """Go to the end of what has arrived."""
        self._go(self._last_page(), beyond=True)
        self._at_end = True

    @property
    def is_at_end(self) -> bool:
        """Whether the end was asked for, and nothing has been moved since."""
        return self._at_end

    def put(self, offset: int, row: int) -> None:
        """Show the line of the character at `offset` in `row` of the screen."""
        self._go(self.column.settle(self.column.place_of(offset), -row), beyond=True)

    def scroll_to_share(self, share: float) -> None:
        """Go to where about `share`, 0 to 1, of the lines lie above."""
        self._go(self.column.place_at(round(share * (len(self.column) - 1))) or self.column.last())

    def show_offset(self, offset: int, *, at_top: bool = False) -> None:
        """Bring the character at `offset` on the screen: where it is, if it is there; else near the upper edge.

        Args:
            offset: A character of the text.
            at_top: Put its line at the top in any case, as for a section.
        """
        place = self.column.place_of(offset)
        if at_top:
            self._go(self._with_air(place), beyond=True)
            return
        row = self.row_of(place)
        if row is None or not 1 <= row < max(2, self.height - 2):
            self._go(self.column.settle(place, -min(CONTEXT_LINES, self.height // 3)))

    def row_of(self, place: Place) -> int | None:
        """The row of the screen that shows `place`; None where it is not on the screen."""
        return next((row for row, shown in enumerate(self._places()) if shown == place), None)

    def _below(self, count: int) -> Place:
        return self.column.settle(self.top, count)

    def _last_page(self) -> Place:
        return self.column.settle(self.column.last(), 1 - max(1, self.height))

    def _with_air(self, place: Place) -> Place:
        """The blank line above `place`, where there is one and the screen has room for it; else `place`."""
        air = place.line > 0 and self.column.lines(place.slab)[place.line - 1].start is None
        return Place(place.slab, place.line - 1) if air and self.height > MOST_CRAMPED else place

    def _go(self, place: Place, *, beyond: bool = False, offset: int | None = None) -> None:
        """Put `place` at the top; the end of the article stays at the lower edge unless `beyond` lets it rise.

        `offset` is the character that this is about, by default the first one on the screen.
        """
        if not beyond and self.height:
            place = min(place, max(self._last_page(), self.top) if place > self.top else place)
        self.top, self._at_end = place, False
        self.offset = self.column.offset_at(place) if offset is None else offset

    # Sizes

    def resize(self, width: int, height: int, measure: int) -> None:
        """Find the lines anew for another size, or another measure.

        The first character on the screen stays there, and is remembered: it is again at the very beginning when the
        old width comes back, however many others lay between.
        """
        lines = self.column.lines(self.top.slab) if self.offset and len(self.column) else [Line()]
        air = lines[min(self.top.line, len(lines) - 1)].start is None and self.offset_at_top == self.offset
        self.width, self.height, self.measure, at_end = width, height, measure, self._at_end
        if self.text_width != self.column.width:
            self.column = self.column.resized(self.text_width)
        if not self.offset:
            self._go(Place(0, 0))
            return
        place = self.column.place_of(self.offset)
        self._go(self._with_air(place) if air else place, beyond=True, offset=self.offset)
        self._at_end = at_end

    @property
    def text_width(self) -> int:
        """Cells that a line of text can take."""
        return text_width(self.width, self.measure)

    @property
    def left(self) -> int:
        """Cells before the text."""
        return left_margin(self.width, self.text_width, centred=self.centred)

    # What is on the screen

    def rows(self) -> Iterator[tuple[Place | None, Line, Slab | None]]:
        """The line in each row of the screen, with its place and slab; below the end a blank line without them."""
        shown = 0
        for place in self._places():
            lines = self.column.lines(place.slab) if len(self.column) else []
            if place.line < len(lines):
                yield place, lines[place.line], self.column.slab(place.slab)
                shown += 1
        for _ in range(shown, self.height):
            yield None, Line(), None

    def _places(self) -> Iterator[Place]:
        place = self.top
        for _ in range(self.height):
            yield place
            below = self.column.settle(place, 1)
            if below == place:
                return
            place = below

    def share(self, expected: int) -> float:
        """How much, 0 to 1, lies above the lower edge of an article of `expected` characters when all are here."""
        total = len(self.column)
        arrived = min(1.0, self._characters / max(1, expected))
        return arrived * min(1.0, (self.column.top_of(self.top) + self.height) / total) if total else 1.0

    def thumb(self) -> range:
        """Rows of the scroll bar that stand for what is on the screen; none where all of it is."""
        total = len(self.column)
        if total <= self.height:
            return range(0)
        size = max(1, self.height * self.height // total)
        first = round((self.height - size) * min(1.0, self.column.top_of(self.top) / (total - self.height)))
        return range(first, first + size)

    def bar_rows(self, offsets: Sequence[int]) -> list[int]:
        """The rows of the scroll bar that stand for the characters at `offsets`."""
        last, total = self.height - 1, max(1, len(self.column))
        return [min(last, line * self.height // total) for line in self.column.lines_of(offsets)]

    def offset_under(self, x: int, y: int) -> int | None:
        """The character that is shown in column `x` of row `y`; None where there is none."""
        column = x - self.left
        line = self._line_in(y)
        piece = next((p for p in reversed(line.pieces) if p.x <= column), None)
        if piece is None or not column < min(self.text_width, piece.column(piece.end - 1) + REACH):
            return None
        return piece.offset(column)

    def offset_near(self, x: int, y: int) -> int:
        """The character nearest to column `x` of row `y`, for a selection that is drawn past the text."""
        column = x - self.left
        line = self._line_in(y)
        if not line.pieces:
            return self.column.offset_at(self._below(max(0, min(y, self.height - 1))))
        piece = next((p for p in reversed(line.pieces) if p.x <= column), line.pieces[0])
        return piece.offset(column)

    def _line_in(self, y: int) -> Line:
        place = self._below(max(0, min(y, self.height - 1)))
        lines = self.column.lines(place.slab) if len(self.column) else []
        return lines[place.line] if place.line < len(lines) else Line()
