"""Looking along the shelf: the articles in an order, a few rows of them at a time, and how many stand where.

A list of a hundred thousand articles is a list of their numbers; what a row shows is asked for when it is looked at.
Of an article that was kept in several versions the latest stands for all.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from reader.model import Anchor, Span
from reader.store.database import kept
from reader.store.finding import STATES, filters, needs_reader
from reader.store.query import Query
from reader.store.records import Position, State
from reader.store.rows import POSITION, PUT_POSITION, beyond, kept_of, position_of, position_row, select_kept

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.store.database import Database
    from reader.store.records import Kept

HERE = ""
"""The source of what was read from a file."""

_BEHIND = "substr(kept.address, instr(kept.address, '://') + 3)"
_SOURCE = (
    "coalesce(nullif(kept.site, ''), CASE WHEN instr(kept.address, '://') > 0"
    f" THEN substr({_BEHIND}, 1, instr({_BEHIND} || '/', '/') - 1) ELSE '' END)"
)
"""What an article is from: its site, else the host that it was read from, else nothing (`Kept.origin`)."""

_LATEST = (
    "NOT EXISTS (SELECT 1 FROM kept AS later WHERE later.address = kept.address AND later.removed_at IS NULL"
    " AND (later.kept_at, later.id) > (kept.kept_at, kept.id))"
)
_SEVERAL = "SELECT address FROM kept WHERE address > '' GROUP BY address HAVING count(*) > 1"
_LATEST_OF_ALL = f"(kept.address NOT IN ({_SEVERAL}) OR {_LATEST})"
"""The same where all articles are asked: few have versions, and to see that costs less than asking each."""


class Order(StrEnum):
    """In which order articles stand."""

    RECENT = "recent"
    DATE = "date"
    TITLE = "title"
    SOURCE = "source"
    LENGTH = "length"


_ORDERS: Mapping[Order, str] = {
    Order.RECENT: "kept.seen_at DESC, kept.id DESC",
    Order.DATE: "kept.day DESC, kept.id DESC",
    Order.TITLE: "coalesce(kept.title, '') = '', kept.title COLLATE NOCASE, kept.id",
    Order.SOURCE: f"{_SOURCE} COLLATE NOCASE, kept.day DESC, kept.id DESC",
    Order.LENGTH: "kept.characters, kept.id",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which articles are looked at.

    Attributes:
        query: What they must be; its words do not count.
        source: What they are from, exactly; None where that does not matter.
        archived: Whether those that were put away are among them.
    """

    query: Query = field(default_factory=Query)
    source: str | None = None
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Tallies:
    """How many articles there are: in all but those put away, in each state, and by source, tag and month."""

    count: int = 0
    states: Mapping[str, int] = field(default_factory=dict)
    sources: Sequence[tuple[str, int]] = ()
    tags: Sequence[tuple[str, int]] = ()
    months: Sequence[tuple[str, int]] = ()
    characters: int = 0
    """Of the texts of those that are unread."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an article was read, and where in it, so that both can be had back."""

    sha256: str
    opened_at: str
    position: Position | None


