"""A list with a pane of groups at its left: beside it where there is room, else over it when it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.containers import Vertical

from reader.app import panes
from reader.app.screens.listed import ListedScreen
from reader.tongue import _

if TYPE_CHECKING:
    from textual import events

    from reader.app.widgets.fact_list import FactList
    from reader.config import Settings


OF_FEEDS, OF_THE_LIBRARY = ("refresh", "refresh_all"), ("search", "tag", "archive")
"""Actions that one of the two lists has and the other has not."""


class PanedScreen(ListedScreen):
    """The keys of the pane. A subclass composes it, with `_groups` in it."""

    CSS_PATH = "../library.tcss"

    _groups: FactList[Any]

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._pane = Vertical(id="groups-pane")
        self._plain = settings.plain
        self._pane_shown = True

    def on_resize(self, event: events.Resize) -> None:
        self._arrange(event.size.width)

    def _arrange(self, columns: int) -> None:
        narrow = self._plain or not panes.docked(columns)
        if narrow != self.has_class("narrow"):
            self._pane_shown = not narrow
            if narrow and self.focused is self._groups:
                self._main.focus()
        self.set_class(narrow, "narrow")
        self._pane.set_class(not self._pane_shown, "hidden")
        docked = panes.widths(columns, sections=True, sidebar=False).sections
        self._pane.styles.width = panes.overlay_width(columns, whole=self._plain) if narrow else max(1, docked)

    def action_elsewhere(self, name: str) -> None:
        if name in OF_FEEDS:
            self.say(_("That is done among the feeds: {key} goes there.").format(key=self.key_of("feeds")))
        elif name in OF_THE_LIBRARY:
            self.say(_("That is done in the library: {key} goes there.").format(key=self.key_of("library")))
        else:
            self.say(_("That is done in an article: Enter opens one."))

    def _call_pane(self, *, shown: bool) -> None:
        """Show the pane or hide it; over the list it takes the keys."""
        self._pane_shown = shown
        self._arrange(self.size.width)
        if shown and self.has_class("narrow"):
            self._groups.focus()
        elif not shown and self.focused is self._groups:
            self._main.focus()

    def _to_list(self) -> None:
        """Give the keys to the list, and put a pane that lies over it away."""
        if self.has_class("narrow"):
            self._call_pane(shown=False)
        self._main.focus()

    def action_toggle_sections(self) -> None:
        self._call_pane(shown=not self._pane_shown)

    def action_next_pane(self) -> None:
        if self.focused is self._groups:
            self._to_list()
        else:
            self._call_pane(shown=True)
            self._groups.focus()

    def action_previous_pane(self) -> None:
        self.action_next_pane()

    def action_next_section(self) -> None:
        self._groups.move(1)

    def action_previous_section(self) -> None:
        self._groups.move(-1)

    def action_section_number(self, number: int) -> None:
        if number <= len(self._groups.items):
            self._groups.move(number - 1 - (self._groups.cursor or 0))
