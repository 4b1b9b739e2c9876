"""An article that has been read to its end by the analysis goes into the library, beside the screen and its keys."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

from reader.errors import LibraryError

if TYPE_CHECKING:
    from reader.reading import Reading
    from reader.store import Library


class Keeper:
    """Keeps articles in threads, each once.

    Args:
        library: Where they go; one that leaves no trace takes none.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._kept: set[str] = set()

    def keep(self, reading: Reading) -> None:
        """Begin to keep `reading` if all of it is there and it has not been; returns at once."""
        sha256 = reading.article.source.sha256
        if not self._library.remembers or not reading.is_analysed or sha256 in self._kept:
            return
        self._kept.add(sha256)
        threading.Thread(target=self._run, args=(reading,), name="keeping").start()

    def _run(self, reading: Reading) -> None:
        from reader.keeping import keep_reading

        with contextlib.suppress(LibraryError):
            keep_reading(reading, self._library)
