"""The articles that the library has whole: their bytes, their words, and what was found in them.

An article is kept under the hash of its bytes. The same address read again with other words is a version more; the
old one stays. What is removed can be brought back until it is purged.
"""

from __future__ import annotations

import json
import os.path
import zlib
from datetime import UTC
from typing import TYPE_CHECKING, Any

from reader.errors import LibraryError
from reader.model import Analysis, Source
from reader.store import finding
from reader.store.database import kept, know, written
from reader.store.records import Original, now
from reader.store.rows import (
    QUOTATION,
    SELECT_ENTITY,
    entity_of,
    entity_row,
    kept_of,
    quotation_of,
    quotation_row,
    select_kept,
)
from reader.store.words import delete, learn
from reader.tongue import _

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

    from reader.model import Article
    from reader.store.database import Database
    from reader.store.query import Query
    from reader.store.records import Hit, Kept

LONGEST = 5_000_000
"""Characters of an article beyond which only that it was opened is remembered."""


class Shelf:
    """The kept articles of a library.

    Every method raises LibraryError where the file does not allow it.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    # Putting in and taking out

    @staticmethod
    def takes(article: Article) -> bool:
        """Whether an article can be kept: one of more than LONGEST characters cannot."""
        return len(article.text) <= LONGEST

    def keep(
        self,
        article: Article,
        analysis: Analysis,
        raw: bytes,
        *,
        charset: str | None = None,
        by: str = "",
        at: datetime | None = None,
    ) -> bool:
        """Keeps an article with what was found in it; what was kept of these bytes before is replaced.

        Args:
            article: The article, whole.
            analysis: What was found in it.
            raw: The bytes that it was read from.
            charset: What their server said of their encoding.
            by: The version of the program that found it.
            at: When it was first kept, by another program perhaps; now where it is left out.

        Returns:
            Whether it was kept.
        """
        if not self.takes(article):
            return False
        sha256, when = article.source.sha256, written((at or now()).astimezone(UTC))
        with self._database.changing() as connection:
            know(connection, sha256, "")  # kept is not opened
            connection.execute(
                "UPDATE articles SET location = CAST(? AS TEXT), title = CAST(? AS TEXT), language = ?"
                " WHERE sha256 = ?",
                (kept(article.source.location), kept(article.title), article.metadata.language, sha256),
            )
            number = _put_down(connection, article, analysis, when, by)
            _put_text(connection, number, article, raw, charset)
            _put_facts(connection, number, article, analysis)
        return True

    def original(self, sha256: str) -> Original | None:
        """The bytes of the article of that hash; None where it is not kept."""
        statement = (
            "SELECT body, raw, charset, articles.location, media_type, kept.language"
            " FROM texts JOIN kept USING (id) JOIN articles USING (sha256) WHERE sha256 = ?"
        )

        def make(row: tuple[Any, ...]) -> Original:
            body, raw, charset, location, media_type, language = row
            data = body.encode("utf-8", "surrogatepass") if raw is None else zlib.decompress(raw)
            return Original(data, Source(location, media_type, sha256), charset, language)

        try:
            return self._database.fact(make, statement, sha256)
        except zlib.error as error:
            raise LibraryError(
                _("{library} holds no readable text of {sha256}: open the article where it came from").format(
                    library=self._database.name, sha256=sha256[:12]
                )
            ) from error

    def text(self, sha256: str) -> str | None:
        """The words of the article of that hash; None where it is not kept."""
        statement = "SELECT body FROM texts JOIN kept USING (id) WHERE sha256 = ?"
        return self._database.fact(lambda row: str(row[0]), statement, sha256)

    def analysis(self, sha256: str, by: str) -> Analysis | None:
        """What the program of version `by` found in the article of that hash; None where it found nothing yet."""
        number = self._database.fact(
            lambda row: int(row[0]), "SELECT id FROM kept WHERE sha256 = ? AND analysed_by = ?", sha256, by
        )
        if number is None:
            return None
        quotations = self._database.facts(
            quotation_of, f"SELECT {QUOTATION} FROM quotations WHERE article = ? ORDER BY id", number
        )
        entities = self._database.facts(entity_of, f"{SELECT_ENTITY} WHERE article = ? ORDER BY id", number)
        return Analysis(tuple(quotations), tuple(entities))

    # Listing and finding

    def articles(self, query: Query, most: int, skip: int = 0) -> tuple[Kept, ...]:
        """The articles that `query` asks for, the last opened or taken in first; all where it asks for nothing."""
        return tuple(finding.articles(self._database, query, most, skip))

    def search(self, query: Query, most: int) -> tuple[Hit, ...]:
        """What `query` finds: with `speaker:` quotations, else notes and articles; the best first."""
        return tuple(finding.search(self._database, query, most))

    def said(self, query: Query, most: int) -> tuple[Hit, ...]:
        """The quotations that `query` asks for, in time."""
        return tuple(finding.said(self._database, query, most))

    def article(self, sha256: str) -> Kept | None:
        """The article of that hash, or whose hash begins so where only one does; None where there is none."""
        statement = f"{select_kept()} WHERE kept.sha256 >= ? AND kept.sha256 < ? LIMIT 2"
        found = self._database.facts(kept_of, statement, sha256, f"{sha256}g")
        return found[0] if len(found) == 1 else None

    def at(self, location: str) -> tuple[Kept, ...]:
        """All versions of what was read at `location`, the latest first."""
        statement = f"{select_kept()} WHERE kept.address = CAST(? AS TEXT) ORDER BY kept_at DESC"
        return tuple(self._database.facts(kept_of, statement, kept(address_of(location))))

    def tags(self) -> dict[str, int]:
        """Every tag, with the number of articles that have it."""
        statement = (
            "SELECT tag, count(*) FROM tags JOIN kept USING (sha256) WHERE removed_at IS NULL GROUP BY tag ORDER BY tag"
        )
        return dict(self._database.facts(lambda row: (str(row[0]), int(row[1])), statement))

    def count(self) -> int:
        """How many articles are kept."""
        return self._database.fact(lambda row: int(row[0]), "SELECT count(*) FROM kept WHERE removed_at IS NULL") or 0

    # What the reader says of an article

    def tag(self, sha256: str, tags: Iterable[str]) -> None:
        """Gives the article these tags, beside those that it has."""
        with self._database.changing() as connection:
            connection.executemany(
                "INSERT INTO tags VALUES (?, CAST(? AS TEXT)) ON CONFLICT DO NOTHING",
                [(sha256, kept(tag)) for tag in tags],
            )

    def untag(self, sha256: str, tags: Iterable[str]) -> None:
        """Takes these tags from the article."""
        with self._database.changing() as connection:
            connection.executemany(
                "DELETE FROM tags WHERE sha256 = ? AND tag = CAST(? AS TEXT)", [(sha256, kept(tag)) for tag in tags]
            )

    def archive(self, sha256: str, *, archived: bool = True) -> None:
        """Puts the article away, or back among the others."""
        self._mark("archived_at", sha256, marked=archived)

    def remove(self, sha256: str, *, removed: bool = True) -> None:
        """Takes the article out of every list, or back."""
        self._mark("removed_at", sha256, marked=removed)

    def _mark(self, column: str, sha256: str, *, marked: bool) -> None:
        with self._database.changing() as connection:
            connection.execute(
                f"UPDATE kept SET {column} = ? WHERE sha256 = ?",
                (written(now()) if marked else None, sha256),
            )

    def purge(self, before: datetime) -> int:
        """Forgets for good what was removed before that time, and all that hangs on it; gives how many."""
        gone, time = "removed_at < ?", written(before)
        with self._database.changing() as connection:
            delete(connection, "texts", f"id IN (SELECT id FROM kept WHERE {gone})", time)
            for table in ("quotations", "entities"):
                delete(connection, table, f"article IN (SELECT id FROM kept WHERE {gone})", time)
            hashes = f"sha256 IN (SELECT sha256 FROM kept WHERE {gone})"
            delete(connection, "highlights", hashes, time)
            return connection.execute(f"DELETE FROM articles WHERE {hashes}", (time,)).rowcount


def address_of(location: str | None) -> str | None:
    """What makes two texts versions of one article: a web address without its fragment, else an absolute path."""
    if location is None or location == "-":
        return None
    if "://" in location:
        return location.partition("#")[0]
    try:
        return os.path.abspath(location)  # noqa: PTH100 - pathlib's own keeps `..`
    except FileNotFoundError:  # the folder that we are in is gone
        return location


def _put_down(connection: sqlite3.Connection, article: Article, analysis: Analysis, at: str, by: str) -> int:
    said = article.metadata
    values = (
        article.source.sha256,
        kept(address_of(said.url or article.source.location)),
        article.source.media_type,
        kept(article.title),
        kept(json.dumps(said.authors, ensure_ascii=False)),
        kept(said.site),
        said.date,
        kept(said.url),
        said.language,
        len(article.text),
        sum(not quotation.fragment for quotation in analysis.quotations),
        said.date or at[:10],
        at,
        at,
        by,
    )
    text = "CAST(? AS TEXT)"
    row = connection.execute(
        "INSERT INTO kept (sha256, address, media_type, title, authors, site, date, url, language, characters,"
        f" quotations, day, kept_at, seen_at, analysed_by) VALUES (?, {text}, ?, {text}, {text}, {text}, ?, {text},"
        " ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (sha256) DO UPDATE SET address = excluded.address, title = excluded.title,"
        " authors = excluded.authors, site = excluded.site, date = excluded.date, url = excluded.url,"
        " language = excluded.language, characters = excluded.characters,"
        " quotations = excluded.quotations, day = excluded.day, analysed_by = excluded.analysed_by,"
        " removed_at = NULL RETURNING id",
        values,
    ).fetchone()
    return int(row[0])


def _put_text(connection: sqlite3.Connection, number: int, article: Article, raw: bytes, charset: str | None) -> None:
    body = kept(article.text)
    packed = None if body == raw else zlib.compress(raw, 6)
    delete(connection, "texts", "id = ?", number)
    connection.execute(
        "INSERT INTO texts (id, title, body, raw, charset) VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT), ?, ?)",
        (number, kept(article.title or ""), body, packed, charset),
    )
    learn(connection, "texts", "id = ?", number)


def _put_facts(connection: sqlite3.Connection, number: int, article: Article, analysis: Analysis) -> None:
    for table in ("quotations", "entities"):
        delete(connection, table, "article = ?", number)
    text = "CAST(? AS TEXT)"
    connection.executemany(
        "INSERT INTO quotations (article, fact, kind, fragment, words, spans, repeats, speaker, speaker_start,"
        f" speaker_end, entity, role, cue_start, cue_end, reason) VALUES (?, ?, ?, ?, {text}, ?, ?, {text}, ?, ?, ?,"
        f" {text}, ?, ?, ?)",
        [quotation_row(number, article, quotation) for quotation in analysis.quotations],
    )
    connection.executemany(
        "INSERT INTO entities (article, fact, name, forms, type, mentions, roles)"
        f" VALUES (?, ?, {text}, {text}, ?, ?, ?)",
        [entity_row(number, article, entity) for entity in analysis.entities],
    )
    for table in ("quotations", "entities"):
        learn(connection, table, "article = ?", number)
