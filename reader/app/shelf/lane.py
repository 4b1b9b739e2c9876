"""Threads in which the store is asked, so that no key waits for it. What comes of it is given back on the app's own."""

from __future__ import annotations

import threading
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Lane:
    """One thread that does what is asked of it, one thing after the other.

    What is asked under a name that waits already takes its place: nobody wants to know any more what was asked before.
    The thread is a daemon; `finish` waits for what must not be lost.

    Args:
        name: The thread's.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._waiting: deque[tuple[str, Callable[[], object]]] = deque()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._at_work = False

    @property
    def is_busy(self) -> bool:
        """Whether anything is under way or waits."""
        with self._changed:
            return self._at_work or bool(self._waiting)

    def ask(self, work: Callable[[], object], name: str = "") -> None:
        """Have `work` done, instead of what waits under the same `name` where it has one; returns at once."""
        with self._changed:
            if name:
                self._waiting = deque(each for each in self._waiting if each[0] != name)
            self._waiting.append((name, work))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def finish(self, patience: float) -> None:
        """Wait until all is done that was asked, at most so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: not self._at_work and not self._waiting, patience)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._at_work = False
                self._changed.notify_all()
                while not self._waiting:
                    self._changed.wait()
                self._at_work = True
                _name, work = self._waiting.popleft()
            work()
