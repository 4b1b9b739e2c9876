"""A screen whose page is a list, with a pane beside it or without: how one moves in it, and what is said below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from reader.actions import key_label
from reader.app import describe
from reader.app.punctual import once_after
from reader.app.screens.keyed import KeyedScreen
from reader.app.widgets.fact_list import FactList
from reader.app.widgets.lines import StatusLine, TitleLine
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.timer import Timer

    from reader.app.widgets.lines import Run
    from reader.config import Settings

NOTICE = 8.0
"""Seconds that a notice stays."""


class ListedScreen(KeyedScreen):
    """The keys of lists. A subclass composes `_title`, `_status` and its lists.

    `_main` is the list that has the keys where none has them.
    """

    HINTS: ClassVar[Sequence[str]] = ()
    """Actions that the status line reminds of, behind Enter."""

    _main: FactList[Any]

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._title, self._status = TitleLine(id="title"), StatusLine(id="status")
        self._notice: Timer | None = None

    @property
    def _list(self) -> FactList[Any]:
        return self.focused if isinstance(self.focused, FactList) else self._main

    # What is said

    def say(self, notice: str, *, error: bool = False) -> None:
        """Show `notice` (already through the gate) in the status line for a while."""
        self._show_status(notice, error=error)
        if self._notice is not None:
            self._notice.stop()
        self._notice = once_after(self, NOTICE, self._show_status)

    def _show_status(self, notice: str = "", *, error: bool = False) -> None:
        keys, said = describe.status(self.actions, notice, error=error, hints=self._hints())
        opening: tuple[Run, ...] = ((key_label("enter"), ("heading",)), (f" {_('open')}   ", ("unknown-speaker",)))
        self._status.show(opening + keys, said)

    def _hints(self) -> Sequence[str]:
        return self.HINTS

    # Moving

    def action_line_down(self) -> None:
        self._list.move(1)

    def action_line_up(self) -> None:
        self._list.move(-1)

    def action_half_page_down(self) -> None:
        self._list.move_page(0.5)

    def action_half_page_up(self) -> None:
        self._list.move_page(-0.5)

    def action_page_down(self) -> None:
        self._list.move_page(1)

    def action_page_up(self) -> None:
        self._list.move_page(-1)

    def action_top(self) -> None:
        self._list.move_to_end(last=False)

    def action_bottom(self) -> None:
        self._list.move_to_end(last=True)
