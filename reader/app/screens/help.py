"""All keys, from the same table as the bindings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import Static

from reader.actions import Group, keys_label
from reader.app.screens.card import CardScreen

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reader.actions import Action


KEYS_WIDTH = 20
"""Cells of the column that names the keys."""


class HelpScreen(CardScreen):
    """A card with every action, by group."""

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