class Browsing:
    """The shelf of a library as a list shows it.

    Every method raises LibraryError where the file does not allow it.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def numbers(self, choice: Choice, order: Order) -> array[int]:
        """The numbers of the chosen articles, in order."""
        where, values = _conditions(choice, _LATEST_OF_ALL)
        joined = "kept JOIN articles USING (sha256) LEFT JOIN positions USING (sha256)"
        statement = (
            f"SELECT kept.id FROM {joined if needs_reader(where) else 'kept'} WHERE {' AND '.join(where)}"
            f" ORDER BY {_ORDERS[order]}"
        )
        return array("q", self._database.facts(lambda row: int(row[0]), statement, *values))

    def first(self, choice: Choice, order: Order, most: int) -> dict[int, Kept]:
        """The first of the chosen articles, in order, by their numbers: what stands on the screen at once."""
        where, values = _conditions(choice, _LATEST)
        statement = f"{select_kept('kept.id')} WHERE {' AND '.join(where)} ORDER BY {_ORDERS[order]} LIMIT ?"
        return dict(self._database.facts(_numbered, statement, *values, most))

    def rows(self, numbers: Sequence[int]) -> dict[int, Kept]:
        """The articles of those numbers."""
        marks = ", ".join("?" * len(numbers))
        statement = f"{select_kept('kept.id')} WHERE kept.id IN ({marks})"
        return dict(self._database.facts(_numbered, statement, *numbers))

    def titles(self) -> list[tuple[int, str]]:
        """The number and the title of every article that is there."""
        statement = "SELECT id, coalesce(title, '') FROM kept WHERE removed_at IS NULL"
        return self._database.facts(lambda row: (int(row[0]), str(row[1])), statement)

    def tallies(self) -> Tallies:
        """How many articles stand where."""
        there = f"kept.removed_at IS NULL AND {_LATEST_OF_ALL}"
        joined = "kept JOIN articles USING (sha256) LEFT JOIN positions USING (sha256)"
        in_front = f"{there} AND kept.archived_at IS NULL"
        sums = ", ".join(
            f"coalesce(sum({STATES[name]}{'' if name == 'archived' else ' AND kept.archived_at IS NULL'}), 0)"
            for name in STATES
        )
        characters = f"coalesce(sum(CASE WHEN {STATES['unread']} THEN characters END), 0)"
        found = self._database.facts(tuple, f"SELECT {sums}, {characters}, count(*) FROM {joined} WHERE {there}")[0]
        states = dict(zip(STATES, found, strict=False))

        def counted(what: str, source: str, order: str) -> list[tuple[str, int]]:
            statement = f"SELECT {what} AS of, count(*) FROM {source} WHERE {in_front} GROUP BY of ORDER BY {order}"
            return self._database.facts(lambda row: (str(row[0]), int(row[1])), statement)

        return Tallies(
            found[-1] - states["archived"],
            states,
            counted(_SOURCE, "kept", "count(*) DESC, of"),
            counted("tag", "tags JOIN kept USING (sha256)", "of COLLATE NOCASE"),
            counted("substr(day, 1, 7)", "kept", "of DESC"),
            found[-2],
        )

    def versions(self, sha256: str) -> tuple[str, ...]:
        """The hashes of all versions of an article, its own too."""
        statement = "SELECT sha256 FROM kept WHERE sha256 = ? OR address = (SELECT address FROM kept WHERE sha256 = ?)"
        return tuple(self._database.facts(lambda row: str(row[0]), statement, sha256, sha256))

    # What a reader says of articles

    def mark_read(self, sha256: str, state: State) -> Standing:
        """Keeps that the article has been read to its end, or was never opened; gives what stood there before.

        Where a finished article was left stays known; one that is unread again begins at its beginning.
        """
        before = self._standing(sha256)
        with self._database.changing() as connection:
            if state is State.FINISHED:
                left = before.position.anchor if before.position else Anchor(Span(0, 0), "")
                connection.execute(PUT_POSITION, position_row(sha256, Position(left, 1)))
            else:
                connection.execute("UPDATE articles SET opened_at = '' WHERE sha256 = ?", (sha256,))
                connection.execute("DELETE FROM positions WHERE sha256 = ?", (sha256,))
        return before

    def put_back(self, standing: Standing) -> None:
        """Takes a `mark_read` back."""
        sha256, position = standing.sha256, standing.position
        with self._database.changing() as connection:
            connection.execute("UPDATE articles SET opened_at = ? WHERE sha256 = ?", (standing.opened_at, sha256))
            connection.execute("DELETE FROM positions WHERE sha256 = ?", (sha256,))
            if position is not None:
                connection.execute(PUT_POSITION, position_row(sha256, position))

    def _standing(self, sha256: str) -> Standing:
        opened = self._database.fact(lambda row: str(row[0]), "SELECT opened_at FROM articles WHERE sha256 = ?", sha256)
        position = self._database.fact(position_of, f"SELECT {POSITION} FROM positions WHERE sha256 = ?", sha256)
        return Standing(sha256, opened or "", position)


def _conditions(choice: Choice, latest: str) -> tuple[list[str], list[object]]:
    where, values = filters(choice.query)
    where.append(latest)
    if not choice.archived and "archived" not in choice.query.states:
        where.append("kept.archived_at IS NULL")
    if choice.source is not None:
        where.append(f"{_SOURCE} = CAST(? AS TEXT)")
        values.append(kept(choice.source))
    return where, values


def _numbered(row: Sequence[Any]) -> tuple[int, Kept]:
    return int(beyond(row)[0]), kept_of(row)
