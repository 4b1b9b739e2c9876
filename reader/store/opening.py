"""How the library's file is opened: what is not ours is refused before it is touched, and what fails is told.

Every failure of the file system or of SQLite becomes one sentence that names the library.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from typing import TYPE_CHECKING

from reader.errors import DamagedLibraryError, LibraryBusyError, LibraryError, said_of
from reader.store import schema
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

File = tuple[int, int]
"""What tells a file from every other one that there is: its disk, and its number on it."""

WAIT = 5.0
"""Seconds that a change waits for another program's."""

AT_START = 0.5
"""Seconds that an article's first screen waits for a library that another program holds: it does without it then."""

READ_WHOLE = 4 << 20
"""Bytes of a library that is read for damage whenever it is opened: some milliseconds' worth."""

_OLDEST = (3, 37, 0)
"""The SQLite that brought STRICT tables."""


def opened(path: Path, name: str, wait: float = WAIT) -> tuple[sqlite3.Connection, File | None]:
    """A connection to the library at `path`, which is made or brought to the latest schema where that is needed.

    With it comes which file it is to: another may take its place at any moment.

    Args:
        path: The file.
        name: What to call it in a sentence.
        wait: Seconds that opening it waits for another program.

    Raises:
        LibraryError: where it cannot be read or made, is damaged, or is not of this program. The file is as it was.
    """
    if sqlite3.sqlite_version_info < _OLDEST:
        raise LibraryError(
            _("{name} needs SQLite 3.37, and this Python has {version}").format(
                name=name, version=sqlite3.sqlite_version
            )
        )
    with in_one_sentence(name):
        _ready(path, name, wait)
        connection, file = _connected_to_one(path, wait)
        try:
            schema.check_origin(connection, name)
            schema.check_health(connection, name, READ_WHOLE)
            _log_changes(connection, wait)
            waits = f"busy_timeout = {WAIT * 1000:.0f}"
            for pragma in ("synchronous = FULL", "foreign_keys = ON", "trusted_schema = OFF", waits):
                connection.execute(f"PRAGMA {pragma}")
            schema.migrate(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection, file


def file_at(path: Path) -> File | None:
    """Which file there is at `path`; None where there is none. Where the system numbers no files all are the same."""
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return status.st_dev, status.st_ino


def _connected_to_one(path: Path, wait: float) -> tuple[sqlite3.Connection, File | None]:
    """A connection, and which file it is to."""
    file, connection = file_at(path), connected(path, wait)
    if file_at(path) != file:  # put there just now; or copied by a disk of layers, since it may be written to
        connection.close()
        file, connection = file_at(path), connected(path, wait)
    return connection, file


def _ready(path: Path, name: str, wait: float) -> None:
    """Makes an empty private file where there is none; refuses a newer or foreign one before it is touched."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        with contextlib.suppress(sqlite3.OperationalError):  # a change that was cut off is undone by who may write
            # Whoever opens a file with a log, and closes it, moves the log into it: that is undone by nobody.
            look(path, name, READ_WHOLE if _log_of(path).exists() else 0, wait)


def look(path: Path, name: str, most: int = 0, wait: float = WAIT) -> None:
    """Look at the file at `path`, and touch nothing.

    Args:
        path: What is there.
        name: What to call it in a sentence.
        most: Bytes of a library that is read for damage.
        wait: Seconds that this waits for another program.

    Raises:
        LibraryError: where it is no file, another program's, of a newer Reader, or damaged as far as was looked.
        sqlite3.Error: where it cannot be read.
    """
    if not path.is_file():  # from a named pipe one would read for ever
        raise _unusable(name, _("it is no file"))
    # Any connection that may write moves what is left in the log into the file when it is closed. One that only
    # reads makes a log where there is none, unless it is told that nothing will change.
    log = _log_of(path)
    if not log.exists():
        _look(path, name, _ALONE, most, wait)
        return
    try:
        _look(path, name, "mode=ro", most, wait)
    except (DamagedLibraryError, sqlite3.DatabaseError) as error:
        if isinstance(error, sqlite3.OperationalError) or not _is_sound_alone(path, name, wait):
            raise
        raise DamagedLibraryError(
            _("{name} is sound, but the log beside it is of another file: move {log} away and begin again").format(
                name=name, log=log.name
            )
        ) from error


_ALONE = "mode=ro&immutable=1"
"""How SQLite is told to read a file without its log, and to make none."""


def _log_of(path: Path) -> Path:
    """Where SQLite keeps what was changed in the file at `path` and is not in it yet."""
    return path.with_name(path.name + "-wal")


def _look(path: Path, name: str, options: str, most: int | None, wait: float) -> None:
    uri = f"{path.absolute().as_uri()}?{options}"
    with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=wait)) as file:
        schema.check_origin(file, name)
        schema.check_health(file, name, most)


def _is_sound_alone(path: Path, name: str, wait: float) -> bool:
    """Whether all of the file is sound without its log, whose parts have sums: only another file's would spoil it."""
    try:
        _look(path, name, _ALONE, None, wait)
    except (LibraryError, sqlite3.Error):
        return False
    return True


def connected(path: Path, wait: float = WAIT) -> sqlite3.Connection:
    """A connection without Python's own idea of transactions, for any thread."""
    return sqlite3.connect(path, timeout=wait, isolation_level=None, check_same_thread=False)


def _log_changes(connection: sqlite3.Connection, wait: float) -> None:
    """Puts the file into WAL mode, in which readers and a writer do not wait for each other.

    Of two programs that do so to a new file at once SQLite turns one away without waiting, so the waiting is here.
    """
    end = time.monotonic() + wait
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() > end:
                raise
            time.sleep(0.01)
        else:
            return


@contextlib.contextmanager
def in_one_sentence(name: str) -> Iterator[None]:
    """Whatever the file system or SQLite say, as a LibraryError that names the library."""
    try:
        yield
    except OSError as error:
        raise _unusable(name, said_of(error)) from error
    except sqlite3.OperationalError as error:
        raise _refusal(name, error) from error
    except sqlite3.ProgrammingError as error:
        raise LibraryError(_("{name} was closed already").format(name=name)) from error
    except sqlite3.IntegrityError as error:
        raise LibraryError(_("{name} does not take this ({why})").format(name=name, why=error)) from error
    except sqlite3.DatabaseError as error:
        raise schema.damaged(name) from error


def is_busy(error: sqlite3.Error) -> bool:
    """Whether SQLite said no because another connection is at work, and would say yes a moment later."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _refusal(name: str, error: sqlite3.OperationalError) -> LibraryError:
    if is_busy(error):
        return LibraryBusyError(
            _("{name} is being changed by another program: try again when that is done").format(name=name)
        )
    if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_READONLY:
        return LibraryError(not_to_be_changed(name))
    return _unusable(name, str(error))


def not_to_be_changed(name: str) -> str:
    """What to say of a library that is read all the same."""
    return _("{name} may be read, and not be changed").format(name=name)


def _unusable(name: str, why: str) -> LibraryError:
    return LibraryError(
        _("{name} cannot be used ({why}): mend that, or name another folder in READER_HOME").format(name=name, why=why)
    )
