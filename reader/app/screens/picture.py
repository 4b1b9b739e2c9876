"""A picture of the article on a card of its own, in coloured half cells, above the words that stand for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.containers import VerticalScroll
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from reader.app.screens.card import CardScreen

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reader.app.pixels import Pixels


class Picture(Widget):
    """The pixels, two of them a cell."""

    def __init__(self, pixels: Pixels) -> None:
        super().__init__()
        self._pixels = pixels
        self.styles.width, self.styles.height = pixels.columns, (pixels.rows + 1) // 2

    def render_line(self, y: int) -> Strip:
        pixels = self._pixels
        if y >= (pixels.rows + 1) // 2:
            return Strip.blank(self.size.width)
        cells = (
            Style(color=Color.from_rgb(*pixels.pixel(x, 2 * y)), bgcolor=Color.from_rgb(*pixels.pixel(x, 2 * y + 1)))
            for x in range(pixels.columns)
        )
        return Strip([Segment("▀", style) for style in cells], pixels.columns)


class PictureScreen(CardScreen):
    """A card with a picture; `words`, which have passed the gate, stand below it."""

    def __init__(self, pixels: Pixels, words: str) -> None:
        super().__init__()
        self._pixels, self._words = pixels, words

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="picture"):
            yield Picture(self._pixels)
            yield Static(Content(self._words), markup=False)
