"""Searching the library: across all kept articles, in their words, in what they quote, and in a reader's notes.

Of the matches of a query without filters the latest CANDIDATES are ranked (BM25, a title's words counting most), so
that a word that stands everywhere costs no more than a rare one.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from reader.model import Span
from reader.store.excerpts import best_place, matches
from reader.store.records import FINISHED, Hit, HitKind, Kept
from reader.store.rows import QUOTATION, beyond, kept_of, quotation_of, select_kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.store.database import Database
    from reader.store.query import Query, Term

CANDIDATES = 1_000
"""Matches that are ranked."""

_EXCERPT = 24
"""Words of an excerpt."""

LONG_BODY = 30_000
"""Characters of an article from which the index is not asked for an excerpt."""

_ON, _OFF = "\N{START OF TEXT}", "\N{END OF TEXT}"
"""What the index sets around a match. An article that has these signs itself is shown by its title."""

_TITLE_WEIGHT, _BODY_WEIGHT = 5.0, 1.0

STATES = {
    "unread": (
        f"articles.opened_at = '' AND coalesce(positions.furthest, 0) < {FINISHED} AND kept.archived_at IS NULL"
    ),
    "begun": f"articles.opened_at <> '' AND coalesce(positions.furthest, 0) < {FINISHED}",
    "finished": f"positions.furthest >= {FINISHED}",
    "archived": "kept.archived_at IS NOT NULL",
}
"""What `is:` asks, over kept articles joined with what their reader did."""

Values = list[object]


def articles(database: Database, query: Query, most: int, skip: int = 0) -> list[Kept]:
    """The kept articles that `query` asks for, the last opened or taken in first."""
    where, values = filters(query)
    if query.words or query.titles:
        where.append(f"kept.id IN {_found_in('texts')}")
        values.append(_match(query))
    elif query.without:
        where.append(f"kept.id NOT IN {_found_in('texts')}")
        values.append(" OR ".join(term.as_index() for term in query.without))
    statement = f"{select_kept()} WHERE {' AND '.join(where)} ORDER BY kept.seen_at DESC, kept.id DESC LIMIT ? OFFSET ?"
    return database.facts(kept_of, statement, *values, most, skip)


def search(database: Database, query: Query, most: int) -> list[Hit]:
    """What `query` finds: with `speaker:` quotations, else notes and articles; the best first."""
    if query.speakers:
        return _quotations(database, query, most, "kept.day DESC, kept.id DESC, quotations.id")
    if not (query.words or query.titles):
        return [Hit(HitKind.ARTICLE, each, each.metadata.title or "") for each in articles(database, query, most)]
    notes = [] if query.titles else _notes(database, query, most)
    return [*notes, *_texts(database, query, most)][:most]


def said(database: Database, query: Query, most: int) -> list[Hit]:
    """The quotations that `query` asks for, in time: by the day of their article, and in its order."""
    return _quotations(database, query, most, "kept.day, kept.id, quotations.id")


def _texts(database: Database, query: Query, most: int) -> list[Hit]:
    where, values = filters(query)
    match = _match(query)
    within = f" AND +rowid IN ({_numbers(where)})" if len(where) > 1 else ""  # + keeps the words the outer loop
    candidates = (
        f"SELECT rowid AS id, bm25(texts_words, {_TITLE_WEIGHT}, {_BODY_WEIGHT}) AS score FROM texts_words"
        f" WHERE texts_words MATCH ?{within} ORDER BY rowid DESC LIMIT {CANDIDATES}"
    )
    best = select_kept("kept.id, texts.body", f"({candidates}) JOIN kept USING (id) JOIN texts USING (id)")
    statement = f"{best} WHERE {_THERE} ORDER BY score LIMIT ?"
    given = [match, *values] if within else [match]
    excerpt = f"SELECT snippet(texts_words, 1, '{_ON}', '{_OFF}', '', {_EXCERPT}) FROM texts_words WHERE rowid = ?"

    def make(row: Sequence[Any]) -> Hit:
        number, body = beyond(row)
        if len(body) > LONG_BODY:
            return _in_long(kept_of(row), body, query)
        marked = database.fact(lambda found: str(found[0]), f"{excerpt} AND texts_words MATCH ?", number, match)
        return _in_text(kept_of(row), body, marked or "", query)

    return database.facts(make, statement, *given, most)


def _quotations(database: Database, query: Query, most: int, order: str) -> list[Hit]:
    where, values = filters(query)
    joined = "quotations JOIN kept ON kept.id = quotations.article"
    given: Values = []
    if query.speakers or query.words:
        match = _without(" AND ".join([*_in("speaker", query.speakers), *_in("words", query.words)]), query)
        joined, given = f"{_found_in('quotations')} JOIN {joined} AND quotations.id = number", [match]
    statement = (
        f"{select_kept(f'quotations.words, {QUOTATION}', joined)} WHERE {' AND '.join(where)} ORDER BY {order} LIMIT ?"
    )

    def make(row: Sequence[Any]) -> Hit:
        words, *rest = beyond(row)
        quotation = quotation_of(rest)
        speaker = quotation.speaker
        return Hit(
            HitKind.QUOTATION,
            kept_of(row),
            words,
            matches(words, query.words),
            quotation.span,
            speaker.name if speaker else None,
            speaker.role if speaker else None,
            quotation.id,
        )

    return database.facts(make, statement, *given, *values, most)


def _notes(database: Database, query: Query, most: int) -> list[Hit]:
    where, values = filters(query)
    joined = f"{_found_in('highlights')} JOIN highlights ON highlights.id = number JOIN kept USING (sha256)"
    columns = 'highlights.note, highlights.quote, highlights.start, highlights."end"'
    statement = f"{select_kept(columns, joined)} WHERE {' AND '.join(where)} ORDER BY number DESC LIMIT ?"

    def make(row: Sequence[Any]) -> Hit:
        note, quote, start, end = beyond(row)
        shown = note or quote
        return Hit(HitKind.NOTE, kept_of(row), shown, matches(shown, query.words), Span(start, end))

    return database.facts(make, statement, _match(query), *values, most)


# Conditions


def _found_in(table: str) -> str:
    """The numbers of the rows of `table` that its index of words finds for the next value."""
    return f"(SELECT rowid AS number FROM {table}_words WHERE {table}_words MATCH ?)"


_THERE = "kept.removed_at IS NULL"


def filters(query: Query) -> tuple[list[str], Values]:
    """What a kept article must be for the fields of `query` (not its words); first that it has not been removed."""
    where, values = [_THERE, *(STATES[state] for state in query.states)], Values()
    for tag in query.tags:
        where.append("EXISTS (SELECT 1 FROM tags WHERE tags.sha256 = kept.sha256 AND tag = ?)")
        values.append(tag)
    for tag in query.not_tags:
        where.append("NOT EXISTS (SELECT 1 FROM tags WHERE tags.sha256 = kept.sha256 AND tag = ?)")
        values.append(tag)
    for site in query.sites:
        where.append("(instr(lower(kept.site), ?) OR instr(lower(kept.address), ?))")
        values += [site.lower(), site.lower()]
    for language in query.languages:
        where.append("kept.language = ?")
        values.append(language)
    for test, day in ((">=", query.after), ("<", query.before)):
        if day is not None:
            where.append(f"kept.day {test} ?")
            values.append(day)
    for entity in query.entities:
        where.append(
            "kept.id IN (SELECT article FROM entities JOIN entities_words ON entities.id = entities_words.rowid"
            " WHERE entities_words MATCH ?)"
        )
        values.append(entity.as_index())
    return where, values


def _numbers(where: Iterable[str]) -> str:
    """The numbers of the kept articles for which all of `where` holds."""
    joined = "kept JOIN articles USING (sha256) LEFT JOIN positions USING (sha256)"
    return f"SELECT kept.id FROM {joined if needs_reader(where) else 'kept'} WHERE {' AND '.join(where)}"


def needs_reader(where: Iterable[str]) -> bool:
    """Whether any of `where` asks what the reader did with an article."""
    return any("articles." in condition or "positions." in condition for condition in where)


def _match(query: Query) -> str:
    wanted = " AND ".join([*(term.as_index() for term in query.words), *_in("title", query.titles)])
    return _without(wanted, query)


def _without(wanted: str, query: Query) -> str:
    return f"({wanted}) NOT ({' OR '.join(term.as_index() for term in query.without)})" if query.without else wanted


def _in(column: str, terms: Iterable[Term]) -> list[str]:
    return [f"{column} : {term.as_index()}" for term in terms]


# What is shown of a match


def _in_long(article: Kept, body: str, query: Query) -> Hit:
    """The words around the place where a long article has most of what was looked for; its title where it has none."""
    found = best_place(body, query.words)
    if found is None:
        return _by_title(article, query)
    excerpt, inside = found
    shown = tuple(Span(each.start - excerpt.start, each.end - excerpt.start) for each in inside)
    return Hit(HitKind.ARTICLE, article, excerpt.of(body), shown, inside[0])


def _by_title(article: Kept, query: Query) -> Hit:
    title = article.metadata.title or ""
    return Hit(HitKind.ARTICLE, article, title, matches(title, (*query.words, *query.titles)))


def _in_text(article: Kept, body: str, marked: str, query: Query) -> Hit:
    """The words around the place where the article has most of what was looked for; its title where it has none."""
    pieces = re.split(f"[{_ON}{_OFF}]", marked)
    excerpt = "".join(pieces)
    start = body.find(excerpt) if len(pieces) > 1 else -1
    if start < 0:
        return _by_title(article, query)
    ends = list(accumulate(map(len, pieces)))
    inside = tuple(map(Span, ends[:-1:2], ends[1::2]))
    return Hit(HitKind.ARTICLE, article, excerpt, inside, inside[0].shifted(start))
