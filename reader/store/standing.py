"""A library that may be read and not be changed: on a disk or in a folder that takes no writing, or another user's.

SQLite reads a file in WAL mode only where it may make its log beside it, or is told that nobody will change the file.
That is told where there is no log with anything in it; and since it could turn out to be wrong (whose library it is may
begin to write), every answer is given, and every fault told, only if the file is as it was when it was opened.
"""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

from reader.errors import LibraryError
from reader.store import schema
from reader.store.migrations import MIGRATIONS
from reader.tongue import _

if TYPE_CHECKING:
    from pathlib import Path


def may_be_changed(path: Path) -> bool:
    """Whether who runs this may change the file at `path`; also where there is none, since it can be tried."""
    if not path.is_file():
        return True
    as_effective = os.access in os.supports_effective_ids
    return all(os.access(each, os.W_OK, effective_ids=as_effective) for each in (path, path.parent))


class Standing:
    """A file that is read as one that nobody changes.

    Args:
        path: The library's.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._log = path.with_name(path.name + "-wal")
        self.has_log = self._size(self._log) > 0
        self._seen = self._looked_at()

    def check(self, name: str) -> None:
        """Make sure that what was read is what stands there.

        Args:
            name: What to call the library in a sentence.

        Raises:
            LibraryError: where the file was changed meanwhile.
        """
        if not self.has_log and self._looked_at() != self._seen:
            raise LibraryError(
                _("{name} was changed by another program while it was read: begin again").format(name=name)
            )

    def _looked_at(self) -> tuple[int, int, int]:
        status = self._path.stat()
        return status.st_mtime_ns, status.st_size, self._size(self._log)

    @staticmethod
    def _size(path: Path) -> int:
        try:
            return path.stat().st_size
        except OSError:
            return 0


def opened_to_read(path: Path, standing: Standing, name: str, wait: float, most: int) -> sqlite3.Connection:
    """A connection to the library at `path`, which is left as it is in every way.

    Args:
        path: The file.
        standing: The same file, as it was just before.
        name: What to call it in a sentence.
        wait: Seconds that a question waits for another program.
        most: Bytes of a library that is read for damage.

    Raises:
        LibraryError: where it is damaged, not of this program, or of an earlier or a later schema; or was changed.
        sqlite3.Error: where it cannot be read.
    """
    options = "mode=ro" if standing.has_log else "mode=ro&immutable=1"
    uri = f"{path.absolute().as_uri()}?{options}"
    connection = sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)
    try:
        schema.check_origin(connection, name)
        schema.check_health(connection, name, most)
        _check_schema(connection, name)
        for pragma in ("query_only = ON", "trusted_schema = OFF"):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException as error:
        connection.close()
        if isinstance(error, Exception):
            standing.check(name)  # it may seem damaged only since it was changed meanwhile
        raise
    return connection


def _check_schema(connection: sqlite3.Connection, name: str) -> None:
    if schema.version(connection) < len(MIGRATIONS):
        raise LibraryError(
            _("{name} was written by an earlier Reader, and may not be changed so that this one can read it").format(
                name=name
            )
        )
