"""What a reader marked in articles, and noted of it.

A highlight belongs to the very text that it was made in. Of an article that has changed since, each is looked for in
the new text by its words and what stood around them; what cannot be told apart any more is lost, and shown as such.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.model import Highlight, Placed
from reader.store.database import kept, know, written
from reader.store.records import now
from reader.store.rows import ANCHOR, anchor_of, anchor_row, beyond, kept_of, select_kept
from reader.store.words import delete, learn

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from reader.store.database import Database
    from reader.store.records import Kept

_COLUMNS = f"{ANCHOR}, note, made_at"
_JOINED = "highlights JOIN kept ON kept.sha256 = highlights.sha256"
_OTHERS = (
    "SELECT other.sha256 FROM kept AS other JOIN kept AS this USING (address)"
    " WHERE this.sha256 = ? AND other.sha256 <> this.sha256"
)
"""The other versions of an article: what was read at the same address."""

BETWEEN_NOTES = "\n\n"
"""What stands between two notes on the same words."""


class Highlights:
    """The highlights of a library.

    Every method raises LibraryError where the file does not allow it.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, sha256: str, highlight: Highlight, *, instead_of: Highlight | None = None) -> Highlight:
        """Keeps a highlight, with the time, in the place of the one of the same span; gives it as it is kept.

        A note that nobody knew of who makes it, since another program wrote it or it was not looked for yet, is not
        lost: it stands above the new one.

        Args:
            sha256: The hash of the article that it was made in.
            highlight: What was marked there.
            instead_of: A highlight of that article or another version of it, which is forgotten in the same moment.
        """
        at = highlight.made_at or written(now())
        known = {"", highlight.note, instead_of.note if instead_of else ""}
        with self._database.changing() as connection:
            know(connection, sha256, at)
            notes = list[str]()
            for each in (highlight,) if instead_of is None else (instead_of, highlight):
                notes += [note for note in _notes(connection, sha256, each) if note not in known]
                _forget(connection, sha256, each)
            note = BETWEEN_NOTES.join(filter(None, [*notes, highlight.note]))
            connection.execute(
                f"INSERT INTO highlights (sha256, {ANCHOR}, note, made_at)"
                " VALUES (?, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?)",
                (sha256, *anchor_row(highlight.anchor), kept(note), at),
            )
            learn(connection, "highlights", "id = last_insert_rowid()")
        return Highlight(highlight.anchor, note, at)

    def remove(self, sha256: str, highlight: Highlight) -> None:
        """Forgets the highlight of that span, where there is one, in the article or in another version of it."""
        with self._database.changing() as connection:
            _forget(connection, sha256, highlight)

    def of(self, sha256: str) -> tuple[Highlight, ...]:
        """The highlights that were made in the text of that hash, in its order."""
        statement = f"SELECT {_COLUMNS} FROM highlights WHERE sha256 = ? ORDER BY start, id"
        return tuple(self._database.facts(_highlight, statement, sha256))

    def placed(self, sha256: str, text: str) -> tuple[Placed, ...]:
        """The highlights of an article as they stand in `text`, those first that were made in it.

        Those of other versions of the article, which were read at the same address, are looked for in it.

        Args:
            sha256: The hash of the article that `text` is of.
            text: Its canonical text.
        """
        own = [Placed(each, each.anchor.find(text)) for each in self.of(sha256)]
        statement = f"SELECT {_COLUMNS} FROM highlights WHERE sha256 IN ({_OTHERS}) ORDER BY id"
        taken = {placed.span for placed in own}
        for highlight in self._database.facts(_highlight, statement, sha256):
            span = highlight.anchor.find(text)
            if span is None or span not in taken:
                own.append(Placed(highlight, span))
                taken.add(span)
        return tuple(own)

    def all(self, most: int, skip: int = 0) -> tuple[tuple[Kept, Highlight], ...]:
        """The highlights of all kept articles, the latest first."""
        statement = (
            f"{select_kept(', '.join(f'highlights.{column}' for column in _COLUMNS.split(', ')), _JOINED)}"
            " WHERE kept.removed_at IS NULL ORDER BY highlights.id DESC LIMIT ? OFFSET ?"
        )
        return tuple(self._database.facts(lambda row: (kept_of(row), _highlight(beyond(row))), statement, most, skip))


def _highlight(row: Sequence[Any]) -> Highlight:
    return Highlight(anchor_of(row[:5]), row[5], row[6])


def _notes(connection: sqlite3.Connection, sha256: str, highlight: Highlight) -> Iterator[str]:
    """The notes on what `_forget` takes away."""
    for which, values in _same(sha256, highlight):
        yield from (
            row[0] for row in connection.execute(f"SELECT note FROM highlights WHERE {which} ORDER BY id", values)
        )


def _forget(connection: sqlite3.Connection, sha256: str, highlight: Highlight) -> None:
    """Take away the highlight of that span, where there is one; in another version, only one of the same words."""
    for which, values in _same(sha256, highlight):
        delete(connection, "highlights", which, *values)


def _same(sha256: str, highlight: Highlight) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Conditions that hold for the rows of that highlight: in the article itself, and in its other versions."""
    place = (highlight.anchor.span.start, highlight.anchor.span.end)
    yield 'sha256 = ? AND start = ? AND "end" = ?', (sha256, *place)
    there = f'start = ? AND "end" = ? AND quote = CAST(? AS TEXT) AND sha256 IN ({_OTHERS})'
    yield there, (*place, kept(highlight.anchor.quote), sha256)
