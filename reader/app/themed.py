"""The app's looks: its themes, and what becomes of colours where there are few or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App
from textual.filter import ANSIToTruecolor, Monochrome, NoColor

from reader.app.guard import ExitGate
from reader.app.palette import MONO, PALETTES, THEMES
from reader.app.styles import themes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.terminal_theme import TerminalTheme
    from textual.filter import LineFilter
    from textual.theme import Theme

    from reader.config import Settings


class ThemedApp(App[None]):
    """An app in one of our palettes, behind the last gate."""

    def dress(self, settings: Settings) -> None:
        """Take the looks that `settings` ask for; before anything is shown."""
        self._exit_gate = ExitGate()
        for theme in themes():
            self.register_theme(theme)
        self.theme = settings.theme if settings.theme in PALETTES else THEMES[0]
        self.no_color = self.theme == MONO
        self.animation_level = "none"  # nothing moves but what a key moves, and that at once
        self.set_class(settings.plain, "plain")

    def _check_resize(self) -> None:
        """Tell the screen of a size, and paint it anew where it has that size already.

        The terminal had another one for a moment, and has cut off what it could not show.
        """
        event = self._resize_event
        super()._check_resize()
        if event is not None and self._screen_stack and event.size == self.screen.size:
            self.screen.refresh()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The last gate before the terminal, and before it what takes colours away where there are to be none.

        Textual's own filter for that would send greys, and what makes true colours of a terminal's sixteen has nothing
        to do: our palettes name no such colour.
        """
        own = (each for each in super().get_line_filters() if not isinstance(each, Monochrome | ANSIToTruecolor))
        return [*own, *([NoColor()] if self.no_color else []), self._exit_gate]

    @property
    def ansi_theme(self) -> TerminalTheme:
        """Textual's own for the sixteen colours, of which our palettes have none."""
        return self.ansi_theme_dark

    @property
    def current_theme(self) -> Theme:
        """The theme that is shown; Textual makes a table of all there are whenever a line is drawn."""
        return self._registered_themes.get(self.theme) or super().current_theme

    def refresh_css(self, animate: bool = True) -> None:
        """Show what the theme changes. Before there is anything, only its colours are needed.

        Textual would parse the whole stylesheet here, and once more for the first screen.
        """
        if self._screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def following_theme(self) -> str | None:
        """The theme behind the one that is shown; None where there are no colours to change."""
        if self.no_color:
            return None
        at = THEMES.index(self.theme) if self.theme in THEMES else -1
        return THEMES[(at + 1) % len(THEMES)]
