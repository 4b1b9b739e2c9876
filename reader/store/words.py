"""Keeps the indexes of words true: a row is learnt after it was written, and forgotten before it goes.

An index has no text of its own and must be told the very words that it learnt, so the row has to be there still.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Mapping

INDEXED: Mapping[str, str] = {
    "texts": "title, body",
    "quotations": "words, speaker",
    "entities": "forms",
    "highlights": "quote, note",
}
"""Each table that has an index, and the columns that are in it."""


def learn(connection: sqlite3.Connection, table: str, which: str, *values: object) -> None:
    """Put the rows of `table` for which `which` holds into its index."""
    columns = INDEXED[table]
    connection.execute(
        f"INSERT INTO {table}_words (rowid, {columns}) SELECT id, {columns} FROM {table} WHERE {which}", values
    )


def forget(connection: sqlite3.Connection, table: str, which: str, *values: object) -> None:
    """Take the rows of `table` for which `which` holds out of its index."""
    columns = INDEXED[table]
    connection.execute(
        f"INSERT INTO {table}_words ({table}_words, rowid, {columns})"
        f" SELECT 'delete', id, {columns} FROM {table} WHERE {which}",
        values,
    )


def delete(connection: sqlite3.Connection, table: str, which: str, *values: object) -> None:
    """Delete the rows of `table` for which `which` holds, from its index first."""
    forget(connection, table, which, *values)
    connection.execute(f"DELETE FROM {table} WHERE {which}", values)


def rewrite(connection: sqlite3.Connection) -> None:
    """Write the indexes and the file anew: what was deleted lies there until its place is wanted for something else."""
    for table in INDEXED:
        connection.execute(f"INSERT INTO {table}_words ({table}_words) VALUES ('optimize')")
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def wrong_indexes(connection: sqlite3.Connection) -> list[str]:
    """A sentence for each index that does not say what its table says."""
    found: list[str] = []
    for table in INDEXED:
        try:
            connection.execute(f"INSERT INTO {table}_words ({table}_words, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            found.append(_("the index of words of {table} is not its table's ({why})").format(table=table, why=error))
    return found
