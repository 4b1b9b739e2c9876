"""How a library's file of any earlier schema gets to the latest without a reader losing anything.

A file's schema is its `user_version`. Each migration (`migrations.py`) is one transaction, begun as a writer so that
of two programs that start at once only one migrates; before the first the file is copied beside itself.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import DamagedLibraryError, LibraryError
from reader.store.migrations import APPLICATION, MIGRATIONS
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Sequence


def version(connection: sqlite3.Connection) -> int:
    """The schema of the file behind `connection`."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_origin(connection: sqlite3.Connection, name: str, migrations: Sequence[Sequence[str]] = MIGRATIONS) -> None:
    """Reads whose file this is and of which schema.

    Args:
        connection: The file's.
        name: What to call it in a sentence.
        migrations: All that are known.

    Raises:
        LibraryError: where it is another program's, or newer than this one.
        sqlite3.Error: where it cannot be read.
    """
    # Read as of one moment: another program may be making this very library, and between two of its states it would
    # seem to hold tables that nobody signed.
    connection.execute("BEGIN")
    try:
        found = version(connection)
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        holds_anything = connection.execute("SELECT EXISTS (SELECT 1 FROM sqlite_schema)").fetchone()[0]
    finally:
        connection.rollback()
    if application != APPLICATION and (application or found or holds_anything):
        raise LibraryError(
            _("{name} is another program's database: move it away, or name another folder in READER_HOME").format(
                name=name
            )
        )
    if found > len(migrations):
        raise LibraryError(
            _(
                "{name} was written by a newer Reader (schema {found}, this one knows {known}): "
                "update Reader, or name another folder in READER_HOME"
            ).format(name=name, found=found, known=len(migrations))
        )


def check_health(connection: sqlite3.Connection, name: str, most: int | None = None) -> None:
    """Reads the whole file for damage, which opening it does not show.

    Args:
        connection: The file's.
        name: What to call it in a sentence.
        most: Bytes beyond which the file is not read: there `reader library check` does it.

    Raises:
        DamagedLibraryError: where there is any.
        sqlite3.Error: where it cannot be read.
    """
    pages, size = (connection.execute(f"PRAGMA {each}").fetchone()[0] for each in ("page_count", "page_size"))
    if most is not None and pages * size > most:
        return
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise damaged(name)


def damaged(name: str) -> DamagedLibraryError:
    """The error of a file that SQLite cannot make sense of."""
    return DamagedLibraryError(
        _("{name} is damaged and was left as it is: move it away to begin a new one").format(name=name)
    )


def migrate(
    connection: sqlite3.Connection, path: Path | None, migrations: Sequence[Sequence[str]] = MIGRATIONS
) -> Path | None:
    """Brings the file to the latest schema, a transaction each, and returns the copy made before the first.

    Args:
        connection: The file's, in autocommit mode.
        path: The file; None where it is in memory, and nothing has to be copied.
        migrations: All of them, the first for a file without any table.

    Returns:
        The path of the copy; None where the file was empty, or of the latest schema already.

    Raises:
        sqlite3.Error: where a migration failed; the file is then as before it.
    """
    copy: Path | None = None
    is_untouched = True
    while version(connection) < len(migrations):
        connection.execute("BEGIN IMMEDIATE")
        try:
            done = version(connection)
            if done < len(migrations):
                holds_anything = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
                if path is not None and is_untouched and holds_anything:
                    copy = _copy(path, done)
                is_untouched = False
                for statement in migrations[done]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {done + 1}")
            connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise
    return copy


def _copy(path: Path, done: int) -> Path:
    """A copy of the library as it is, beside it."""
    copy = path.with_name(f"{path.name}.schema-{done}.bak")
    with contextlib.closing(sqlite3.connect(path, timeout=5)) as source:
        copy_to(source, copy)
    return copy


def copy_to(source: sqlite3.Connection, copy: Path) -> None:
    """Writes the database behind `source` to the file `copy`; a half-made one never has its name.

    Of several programs that write to it at once each writes a file of its own; the last one done stays.

    Raises:
        OSError: where the file cannot be written.
        sqlite3.Error: where the database cannot be read.
    """
    from tempfile import mkstemp

    file, name = mkstemp(".new", f"{copy.name[:60]}.", copy.parent)
    os.close(file)
    new = Path(name)
    try:
        with contextlib.closing(sqlite3.connect(new, timeout=5)) as target:
            source.backup(target)
        new.replace(copy)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
