"""All that the library knows, as plain values to be written to files, and put back from them with nothing lost.

What is put back came from files that anybody may have written: every value is looked at before it gets to the tables.
"""

from __future__ import annotations

import json
import re
import sqlite3
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from reader.store.database import kept, know
from reader.store.words import learn
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reader.store.database import Database

Row = dict[str, Any]

_ANCHOR = ("start", "end", "quote", "before", "after")

OF_ARTICLES: Mapping[str, tuple[str, ...]] = {
    "articles": ("location", "title", "language", "opened_at"),
    "kept": (
        *("address", "media_type", "title", "authors", "site", "date", "url", "language", "day", "kept_at"),
        *("seen_at", "analysed_by", "archived_at", "removed_at"),
    ),
    "positions": (*_ANCHOR, "furthest", "saved_at"),
    "corrections": ("aspect", *_ANCHOR, "value", "made_at"),
    "highlights": (*_ANCHOR, "note", "made_at"),
    "tags": ("tag",),
    "aliases": ("address",),
}
"""Of each table that knows of articles, the columns beside the article's hash; texts and findings are files."""

OF_ALL: Mapping[str, tuple[str, ...]] = {
    "settings": ("key", "value"),
    "waiting": (
        *("address", "title", "authors", "site", "date", "language", "tags", "passages", "furthest", "archived"),
        *("saved_at", "tried_at", "fault"),
    ),
    "feeds": (
        *("address", "title", "url", "folder", "language", "etag", "last_modified", "added_at", "refreshed_at"),
        "fault",
    ),
}
"""The tables that know of no article."""

ENTRIES = (
    "entry",
    "title",
    "location",
    "date",
    "authors",
    "site",
    "language",
    "content",
    "is_markup",
    "seen_at",
    "read_at",
)
"""Columns of a feed's entry."""

_UPDATED = ("articles", "kept")
"""Of what an article has one row of from the moment that it is kept."""

_LISTS = frozenset({"authors", "tags", "passages"})
_HASH = re.compile("[0-9a-f]{64}")
_MOST = 2**53
"""Beyond it a JSON number is no longer exact."""


