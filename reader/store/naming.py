"""Who and what is named across all kept articles, and who is quoted there: counts, which others make sense of.

Of an article that was kept in several versions only the latest counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reader.model import EntityType
from reader.store.finding import filters, needs_reader
from reader.store.rows import beyond, kept_of, select_kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.store.database import Database
    from reader.store.query import Query, Term
    from reader.store.records import Kept

_AT_ONCE = 500
"""Articles that one question asks for."""

_LATEST = (
    "(kept.address NOT IN (SELECT address FROM kept WHERE address > '' GROUP BY address HAVING count(*) > 1)"
    " OR NOT EXISTS (SELECT 1 FROM kept AS later WHERE later.address = kept.address AND later.removed_at IS NULL"
    " AND (later.kept_at, later.id) > (kept.kept_at, kept.id)))"
)
"""That it is the latest version: few articles have several, and to see that costs less than to ask each."""


@dataclass(frozen=True, slots=True)
class Naming:
    """An entity in an article: the name that the article gives it, and how often it names it."""

    article: Kept
    number: int
    name: str
    type: EntityType
    mentions: int
    day: str


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker by one name: how many quotations, of how many characters, in how many articles."""

    name: str
    quotations: int
    characters: int
    articles: int


class Names:
    """The names in a library.

    Every method raises LibraryError where the file does not allow it.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def named(self, term: Term, query: Query, most: int) -> list[Naming]:
        """The entities one of whose names has the word `term`, in the articles that `query` asks for, in time."""
        where, values = filters(query)
        joined = (
            "(SELECT rowid AS number FROM entities_words WHERE entities_words MATCH ?)"
            " JOIN entities ON entities.id = number JOIN kept ON kept.id = entities.article"
        )
        columns = "kept.id, entities.name, entities.type, json_array_length(entities.mentions), kept.day"
        statement = (
            f"{select_kept(columns, joined)} WHERE {' AND '.join([*where, _LATEST])}"
            " ORDER BY kept.day, kept.id, entities.id LIMIT ?"
        )

        def make(row: Sequence[Any]) -> Naming:
            number, name, kind, mentions, day = beyond(row)
            return Naming(kept_of(row), number, name, EntityType(kind), mentions, day)

        return self._database.facts(make, statement, term.as_index(), *values, most)

    def quoted_in(self, numbers: Iterable[int]) -> dict[int, list[tuple[str, int]]]:
        """Who is quoted in each of these articles, and how often."""
        found: dict[int, list[tuple[str, int]]] = {}
        wanted = list(dict.fromkeys(numbers))
        for at in range(0, len(wanted), _AT_ONCE):
            some = wanted[at : at + _AT_ONCE]
            statement = (
                "SELECT article, speaker, count(*) FROM quotations WHERE speaker <> '' AND article IN"
                f" ({', '.join('?' * len(some))}) GROUP BY article, speaker ORDER BY article, min(id)"
            )
            for article, name, count in self._database.facts(tuple, statement, *some):
                found.setdefault(article, []).append((name, count))
        return found

    def voices(self, query: Query) -> list[Voice]:
        """Every speaker of the articles that `query` asks for, by each name, the most quoted first."""
        where, values = filters(query)
        reader = " JOIN articles USING (sha256) LEFT JOIN positions USING (sha256)" if needs_reader(where) else ""
        statement = (
            "SELECT speaker, count(*), sum(length(words)), count(DISTINCT article) FROM quotations WHERE speaker <> ''"
            f" AND article IN (SELECT kept.id FROM kept{reader} WHERE {' AND '.join([*where, _LATEST])})"
            " GROUP BY speaker ORDER BY count(*) DESC, speaker"
        )
        return self._database.facts(lambda row: Voice(*row), statement, *values)
