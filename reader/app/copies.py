"""Copies to the clipboard, made in threads, so that a clipboard program that hangs holds up no key."""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from reader.clipboard import copy

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

    from reader.clipboard import Receipt
    from reader.config import Settings
    from reader.stopping import Stop


class Copies:
    """The copies of one app.

    Args:
        app: Whose terminal takes the escape sequences.
        settings: By which road, and how much.
        leaving: Set when the app ends: what is under way is given up.
        done: Called in the app's own thread with each receipt and what it is of.
    """

    def __init__(
        self, app: App[None], settings: Settings, leaving: Stop, done: Callable[[Receipt, str], object]
    ) -> None:
        self._app = app
        self._settings = settings
        self._leaving = leaving
        self._done = done
        self.under_way: set[int] = set()
        """The numbers of copies that are not done yet."""
        self._numbers = count(1)
        self._line: deque[tuple[int, str, str]] = deque()
        self._turn = threading.Lock()

    def start(self, text: str, subject: str) -> int:
        """Copy `text`, which is `subject`, after what was to be copied before; returns the copy's number at once."""
        number = next(self._numbers)
        self.under_way.add(number)
        self._line.append((number, text, subject))
        self._app.run_worker(self._copy_next, thread=True, group="clipboard", description="copy")
        return number

    def _copy_next(self) -> None:
        """In a thread: make the copy whose turn it is, which is not always the one that this thread was begun for."""
        with self._turn:
            self._copy(*self._line.popleft())

    def _copy(self, number: int, text: str, subject: str) -> None:
        receipt = copy(
            text,
            write=partial(self._app.call_from_thread, self._write),
            ask_page=getattr(self._app._driver, "copy", None),  # noqa: SLF001 - a page's driver alone has it
            road=self._settings.clipboard,
            osc52_limit=self._settings.osc52_limit,
            stop=self._leaving,
        )
        with contextlib.suppress(RuntimeError):  # the app has ended meanwhile
            self._app.call_from_thread(self._finish, number, receipt, subject)

    def _finish(self, number: int, receipt: Receipt, subject: str) -> None:
        self.under_way.discard(number)
        self._done(receipt, subject)

    def _write(self, sequence: str) -> None:
        if self._app._driver is not None:  # noqa: SLF001 - Textual has no other way to the terminal
            self._app._driver.write(sequence)  # noqa: SLF001
            self._app._driver.flush()  # noqa: SLF001
