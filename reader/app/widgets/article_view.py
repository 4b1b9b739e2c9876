"""The article's page: virtual, so that its cost depends on the screen and not on the article."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.segment import Segment
from textual import work
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from reader.app import aloud
from reader.app.code import coloured
from reader.app.marks import Layer
from reader.app.messages import CharacterClicked, ReadingMoved, TextSelected
from reader.app.minimap import Minimap
from reader.app.painting import painted
from reader.app.styles import book
from reader.app.typesetting import RAGGED, Typesetting
from reader.app.viewport import Viewport
from reader.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual import events
    from textual.timer import Timer

    from reader.app.column import Place
    from reader.app.layout import Slab
    from reader.app.painting import Run
    from reader.app.pieces import Line
    from reader.model import Article, Span

SLICE, STRIDE = 0.004, 2_000
"""Seconds that measuring heights may take at a time, and characters between two looks at the clock."""

POINTER, POINTER_GAP = "▸", 2
"""What stands before the line in which what is at hand begins, and how many cells before its text."""

MOST_COLOURED = 256
"""Pieces of code whose colours are kept."""

MOST_DRAWN = 2_000
"""Rows that are kept after they were drawn."""

WHEEL = 3
"""Lines that one notch of the mouse wheel moves."""


class _Row(NamedTuple):
    """A row of the screen as it is drawn: the cells that its text ends at, and its cell of the scroll bar."""

    strip: Strip
    end: int
    bar: Segment


class ArticleView(Widget, can_focus=True):
    """Shows an article on a centred measure. Attributes go down into it; messages come out."""

    ALLOW_SELECT: ClassVar[bool] = False
    LAYERS: ClassVar[tuple[str, ...]] = ("entities", "quotations", "at-hand", "selection", "hits", "hit-at-hand")

    def __init__(
        self,
        article: Article,
        *,
        measure: int,
        top: int = 0,
        setting: Typesetting = RAGGED,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id)
        self._article = article
        self.viewport = Viewport(article, measure, top, setting)
        self._layers: dict[str, Layer] = {}
        self._bars = Layer()
        self._minimap = Minimap()
        self._code: dict[Span, Layer | None] = {}
        self._hints: Mapping[int, str] = {}
        self._pointed: int | None = None
        self._rows: list[_Row] | None = None
        self._painted: Sequence[_Row] = ()
        self._drawn: dict[tuple[Place | None, Segment], _Row] = {}
        """Rows that were drawn, by place and cell of the scroll bar: a line that moves is not drawn anew."""
        self._drawn_from: object = None
        self._measuring: Timer | None = None
        self._book = book("")
        self._pressed_at: int | None = None
        self._dragged = False
        self.drawn = True
        """Whether bars, bullets and rules are drawn, and there is a scroll bar."""
        self.bare = False
        """Whether there is the text and nothing else: no scroll bar."""
        self.expected = 0
        """About how many characters the article has when all of it is there."""
        self.moved: Callable[[int, float], object] = lambda _offset, _share: None
        """Told of each move before it is painted, so that what follows it is painted in the same frame."""

    @property
    def article(self) -> Article:
        """What is shown; may only be replaced by an article that begins with the same text and blocks."""
        return self._article

    @article.setter
    def article(self, article: Article) -> None:
        self._article = article
        self._measure_on()
        if self.viewport.show(article):
            self._repaint()
        self._tell()

    def replace(self, article: Article) -> None:
        """Show `article` instead: the same text in other blocks."""
        self._article = article
        self.viewport.replace(article)
        self._drawn.clear()
        self._show_move()

    @property
    def measure(self) -> int:
        """The most cells that a line may take."""
        return self.viewport.measure

    @measure.setter
    def measure(self, measure: int) -> None:
        self.viewport.resize(*self.size, measure)
        self._drawn.clear()
        self._show_move()

    def lay(self, name: str, layer: Layer) -> None:
        """Lay facts over the text; `name` is one of LAYERS, of which later ones lie on top."""
        self._layers[name] = layer
        self._repaint()

    def lay_bars(self, bars: Layer) -> None:
        """Tint the bars of block quotes: each span's style is its speaker's tint."""
        self._bars = bars
        self._repaint()

    def point(self, offset: int | None) -> None:
        """Set a mark before the line that holds the character at `offset`; none where that is None."""
        if offset != self._pointed:
            self._pointed = offset
            self._repaint()

    def tick(self, name: str, ticks: Sequence[tuple[int, str]]) -> None:
        """Show in the scroll bar where something lies: offsets with their styles (see `Minimap.tick`)."""
        self._minimap.tick(name, ticks)
        self._repaint()

    def hint(self, hints: Mapping[int, str]) -> None:
        """Show a letter over the character at each offset."""
        self._hints = hints
        self._repaint()

    @property
    def tints(self) -> int:
        """How many tints speakers can have."""
        return self._book.tints

    @property
    def offset_at_top(self) -> int:
        """The first character on the screen."""
        return self.viewport.offset_at_top

    def scroll_lines(self, count: int) -> None:
        """Move down so many lines; up where negative."""
        self.viewport.scroll_lines(count)
        self._show_move()

    def scroll_page(self, pages: float) -> None:
        """Move down so many pages; up where negative."""
        self.viewport.scroll_page(pages)
        self._show_move()

    def scroll_to_top(self) -> None:
        """Go to the beginning."""
        self.viewport.scroll_to_top()
        self._show_move()

    def scroll_to_bottom(self) -> None:
        """Go to the end of what has arrived."""
        self.viewport.scroll_to_bottom()
        self._show_move()

    def show_offset(self, offset: int, *, at_top: bool = False) -> None:
        """Bring the character at `offset` on the screen, or its line to the top (see `Viewport.show_offset`)."""
        self.viewport.show_offset(offset, at_top=at_top)
        self._show_move()

    def _show_move(self) -> None:
        self._repaint_moved()
        self._tell()

    def _tell(self) -> None:
        if self.size.height:
            self.moved(self.viewport.offset, self.share)
            self.post_message(ReadingMoved(self.viewport.offset, self.share))

    @property
    def share(self) -> float:
        """How much of the article, 0 to 1, lies above the lower edge of the screen; what is yet to arrive counts."""
        return self.viewport.share(self.expected)

    def on_mount(self) -> None:
        self._book = book(self.app.theme)
        self.app.theme_changed_signal.subscribe(self, self._change_theme)
        self._measuring = self.set_interval(1 / 20, self._measure_slice)

    def _change_theme(self, _theme: object) -> None:
        self._book = book(self.app.theme)
        self._repaint()

    def _measure_on(self) -> None:
        if self._measuring is not None:
            self._measuring.resume()

    def _measure_slice(self) -> None:
        column = self.viewport.column
        if column.is_exact():
            if self._measuring is not None:
                self._measuring.pause()
            return
        end = perf_counter() + SLICE
        while perf_counter() < end and not column.is_exact():
            column.measure(STRIDE)
        if column.is_exact():
            self._show_move()

    def on_resize(self) -> None:
        self.viewport.resize(*self.size, self.viewport.measure)
        self._drawn.clear()
        self._show_move()

    def _repaint(self) -> None:
        """Draw everything anew at the next opportunity."""
        self._drawn.clear()
        self._rows = None
        self.refresh()

    def _repaint_moved(self) -> None:
        """Draw what stands elsewhere now: of each row that changed, as far as there was or is something in it."""
        rows = self._rows = self._draw()
        if len(rows) != len(self._painted) or len(rows) != self.size.height:
            self.refresh()
        elif changed := [
            Region(0, y, max(old.end, new.end) if old.bar == new.bar else self.size.width, 1)
            for y, (old, new) in enumerate(zip(self._painted, rows, strict=True))
            if old is not new
        ]:
            self.refresh(*changed)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of `crop`; every cell is our own, so that there is no ground or border for Textual to add."""
        filters, (_, ground) = self.get_line_filters(), self.background_colors
        strips = [self.render_line(y) for y in range(crop.y, crop.bottom)]
        for each in filters:
            strips = [strip.apply_filter(each, ground) for strip in strips]
        self._painted = self._rows or []
        return strips if crop.width == self.size.width else [strip.crop(crop.x, crop.right) for strip in strips]

    def render_line(self, y: int) -> Strip:
        if self._rows is None:
            if (self.viewport.width, self.viewport.height) != self.size:
                self.viewport.resize(*self.size, self.viewport.measure)  # the first frame comes before the first resize
            self._rows = self._draw()
        return self._rows[y].strip if y < len(self._rows) else Strip.blank(self.size.width, self._book.of())

    def _draw(self) -> list[_Row]:
        if self._drawn_from is not self.viewport.column or len(self._drawn) > MOST_DRAWN:
            self._drawn_from = self.viewport.column
            self._drawn.clear()
        self._measure_on()
        layers = [self._layers[name] for name in self.LAYERS if name in self._layers]
        rows = []
        for (place, line, slab), bar in zip(self.viewport.rows(), self._scroll_bar(), strict=True):
            row = self._drawn.get((place, bar))
            if row is None:
                row = self._drawn[place, bar] = self._row(line, slab, [*self._colours_of(slab), *layers], bar)
            rows.append(row)
        return rows

    def _colours_of(self, slab: Slab | None) -> Sequence[Layer]:
        """The colours of a piece of code, where they are known; else they are found out once this frame is shown."""
        if slab is None or slab.block.kind is not BlockKind.CODE or not slab.block.info:
            return ()
        if slab.span in self._code:
            found = self._code[slab.span]
            return (found,) if found else ()
        if len(self._code) >= MOST_COLOURED:
            self._code.clear()
        self._code[slab.span] = None
        self.call_after_refresh(self._find_colours, slab)
        return ()

    @work(thread=True, exit_on_error=False)
    def _find_colours(self, slab: Slab) -> None:
        """In a thread, since loading the first lexer takes longer than a key may."""
        found = coloured(self._article.text, slab.span, slab.block.info)
        self.app.call_from_thread(self._colour, slab.span, found)

    def _colour(self, span: Span, found: Layer) -> None:
        self._code[span] = found
        self._repaint()

    def _scroll_bar(self) -> list[Segment]:
        """A cell for each row of the screen."""
        if self.bare or not self.drawn:
            return [Segment(" ", self._book.of())] * self.viewport.height
        return [Segment(sign, self._book.of(*names)) for sign, names in self._minimap.cells(self.viewport)]

    def _row(self, line: Line, slab: Slab | None, layers: Sequence[Layer], bar: Segment) -> _Row:
        styles, width = self._book, self.size.width
        runs: list[Run] = []
        if slab is not None:
            runs = list(painted(line, slab, self.viewport.left, layers, self._bars, drawn=self.drawn))
        strip = Strip([Segment(run.text, styles.of(*run.names)) for run in runs])
        strip = strip.adjust_cell_length(width - 1, styles.of())
        if self._pointed is not None and any(piece.start <= self._pointed < piece.end for piece in line.pieces):
            at, pointer = max(0, self.viewport.left - POINTER_GAP), POINTER if self.drawn else aloud.mark(POINTER)
            strip = Strip.join([strip.crop(0, at), Strip([Segment(pointer, styles.of("heading"))]), strip.crop(at + 1)])
        if self._hints:
            strip = self._hinted(strip, line)
        return _Row(Strip([*strip, bar], width), sum(run.cells for run in runs), bar)

    def _hinted(self, strip: Strip, line: Line) -> Strip:
        """`strip` with the letters of its line in place of the characters under them."""
        for piece in line.pieces:
            for offset in range(piece.start, piece.end):
                if (letter := self._hints.get(offset)) is not None:
                    x = self.viewport.left + piece.column(offset)
                    cell = Strip([Segment(letter, self._book.of("hint"))], 1)
                    strip = Strip.join([strip.crop(0, x), cell, strip.crop(x + 1, None)])
        return strip

    # The mouse

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_lines(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_lines(-WHEEL)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._dragged = False
        if event.button == 1 and not self._on_scroll_bar(event.x):
            self._pressed_at = self.viewport.offset_near(event.x, event.y)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._pressed_at is None:
            return
        if event.y < 0 or event.y >= self.size.height:
            self.scroll_lines(-1 if event.y < 0 else 1)
        head = self.viewport.offset_near(event.x, event.y)
        if head != self._pressed_at or self._dragged:
            self._dragged = True
            self.post_message(TextSelected(self._pressed_at, head))

    def on_mouse_up(self) -> None:
        self._pressed_at = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        event.stop()
        if self._dragged:
            return
        if self._on_scroll_bar(event.x):
            self.viewport.scroll_to_share(max(0, event.y) / max(1, self.size.height - 1))
            self._show_move()
            return
        offset = self.viewport.offset_under(event.x, event.y)
        if offset is not None:
            self.post_message(CharacterClicked(offset))

    def _on_scroll_bar(self, x: int) -> bool:
        return x >= self.size.width - 1 and len(self.viewport.column) > self.size.height
