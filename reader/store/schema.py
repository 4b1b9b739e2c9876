"""The library's tables, and how a file of any earlier schema gets there without a reader losing anything.

A file's schema is its `user_version`. Each migration is one transaction, begun as a writer so that of two programs
that start at once only one migrates; before it the file is copied beside itself. A published migration is never
changed: what must change is a new one.
"""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING

from reader.errors import LibraryError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

APPLICATION = 0x52656164
""""Read": the `application_id` by which a file is known to be a library."""

_FIRST = (
    f"PRAGMA application_id = {APPLICATION}",
    """
    CREATE TABLE settings (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE articles (
        sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
        location TEXT,
        title TEXT,
        language TEXT,
        opened_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX articles_by_time ON articles (opened_at)",
    """
    CREATE TABLE positions (
        sha256 TEXT PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
        start INTEGER NOT NULL CHECK (start >= 0),
        "end" INTEGER NOT NULL CHECK ("end" >= start),
        quote TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        furthest REAL NOT NULL CHECK (furthest BETWEEN 0 AND 1),
        saved_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE corrections (
        id INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
        aspect TEXT NOT NULL,
        start INTEGER NOT NULL CHECK (start >= 0),
        "end" INTEGER NOT NULL CHECK ("end" >= start),
        quote TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        value TEXT NOT NULL,
        made_at TEXT NOT NULL,
        UNIQUE (sha256, aspect, start, "end")
    ) STRICT
    """,
)

MIGRATIONS: Sequence[Sequence[str]] = (_FIRST,)
"""The statements that lead from schema n to n + 1. Times are ISO 8601 in UTC, so that they sort."""


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
    found = version(connection)
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application not in (0, APPLICATION):
        raise LibraryError(f"{name} is another program's database: move it away, or read with --no-library")
    if found > len(migrations):
        raise LibraryError(
            f"{name} was written by a newer Reader (schema {found}, this one knows {len(migrations)}): "
            "update Reader, or read with --no-library"
        )


def check_health(connection: sqlite3.Connection, name: str) -> None:
    """Reads the whole file for damage, which opening it does not show.

    Raises:
        LibraryError: where there is any.
        sqlite3.Error: where it cannot be read.
    """
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise damaged(name)


def damaged(name: str) -> LibraryError:
    """The error of a file that SQLite cannot make sense of."""
    return LibraryError(
        f"{name} is damaged and was left as it is: move it away to begin a new one, or read with --no-library"
    )


def migrate(
    connection: sqlite3.Connection, path: Path | None, migrations: Sequence[Sequence[str]] = MIGRATIONS
) -> list[Path]:
    """Brings the file to the latest schema, a transaction each, and returns the copies made before them.

    Args:
        connection: The file's, in autocommit mode.
        path: The file; None where it is in memory, and nothing has to be copied.
        migrations: All of them, the first for a file without any table.

    Raises:
        sqlite3.Error: where a migration failed; the file is then as before it.
    """
    copies: list[Path] = []
    while version(connection) < len(migrations):
        connection.execute("BEGIN IMMEDIATE")
        try:
            done = version(connection)
            if done < len(migrations):
                if path is not None and connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
                    copies.append(_copy(path, done))
                for statement in migrations[done]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {done + 1}")
            connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise
    return copies


def _copy(path: Path, done: int) -> Path:
    """A copy of the library as it is, beside it; a half-made one never has its name."""
    copy = path.with_name(f"{path.name}.schema-{done}.bak")
    new = copy.with_name(copy.name + ".new")
    new.unlink(missing_ok=True)
    new.touch(0o600)
    try:
        with (
            contextlib.closing(sqlite3.connect(path, timeout=5)) as source,
            contextlib.closing(sqlite3.connect(new, timeout=5)) as target,
        ):
            source.backup(target)
        new.replace(copy)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    return copy
