"""Where the names that a list shows are narrowed, while they are typed."""

from __future__ import annotations

from functools import cached_property

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Label

from reader.tongue import _


class FilterTyped(Message):
    """The list is to show what `typed` fits."""

    def __init__(self, typed: str) -> None:
        super().__init__()
        self.typed = typed


class FilterClosed(Message):
    """The reader left the line; what is typed in it stays as it is."""


class FilterLine(Horizontal):
    """A line to type a name in. Enter and ↓ go on to the list; Escape empties the line first."""

    BINDINGS = [  # noqa: RUF012 - Textual's convention
        Binding("escape", "give_up", show=False),
        Binding("down", "go_on", show=False),
        Binding("tab", "go_on", show=False),
    ]

    def __init__(
        self,
        sign: str = "›",
        placeholder: str | None = None,
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id)
        self._sign = sign
        self._placeholder = placeholder

    @cached_property
    def _typed(self) -> Input:
        """Where the name is typed: made when it is first wanted, so that no first frame waits for it."""
        shown = _("a name") if self._placeholder is None else self._placeholder
        made = Input(placeholder=shown, select_on_focus=True)
        self.mount(Label(self._sign, markup=False), made)
        return made

    def open(self) -> None:
        """Show the line and take the keys."""
        self.add_class("open")
        self._typed.focus()

    @property
    def is_typed_in(self) -> bool:
        """Whether the line has the keys."""
        return self.screen.focused is vars(self).get("_typed", self)

    def set(self, typed: str) -> None:
        """Show `typed`, where nothing is being typed; the empty line is hidden. No message comes of it."""
        if not self.is_typed_in:
            self._fill(typed)

    def fill(self, typed: str) -> None:
        """Show `typed`, to be typed on. No message comes of it."""
        with self.prevent(Input.Changed):
            self._typed.value = typed
        self._typed.action_end()

    def _fill(self, typed: str) -> None:
        if typed or "_typed" in vars(self):
            with self.prevent(Input.Changed):
                self._typed.value = typed
        self.set_class(bool(typed), "open")

    def action_give_up(self) -> None:
        """Empty the line and leave it."""
        self._fill("")
        self.post_message(FilterTyped(""))
        self.post_message(FilterClosed())

    def action_go_on(self) -> None:
        """Leave the line; it stays where something is typed in it."""
        self.set_class(bool(self._typed.value.strip()), "open")
        self.post_message(FilterClosed())

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_go_on()

    @on(Input.Changed)
    def _change(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(FilterTyped(event.value))
