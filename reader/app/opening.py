"""What was chosen is opened beside the screen: a page may take its time, and no key waits for it.

The thread is a daemon, so that a slow server cannot keep the program from ending.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from reader.catalogue import open_entry
from reader.errors import ReaderError
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.model import Entry, Listing
    from reader.reading import Reading
    from reader.store import Library


class Opening:
    """Opens one entry.

    Args:
        entry: What was chosen.
        listing: What it was chosen from.
        library: What knows where an article was left.
        arrive: Called in the thread with what was found, or why there is nothing.
    """

    def __init__(
        self,
        entry: Entry,
        listing: Listing,
        library: Library,
        arrive: Callable[[Opening, Reading | Listing | str], object],
    ) -> None:
        self._what = (entry, listing, library)
        self._arrive = arrive

    def start(self) -> None:
        """Begin; returns at once."""
        threading.Thread(target=self._run, name="opening", daemon=True).start()

    def _run(self) -> None:
        try:
            self._arrive(self, open_entry(*self._what))
        except ReaderError as error:
            self._arrive(self, str(error))
        except Exception as error:
            self._arrive(
                self, _("a fault of Reader itself, {kind}: {error}").format(kind=type(error).__name__, error=error)
            )
