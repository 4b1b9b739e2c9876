"""The feeds that a reader follows, and every entry that was ever seen in them: what a feed drops is not lost here."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from reader.model import Entry, Listing, ListingKind
from reader.store.database import kept, written
from reader.store.records import now

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from reader.store.database import Database


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that is followed.

    `url` is the address of the site that it belongs to, `folder` where its reader put it ("" for nowhere), `etag` and
    `last_modified` what its server called the state that was read last. `fault` says why the last look failed.
    """

    address: str
    title: str | None = None
    url: str | None = None
    folder: str = ""
    etag: str | None = None
    last_modified: str | None = None
    refreshed_at: datetime | None = None
    fault: str | None = None
    entries: int = 0
    unread: int = 0

    @property
    def name(self) -> str:
        """What to call it."""
        return self.title or self.address


@dataclass(frozen=True, slots=True)
class Seen:
    """An entry that was seen in a feed.

    `feed` is the feed's address and `name` what to call it; `kept` is the hash of the article that the library keeps
    of what the entry leads to, the latest version, where it keeps one.
    """

    entry: Entry
    feed: str
    name: str
    is_read: bool = False
    kept: str | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """A feed that is followed no longer, with all that was known of it, so that it can be had back."""

    feed: tuple[object, ...]
    entries: tuple[tuple[object, ...], ...]


_FEED = """
    SELECT address, title, url, folder, etag, last_modified, refreshed_at, fault,
        (SELECT count(*) FROM entries WHERE feed = feeds.id),
        (SELECT count(*) FROM entries WHERE feed = feeds.id AND read_at IS NULL)
    FROM feeds
"""
_ENTRY = "entry, entries.title, location, date, authors, site, entries.language, content, is_markup"
_TEXT = "CAST(? AS TEXT)"


