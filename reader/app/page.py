"""The app in a web page: Textual's web driver, which has the page take a copy and hears from it whether it did.

It speaks to the process that serves the page (`reader.serving`) in packets on standard output and input. When its
input ends, that process is gone, and so is the reader: the app ends too.
"""

from __future__ import annotations

import threading
from itertools import count
from typing import TYPE_CHECKING, Any

from textual.drivers.web_driver import WebDriver
from textual.events import AppFocus, Key
from textual.messages import ExitApp

from reader.app.bursts import let_settle
from reader.tongue import _

if TYPE_CHECKING:
    from textual.message import Message

PATIENCE = 3.0
"""Seconds that a page has to say what became of a copy."""


class PageDriver(WebDriver):
    """A page of a browser as the app's terminal."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._numbers = count(1)
        self._asked: dict[int, _Answer] = {}

    def start_application_mode(self) -> None:
        """Take the page, which has the focus until it says otherwise; Textual believes that it has not."""
        super().start_application_mode()
        self._app.call_later(self._app.post_message, AppFocus())

    def copy(self, text: str) -> str | None:
        """Have the page put `text` on the clipboard; gives why it did not, None where the browser says that it did.

        To be called in a thread of its own: it waits for the page's answer.
        """
        number, answer = next(self._numbers), _Answer()
        self._asked[number] = answer
        try:
            self._app.call_from_thread(self.write_meta, {"type": "copy", "number": number, "text": text})
            if not answer.there.wait(PATIENCE):
                return _("the browser said nothing for {seconds:g} seconds").format(seconds=PATIENCE)
        finally:
            del self._asked[number]
        return answer.fault

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Take what the page says beside keys."""
        if packet_type != "copied":
            super().on_meta(packet_type, payload)
            return
        answer = self._asked.get(payload.get("number"))  # type: ignore[call-overload]  # any value is no key of it, or is one
        if answer is not None:
            fault = payload.get("fault")
            answer.fault = _("the browser did not take it: {why}").format(why=fault) if fault else None
            answer.there.set()

    def process_message(self, message: Message) -> None:
        """Hand on a key, and let the app act on it before the next: a page sends each by itself, however fast."""
        super().process_message(message)
        if isinstance(message, Key):
            let_settle(self._loop)

    def run_input_thread(self) -> None:
        """Take what comes, until nothing can come any more."""
        super().run_input_thread()
        self._app.call_later(self._app.post_message, ExitApp())


class _Answer:
    """What a page says of one copy: nothing yet, that it was made, or why it was not."""

    def __init__(self) -> None:
        self.there = threading.Event()
        self.fault: str | None = None
