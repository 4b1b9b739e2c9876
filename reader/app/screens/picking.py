"""Choosing one of several formats, with what would be copied shown beside the choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.app.screens.sized import Sized
from reader.app.widgets.choice_list import ChoiceList, ChoicePointed
from reader.gate import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from reader.app.widgets.choice_list import Choice

SHOWN = 2_000
"""Characters of what would be copied that are shown."""


class PickingScreen(ModalScreen["str | None"], Sized["str | None"]):
    """A card with the choices, and below them what the one at the cursor gives; its answer is a name, or None.

    Args:
        title: What is chosen.
        choices: What there is.
        current: The name of the choice that holds now.
        preview: Gives what a choice makes, by its name.
    """

    ALLOW_SELECT: ClassVar[bool] = False
    CSS_PATH = "../cards.tcss"
    BINDINGS: ClassVar = [
        ("escape,q", "dismiss(None)", "close"),
        ("j,down", "move(1)", "down"),
        ("k,up", "move(-1)", "up"),
    ]

    def __init__(self, title: str, choices: Sequence[Choice], current: str, preview: Callable[[str], str]) -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._current = current
        self._preview = preview
        self._list = ChoiceList(id="choices")

    def compose(self) -> ComposeResult:
        with Vertical(id="picking"):
            yield Static(Content(self._title), id="picking-title", markup=False)
            yield self._list
            yield Static(Content(""), id="preview", markup=False)

    def on_mount(self) -> None:
        self._list.styles.height = len(self._choices)
        self._list.items = self._choices
        at = next((index for index, each in enumerate(self._choices) if each.value == self._current), 0)
        self._list.point_at(at)
        self._list.focus()
        self._show(self._choices[at])

    def action_move(self, rows: int) -> None:
        """Move the cursor by so many rows."""
        self._list.move(rows)

    @on(ChoicePointed)
    def _pointed(self, message: ChoicePointed) -> None:
        message.stop()
        if message.entered:
            self.dismiss(message.choice.value)
        else:
            self._show(message.choice)

    def _show(self, choice: Choice) -> None:
        shown = visible(self._preview(choice.value)[:SHOWN].expandtabs(4))
        self.query_one("#preview", Static).update(Content(shown))
