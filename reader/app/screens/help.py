"""All keys, from the same table as the bindings."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.table import Table
from rich.text import Text
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.actions import Group, keys_label

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reader.actions import Action


KEYS_WIDTH = 20
"""Cells of the column that names the keys."""


class HelpScreen(ModalScreen[None]):
    """A card with every action, by group. Any of the keys that close or leave takes it away."""

    ALLOW_SELECT: ClassVar[bool] = False
    BINDINGS: ClassVar = [
        ("escape,q,question_mark,enter", "dismiss", "close"),
        ("j,down", "scroll(1)", "down"),
        ("k,up", "scroll(-1)", "up"),
        ("space,pagedown", "scroll(10)", "page"),
        ("b,pageup", "scroll(-10)", "page up"),
    ]

    def __init__(self, actions: tuple[Action, ...]) -> None:
        super().__init__()
        self._actions = actions

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help"):
            yield Static(self._table(), markup=False)

    def _table(self) -> Table:
        colours = self.app.theme_variables
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=True, width=KEYS_WIDTH)
        table.add_column()
        for group in Group:
            rows = [action for action in self._actions if action.group is group and action.keys]
            if not rows:
                continue
            table.add_row(Text(group.value, style=f"bold {colours['accent']}"), Text(""))
            for action in rows:
                table.add_row(Text(f"  {keys_label(action.keys)}"), Text(action.description))
            table.add_row(Text(""), Text(""))
        table.add_row(Text(""), Text("Esc, q or ? closes this page.", style=colours["quiet"]))
        return table

    def action_scroll(self, lines: int) -> None:
        """Move the card's text by so many lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
