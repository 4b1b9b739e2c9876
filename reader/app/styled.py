"""A widget that draws its own lines in the styles of the theme that is chosen."""

from __future__ import annotations

from typing import ClassVar

from textual.widget import Widget

from reader.app.styles import book


class Styled(Widget):
    """Has the theme's styles in `_book`, and is drawn anew when another theme is chosen."""

    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._book = book("")

    def on_mount(self) -> None:
        self._book = book(self.app.theme)
        self.app.theme_changed_signal.subscribe(self, self._change_theme)

    def on_unmount(self) -> None:
        self.app.theme_changed_signal.unsubscribe(self)  # or the signal holds the widget, and that its screen, for ever

    def _change_theme(self, _theme: object) -> None:
        self._book = book(self.app.theme)
        self._restyle()

    def _restyle(self) -> None:
        """Forget what was drawn in other styles."""
        self.refresh()
