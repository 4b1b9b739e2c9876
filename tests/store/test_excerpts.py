"""What a search shows of a long article: its own characters, the place that holds most, in time that stays straight."""

from __future__ import annotations

import time

import pytest

from reader.model import Analysis, Article, Block, BlockKind, Source, Span
from reader.store import NoLibrary
from reader.store.excerpts import LONG, best_place
from reader.store.finding import LONG_BODY
from reader.store.query import Term, parse

FILLING = "La mer monte deux fois par jour et redescend sans rien demander. " * 600
TEXT = f"Le phare veille. {FILLING}Le vieux phare de Molinez s’éteint lundi soir. {FILLING}"


def kept(text: str) -> NoLibrary:
    store = NoLibrary()
    article = Article(text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),), Source("x.txt", "text/plain", "a" * 64))
    store.shelf.keep(article, Analysis(), text.encode(), charset=None, by="test")
    return store


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("phare", "Le phare veille"), ("phare Molinez", "vieux phare de Molinez"), ("eteint*", "éteint")],
)
def test_the_place_that_holds_most_is_shown(asked: str, shown: str) -> None:
    assert len(TEXT) > LONG_BODY
    (hit,) = kept(TEXT).shelf.search(parse(asked), 5)
    assert shown in hit.excerpt
    assert hit.excerpt in TEXT
    assert hit.matches
    assert hit.span is not None
    assert hit.span.of(TEXT) == hit.matches[0].of(hit.excerpt)
    assert len(hit.excerpt) <= LONG + len(shown)


def test_words_that_stand_nowhere_as_they_are_written() -> None:
    assert best_place(TEXT, (Term("absent"),)) is None


def test_many_matches_cost_no_more_than_they_must() -> None:
    def seconds(times: int) -> float:
        store = kept("a b " * times)
        began = time.process_time()
        assert store.shelf.search(parse("a"), 5)
        return time.process_time() - began

    assert seconds(80_000) < 12 * max(seconds(20_000), 0.01), "four times the matches, about four times the time"
