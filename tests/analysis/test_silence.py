"""Where an article names no speaker, none is invented; the cases stand in fixtures/silence.*.txt."""

from __future__ import annotations

import pytest

from tests.analysis.speech_fixtures import Case, article_of, cases, quoted

CASES = [case for language in ("fr", "en") for case in cases(language, "silence")]
FEWEST = 20


def invented(case: Case) -> list[str]:
    """The speakers that are given although the case names none."""
    article = article_of(case.lines, case.language)
    named = {each.pieces: each.speaker for each in case.expected}
    return [
        quotation.speaker.name
        for quotation in quoted(article)
        if quotation.speaker is not None and named.get(tuple(span.of(article.text) for span in quotation.spans)) is None
    ]


def test_each_case_quotes_somebody_unnamed() -> None:
    assert len(CASES) >= FEWEST
    assert all(any(each.speaker is None for each in case.expected) for case in CASES)


def test_no_speaker_is_invented() -> None:
    assert [(case.name, speaker) for case in CASES for speaker in invented(case)] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.language}: {case.name}")
def test_what_nobody_signs_is_a_quotation_all_the_same(case: Case) -> None:
    article = article_of(case.lines, case.language)
    found = [tuple(span.of(article.text) for span in quotation.spans) for quotation in quoted(article)]
    assert found == [each.pieces for each in case.expected]
