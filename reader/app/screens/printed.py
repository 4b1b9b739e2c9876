"""What a command printed that the reader piped something to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from reader.app.screens.card import CardScreen
from reader.gate import visible

if TYPE_CHECKING:
    from textual.app import ComposeResult


class PrintedScreen(CardScreen):
    """A card with the text, which passes the gate here."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="printed"):
            yield Static(Content(visible(f"{self._title}\n\n{self._text.rstrip()}".expandtabs(8))), markup=False)
