"""Text cut into words, and words made numbers, without any weights."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.entities.models.spelling import murmur64, shape, word_hash
from reader.analysis.entities.models.words import Splitter

FRENCH = Splitter(
    {"aujourd'hui": [("aujourd'hui", None)], "M.": [("M.", None)]}, "(?iu)(?:^après-[a-z]+$)", elisions=True
)
ENGLISH = Splitter({"don't": [("do", None), ("n't", "not")], "Mr.": [("Mr.", None)]})


@pytest.mark.parametrize(
    ("splitter", "text", "words"),
    [
        (FRENCH, "L’eau d'Ystrie, aujourd'hui.", ["L'", "eau", "d'", "Ystrie", ",", "aujourd'hui", "."]),
        (FRENCH, "«\u00a0Qu'il vienne\u00a0!\u00a0»", ["«", "Qu'", "il", "vienne", "!", "»"]),
        (
            FRENCH,
            "M. Jean-Marc part-il après-demain ?",
            ["M.", "Jean", "-", "Marc", "part", "-il", "après-demain", "?"],
        ),
        (ENGLISH, "Don't; we don't (yet).", ["Don't", ";", "we", "do", "n't", "(", "yet", ")", "."]),
        (
            ENGLISH,
            "Mr. Farrow's well-known “boat”...",
            ["Mr.", "Farrow", "'s", "well", "-", "known", "“", "boat", "”", "..."],
        ),
        (ENGLISH, " \n ", []),
    ],
)
def test_words(splitter: Splitter, text: str, words: list[str]) -> None:
    assert [word.text for word in splitter.words(text)] == words


def test_the_normal_form_of_an_exception_goes_with_its_part() -> None:
    assert [word.norm for word in ENGLISH.words("They don't")] == [None, None, "not"]


@given(st.text(max_size=80), st.sampled_from([FRENCH, ENGLISH]))
def test_words_hold_every_visible_character_once_and_in_order(text: str, splitter: Splitter) -> None:
    words = splitter.words(text)
    plain = text.replace("’", "'")
    assert "".join(word.text for word in words) == "".join(plain.split())
    assert all(plain[word.start : word.end] == word.text for word in words)


@pytest.mark.parametrize("piece", ["a-", "'", "l'", "a.b", "((", "1+", "'s", "--"])
def test_the_cost_of_one_long_piece_grows_with_its_length(piece: str) -> None:
    began = time.process_time()
    FRENCH.words(piece * 50_000)
    ENGLISH.words(piece * 50_000)
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("word", "looks"),
    [("Ystrie", "Xxxxx"), ("GPT-5", "XXX-d"), ("o3", "xd"), ("2025", "dddd"), ("a" * 100, "LONG"), ("«", "«")],
)
def test_shapes(word: str, looks: str) -> None:
    assert shape(word) == looks


def test_hashes_are_those_that_the_weights_were_trained_with() -> None:
    # published examples of spaCy's string store; X is one of its symbols
    assert word_hash("coffee") == 3197928453018144401
    assert word_hash("apple") == 8566208034543834098
    assert word_hash("X") == 101


@given(st.binary(max_size=40))
def test_a_hash_has_64_bits(data: bytes) -> None:
    assert 0 <= murmur64(data) < 1 << 64
