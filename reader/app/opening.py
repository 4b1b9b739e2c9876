"""What was chosen is opened beside the screen: a page may take its time, and no key waits for it.

The thread is a daemon, so that a slow server cannot keep the program from ending.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from reader.errors import ReaderError
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from reader.model import Listing
    from reader.reading import Reading


class Opening:
    """Opens one thing.

    Args:
        find: Opens it.
        arrive: Called in the thread with what was found, or why there is nothing.
        then: What the app does with the screen that shows it.
    """

    def __init__(
        self,
        find: Callable[[], Reading | Listing],
        arrive: Callable[[Opening, Reading | Listing | str], object],
        then: Callable[[Screen[Any]], object] | None = None,
    ) -> None:
        self.then = then
        self._find = find
        self._arrive = arrive

    def start(self) -> None:
        """Begin; returns at once."""
        threading.Thread(target=self._run, name="opening", daemon=True).start()

    def _run(self) -> None:
        try:
            self._arrive(self, self._find())
        except ReaderError as error:
            self._arrive(self, str(error))
        except Exception as error:
            self._arrive(self, fault(error))


def fault(error: Exception) -> str:
    """What is said of a fault that no reader can cause."""
    return _("a fault of Reader itself, {kind}: {error}").format(kind=type(error).__name__, error=error)
