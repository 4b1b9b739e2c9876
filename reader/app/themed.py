"""The app's looks: its themes, and what becomes of colours where there are few or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App
from textual.filter import Monochrome, NoColor

from reader.app.guard import ExitGate
from reader.app.palette import MONO, PALETTES, THEMES
from reader.app.styles import themes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.filter import LineFilter

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

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own filters, and behind them the last gate before the terminal.

        Without colours there are none at all: Textual's own filter for that would send greys.
        """
        own = [each for each in super().get_line_filters() if not isinstance(each, Monochrome)]
        return [*own, *([NoColor()] if self.no_color else []), self._exit_gate]

    def following_theme(self) -> str | None:
        """The theme behind the one that is shown; None where there are no colours to change."""
        if self.no_color:
            return None
        at = THEMES.index(self.theme) if self.theme in THEMES else -1
        return THEMES[(at + 1) % len(THEMES)]
