"""The library itself: every question and every change is a method, and every failure one sentence."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from reader.errors import LibraryError, said_of
from reader.model import Correction
from reader.places import library_path
from reader.store import schema
from reader.store.database import Database, kept, know, written
from reader.store.opening import READ_WHOLE, WAIT, in_one_sentence, not_to_be_changed, opened
from reader.store.records import Opened, Position, now
from reader.store.rows import ANCHOR, POSITION, PUT_POSITION, anchor_of, anchor_row, position_of, position_row
from reader.store.standing import Standing, may_be_changed, opened_to_read
from reader.store.words import rewrite, wrong_indexes
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager
    from pathlib import Path
    from types import TracebackType

    from reader.store.browsing import Browsing
    from reader.store.feeds import Feeds
    from reader.store.highlights import Highlights
    from reader.store.naming import Names
    from reader.store.opening import File
    from reader.store.shelf import Shelf
    from reader.store.waiting import WaitingList
    from reader.store.whole import Whole

_AT_ONCE = 500
"""Hashes that one question asks for; SQLite's limit was 999 for long."""


class Library:
    """What is kept of a reader's dealings with articles. May be used by several threads, and by several programs.

    A method returns only when what it changed is on the disk. Every method raises LibraryError where the file does
    not allow it.
    """

    fault: str | None = None
    """Why what is kept here does not outlast the program, where it should."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path | None,
        *,
        file: File | None = None,
        standing: Standing | None = None,
    ) -> None:
        """Takes over `connection`, whose schema is the latest; `open` makes one."""
        self.path = path
        self._database = Database(connection, path, file=file, standing=standing)
        if standing is not None:
            self.fault = not_to_be_changed(self._database.name)

    @property
    def remembers(self) -> bool:
        """Whether anything outlasts the program."""
        return self.path is not None

    @cached_property
    def shelf(self) -> Shelf:
        """The articles that are kept whole."""
        from reader.store.shelf import Shelf

        return Shelf(self._database)

    @cached_property
    def browsing(self) -> Browsing:
        """The kept articles as a list shows them."""
        from reader.store.browsing import Browsing

        return Browsing(self._database)

    @cached_property
    def highlights(self) -> Highlights:
        """What was marked in articles."""
        from reader.store.highlights import Highlights

        return Highlights(self._database)

    @classmethod
    def open(cls, path: Path | None = None, wait: float = WAIT) -> Self:
        """The library at `path`, by default the user's own; it is made where there is none.

        One that may be read and not be changed is read, and has a `fault`. Opening it waits so many seconds for
        another program.

        Raises:
            LibraryError: where it cannot be read or made, is damaged, or was written by a newer Reader. The file is
                then as it was.
        """
        path = library_path() if path is None else path
        name = _("the library {path}").format(path=path)
        with in_one_sentence(name):
            if may_be_changed(path):
                connection, file = opened(path, name, wait)
                return cls(connection, path, file=file)
            standing = Standing(path)
            return cls(opened_to_read(path, standing, name, wait, READ_WHOLE), path, standing=standing)

    def hurried(self) -> AbstractContextManager[None]:
        """Within it this thread waits for no other program: a change ends at once in LibraryBusyError instead."""
        return self._database.hurried()

    def close(self) -> None:
        """Gives the file back; the library cannot be used any more."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Settings: what the program remembers by itself, unlike the configuration, which is the reader's

    def setting(self, key: str) -> str | None:
        """What was last kept under `key`, or None."""
        found = self._database.facts(lambda row: str(row[0]), "SELECT value FROM settings WHERE key = ?", key)
        return found[0] if found else None

    def save_setting(self, key: str, value: str) -> None:
        """Keeps `value` under `key`."""
        with self._database.changing() as connection:
            connection.execute(
                "INSERT INTO settings (key, value) VALUES (?, CAST(? AS TEXT))"
                " ON CONFLICT DO UPDATE SET value = excluded.value",
                (key, kept(value)),
            )

    # Articles

    def save_opened(self, opened: Opened) -> None:
        """Keeps that an article was opened; what was known of it before is replaced."""
        with self._database.changing() as connection:
            connection.execute(
                "INSERT INTO articles (sha256, location, title, language, opened_at)"
                " VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT), ?, ?)"
                " ON CONFLICT DO UPDATE SET location = excluded.location, title = excluded.title,"
                " language = excluded.language, opened_at = excluded.opened_at",
                (opened.sha256, kept(opened.location), kept(opened.title), opened.language, written(opened.opened_at)),
            )
            connection.execute(
                "UPDATE kept SET seen_at = ? WHERE sha256 = ?", (written(opened.opened_at), opened.sha256)
            )

    def opened(self, most: int = 50) -> tuple[Opened, ...]:
        """The articles that were opened last, the latest first."""
        statement = (
            "SELECT sha256, location, title, language, opened_at FROM articles WHERE opened_at <> ''"
            " ORDER BY opened_at DESC LIMIT ?"
        )
        return tuple(self._database.facts(_opened, statement, most))

    # Positions

    def position(self, sha256: str) -> Position | None:
        """Where the reader was in the article of that hash, or None."""
        statement = f"SELECT {POSITION} FROM positions WHERE sha256 = ?"
        return self._database.fact(position_of, statement, sha256)

    def save_position(self, sha256: str, position: Position) -> None:
        """Keeps where the reader is; the furthest share never goes back."""
        with self._database.changing() as connection:
            know(connection, sha256, written(position.saved_at))
            connection.execute(PUT_POSITION, position_row(sha256, position))

    def progress(self, hashes: Iterable[str]) -> dict[str, float]:
        """The furthest share read, 0 to 1, of those of the articles that were read at all."""
        wanted, found = list(dict.fromkeys(hashes)), dict[str, float]()
        for at in range(0, len(wanted), _AT_ONCE):
            some = wanted[at : at + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            statement = f"SELECT sha256, furthest FROM positions WHERE sha256 IN ({marks})"
            found.update(self._database.facts(lambda row: (row[0], row[1]), statement, *some))
        return found

    # Corrections

    def corrections(self, sha256: str) -> tuple[Correction, ...]:
        """What the reader overruled in the article of that hash, in the order in which it was."""
        statement = f"SELECT aspect, {ANCHOR}, value FROM corrections WHERE sha256 = ? ORDER BY id"
        return tuple(self._database.facts(_correction, statement, sha256))

    def add_correction(self, sha256: str, correction: Correction) -> None:
        """Keeps `correction`; an earlier one of the same aspect of the same span is replaced."""
        made_at = written(now())
        with self._database.changing() as connection:
            know(connection, sha256, made_at)
            connection.execute(
                f"INSERT INTO corrections (sha256, aspect, {ANCHOR}, value, made_at)"
                " VALUES (?, ?, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?)"
                " ON CONFLICT DO UPDATE SET quote = excluded.quote, before = excluded.before,"
                " after = excluded.after, value = excluded.value, made_at = excluded.made_at",
                (sha256, correction.aspect, *anchor_row(correction.anchor), kept(correction.value), made_at),
            )

    def remove_correction(self, sha256: str, correction: Correction) -> None:
        """Forgets the correction of that aspect of that span, where there is one."""
        span = correction.anchor.span
        with self._database.changing() as connection:
            connection.execute(
                'DELETE FROM corrections WHERE sha256 = ? AND aspect = ? AND start = ? AND "end" = ?',
                (sha256, correction.aspect, span.start, span.end),
            )

    @cached_property
    def feeds(self) -> Feeds:
        """The feeds that are followed."""
        from reader.store.feeds import Feeds

        return Feeds(self._database)

    @cached_property
    def waiting(self) -> WaitingList:
        """The articles that are known by their address alone."""
        from reader.store.waiting import WaitingList

        return WaitingList(self._database)

    @cached_property
    def names(self) -> Names:
        """Who and what is named in it, and who is quoted."""
        from reader.store.naming import Names

        return Names(self._database)

    @cached_property
    def whole(self) -> Whole:
        """Everything in it, as plain values."""
        from reader.store.whole import Whole

        return Whole(self._database)

    # The file as a whole

    def backup(self, path: Path) -> None:
        """Copies the library, as it is at this moment, to the file `path`, which is replaced."""
        with self._database.alone() as connection:
            try:
                schema.copy_to(connection, path)
            except (OSError, sqlite3.OperationalError) as error:  # of the copy: what can be asked can be read
                raise LibraryError(said_of(error)) from error

    def purge(self) -> int:
        """Forgets for good what was removed, and leaves none of its words in the file; gives how many articles."""
        count = self.shelf.purge(now())
        with self._database.alone() as connection:
            rewrite(connection)
        return count

    def check(self) -> tuple[str, ...]:
        """Reads the whole file, and gives what is wrong with it, a sentence each; nothing where all is well."""
        if self.remembers and self.fault is not None:  # an index tells what is wrong with it only to who may write
            with NoLibrary(like=self) as copy:
                return copy.check()
        with self._database.alone() as connection:
            found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)") if row != ("ok",)]
            found += [
                _("{table} has a row that belongs to nothing ({parent})").format(table=table, parent=parent)
                for table, _row, parent, _key in connection.execute("PRAGMA foreign_key_check").fetchmany(20)
            ]
            return (*found, *wrong_indexes(connection))


class NoLibrary(Library):
    """A library that forgets everything when it is closed, and never touches the disk."""

    def __init__(self, fault: str | None = None, like: Library | None = None) -> None:
        """Begins empty, or like the library `like`, in place of the one that `fault` keeps from being used.

        Raises:
            LibraryError: where `like` cannot be read.
        """
        self.fault = fault
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        for pragma in ("temp_store = MEMORY", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")
        if like is not None:
            with like._database.alone() as source:  # noqa: SLF001 - of the same class
                source.backup(connection)
        schema.migrate(connection, None)
        super().__init__(connection, None)

    @classmethod
    def open(cls, path: Path | None = None, wait: float = 0.0) -> Self:  # noqa: ARG003 - the same call opens either
        """A new one, whatever `path` is."""
        return cls()


def _correction(row: tuple[Any, ...]) -> Correction:
    return Correction(row[0], anchor_of(row[1:6]), row[6])


def _opened(row: tuple[Any, ...]) -> Opened:
    sha256, location, title, language, opened_at = row
    return Opened(sha256, location, title, language, datetime.fromisoformat(opened_at))
