"""What holds of any text: what is there is found, what is not there never passes, and time grows with the length."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.checking import Change, Finding, Verdict, check
from reader.checking.alignment import align
from reader.checking.said import Quoted
from reader.model import Analysis, Quotation, QuotationKind, Span
from tests.checking.drafting import Said, said, written

VOCABULARY = ["le", "la", "un", "pont", "mer", "n’est", "pas", "jamais", "1931", "12", "été", "ete", "où", "ou", "fin"]
VOCABULARY += ["sœur", "il", "l’eau", "peut-être", "!", "?", ",", "…"]
texts = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=40)
anything = st.text(
    st.sampled_from("aàbé 1.,;:!?…-—«»“”'’\"()[]\u00a0\u00ad\u200b\n漢字🙂\u0301\u200d") | st.characters(), max_size=80
)


def quoted(words: str) -> Said:
    return said(words, fragment=True)


@given(st.data(), texts)
def test_a_part_of_a_source_is_verbatim(data: st.DataObject, source: list[str]) -> None:
    begin = data.draw(st.integers(0, len(source) - 1))
    end = data.draw(st.integers(begin + 1, len(source)))
    finding = checked_or_none(" ".join(source[begin:end]), " ".join(source))
    assert finding is None or finding.verdict is Verdict.VERBATIM


@given(st.data(), texts, st.sampled_from(["tramway", "1932", "ôté", "rien"]))
def test_a_word_that_no_source_has_never_passes(data: st.DataObject, source: list[str], word: str) -> None:
    at = data.draw(st.integers(0, len(source)))
    finding = checked_or_none(" ".join([*source[:at], word, *source[at:]]), " ".join(source))
    assert finding is not None
    assert finding.verdict in (Verdict.CHANGED, Verdict.NOT_FOUND)
    if finding.verdict is Verdict.CHANGED:
        assert any(word in edit.text.split() for edit in finding.edits if edit.change is Change.ADDED)


@given(anything, anything)
def test_nothing_raises_and_every_place_is_in_its_source(draft: str, source: str) -> None:
    finding = checked_or_none(draft, source)
    if finding and finding.source:
        assert all(0 <= place.start < place.end <= len(finding.source.text) for place in finding.places)


@given(anything)
def test_a_text_is_verbatim_in_itself(words: str) -> None:
    finding = checked_or_none(words, words)
    assert finding is None or finding.verdict is Verdict.VERBATIM


def checked_or_none(draft: str, source: str) -> Finding | None:
    article, analysis = written(quoted(draft))
    return next(check(article, analysis, [written(quoted(source), "Fin.")]), None)


@given(st.lists(st.sampled_from("abcde"), max_size=60), st.lists(st.sampled_from("abcde"), max_size=60))
def test_pairs_rise_and_are_equal(one: list[str], other: list[str]) -> None:
    pairs = align(one, other)
    assert all(one[i] == other[j] for i, j in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))
    if one == other:
        assert len(pairs) == len(one)


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("a " * 20_000, "a " * 50_000),
        ("a b " * 5_000 + "c", "a b " * 50_000),
        ("a […] " * 500 + "c", "a b " * 20_000),
        (" ".join(f"w{n}" for n in range(20_000)), " ".join(f"w{n}" for n in range(20_000, 0, -1))),
        (" ".join(f"w{n % 97}" for n in range(20_000)), " ".join(f"w{n % 89}" for n in range(20_000))),
        ("'" * 20_000 + "a", "'a " * 20_000),
        ("\u00ad" * 50_000 + "a-" * 10_000, "-\u00ad" * 50_000),
        ("1 000" * 10_000, "1 000 " * 10_000),
    ],
    ids=["one word", "two words", "cuts", "backwards", "periods", "apostrophes", "soft hyphens", "numbers"],
)
def test_hostile_texts_take_no_more_than_their_length(words: str, source: str) -> None:
    began = time.process_time()
    checked_or_none(words, source)
    assert time.process_time() - began < 5


def test_a_long_draft_against_a_long_source_is_fast() -> None:
    sentences = [
        f"Le pont numéro {n} tient depuis {n * 7} ans dans la vallée de l’Orne et du Doux" for n in range(5_000)
    ]
    source = written(*(said(each) for each in sentences))
    draft = written(
        *(said(each.replace("tient", "penche") if n % 2 else each) for n, each in enumerate(sentences[:400]))
    )
    began = time.process_time()
    findings = list(check(*draft, [source]))
    assert time.process_time() - began < 8
    assert [each.verdict for each in findings] == [Verdict.VERBATIM, Verdict.CHANGED] * 200


@pytest.mark.parametrize("speakers", [1, 500], ids=["one speaker", "as many speakers"])
def test_what_is_said_again_and_again_is_not_weighed_at_every_place_anew(speakers: int) -> None:
    names = [f"Ida {chr(65 + n % 26)}{chr(97 + n // 26 % 26)}hé" for n in range(500)]
    article = written(*(said("Le pont tient encore", by=names[n % speakers]) for n in range(500)))
    began = time.process_time()
    findings = list(check(*article, [article]))
    assert time.process_time() - began < 4
    assert {each.verdict for each in findings} == {Verdict.VERBATIM}


def test_a_quotation_that_is_repeated_is_looked_up_once_for_each() -> None:
    text = "Le pont tient encore. " * 3_000
    size = len("Le pont tient encore")
    spans = tuple(Span(at, at + size) for at in range(0, len(text), size + 2))
    quotation = Quotation("a", QuotationKind.DIRECT, spans[:1], repeats=spans[1:])
    article = written(text)[0]
    began = time.process_time()
    quoted = Quoted(article, Analysis((quotation,)))
    held = [quoted.holding([(span.start, span.end)]) for span in spans]
    assert time.process_time() - began < 1
    assert held == [(quotation, (span.start, span.end)) for span in spans]