class Whole:
    """Everything in a library.

    Every method raises LibraryError where the file does not allow it.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def hashes(self) -> list[tuple[str, bool]]:
        """The hash of every article that anything is known of, and whether it is kept whole; the first kept first."""
        statement = (
            "SELECT articles.sha256, kept.id IS NOT NULL FROM articles LEFT JOIN kept USING (sha256)"
            " ORDER BY kept.id IS NULL, kept.kept_at, articles.sha256"
        )
        return self._database.facts(lambda row: (str(row[0]), bool(row[1])), statement)

    def about(self, sha256: str) -> dict[str, list[Row]]:
        """All that is known of an article beside its words and what was found in them, table by table."""
        found = {
            table: self._rows(table, columns, "WHERE sha256 = ? ORDER BY rowid", sha256)
            if table in ("kept", "corrections", "highlights")
            else self._rows(table, columns, f"WHERE sha256 = ? ORDER BY {_quoted(columns[:1])}", sha256)
            for table, columns in OF_ARTICLES.items()
        }
        return {table: rows for table, rows in found.items() if rows}

    def rest(self) -> dict[str, list[Row]]:
        """All that is known of no article: settings, what waits, feeds with their entries."""
        found = {table: self._rows(table, columns, f"ORDER BY {columns[0]}") for table, columns in OF_ALL.items()}
        for feed in found["feeds"]:
            which = "WHERE feed = (SELECT id FROM feeds WHERE address = CAST(? AS TEXT)) ORDER BY id"
            feed["entries"] = self._rows("entries", ENTRIES, which, kept(feed["address"]))
        return found

    def _rows(self, table: str, columns: Sequence[str], which: str, *values: object) -> list[Row]:
        statement = f"SELECT {_quoted(columns)} FROM {table} {which}"
        return self._database.facts(lambda row: dict(zip(columns, row, strict=True)), statement, *values)

    def put(self, sha256: str, about: Mapping[str, Any], *, is_new: bool) -> bool:
        """Puts back what was known of an article; whether anything is new. What the library knows already stands.

        Args:
            sha256: The article's hash; where it is kept whole, that has been done.
            about: What `about` gave.
            is_new: Whether nothing was known of it before, so that its dates and its state are put back too.

        Raises:
            ValueError: where a value is none that can be there.
        """
        if not _HASH.fullmatch(sha256):
            raise ValueError(_("{value} is no hash").format(value=sha256[:80]))
        rows = {
            table: [_checked(row, columns) for row in _list(about, table)] for table, columns in OF_ARTICLES.items()
        }
        with self._database.changing() as connection:
            know(connection, sha256, "")
            added = 0
            for table, found in rows.items():
                for row in found:
                    if table not in _UPDATED:
                        added += _insert(connection, table, {"sha256": sha256, **row})
                    elif is_new:
                        names = ", ".join(f"{_quoted([name])} = {_place(value)}" for name, value in row.items())
                        values = [*map(_value, row.values()), sha256]
                        _change(connection, f"UPDATE {table} SET {names} WHERE sha256 = ?", values)
            return bool(added)

    def put_rest(self, rest: Mapping[str, Any]) -> int:
        """Puts back what is known of no article, and gives how much of it is new; what is known already stands.

        Raises:
            ValueError: where a value is none that can be there.
        """
        added = 0
        with self._database.changing() as connection:
            for table, columns in OF_ALL.items():
                for row in _list(rest, table):
                    added += _insert(connection, table, _checked(row, columns))
                    entries = [_checked(each, ENTRIES) for each in _list(row, "entries")] if table == "feeds" else []
                    for entry in entries:
                        (feed,) = connection.execute(
                            "SELECT id FROM feeds WHERE address = CAST(? AS TEXT)", (kept(row["address"]),)
                        ).fetchone()
                        added += _insert(connection, "entries", {"feed": feed, **entry})
        return added


def _insert(connection: sqlite3.Connection, table: str, row: Row) -> int:
    """Put a row in, where there is none in its place; whether there was none."""
    values = list(map(_value, row.values()))
    statement = f"INSERT INTO {table} ({_quoted(row)}) VALUES ({', '.join(map(_place, row.values()))})"
    added = _change(connection, f"{statement} ON CONFLICT DO NOTHING", values)
    if added and table == "highlights":
        learn(connection, "highlights", "id = last_insert_rowid()")
    return max(added, 0)


def _change(connection: sqlite3.Connection, statement: str, values: Sequence[object]) -> int:
    """Run a statement, and give how many rows it changed.

    Raises:
        ValueError: where the table does not take the values.
    """
    try:
        return connection.execute(statement, values).rowcount
    except sqlite3.IntegrityError as error:
        raise ValueError(str(error)) from error


def _quoted(columns: Iterable[str]) -> str:
    """Names of columns as SQL has them; `end` is a word of its own."""
    return ", ".join(f'"{column}"' for column in columns)


def _place(value: object) -> str:
    return "CAST(? AS TEXT)" if isinstance(value, str) else "?"


def _value(value: object) -> object:
    return kept(value) if isinstance(value, str) else value


def _list(found: Mapping[str, Any], name: str) -> Iterator[Any]:
    rows = found.get(name, [])
    if not isinstance(rows, list):
        raise ValueError(_("{name} is no list").format(name=name))  # noqa: TRY004 - a value of a file, not of a caller
    yield from rows


def _checked(row: Any, columns: Sequence[str]) -> Row:
    """The values of `columns` in a row that anybody may have written.

    Raises:
        ValueError: where one is missing, or none that can be there.
    """
    if not isinstance(row, dict) or not row.keys() >= set(columns):
        raise ValueError(_("it has not all of {names}").format(names=", ".join(columns)))
    found = {column: row[column] for column in columns}
    for name, value in found.items():
        if isinstance(value, str):
            _check_text(name, value)
        elif value is not None and (not isinstance(value, (int, float)) or not -_MOST < value < _MOST):
            raise ValueError(_("{name} has a value that it cannot have").format(name=name))
    return found


def _check_text(name: str, value: str) -> None:
    """Raise ValueError where a text says what cannot be read back."""
    if name.endswith("_at") and value and datetime.fromisoformat(value).tzinfo is None:
        raise ValueError(_("{name} is a time without its zone").format(name=name))
    if name == "day":
        date.fromisoformat(value)
    if name in _LISTS and not _is_list(json.loads(value), of_lists=name == "passages"):
        raise ValueError(_("{name} is no list of texts").format(name=name))


def _is_list(found: object, *, of_lists: bool) -> bool:
    """Whether `found` is a list of texts, or of passages: their words, a note and a time."""
    if not isinstance(found, list):
        return False
    if of_lists:
        return all(isinstance(each, list) and len(each) == 3 and _is_list(each, of_lists=False) for each in found)
    return all(isinstance(each, str) for each in found)
