"""The changes of the library that can be taken back, the last first."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.store import Library

MOST = 100
"""Changes that are remembered."""


class Undo(NamedTuple):
    """A change that was made: what is said of it, what takes it back, and what is said then. Through the gate.

    `article` is the hash of the article that was changed, which the cursor goes back to; "" for none.
    """

    said: str
    take_back: Callable[[Library], object]
    said_back: str
    article: str = ""


class Undoing:
    """What can be taken back while the program runs."""

    def __init__(self) -> None:
        self._made: deque[Undo] = deque(maxlen=MOST)

    def made(self, undo: Undo) -> None:
        """Remember a change."""
        self._made.append(undo)

    def last(self) -> Undo | None:
        """The last change that was not taken back yet, which is so from now on; None where there is none."""
        return self._made.pop() if self._made else None
