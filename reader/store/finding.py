"""Searching the library: across all kept articles, in their words, in what they quote, and in a reader's notes.

Of the matches of a query without filters the latest CANDIDATES are ranked (BM25, a title's words counting most), so
that a word that stands everywhere costs no more than a rare one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.model import Span
from reader.search import find
from reader.store.records import FINISHED, Hit, HitKind, Kept
from reader.store.rows import QUOTATION, beyond, kept_of, quotation_of, select_kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.store.database import Database
    from reader.store.query import Query, Term

CANDIDATES = 1_000
"""Matches that are ranked."""

AROUND = 80
"""Characters of an excerpt on either side of what was found."""

LOOKED_AT = 200_000
"""Characters of an article in which the place of what was found is looked for."""

_DAY = "coalesce(kept.date, substr(kept.kept_at, 1, 10))"
_TITLE_WEIGHT, _BODY_WEIGHT = 5.0, 1.0

_STATES = {
    "unread": "articles.opened_at = '' AND kept.archived_at IS NULL",
    "begun": f"articles.opened_at <> '' AND coalesce(positions.furthest, 0) < {FINISHED}",
    "finished": f"positions.furthest >= {FINISHED}",
    "archived": "kept.archived_at IS NOT NULL",
}

Values = list[object]


def articles(database: Database, query: Query, most: int, skip: int = 0) -> list[Kept]:
    """The kept articles that `query` asks for, the last opened or taken in first."""
    where, values = _filters(query)
    if query.words or query.titles:
        where.append("kept.id IN (SELECT rowid FROM texts_words WHERE texts_words MATCH ?)")
        values.append(_match(query))
    statement = (
        f"{select_kept()} WHERE {' AND '.join(where)}"
        " ORDER BY max(articles.opened_at, kept.kept_at) DESC, kept.id DESC LIMIT ? OFFSET ?"
    )
    return database.facts(kept_of, statement, *values, most, skip)


def search(database: Database, query: Query, most: int) -> list[Hit]:
    """What `query` finds: with `speaker:` quotations, else notes and articles; the best first."""
    if query.speakers:
        return _quotations(database, query, most, f"{_DAY} DESC, kept.id DESC, quotations.id")
    if not (query.words or query.titles):
        return [Hit(HitKind.ARTICLE, each, each.metadata.title or "") for each in articles(database, query, most)]
    notes = [] if query.titles else _notes(database, query, most)
    return [*notes, *_texts(database, query, most)][:most]


def said(database: Database, query: Query, most: int) -> list[Hit]:
    """The quotations that `query` asks for, in time: by the day of their article, and in its order."""
    return _quotations(database, query, most, f"{_DAY}, kept.id, quotations.id")


def _texts(database: Database, query: Query, most: int) -> list[Hit]:
    where, values = _filters(query)
    ranked = f"SELECT rowid AS id, bm25(texts_words, {_TITLE_WEIGHT}, {_BODY_WEIGHT}) AS score FROM texts_words"
    if len(where) > 1:
        chosen = f"{ranked} WHERE texts_words MATCH ? AND rowid IN ({_chosen(where)})"
        given: Values = [_match(query), *values]
    else:
        chosen = f"{ranked} WHERE texts_words MATCH ? ORDER BY rowid DESC LIMIT {CANDIDATES}"
        given = [_match(query)]
    best = select_kept(f"substr(texts.body, 1, {LOOKED_AT})", f"({chosen}) JOIN kept USING (id) JOIN texts USING (id)")
    statement = f"{best} WHERE {_THERE} ORDER BY score LIMIT ?"
    terms = (*query.words, *query.titles)
    return database.facts(lambda row: _in_text(kept_of(row), beyond(row)[0], terms), statement, *given, most)


def _quotations(database: Database, query: Query, most: int, order: str) -> list[Hit]:
    where, values = _filters(query)
    joined = "quotations JOIN kept ON kept.id = quotations.article"
    given: Values = []
    if query.speakers or query.words:
        match = " AND ".join([*_in("speaker", query.speakers), *_in("words", query.words)])
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
            _matches(words, query.words),
            quotation.span,
            speaker.name if speaker else None,
            speaker.role if speaker else None,
            quotation.id,
        )

    return database.facts(make, statement, *given, *values, most)


def _notes(database: Database, query: Query, most: int) -> list[Hit]:
    where, values = _filters(query)
    joined = f"{_found_in('highlights')} JOIN highlights ON highlights.id = number JOIN kept USING (sha256)"
    columns = 'highlights.note, highlights.quote, highlights.start, highlights."end"'
    statement = f"{select_kept(columns, joined)} WHERE {' AND '.join(where)} ORDER BY number DESC LIMIT ?"

    def make(row: Sequence[Any]) -> Hit:
        note, quote, start, end = beyond(row)
        shown = note or quote
        return Hit(HitKind.NOTE, kept_of(row), shown, _matches(shown, query.words), Span(start, end))

    return database.facts(make, statement, _match(query), *values, most)


# Conditions


def _found_in(table: str) -> str:
    """The numbers of the rows of `table` that its index of words finds for the next value."""
    return f"(SELECT rowid AS number FROM {table}_words WHERE {table}_words MATCH ?)"


_THERE = "kept.removed_at IS NULL"


def _filters(query: Query) -> tuple[list[str], Values]:
    """What a kept article must be, the first always that it has not been removed."""
    where, values = [_THERE, *(_STATES[state] for state in query.states)], Values()
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
            where.append(f"{_DAY} {test} ?")
            values.append(day)
    for entity in query.entities:
        where.append(
            "kept.id IN (SELECT article FROM entities JOIN entities_words ON entities.id = entities_words.rowid"
            " WHERE entities_words MATCH ?)"
        )
        values.append(entity.as_index())
    if query.without:
        where.append("kept.id NOT IN (SELECT rowid FROM texts_words WHERE texts_words MATCH ?)")
        values.append(" OR ".join(term.as_index() for term in query.without))
    return where, values


def _chosen(where: Iterable[str]) -> str:
    """The numbers of the kept articles for which all of `where` holds."""
    return (
        "SELECT kept.id FROM kept JOIN articles ON articles.sha256 = kept.sha256"
        f" LEFT JOIN positions ON positions.sha256 = kept.sha256 WHERE {' AND '.join(where)}"
    )


def _match(query: Query) -> str:
    return " AND ".join([*(term.as_index() for term in query.words), *_in("title", query.titles)])


def _in(column: str, terms: Iterable[Term]) -> list[str]:
    return [f"{column} : {term.as_index()}" for term in terms]


# What is shown of a match


def _in_text(article: Kept, body: str, terms: Sequence[Term]) -> Hit:
    """The words around the first place where the article has what was looked for."""
    span = _place(body, terms)
    if span is None:
        title = article.metadata.title or ""
        return Hit(HitKind.ARTICLE, article, title, _matches(title, terms))
    start, end = _edge(body, span.start - AROUND, -1), _edge(body, span.end + AROUND, 1)
    excerpt = body[start:end]
    return Hit(HitKind.ARTICLE, article, excerpt, _matches(excerpt, terms), span)


def _place(body: str, terms: Sequence[Term]) -> Span | None:
    """Where all of `terms` first stand near each other, or else the first of them does."""
    first: Span | None = None
    for span in _each(body, terms[0]):
        near = body[max(0, span.start - AROUND) : span.end + AROUND]
        if all(next(_each(near, term), None) for term in terms[1:]):
            return span
        first = first or span
    return first


def _matches(text: str, terms: Iterable[Term]) -> tuple[Span, ...]:
    """The spans of `terms` in `text`, in order and disjoint."""
    found: list[Span] = []
    for span in sorted(span for term in terms for span in _each(text, term)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return tuple(found)


def _each(text: str, term: Term) -> Iterator[Span]:
    """Where `term` stands as whole words, or at the beginning of one."""
    for hits in find(text, term.text):
        for span in hits:
            begins = span.start == 0 or not text[span.start - 1].isalnum()
            ends = span.end == len(text) or not text[span.end].isalnum()
            if begins and (ends or term.is_prefix):
                yield span


def _edge(text: str, at: int, step: int) -> int:
    """The border of a word, or of the line, that is nearest to `at` on the inner side."""
    at = max(0, min(len(text), at))
    while 0 < at < len(text) and not text[at - 1].isspace() and not text[at].isspace():
        at -= step
    return at
