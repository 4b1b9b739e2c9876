"""What is shown of a long article that a search found: the place where most of what was looked for stands together.

The index can say that of a short one. Over a long one its own `snippet` takes time that grows with the square of the
matches (SQLite 3.45: a minute for 50,000), so here only the first matches of each term are looked at.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from reader.model import Span
from reader.search import find

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.store.query import Term

MOST = 500
"""Matches of each term that are looked at."""

BEFORE, LONG = 40, 160
"""Characters of an excerpt before its first match, and in all."""


def matches(text: str, terms: Iterable[Term], most: int | None = None) -> tuple[Span, ...]:
    """The spans of `terms` in `text`, in order and disjoint; of each term at most the first `most`."""
    found: list[Span] = []
    for span in sorted(span for term in terms for span in islice(_each(text, term), most)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return tuple(found)


def _each(text: str, term: Term) -> Iterator[Span]:
    """Where `term` stands as whole words, or at the beginning of one."""
    for hits in find(text, term.text):
        for start, end in hits:
            begins = start == 0 or not text[start - 1].isalnum()
            ends = end == len(text) or not text[end].isalnum()
            if begins and (ends or term.is_prefix):
                yield Span(start, end)


def best_place(text: str, terms: tuple[Term, ...]) -> tuple[Span, tuple[Span, ...]] | None:
    """The excerpt of `text` that holds most of `terms`, the first of equals, and the matches in it, both as in `text`.

    None where none of them stands in it as they are written here; the index takes words apart in its own way.
    """
    named = sorted((span, number) for number, term in enumerate(terms) for span in islice(_each(text, term), MOST))
    if not named:
        return None
    best, most = 0, 0
    for at, (span, _) in enumerate(named):
        held = {number for other, number in named[at : at + 2 * len(terms)] if other.end <= span.start + LONG - BEFORE}
        if len(held) > most:
            best, most = at, len(held)
    first = named[best][0]
    start = 0
    if first.start > BEFORE:
        space = text.find(" ", first.start - BEFORE, first.start)
        start = space + 1 if space >= 0 else first.start
    excerpt = Span(start, min(len(text), max(first.end, start + LONG)))
    return excerpt, tuple(span for span in matches(text, terms, MOST) if excerpt.covers(span))
