"""One line that is typed at the foot of the screen: a file's name, a command."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from reader.app.screens.sized import Sized

if TYPE_CHECKING:
    from textual.app import ComposeResult


class PromptScreen(ModalScreen["str | None"], Sized["str | None"]):
    """A label (already through the gate) and a line to type in; its answer is the line, or None where it was left.

    Args:
        label: What is asked for.
        value: What stands in the line at first.
        empty: Whether an empty line is an answer too.
    """

    ALLOW_SELECT: ClassVar[bool] = False
    CSS_PATH = "../cards.tcss"
    BINDINGS: ClassVar = [("escape", "dismiss(None)", "leave")]

    def __init__(self, label: str, value: str = "", *, empty: bool = False) -> None:
        super().__init__()
        self._empty = empty
        self._label = label
        self._value = value

    def compose(self) -> ComposeResult:
        with Horizontal(id="prompt"):
            yield Label(Content(self._label), markup=False)
            yield Input(self._value, select_on_focus=False)

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        event.stop()
        typed = event.value.strip()
        self.dismiss(typed if typed or self._empty else None)