class Feeds:
    """The followed feeds of a library.

    Every method raises LibraryError where the file does not allow it.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, address: str, title: str | None = None, folder: str = "") -> bool:
        """Follows the feed at `address`; whether it was not followed before. Its entries come with a first look."""
        with self._database.changing() as connection:
            done = connection.execute(
                f"INSERT INTO feeds (address, title, folder, added_at) VALUES ({_TEXT}, {_TEXT}, {_TEXT}, ?)"
                " ON CONFLICT DO NOTHING",
                (kept(address), kept(title), kept(folder), written(now())),
            )
            return done.rowcount > 0

    def remove(self, address: str) -> bool:
        """Follows the feed no longer, and forgets its entries; whether it was followed. Kept articles stay."""
        with self._database.changing() as connection:
            return connection.execute(f"DELETE FROM feeds WHERE address = {_TEXT}", (kept(address),)).rowcount > 0

    def drop(self, address: str) -> Dropped | None:
        """Follows the feed no longer, and gives what was known of it; None where it was not followed."""
        with self._database.changing() as connection:
            row = connection.execute(f"SELECT * FROM feeds WHERE address = {_TEXT}", (kept(address),)).fetchone()
            if row is None:
                return None
            entries = connection.execute("SELECT * FROM entries WHERE feed = ? ORDER BY id", (row[0],)).fetchall()
            connection.execute("DELETE FROM feeds WHERE id = ?", (row[0],))
        return Dropped(row, tuple(entries))

    def put_back(self, dropped: Dropped) -> None:
        """Follows a feed again that was dropped, with its entries, their order, and whether each was read."""
        with self._database.changing() as connection:
            number = _put_row(connection, "feeds", dropped.feed)
            for entry in dropped.entries if number else ():
                _put_row(connection, "entries", (entry[0], number, *entry[2:]))

    def all(self) -> tuple[Feed, ...]:
        """The feeds, by folder and name."""
        return tuple(self._database.facts(_feed, f"{_FEED} ORDER BY folder, coalesce(title, address) COLLATE NOCASE"))

    def feed(self, address: str) -> Feed | None:
        """The feed at `address`; None where it is not followed."""
        return self._database.fact(_feed, f"{_FEED} WHERE address = {_TEXT}", kept(address))

    def take(self, address: str, found: Listing, etag: str | None, last_modified: str | None) -> int:
        """Keeps what was found at a feed's address; gives how many entries are new.

        An entry that was seen before keeps its place and whether it was read; what it says now replaces what it said.
        """
        at = written(now())
        with self._database.changing() as connection:
            row = connection.execute(
                f"UPDATE feeds SET title = coalesce({_TEXT}, title), url = {_TEXT}, language = ?, etag = ?,"
                f" last_modified = ?, refreshed_at = ?, fault = NULL WHERE address = {_TEXT} RETURNING id",
                (kept(found.title), kept(found.url), found.language, etag, last_modified, at, kept(address)),
            ).fetchone()
            if row is None:
                return 0
            before = _count(connection, row[0])
            # A feed has its latest entry first: turned round, the latest of all has the highest number.
            for entry in reversed(found.entries):
                _put(connection, row[0], entry, at)
            return _count(connection, row[0]) - before

    def looked(self, address: str, fault: str | None = None) -> None:
        """Keeps that a feed was looked at, and nothing new came of it, or why nothing could."""
        with self._database.changing() as connection:
            connection.execute(
                f"UPDATE feeds SET refreshed_at = ?, fault = {_TEXT} WHERE address = {_TEXT}",
                (written(now()), kept(fault), kept(address)),
            )

    def listing(self, address: str, most: int, *, unread: bool = False) -> Listing:
        """The entries of a feed that were ever seen, the latest first."""
        feed = self.feed(address)
        where = " AND read_at IS NULL" if unread else ""
        entries = self._database.facts(
            _entry,
            f"SELECT {_ENTRY}"
            f" FROM entries JOIN feeds ON feeds.id = feed WHERE address = {_TEXT}{where}"
            " ORDER BY entries.id DESC LIMIT ?",
            kept(address),
            most,
        )
        return Listing(
            ListingKind.FEED, tuple(entries), feed.title if feed else None, address, feed.url if feed else None
        )

    def seen(self, address: str | None, most: int, *, unread: bool = False) -> tuple[Seen, ...]:
        """The entries of a feed, or of all feeds, that were ever seen, the latest first."""
        where = [
            *([f"feeds.address = {_TEXT}"] if address is not None else []),
            *(["read_at IS NULL"] if unread else []),
        ]
        statement = (
            f"SELECT {_ENTRY}, feeds.address, coalesce(feeds.title, feeds.address), read_at,"
            " (SELECT sha256 FROM kept WHERE kept.address = entries.location AND removed_at IS NULL"
            "  ORDER BY kept_at DESC LIMIT 1)"
            f" FROM entries JOIN feeds ON feeds.id = feed WHERE {' AND '.join(where) or 'TRUE'}"
            " ORDER BY entries.id DESC LIMIT ?"
        )
        given = [kept(address)] if address is not None else []

        def make(row: Sequence[Any]) -> Seen:
            *entry, feed, name, read_at, sha256 = row
            return Seen(_entry(entry), feed, name, read_at is not None, sha256)

        return tuple(self._database.facts(make, statement, *given, most))

    def mark_read(self, address: str, entries: Sequence[str], *, read: bool = True) -> None:
        """Keeps that these entries were read, or were not."""
        with self._database.changing() as connection:
            connection.executemany(
                f"UPDATE entries SET read_at = ? WHERE entry = {_TEXT}"
                f" AND feed = (SELECT id FROM feeds WHERE address = {_TEXT})",
                [(written(now()) if read else None, kept(entry), kept(address)) for entry in entries],
            )


def _count(connection: sqlite3.Connection, feed: int) -> int:
    return int(connection.execute("SELECT count(*) FROM entries WHERE feed = ?", (feed,)).fetchone()[0])


def _put_row(connection: sqlite3.Connection, table: str, row: Sequence[object]) -> int | None:
    """Put a whole row back, under its own number where that is still free; its number, or None where it is there."""
    taken = connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (row[0],)).fetchone()
    values = [None if taken else row[0], *row[1:]]
    marks = ", ".join(_TEXT if isinstance(value, str) else "?" for value in values)
    given = [kept(value) if isinstance(value, str) else value for value in values]
    done = connection.execute(f"INSERT INTO {table} VALUES ({marks}) ON CONFLICT DO NOTHING", given)
    return done.lastrowid if done.rowcount else None


def _put(connection: sqlite3.Connection, feed: int, entry: Entry, at: str) -> None:
    connection.execute(
        "INSERT INTO entries (feed, entry, title, location, date, authors, site, language, content, is_markup, seen_at)"
        f" VALUES (?, {_TEXT}, {_TEXT}, {_TEXT}, ?, {_TEXT}, {_TEXT}, ?, {_TEXT}, ?, ?)"
        " ON CONFLICT (feed, entry) DO UPDATE SET title = excluded.title, location = excluded.location,"
        " date = excluded.date, authors = excluded.authors, site = excluded.site, language = excluded.language,"
        " content = coalesce(excluded.content, content), is_markup = excluded.is_markup",
        (
            feed,
            kept(entry.id),
            kept(entry.title),
            kept(entry.location),
            entry.date,
            kept(json.dumps(entry.authors, ensure_ascii=False)),
            kept(entry.site),
            entry.language,
            kept(entry.content),
            entry.is_markup,
            at,
        ),
    )


def _feed(row: Sequence[Any]) -> Feed:
    address, title, url, folder, etag, last_modified, refreshed_at, fault, entries, unread = row
    when = datetime.fromisoformat(refreshed_at) if refreshed_at else None
    return Feed(address, title, url, folder, etag, last_modified, when, fault, entries, unread)


def _entry(row: Sequence[Any]) -> Entry:
    entry, title, location, date, authors, site, language, content, is_markup = row
    return Entry(
        entry, title, location, date, tuple(json.loads(authors)), site, language, content, is_markup=bool(is_markup)
    )
