"""How the library's file is asked and changed: every question and every change of every room of it goes through here.

Text is kept as it is, lone surrogates too (of a file's name that is no UTF-8, say): the sqlite3 module refuses them,
SQLite itself does not.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from typing import TYPE_CHECKING, Any, TypeVar

from reader.store import schema
from reader.store.opening import in_one_sentence
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

Fact = TypeVar("Fact")


class Database:
    """One connection, for any thread, whose schema is the latest.

    Every method raises LibraryError where the file does not allow it. A change is on the disk when its block ends.

    Args:
        connection: The file's, in autocommit mode.
        path: The file; None where it is in memory.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path | None) -> None:
        self.path = path
        connection.text_factory = lambda data: data.decode("utf-8", "surrogatepass")
        self._connection = connection
        self._lock = threading.RLock()

    @property
    def name(self) -> str:
        """What to call it in a sentence."""
        return _("the library {path}").format(path=self.path) if self.path else _("the library")

    def facts(self, make: Callable[[tuple[Any, ...]], Fact], statement: str, *values: object) -> list[Fact]:
        """What `make` makes of each row; a row that it cannot make sense of is damage that SQLite does not see."""
        with self._lock, in_one_sentence(self.name):
            try:
                return [make(row) for row in self._connection.execute(statement, values)]
            except ValueError as error:
                raise schema.damaged(self.name) from error

    def fact(self, make: Callable[[tuple[Any, ...]], Fact], statement: str, *values: object) -> Fact | None:
        """What `make` makes of the first row; None where there is none."""
        found = self.facts(make, statement, *values)
        return found[0] if found else None

    @contextlib.contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is kept, or nothing.

        It begins as a writer: one that began as a reader fails at once when another program has written since.
        """
        with self._lock, in_one_sentence(self.name):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def alone(self) -> Iterator[sqlite3.Connection]:
        """The connection outside a transaction, for what SQLite does to a whole file (a copy, a check)."""
        with self._lock, in_one_sentence(self.name):
            yield self._connection

    def close(self) -> None:
        """Gives the file back; the database cannot be used any more."""
        with self._lock, contextlib.suppress(sqlite3.Error):
            self._connection.close()


def know(connection: sqlite3.Connection, sha256: str, at: str) -> None:
    """Makes sure that the article has a row of its own, which others refer to."""
    connection.execute("INSERT INTO articles (sha256, opened_at) VALUES (?, ?) ON CONFLICT DO NOTHING", (sha256, at))


def written(time: datetime) -> str:
    """A time as the library keeps it: ISO 8601, so that times sort."""
    return time.isoformat(timespec="microseconds")


def kept(text: str | None) -> bytes | None:
    """`text` as bytes, for `CAST(? AS TEXT)`."""
    return None if text is None else text.encode("utf-8", "surrogatepass")
