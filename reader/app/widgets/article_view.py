"""The article's page: virtual, so that its cost depends on the screen and not on the article."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from reader.app.coloured import Coloured
from reader.app.marks import LAYERS, Layer
from reader.app.messages import ReadingMoved
from reader.app.minimap import Minimap
from reader.app.rows import Page, row
from reader.app.styles import book
from reader.app.typesetting import RAGGED, Typesetting
from reader.app.viewport import Viewport

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.timer import Timer

    from reader.app.column import Place
    from reader.app.rows import Row
    from reader.model import Article

SLICE, STRIDE = 0.004, 2_000
"""Seconds that measuring heights may take at a time, and characters between two looks at the clock."""

AT_REST = 0.25
"""Seconds without a move after which heights are measured: in a long article that takes minutes, and no key waits."""

MOST_DRAWN = 2_000
"""Rows that are kept after they were drawn."""


class ArticleView(Coloured, can_focus=True):
    """Shows an article on a centred measure. Attributes go down into it; messages come out."""

    ALLOW_SELECT: ClassVar[bool] = False

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
        self._bars, self._minimap = Layer(), Minimap()
        self._hints: Mapping[int, str] = {}
        self._pointed: int | None = None
        self._rows: list[Row] | None = None
        self._painted: Sequence[Row] = ()
        self._drawn: dict[tuple[Place | None, Segment], Row] = {}
        """Rows that were drawn, by place and cell of the scroll bar: a line that moves is not drawn anew."""
        self._drawn_from: object = None
        self._measuring: Timer | None = None
        self._moved_at = 0.0
        self._book = book("")
        self.drawn = True
        """Whether bars, bullets and rules are drawn, and there is a scroll bar."""
        self.bare = False
        """Whether there is the text and nothing else: no scroll bar."""
        self.over: Viewport | None = None
        """What is shown for a while instead of the article: none of its characters is one of the article's."""
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

    @property
    def revealed(self) -> bool:
        """Whether characters that cannot be seen are shown."""
        return self.viewport.setting.reveal

    @revealed.setter
    def revealed(self, revealed: bool) -> None:
        self.viewport.set(self.viewport.setting._replace(reveal=revealed), self._article)
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

    def scroll_to_share(self, share: float) -> None:
        """Go to where so much of the article, 0 to 1, lies above."""
        self.viewport.scroll_to_share(share)
        self._show_move()

    def _show_move(self) -> None:
        self._moved_at = perf_counter()
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

    def on_unmount(self) -> None:
        self.app.theme_changed_signal.unsubscribe(self)  # or the signal holds the widget, and that its screen, for ever

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
        now = perf_counter()
        if now - self._moved_at < AT_REST:
            return
        while perf_counter() < now + SLICE and not column.is_exact():
            column.measure(STRIDE)
        if column.is_exact():
            self._show_move()

    def on_resize(self) -> None:
        self._take_size()
        self._show_move()

    def _take_size(self) -> None:
        """Find the lines for the size that the widget has now, unless a frame has asked for them before."""
        if (self.viewport.width, self.viewport.height) != self.size:
            self.viewport.resize(*self.size, self.viewport.measure)
            self._drawn.clear()
            self._rows = None

    def _repaint(self) -> None:
        """Draw everything anew at the next opportunity."""
        self._drawn.clear()
        self._rows = None
        self.refresh()

    def _repaint_moved(self) -> None:
        """Draw what stands elsewhere now: of each row that changed, as far as there was or is something in it."""
        rows, size = self._draw(), self.size  # which Textual takes a while to tell
        self._rows = rows
        if len(rows) != len(self._painted) or len(rows) != size.height:
            self.refresh()
            return
        pairs = enumerate(zip(self._painted, rows, strict=True))
        changed = [(y, old, new) for y, (old, new) in pairs if old is not new]
        first = min((min(old.start, new.start) for _, old, new in changed), default=0)
        ends = [(y, max(old.end, new.end) if old.bar == new.bar else size.width) for y, old, new in changed]
        if regions := [Region(first, y, end - first, 1) for y, end in ends if end > first]:
            self.refresh(*regions)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of `crop`; every cell is our own, so that there is no ground or border for Textual to add."""
        self._take_size()  # a frame comes before the widget is told of its size
        filters, (_, ground) = self.get_line_filters(), self.background_colors
        strips = [self.render_line(y) for y in range(crop.y, crop.bottom)]
        for each in filters:
            strips = [strip.apply_filter(each, ground) for strip in strips]
        self._painted = self._rows or []
        return strips if crop.width == self.size.width else [strip.crop(crop.x, crop.right) for strip in strips]

    def render_line(self, y: int) -> Strip:
        if self._rows is None:
            self._rows = self._draw()
        return self._rows[y].strip if y < len(self._rows) else Strip.blank(self.size.width, self._book.of())

    def _draw(self) -> list[Row]:
        over, viewport = self.over, self.over or self.viewport
        if self._drawn_from is not viewport.column or len(self._drawn) > MOST_DRAWN:
            self._drawn_from = viewport.column
            self._drawn.clear()
        self._measure_on()
        layers = [self._layers[name] for name in LAYERS if name in self._layers and not over]
        page = Page(self._book, self.size.width, viewport.left, self._bars, self._pointed, self._hints, self.drawn)
        if over:
            page = page._replace(bars=Layer(), pointed=None, hints={})
        rows = []
        for (place, line, slab), bar in zip(viewport.rows(), self._scroll_bar(), strict=True):
            found = self._drawn.get((place, bar))
            if found is None:
                colours = () if over else self._colours_of(slab)
                found = self._drawn[place, bar] = row(page, line, slab, [*colours, *layers], bar)
            rows.append(found)
        return rows

    def _scroll_bar(self) -> list[Segment]:
        """A cell for each row of the screen."""
        if self.bare or not self.drawn:
            return [Segment(" ", self._book.of())] * self.viewport.height
        return [Segment(sign, self._book.of(*names)) for sign, names in self._minimap.cells(self.viewport)]
