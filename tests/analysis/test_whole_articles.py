"""The ten articles of tests/gold/entities: each entity once, by name and type, with and without weights."""

from __future__ import annotations

from collections import Counter

import pytest

from reader.analysis.entities import recognised
from tests.benchmarks.accuracy import f1
from tests.benchmarks.entities import articles, compared

LEAST = 0.84
"""What is held; `python -m tests.benchmarks.entities` measures."""


@pytest.mark.parametrize("weights", [True, False], ids=["weights", "rules alone"])
def test_entities_of_whole_articles(weights: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not weights:
        monkeypatch.setattr(recognised, "recogniser", lambda _: None)
    counts = sum((compared(gold)[0] for _, gold in articles()), Counter())
    assert (f1(counts, "all") or 0) >= LEAST
    assert (f1(counts, "person") or 0) >= LEAST
