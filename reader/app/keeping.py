"""An article that has been read to its end by the analysis goes into the library, beside the screen and its keys."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

from reader.errors import LibraryError

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.reading import Reading
    from reader.sources import Raw
    from reader.store import Library

LARGEST = 8_000_000
"""Bytes of a source beyond which they are not held until the analysis has come to its end."""


class Keeper:
    """Keeps articles in threads, each once.

    Args:
        library: Gives what they go into; one that leaves no trace takes none.
    """

    def __init__(self, library: Callable[[], Library]) -> None:
        self._library = library
        self._held: dict[str, Raw] = {}

    def hold(self, raw: Raw, sha256: str) -> None:
        """Hold the bytes of an article that is being analysed, since the screen gives them up."""
        if self._library().remembers and len(raw.data) <= LARGEST:
            self._held[sha256] = raw

    def held(self, sha256: str) -> Raw | None:
        """The bytes of an article, where they are held."""
        return self._held.get(sha256)

    def let_go(self, sha256: str) -> None:
        """Hold the bytes of an article no longer, which is left before its analysis is done."""
        self._held.pop(sha256, None)

    def keep(self, reading: Reading) -> None:
        """Begin to keep `reading` once all of it is there and its bytes are held; returns at once."""
        if reading.is_cut:
            return  # they may be asked for again
        if reading.is_analysed and (raw := self._held.pop(reading.article.source.sha256, None)) is not None:
            threading.Thread(target=self._run, args=(reading, raw), name="keeping").start()

    def _run(self, reading: Reading, raw: Raw) -> None:
        from reader.keeping import keep_reading

        with contextlib.suppress(LibraryError):
            keep_reading(reading, raw, self._library())
