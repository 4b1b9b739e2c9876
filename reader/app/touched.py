"""What the mouse does in the article: the wheel scrolls, a click chooses, a drag selects, the scroll bar jumps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from reader.app.messages import CharacterClicked, TextSelected

if TYPE_CHECKING:
    from textual import events

    from reader.app.viewport import Viewport

WHEEL = 3
"""Lines that one notch of the mouse wheel moves."""


class Touched(Widget):
    """A widget that shows text by way of a viewport, as far as the mouse goes."""

    viewport: Viewport

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._pressed_at: int | None = None
        self._dragged = False

    def scroll_lines(self, lines: int) -> None:
        """Move the text by so many lines."""
        raise NotImplementedError

    def scroll_to_share(self, share: float) -> None:
        """Go to where so much of the article, 0 to 1, lies above."""
        raise NotImplementedError

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
            self.scroll_to_share(max(0, event.y) / max(1, self.size.height - 1))
            return
        offset = self.viewport.offset_under(event.x, event.y)
        if offset is not None:
            self.post_message(CharacterClicked(offset))

    def _on_scroll_bar(self, x: int) -> bool:
        return x >= self.size.width - 1 and len(self.viewport.column) > self.size.height
