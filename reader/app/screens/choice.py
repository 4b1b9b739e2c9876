"""A card that asks one question: what is typed narrows the answers, or is one itself where that is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.app.screens.sized import Sized
from reader.app.widgets.choice_list import Choice, ChoiceList, ChoicePointed
from reader.model.names import begins, words_of
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

TALLEST = 14
"""Answers that are shown at a time, at most."""

AROUND = 13
"""Lines of the screen that the card needs beside its answers."""


class ChoiceScreen(ModalScreen[Any], Sized[Any]):
    """Gives the value of the answer that was chosen, or None where none was.

    Args:
        question: What is asked.
        about: What it is asked about (already through the gate).
        choices: The answers.
        typed: Makes an answer of what is typed; None where only the others count.
    """

    ALLOW_SELECT: ClassVar[bool] = False
    AUTO_FOCUS = "Input"
    CSS_PATH = "../cards.tcss"
    BINDINGS: ClassVar = [
        Binding("escape", "dismiss", "close"),
        Binding("down,ctrl+n", "step(1)", "down"),
        Binding("up,ctrl+p", "step(-1)", "up"),
        Binding("pagedown", "step(10)", "page"),
        Binding("pageup", "step(-10)", "page up"),
    ]

    def __init__(
        self,
        question: str,
        about: str,
        choices: Sequence[Choice],
        typed: Callable[[str], Choice] | None = None,
    ) -> None:
        super().__init__()
        self._question = question
        self._about = about
        self._choices = choices
        self._typed = typed
        self._list = ChoiceList(id="choices")

    def compose(self) -> ComposeResult:
        with Vertical(id="choice"):
            yield Static(self._question, markup=False, id="what")
            yield Static(self._about, markup=False)
            yield Input(placeholder=_("type a name") if self._typed else _("type to narrow the list"))
            yield self._list
            yield Static(_("Enter chooses · Esc closes"), markup=False, id="how")

    def on_mount(self) -> None:
        self._offer("")

    def on_resize(self) -> None:
        self._fit()

    def _offer(self, typed: str) -> None:
        found = [each for each in self._choices if begins(each.says, typed)]
        wanted = " ".join(typed.split())
        if self._typed and wanted and words_of(wanted) not in [words_of(each.says) for each in found]:
            found.append(self._typed(wanted))
        self._list.items = found
        self._list.point_at(None)
        self._list.point_at(0 if found else None)
        self._fit()

    def _fit(self) -> None:
        """As many lines as there are answers, and as the screen has."""
        self._list.styles.height = max(1, min(TALLEST, len(self._list.items), self.app.size.height - AROUND))

    def action_step(self, by: int) -> None:
        """Go to the next answer, or to the one before."""
        self._list.move(by)

    @on(Input.Changed)
    def _change(self, event: Input.Changed) -> None:
        event.stop()
        self._offer(event.value)

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        event.stop()
        self._list.action_choose()

    @on(ChoicePointed)
    def _choose(self, message: ChoicePointed) -> None:
        message.stop()
        if message.entered:
            self.dismiss(message.choice.value)
