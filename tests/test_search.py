"""Search over the whole text, against one that looks at every place."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import search
from reader.model import Span
from reader.search import CHUNK, find, fold

texts = st.text(st.sampled_from("aAbéÉe\u0301 \n\u00a0\u202f’'.*[œß潮\U0001d400"), max_size=60)
queries = st.text(st.sampled_from("aAbéÉe\u0301  ’'.*[œß潮\U0001d400"), max_size=6)


def found(text: str, query: str) -> list[Span]:
    return [Span(*hit) for part in find(text, query) for hit in part]


def plain(char: str) -> str:
    """A character as the reader of a page would compare it."""
    base = unicodedata.normalize("NFKD", char)[0].casefold()
    return " " if char.isspace() else "'" if char in "’‘ʼ`´" else base if len(base) == 1 else char


def naive(text: str, query: str) -> list[Span]:
    """Every hit from left to right: words letter by letter, accents behind a letter passed over, spaces between."""
    words = ["".join(plain(c) for c in word if not unicodedata.combining(c)) for word in query.split()]
    words = [word for word in words if word]
    hits, at = list[Span](), 0
    while words and at < len(text):
        end = _match(text, at, words)
        if end is None:
            at += 1
        else:
            hits.append(Span(at, end))
            at = end
    return hits


def _match(text: str, at: int, words: list[str]) -> int | None:
    for number, word in enumerate(words):
        if number:
            begin = at
            while at < len(text) and text[at].isspace() and at - begin < 8:
                at += 1
            if at == begin:
                return None
        for letter in word:
            if at >= len(text) or plain(text[at]) != letter or unicodedata.combining(text[at]):
                return None
            at += 1
            begin = at
            while at < len(text) and at - begin < 4 and unicodedata.combining(text[at]):
                at += 1
    return at


@given(texts, queries)
def test_hits_are_those_of_a_naive_search(text: str, query: str) -> None:
    assert found(text, query) == naive(text, query)


@given(texts, queries, st.integers(1, 7))
def test_hits_do_not_depend_on_where_chunks_end(text: str, query: str, chunk: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "CHUNK", chunk)
        assert found(text, query) == naive(text, query)


@given(st.text(max_size=40))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_case_accents_apostrophes_and_wraps_do_not_count() -> None:
    text = "L’École d’en\nface. L'ECOLE. e\u0301cole"
    assert [span.of(text) for span in found(text, "l'ecole")] == ["L’École", "L'ECOLE"]
    assert [span.of(text) for span in found(text, "EN FACE")] == ["en\nface"]
    assert [span.of(text) for span in found(text, "école")] == ["École", "ECOLE", "e\u0301cole"]


def test_a_query_is_no_pattern() -> None:
    assert [span.start for span in found("a.b [x] (a+)", "[x]")] == [4]
    assert found("axb", "a.b") == []


def test_a_hit_across_the_edge_of_a_chunk() -> None:
    text = "x" * (CHUNK - 3) + "moulin " + "y" * CHUNK + "moulin"
    assert [span.start for span in found(text, "moulin")] == [CHUNK - 3, 2 * CHUNK + 4]


def test_one_list_a_chunk_so_that_a_caller_can_pause() -> None:
    assert len(list(find("a" * (3 * CHUNK), "b"))) == 3
    assert list(find("a", "  ")) == []


@pytest.mark.parametrize(
    ("text", "query"), [("a" * 1_000_000, "a" * 150 + "b"), (" " * 1_000_000, "a b"), ("ab " * 300_000, "ab ab ab c")]
)
def test_time_is_linear(text: str, query: str) -> None:
    begin = time.perf_counter()
    found(text, query)
    assert time.perf_counter() - begin < 5
