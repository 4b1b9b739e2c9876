"""Copies to the clipboard, made in threads, so that a clipboard program that hangs holds up no key."""

from __future__ import annotations

import contextlib
from functools import partial
from typing import TYPE_CHECKING

from reader.clipboard import copy

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event

    from textual.app import App

    from reader.clipboard import Receipt
    from reader.config import Settings


class Copies:
    """The copies of one app.

    Args:
        app: Whose terminal takes the escape sequences.
        settings: By which road, and how much.
        leaving: Set when the app ends: what is under way is given up.
        done: Called in the app's own thread with each receipt and what it is of.
    """

    def __init__(
        self, app: App[None], settings: Settings, leaving: Event, done: Callable[[Receipt, str], object]
    ) -> None:
        self._app = app
        self._settings = settings
        self._leaving = leaving
        self._done = done
        self.under_way = 0
        """Copies that are not done yet."""

    def start(self, text: str, subject: str) -> None:
        """Copy `text`, which is `subject`; returns at once."""
        self.under_way += 1
        self._app.run_worker(partial(self._copy, text, subject), thread=True, group="clipboard", description=subject)

    def _copy(self, text: str, subject: str) -> None:
        receipt = copy(
            text,
            write=partial(self._app.call_from_thread, self._write),
            ask_page=getattr(self._app._driver, "copy", None),  # noqa: SLF001 - a page's driver alone has it
            road=self._settings.clipboard,
            osc52_limit=self._settings.osc52_limit,
            stop=self._leaving,
        )
        with contextlib.suppress(RuntimeError):  # the app has ended meanwhile
            self._app.call_from_thread(self._finish, receipt, subject)

    def _finish(self, receipt: Receipt, subject: str) -> None:
        self.under_way -= 1
        self._done(receipt, subject)

    def _write(self, sequence: str) -> None:
        if self._app._driver is not None:  # noqa: SLF001 - Textual has no other way to the terminal
            self._app._driver.write(sequence)  # noqa: SLF001
            self._app._driver.flush()  # noqa: SLF001
