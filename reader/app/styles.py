"""Names of styles → what Textual and Rich draw with, for one palette."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from rich.style import Style
from textual.theme import Theme

from reader.app.palette import PALETTES

if TYPE_CHECKING:
    from reader.app.palette import Look, Palette


def rich_style(look: Look) -> Style:
    """The Rich style of a look."""
    return Style(
        color=look.colour,
        bgcolor=look.background,
        bold=look.bold or None,
        italic=look.italic or None,
        underline=look.underline or None,
        strike=look.strike or None,
        reverse=look.reverse or None,
    )


class StyleBook:
    """The styles of one palette, by name; several names together are laid over each other, later ones on top."""

    def __init__(self, palette: Palette) -> None:
        self.palette = palette
        self._looks = palette.looks()
        self._found: dict[tuple[str, ...], Style] = {}

    def of(self, *names: str) -> Style:
        """The style of `names` on the page."""
        style = self._found.get(names)
        if style is None:
            style = Style(color=self.palette.text, bgcolor=self.palette.page)
            for name in names:
                style += rich_style(self._looks[name])
            self._found[names] = style
        return style

    def on_pane(self, *names: str) -> Style:
        """The style of `names` on whatever ground there is."""
        style = Style()
        for name in names:
            style += rich_style(self._looks[name])
        return style

    @cached_property
    def tints(self) -> int:
        """How many speakers can be told apart."""
        return len(self.palette.tints)


def book(theme: str) -> StyleBook:
    """The styles of the theme called `theme`; of the first one where there is none of that name."""
    if theme not in _BOOKS:
        _BOOKS[theme] = StyleBook(PALETTES.get(theme, next(iter(PALETTES.values()))))
    return _BOOKS[theme]


_BOOKS: dict[str, StyleBook] = {}


def themes() -> list[Theme]:
    """Textual's themes for our palettes."""
    return [
        Theme(
            name=name,
            primary=palette.accent,
            accent=palette.accent,
            foreground=palette.text,
            background=palette.page,
            surface=palette.pane,
            panel=palette.chosen,
            error=palette.error,
            warning=palette.accent,
            success=palette.tints[2],
            dark=palette.dark,
            text_alpha=1.0,
            variables={
                "quiet": palette.quiet,
                "faint": palette.faint,
                "line": palette.line,
                "chosen": palette.chosen,
                "footer-background": palette.page,
                "input-selection-background": palette.chosen,
            },
        )
        for name, palette in PALETTES.items()
    ]
