"""A quotation at the border of two windows of analysis stays one, or is cleanly two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader import analysis
from tests.analysis.speech_fixtures import article_of

if TYPE_CHECKING:
    from reader.model import Quotation

FILLER = "Le port est calme et la mer monte."
SAID = [
    "« Le phare est vide depuis mars.",
    "« La lampe tourne encore chaque nuit.",
    "« Et moi, je reste », dit Lise Kerdal.",
]
CLOSED_ONCE = ["« Le phare est vide depuis mars.", "La lampe tourne encore chaque nuit », dit Lise Kerdal."]


def found(lines: list[str], window: int, monkeypatch: pytest.MonkeyPatch) -> tuple[str, tuple[Quotation, ...]]:
    monkeypatch.setattr(analysis, "WINDOW", window)
    monkeypatch.setattr(analysis, "WIDEST", 2 * window)
    article = article_of(lines, "fr")
    return article.text, analysis.analyse(article).quotations


@pytest.mark.parametrize("said", [SAID, CLOSED_ONCE], ids=["reopened", "closed once"])
@pytest.mark.parametrize("before", range(4))
def test_stays_one_at_every_border(said: list[str], before: int, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [FILLER] * before + said + [FILLER]
    _, (quotation,) = found(lines, 90, monkeypatch)
    assert len(quotation.spans) == len(said)
    assert quotation.speaker is not None
    assert quotation.speaker.name == "Lise Kerdal"


def test_is_cleanly_two_where_it_outgrows_every_window(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [f"« Voici la phrase numéro {number} de ce très long discours." for number in range(12)]
    lines.append("« C'est tout », dit Lise Kerdal.")
    text, quotations = found(lines, 120, monkeypatch)
    pieces = [span for quotation in quotations for span in quotation.spans]
    assert len(quotations) > 1
    assert [span.of(text) for span in pieces] == [line.removeprefix("« ").partition(" »")[0] for line in lines]


def test_two_windows_say_what_one_says(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [FILLER, "« Le bac partira à l'heure », promet Lise Kerdal.", *SAID, FILLER, "« On verra », dit-elle."]
    whole, parts = found(lines, 10_000, monkeypatch)[1], found(lines, 100, monkeypatch)[1]
    assert [(each.spans, each.speaker and each.speaker.name) for each in parts] == [
        (each.spans, each.speaker and each.speaker.name) for each in whole
    ]
