"""The end of the program as those see it who work beside it: an event that also ends what was begun for them.

Who only looks at an event from time to time comes too late where the process ends the moment after it is set: what
was begun then outlives it. This module stands apart so that the app has it without loading what runs programs.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Begun = TypeVar("Begun")

PATIENCE = 0.3
"""Seconds that setting waits for what is being begun; a program that lies where nothing answers may begin for ever."""


class Stop(threading.Event):
    """An event that ends what was begun under it, in the thread that sets it; from then on nothing is begun."""

    def __init__(self) -> None:
        super().__init__()
        self._turn = threading.Lock()
        self._ends: list[Callable[[], object]] = []

    @contextmanager
    def over(self, begin: Callable[[], Begun], end: Callable[[Begun], object]) -> Iterator[Begun | None]:
        """What `begin` gives; None, and nothing is begun, where the event is set already.

        Args:
            begin: Begins something.
            end: Is called with it if the event is set while the block runs; it must not wait.
        """
        with self._turn:
            if self.is_set():
                begun, ending = None, None
            else:
                begun = begin()
                ending = partial(end, begun)
                self._ends.append(ending)
        try:
            yield begun
        finally:
            if ending is not None:
                self._ends.remove(ending)

    def set(self) -> None:
        """Set the event and end what was begun under it; what is just being begun is waited for."""
        super().set()
        is_ours = self._turn.acquire(timeout=PATIENCE)
        try:
            for end in self._ends.copy():
                end()
        finally:
            if is_ours:
                self._turn.release()
