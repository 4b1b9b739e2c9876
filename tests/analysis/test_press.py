"""Passages of the press, of several sentences and speakers: every quotation is found and given to who says it."""

from __future__ import annotations

import pytest

from reader.analysis import analyse
from reader.lang import LANGUAGES
from tests.analysis.press_fixtures import Passage, passages
from tests.analysis.speech_fixtures import article_of

PASSAGES = [passage for language in LANGUAGES for passage in passages(language)]


def plain(words: str) -> str:
    return words.replace("’", "'").replace("\u00a0", " ")


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: f"{passage.language}: {passage.name}")
def test_passage(passage: Passage) -> None:
    article = article_of(passage.lines, passage.language)
    found = [
        (plain(quotation.spans[0].of(article.text)), quotation.speaker.name if quotation.speaker else None)
        for quotation in analyse(article).quotations
    ]
    assert len(found) == len(passage.said), found
    for (words, speaker), said in zip(found, passage.said, strict=True):
        assert words.startswith(plain(said.begins))
        assert (speaker and plain(speaker)) in [name and plain(name) for name in said.speakers], words


def test_every_language_has_passages() -> None:
    assert {passage.language for passage in PASSAGES} == set(LANGUAGES)
