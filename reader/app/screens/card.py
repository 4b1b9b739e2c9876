"""A card over the page that is read and put away: what all of them do with keys."""

from __future__ import annotations

from typing import ClassVar

from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from reader.app.screens.sized import Sized


class CardScreen(ModalScreen[None], Sized[None]):
    """A card with one VerticalScroll; any of the keys that close or leave takes it away."""

    ALLOW_SELECT: ClassVar[bool] = False
    CSS_PATH = "../cards.tcss"
    BINDINGS: ClassVar = [
        ("escape,q,question_mark,enter", "dismiss", "close"),
        ("j,down", "scroll(1)", "down"),
        ("k,up", "scroll(-1)", "up"),
        ("space,pagedown", "scroll(10)", "page"),
        ("b,pageup", "scroll(-10)", "page up"),
    ]

    def action_scroll(self, lines: int) -> None:
        """Move the card's text by so many lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False, immediate=True)
