"""The page of an article that is still arriving, over which its end can be shown before it has come.

What is shown then was read by itself: where its characters stand in the article is not known, so it is there for the
eyes alone. Nothing in it can be chosen, selected or marked, and no position is taken from it. When all has arrived, the
article's own end takes its place, line for line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.column import Place
from reader.app.viewport import Viewport
from reader.app.widgets.article_view import ArticleView

if TYPE_CHECKING:
    from textual import events

    from reader.app.rows import Row
    from reader.model import Article


class GrowingView(ArticleView):
    """Shows an article, and how it ends."""

    _end: Article | None = None

    @property
    def knows_end(self) -> bool:
        """Whether the end can be shown already."""
        return self._end is not None

    @property
    def is_at_limit(self) -> bool:
        """Whether what is shown over the article goes no further up."""
        return self.over is not None and self.over.top == Place(0, 0)

    def know_end(self, end: Article) -> None:
        """Take `end`, the last blocks of the article; they are shown at once where its end was asked for."""
        self._end = end
        if self.viewport.is_at_end:
            self._show_over(end)

    def end_has_come(self) -> None:
        """All of the article is here: the lines on the screen stay, and are the article's own now."""
        over, end, self.over, self._end = self.over, self._end, None, None
        if over is None or end is None:
            return
        before = len(self.article.text) - len(end.text)
        if not over.is_at_end and self.article.text.endswith(end.text):
            self.viewport.put(before + over.offset_at_top, over.row_of(over.column.place_of(over.offset_at_top)) or 0)
        self._repaint()
        self._tell()

    def scroll_lines(self, count: int) -> None:
        if self.over is None:
            super().scroll_lines(count)
        else:
            self.over.scroll_lines(count)
            self._show_move()

    def scroll_page(self, pages: float) -> None:
        if self.over is None:
            super().scroll_page(pages)
        else:
            self.over.scroll_page(pages)
            self._show_move()

    def scroll_to_bottom(self) -> None:
        if self.over is not None:
            self.over.scroll_to_bottom()
        elif self._end is not None:
            self._show_over(self._end)
        super().scroll_to_bottom()

    def scroll_to_top(self) -> None:
        self.over = None
        super().scroll_to_top()

    def show_offset(self, offset: int, *, at_top: bool = False) -> None:
        self.over = None
        super().show_offset(offset, at_top=at_top)

    def scroll_to_share(self, share: float) -> None:
        self.over = None
        super().scroll_to_share(share)

    def _show_over(self, end: Article) -> None:
        self.over = Viewport(end, self.measure, 0, self.viewport.setting)
        self.over.centred = self.viewport.centred
        self.over.resize(*self.size, self.measure)
        self.over.scroll_to_bottom()
        self._repaint()
        self._tell()

    def _draw(self) -> list[Row]:
        if self.over is not None and self._end is not None:
            self._follow(self.over, self._end)
        return super()._draw()

    def _follow(self, over: Viewport, end: Article) -> None:
        """Give what lies over the article the size and setting that it has itself now."""
        size, wanted = (*self.size, self.measure), self.viewport.setting
        if over.setting == wanted and (over.width, over.height, over.measure) == size:
            return
        over.set(wanted, end)
        over.resize(*size)
        if over.is_at_end:
            over.scroll_to_bottom()

    def _tell(self) -> None:
        super()._tell()
        if self.over is not None and self._end is not None:
            below = (1 - self.over.share(0)) * len(self._end.text)
            self.moved(self.viewport.offset, 1 - below / max(1, self.expected))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if self.over is not None:
            event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        if self.over is not None and not self._on_scroll_bar(event.x):
            event.stop()
            event.prevent_default()
