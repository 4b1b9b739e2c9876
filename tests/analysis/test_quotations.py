"""What is quoted and by whom, construction by construction; the cases stand in fixtures/."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reader
from reader.analysis.attribution.attributing import attribute
from reader.analysis.draft import Draft
from reader.analysis.entities.names import find_names
from reader.analysis.findings import make_quotations
from reader.analysis.quotations.finding import find_quotations
from reader.lang import LANGUAGES
from reader.model import Article, Quotation, QuotationKind, Span
from tests.analysis.speech_fixtures import Case, Expected, article_of, cases, quoted

SEED = Path(__file__).parents[3] / "shared/seed/openai-open-source.fr.txt"
TOPICS = ("speech", "conversation")
CASES = [case for topic in TOPICS for language in ("fr", "en") for case in cases(language, topic)]


def seen(article: Article, quotation: Quotation) -> Expected:
    kind = "fragment" if quotation.fragment else quotation.kind.value
    speaker = quotation.speaker
    return Expected(
        kind,
        tuple(span.of(article.text) for span in quotation.spans),
        speaker.name if speaker else None,
        speaker.role if speaker else None,
        len(quotation.repeats),
    )


def without_roles(expected: Expected, like: Expected | None) -> Expected:
    """`expected` with a role only where `like` compares one."""
    if like is not None and like.role is not None:
        return expected
    return Expected(expected.kind, expected.pieces, expected.speaker, None, expected.repeats)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.language}: {case.name}")
def test_construction(case: Case) -> None:
    article = article_of(case.lines, case.language)
    found = [seen(article, quotation) for quotation in quoted(article)]
    wanted = [*case.expected, *([None] * (len(found) - len(case.expected)))]
    compared = [without_roles(each, like) for each, like in zip(found, wanted, strict=False)]
    assert compared == list(case.expected)


def test_every_speaker_has_a_cue_or_a_reason() -> None:
    for case in CASES:
        for quotation in quoted(article_of(case.lines, case.language)):
            assert quotation.reason
            if quotation.cue is not None and quotation.speaker is not None:
                assert not any(quotation.cue.overlaps(span) for span in quotation.spans)


# ---------------------------------------------------------------------- whatever is written

MARKS = "«»“”‘’„‚‹›\"'"
SAID = ("dit", "a dit", "-t-il", "said", "told", "selon", "according to", "que", "that", "qui")
NAMED = ("Ann Lee", "Paul Roux", "il", "she", "le maire", "and", "1", "é")
WORDS = st.sampled_from([*MARKS, *MARKS, " ", " ", "\u00a0", ", ", ". ", " : ", "?", "—", "(", ")", *SAID, *NAMED])
LINES = st.lists(st.lists(WORDS, max_size=25).map("".join) | st.text(max_size=40), min_size=1, max_size=6)


UNITS = (
    *(
        "« ",
        " »",
        '" ',
        "« a ",
        "a » ",
        '"a." ',
        "a'b ",
        "« a », dit X. ",
        "« a », dit-il. ",
        "il dit ",
        "Ann Lee ",
        "— A ",
    ),
    *("le bac « part » dit-il ", "la ministre « a » dit le maire ", 'Ann Lee said "no way at all" and ', "et a dit "),
)
"""What a text without a line end repeats."""


def check(article: Article) -> None:
    found = quoted(article)
    spans = [span for quotation in found for span in quotation.spans]
    blocks = [block.span for block in article.blocks]
    for span in spans:
        assert span.start < span.end
        assert any(block.covers(span) for block in blocks)
    for before, after in pairwise(spans):
        assert before.end <= after.start
    for quotation in found:
        assert all(article.passage([span]) == span.of(article.text) for span in quotation.spans)
        assert all(not span.of(article.text)[0].isspace() for span in quotation.spans)
        assert all(not span.of(article.text)[-1].isspace() for span in quotation.spans)
        for repeat in quotation.repeats:
            assert any(block.covers(repeat) for block in blocks)
            assert not any(repeat.overlaps(span) for span in spans)
        if quotation.speaker is not None:
            assert quotation.speaker.name
            assert 0 <= quotation.speaker.span.start < quotation.speaker.span.end <= len(article.text)
            assert not any(quotation.speaker.span.overlaps(span) for span in quotation.spans)


@settings(max_examples=150, deadline=None)
@given(LINES, st.sampled_from([*LANGUAGES, None]))
def test_whatever_is_written(lines: list[str], language: str | None) -> None:
    clean = [line.replace("\n", " ").replace("\r", " ") for line in lines]
    check(article_of([line.lstrip("># ") for line in clean], language))


@settings(max_examples=50, deadline=None)
@given(LINES)
def test_whatever_a_block_quote_holds(lines: list[str]) -> None:
    clean = [line.replace("\n", " ").replace("\r", " ").lstrip("># ") for line in lines]
    check(article_of([f"{'>' * (1 + (number % 3 == 1))} {line}" for number, line in enumerate(clean)], "fr"))


@pytest.mark.parametrize("unit", [*MARKS, *UNITS])
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    def spent(size: int) -> float:
        article = article_of([(unit * (size // len(unit) + 1))[:size].lstrip("># ")], "fr")
        began = process_time()
        quoted(article)
        return process_time() - began

    spent(1_000)
    assert spent(200_000) < max(1.0, 30 * spent(20_000))


@pytest.mark.timeout(600)
def test_ten_megabytes_without_a_line_end() -> None:
    said = "« Le bac partira à l'heure », a promis Lise Kerdal. "
    article = article_of([said + "la mer monte et personne ne dit rien " * 270_000 + said], "fr")
    assert len(article.text) > 9_900_000
    began = process_time()
    assert [quotation.speaker and quotation.speaker.name for quotation in quoted(article)] == ["Lise Kerdal"] * 2
    assert process_time() - began < 60


def test_quotation_goes_on_over_hard_wrapped_lines() -> None:
    text = "> « Le bac\n> partira », dit\n> Lise Kerdal.\n"
    lines = (Span(2, 10), Span(13, 27), Span(30, 42))
    plain = article_of(["x"], "fr")
    block = plain.blocks[0].__class__(plain.blocks[0].kind, Span(2, 42), lines)
    (quotation,) = quoted(Article(text, (block,), plain.source, plain.metadata))
    assert [span.of(text) for span in quotation.spans] == ["Le bac\n> partira"]
    assert quotation.speaker is not None
    assert quotation.speaker.name == "Lise Kerdal"


def test_the_floor_is_kept_from_window_to_window() -> None:
    lines = [
        "Ida Roussel ouvre la séance. « On commence », dit-elle.",
        "« La suite est connue de tous ici. »",
        "« Bien », dit-elle.",
    ]
    article = article_of(lines, "fr")
    draft = Draft(article, "fr")
    for number in range(len(article.blocks)):
        draft.window = range(number, number + 1)
        for step in (find_quotations, find_names, attribute):
            step(draft)
    make_quotations(draft)
    speakers = [quotation.speaker and quotation.speaker.name for quotation in draft.fresh]
    assert speakers == ["Ida Roussel"] * 3


@pytest.mark.skipif(not SEED.exists(), reason="the seed article is not beside the repository")
def test_seed_article() -> None:
    text = SEED.read_text(encoding="utf-8")
    ends = [at for at, char in enumerate(text) if char == "\n"]

    def line(offset: int) -> int:
        return 1 + sum(end < offset for end in ends)

    found = [
        (
            line(each["start"]),
            each["kind"],
            (each["speaker"] or {}).get("name"),
            [line(r["start"]) for r in each["repeats"]],
        )
        for each in reader.extract(text, language="fr")["quotations"]
    ]
    assert found == [
        (5, QuotationKind.DIRECT, "Sam Altman", []),
        (7, QuotationKind.BLOCK, "Kevin Weil", []),
        (13, QuotationKind.DIRECT, "Sam Altman", [14]),
        (23, QuotationKind.BLOCK, "Kevin Weil", []),
        (26, QuotationKind.BLOCK, None, []),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Vene palasi. ”Tämä ei ole helppoa kenellekään meistä”, sanoi Yann Kerlann.",
            "Tämä ei ole helppoa kenellekään",
        ),
        ("Łódź wróciła. „To nie jest łatwe dla nikogo z nas”, powiedział Jan.", "To nie jest łatwe dla nikogo z nas"),
        ("Лодка вернулась. «Это непросто для всех нас», — сказал Иван Петров.", "Это непросто для всех нас"),
        ("Elokuva ”Kuollut lapsi” esitettiin, ja ”Kuu on Aino Laineen Tytär” myös.", None),
    ],
)
def test_in_a_language_that_is_not_known_what_is_longer_than_a_name_is_said(text: str, said: str | None) -> None:
    found = quoted(article_of((text,), None))
    assert [quotation.span.of(text)[: len(said or "")] for quotation in found] == ([said] if said else [])
    assert all(quotation.speaker is None for quotation in found)
