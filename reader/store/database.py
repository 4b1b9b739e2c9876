"""How the library's file is asked and changed: every question and every change of every room of it goes through here.

Text is kept as it is, lone surrogates too (of a file's name that is no UTF-8, say): the sqlite3 module refuses them,
SQLite itself does not.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from typing import TYPE_CHECKING, Any, TypeVar

from reader.errors import LibraryError
from reader.store import schema
from reader.store.opening import WAIT, file_at, in_one_sentence, is_busy
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from reader.store.opening import File
    from reader.store.standing import Standing

Fact = TypeVar("Fact")

_PAUSE = 0.01
"""Seconds after which a change that another program holds up is tried again."""


class Database:
    """One connection, for any thread, whose schema is the latest.

    Every method raises LibraryError where the file does not allow it. A change is on the disk when its block ends.

    Args:
        connection: The file's, in autocommit mode.
        path: Where the file is; None where it is in memory.
        file: Which file it is; None where it is not to be changed.
        standing: The same file, where it is read as one that nobody changes.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path | None,
        *,
        file: File | None = None,
        standing: Standing | None = None,
    ) -> None:
        self.path = path
        self._file = file
        self._standing = standing
        self._thread = threading.local()
        connection.text_factory = lambda data: data.decode("utf-8", "surrogatepass")
        self._connection = connection
        self._lock = threading.RLock()

    @property
    def name(self) -> str:
        """What to call it in a sentence."""
        return _("the library {path}").format(path=self.path) if self.path else _("the library")

    def facts(self, make: Callable[[tuple[Any, ...]], Fact], statement: str, *values: object) -> list[Fact]:
        """What `make` makes of each row; a row that it cannot make sense of is damage that SQLite does not see."""
        with self.alone() as connection:
            try:
                return [make(row) for row in connection.execute(statement, values)]
            except ValueError as error:
                raise schema.damaged(self.name) from error

    def fact(self, make: Callable[[tuple[Any, ...]], Fact], statement: str, *values: object) -> Fact | None:
        """What `make` makes of the first row; None where there is none."""
        found = self.facts(make, statement, *values)
        return found[0] if found else None

    @contextlib.contextmanager
    def hurried(self) -> Iterator[None]:
        """Within it this thread waits for no other program: a change ends at once in LibraryBusyError instead."""
        self._thread.is_hurried = True
        try:
            yield
        finally:
            self._thread.is_hurried = False

    @contextlib.contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is kept, or nothing.

        It begins as a writer: one that began as a reader fails at once when another program has written since.
        """
        with in_one_sentence(self.name):
            self._begin()
            try:
                self._check_place()
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise
            finally:
                self._lock.release()

    def _begin(self) -> None:
        """Take the lock and begin to write. Who waits for another program to do so keeps no other thread waiting."""
        end = time.monotonic() + (0 if getattr(self._thread, "is_hurried", False) else WAIT)
        while True:
            self._lock.acquire()
            try:
                self._connection.execute("PRAGMA busy_timeout = 0")
                try:
                    self._connection.execute("BEGIN IMMEDIATE")
                finally:
                    self._connection.execute(f"PRAGMA busy_timeout = {WAIT * 1000:.0f}")
            except BaseException as error:
                self._lock.release()
                if not isinstance(error, sqlite3.Error) or not is_busy(error) or time.monotonic() >= end:
                    raise
            else:
                return
            time.sleep(_PAUSE)

    def _check_place(self) -> None:
        """Make sure that who opens the library next finds what is changed: its path leads to our file still."""
        if self._file is not None and self.path is not None and file_at(self.path) != self._file:
            raise LibraryError(
                _("{name} was removed or replaced while it was open: start Reader again").format(name=self.name)
            )

    @contextlib.contextmanager
    def alone(self) -> Iterator[sqlite3.Connection]:
        """The connection outside a transaction, to ask, or for what SQLite does to a whole file (a copy, a check)."""
        with self._lock, in_one_sentence(self.name):
            try:
                yield self._connection
            except Exception:
                self._check()  # a file of which half is of before and half of now seems damaged, and is not
                raise
            self._check()

    def _check(self) -> None:
        if self._standing is not None:
            self._standing.check(self.name)

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
