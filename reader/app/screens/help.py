"""All keys, from the same table as the bindings."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import Static

from reader.app.guide import help_lines
from reader.app.screens.card import CardScreen
from reader.app.styles import book
from reader.tongue import N_, _

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from reader.actions import Action

WIDEST = 118
"""Cells of the card, its border included."""

CARD = (64, 18)
"""Columns and rows from which help is a card over the page; below, it fills the screen."""

FRAME, EDGE = 7, 2
"""Cells that air, border and scroll bar take of the width, as a card and on the whole screen."""

CLOSES = N_("Esc closes")


class HelpScreen(CardScreen):
    """Every action by what one wants to do. Any of the keys that close or leave takes it away.

    Args:
        actions: The table, as configured.
        here: The names of those that the screen below does.
    """

    BINDINGS: ClassVar = [
        ("d,ctrl+d", "page(0.5)", "half a page"),
        ("u,ctrl+u", "page(-0.5)", "half a page up"),
        ("space,pagedown", "page(1)", "page"),
        ("b,pageup", "page(-1)", "page up"),
        ("g,home", "edge(False)", "top"),
        ("G,end", "edge(True)", "end"),
    ]

    def __init__(self, actions: tuple[Action, ...], here: frozenset[str]) -> None:
        super().__init__()
        self._actions, self._here = actions, here
        self._page = VerticalScroll(Static(id="keys"), id="help")
        self._foot = Static(_(CLOSES), id="help-foot", markup=False)

    def compose(self) -> ComposeResult:
        yield self._page
        yield self._foot

    def on_mount(self) -> None:
        self.watch(self._page, "scroll_y", self._tell_rest, init=False)

    def on_resize(self, event: events.Resize) -> None:
        columns, rows = event.size
        small = columns < CARD[0] or rows < CARD[1]
        self.set_class(small, "small")
        width = columns if small else min(WIDEST, columns - 2)
        self._page.styles.width = width
        lines = help_lines(self._actions, self._here, max(1, width - (EDGE if small else FRAME)))
        styles = book(self.app.theme)
        text = Text("\n", no_wrap=True).join(
            Text.assemble(*((words, styles.on_pane(*names)) for words, names in line)) for line in lines
        )
        self._page.query_one(Static).update(text)
        self.call_after_refresh(self._tell_rest)

    def _tell_rest(self) -> None:
        """Say how to close it, and whether there is more below."""
        below = self._page.max_scroll_y - round(self._page.scroll_y)
        more = _("{closes} · ↓ {count} more").format(closes=_(CLOSES), count=below)
        self._foot.update(more if below > 0 else _(CLOSES))

    def action_page(self, pages: float) -> None:
        """Move the text by so many pages."""
        rows = max(1, round((self._page.size.height - 1) * abs(pages)))
        self._page.scroll_relative(y=rows if pages > 0 else -rows, animate=False, immediate=True)

    def action_edge(self, last: bool) -> None:
        """Go to the first line, or to the last one."""
        self._page.scroll_to(y=self._page.max_scroll_y if last else 0, animate=False, immediate=True)
