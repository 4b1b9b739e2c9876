"""The article's page: virtual, so that its cost depends on the screen and not on the article.

What stands at the top is kept as a place in the column of lines, never as a distance from the beginning; heights of
what is far away may be estimates, and correcting them moves nothing on the screen.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from reader.app.column import Column, Place
from reader.app.layout import Line
from reader.app.marks import Layer
from reader.app.messages import CharacterClicked, ReadingMoved
from reader.app.painting import painted
from reader.app.panes import left_margin, text_width
from reader.app.styles import book

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events

    from reader.app.layout import Slab
    from reader.model import Article

SLICE = 0.004
"""Seconds that measuring heights may take at a time."""

STRIDE = 16
"""Slabs that are measured between two looks at the clock."""

WHEEL = 3
"""Lines that one notch of the mouse wheel moves."""

MOST_CRAMPED = 2
"""Lines of a screen on which no line is left blank."""

CONTEXT_LINES = 3
"""Lines that stay above a place that was jumped to."""


class ArticleView(Widget, can_focus=True):
    """Shows an article on a centred measure. Attributes go down into it; messages come out."""

    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self, article: Article, *, measure: int, top: int = 0, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._article = article
        self._measure = measure
        self._offset = top
        self._column = Column(measure, article.metadata.language)
        self._column.show(article)
        self._top = Place(0, 0)
        self._layers: dict[str, Layer] = {}
        self._bars = Layer()
        self._inlines = Layer()
        self._strips: list[Strip] | None = None
        self._book = book("")
        self.expected = 0
        """About how many characters the article has when all of it is there."""
        self.moved: Callable[[int, float], object] = lambda _offset, _share: None
        """Told of each move before it is painted, so that what follows it is painted in the same frame."""

    # What the screen gives

    @property
    def article(self) -> Article:
        """What is shown; may only be replaced by an article that begins with the same text and blocks."""
        return self._article

    @article.setter
    def article(self, article: Article) -> None:
        was_short = self._is_short()
        self._article = article
        self._column.show(article)
        if was_short:
            self._repaint()
        self._tell()

    @property
    def measure(self) -> int:
        """The most cells that a line may take."""
        return self._measure

    @measure.setter
    def measure(self, measure: int) -> None:
        self._measure = measure
        self._relay()

    def lay(self, name: str, layer: Layer) -> None:
        """Lay facts over the text; `name` is one of LAYERS, of which later ones lie on top."""
        self._layers[name] = layer
        self._repaint()

    def lay_bars(self, bars: Layer) -> None:
        """Tint the bars of block quotes: each span's style is its speaker's tint."""
        self._bars = bars
        self._repaint()

    LAYERS: ClassVar[tuple[str, ...]] = ("entities", "quotations", "at-hand", "hits", "hit-at-hand")

    @property
    def tints(self) -> int:
        """How many tints speakers can have."""
        return self._book.tints

    # Moving

    @property
    def offset_at_top(self) -> int:
        """The first character on the screen."""
        return self._column.offset_at(self._top)

    def scroll_lines(self, count: int) -> None:
        """Move down so many lines; up where negative."""
        self._go(self._column.settle(self._top, count))

    def scroll_page(self, pages: float) -> None:
        """Move down so many pages, two lines of which stay on the screen; up where negative."""
        lines = max(1, round((self.size.height - 2) * abs(pages)))
        self.scroll_lines(lines if pages > 0 else -lines)

    def scroll_to_top(self) -> None:
        """Go to the beginning."""
        self._go(Place(0, 0))

    def scroll_to_bottom(self) -> None:
        """Go to the end of what has arrived."""
        self._go(self._column.settle(self._column.last(), 1 - max(1, self.size.height)), beyond=True)

    def show_offset(self, offset: int, *, at_top: bool = False) -> None:
        """Bring the character at `offset` on the screen: where it is, if it is there; else near the upper edge.

        Args:
            offset: A character of the text.
            at_top: Put its line at the top in any case, as for a section.
        """
        place = self._column.place_of(offset)
        if at_top:
            self._go(self._with_air(place), beyond=True)
            return
        row = self._row_of(place)
        if row is None or not 1 <= row < max(2, self.size.height - 2):
            self._go(self._column.settle(place, -min(CONTEXT_LINES, self.size.height // 3)))

    def _with_air(self, place: Place) -> Place:
        """The blank line above `place`, where there is one and the screen has room for it; else `place`."""
        air = place.line > 0 and self._column.lines(place.slab)[place.line - 1].start is None
        return Place(place.slab, place.line - 1) if air and self.size.height > MOST_CRAMPED else place

    def _row_of(self, place: Place) -> int | None:
        at = self._top
        for row in range(self.size.height):
            if at == place:
                return row
            below = self._column.settle(at, 1)
            if below == at:
                return None
            at = below
        return None

    def _go(self, place: Place, *, beyond: bool = False, offset: int | None = None) -> None:
        """Put `place` at the top; the end of the article stays at the lower edge unless `beyond` lets it rise.

        `offset` is the character that this is about, by default the first one on the screen.
        """
        if not beyond and self.size.height:
            end = self._column.settle(self._column.last(), 1 - self.size.height)
            place = min(place, max(end, self._top) if place > self._top else place)
        self._top = place
        self._offset = self._column.offset_at(self._top) if offset is None else offset
        self._repaint()
        self._tell()

    def _is_short(self) -> bool:
        """Whether the screen shows the end of what has arrived."""
        return self._column.settle(self._top, self.size.height + 1) == self._column.last()

    def _tell(self) -> None:
        if self.size.height:
            share = self.share
            self.moved(self._offset, share)
            self.post_message(ReadingMoved(self._offset, share))

    @property
    def share(self) -> float:
        """How much of the article, 0 to 1, lies above the lower edge of the screen; what is yet to arrive counts."""
        total = len(self._column)
        below = self._column.top_of(self._top) + self.size.height
        arrived = min(1.0, len(self._article.text) / max(1, self.expected))
        return arrived * min(1.0, below / total) if total else 1.0

    # Laying out

    def on_mount(self) -> None:
        self._book = book(self.app.theme)
        self.app.theme_changed_signal.subscribe(self, self._change_theme)
        self._idle = self.set_interval(1 / 20, self._measure_slice)

    def _change_theme(self, _theme: object) -> None:
        self._book = book(self.app.theme)
        self._repaint()

    def _measure_slice(self) -> None:
        if self._column.is_exact():
            return
        end = perf_counter() + SLICE
        while perf_counter() < end and not self._column.is_exact():
            self._column.measure(STRIDE)
        if self._column.is_exact():
            self._repaint()
            self._tell()

    def on_resize(self) -> None:
        self._relay()

    def _relay(self) -> None:
        """Find the lines anew for the width there is now.

        The first character on the screen stays there, and is remembered: it is again at the very beginning when the
        old width comes back, however many others lay between.
        """
        if not self._offset:
            self._resize_column()
            self._go(Place(0, 0))
            return
        lines = self._column.lines(self._top.slab)
        air = lines[min(self._top.line, len(lines) - 1)].start is None and self.offset_at_top == self._offset
        self._resize_column()
        place = self._column.place_of(self._offset)
        self._go(self._with_air(place) if air else place, beyond=True, offset=self._offset)

    def _resize_column(self) -> None:
        width = self._text_width()
        if width != self._column.width:
            self._column = self._column.resized(width)

    def _text_width(self) -> int:
        return text_width(self.size.width, self._measure)

    def _left(self) -> int:
        return left_margin(self.size.width, self._text_width())

    # Painting

    def _repaint(self) -> None:
        self._strips = None
        self.refresh()

    def render_line(self, y: int) -> Strip:
        if self._strips is None:
            self._strips = self._paint()
        if y < len(self._strips):
            return self._strips[y]
        return Strip.blank(self.size.width, self._book.of())

    def _paint(self) -> list[Strip]:
        strips: list[Strip] = []
        place: Place | None = self._top
        thumb = self._thumb()
        layers = [self._layers[name] for name in self.LAYERS if name in self._layers]
        for row in range(self.size.height):
            line, slab = self._line(place) if place is not None else (Line(), None)
            strips.append(self._strip(line, slab, layers, "thumb" if row in thumb else "track"))
            if place is not None:
                below = self._column.settle(place, 1)
                place = below if below != place else None
        return strips

    def _line(self, place: Place) -> tuple[Line, Slab | None]:
        lines = self._column.lines(place.slab) if len(self._article.blocks) else []
        if place.line < len(lines):
            return lines[place.line], self._column.slab(place.slab)
        return Line(), None

    def _thumb(self) -> range:
        """Rows of the track that stand for what is on the screen; none where all of it is."""
        height, total = self.size.height, len(self._column)
        if total <= height:
            return range(0)
        size = max(1, height * height // total)
        first = round((height - size) * min(1.0, self._column.top_of(self._top) / (total - height)))
        return range(first, first + size)

    def _strip(self, line: Line, slab: Slab | None, layers: Sequence[Layer], track: str) -> Strip:
        styles, width = self._book, self.size.width
        painted_runs = painted(line, slab, self._left(), layers, self._bars) if slab is not None else ()
        segments = [Segment(run.text, styles.of(*run.names)) for run in painted_runs]
        strip = Strip(segments).adjust_cell_length(width - 1, styles.of())
        return Strip([*strip, Segment("▐" if track == "thumb" else " ", styles.of(track))], width)

    # The mouse

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_lines(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_lines(-WHEEL)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        if event.x >= self.size.width - 1 and len(self._column) > self.size.height:
            row = max(0, event.y) / max(1, self.size.height - 1)
            self._go(self._column.place_at(round(row * (len(self._column) - 1))) or self._column.last())
            return
        offset = self._offset_under(event.x, event.y)
        if offset is not None:
            self.post_message(CharacterClicked(offset))

    def _offset_under(self, x: int, y: int) -> int | None:
        place = self._column.settle(self._top, y)
        line, _slab = self._line(place)
        column = x - self._left()
        for piece in line.pieces:
            offset = piece.offset(column)
            if piece.x <= column < piece.column(piece.end - 1) + 2 and column < self._text_width():
                return offset
        return None
