"""The search for slow expressions finds one that is slow, and none in one that is not."""

from __future__ import annotations

import re

import pytest

from tests.hostile.growth import GROWTH, attacks, growth


@pytest.mark.parametrize("slow", [r"\s+$", r"x*y", r"[a-z-]+\.", r"«[^»]*»", r"(?:\w+,)+;"])
def test_a_slow_one_is_found(slow: str) -> None:
    pattern = re.compile(slow)
    assert max(growth(pattern, *attack) for attack in attacks(pattern)) > GROWTH


@pytest.mark.parametrize(
    "quick", [r"\S+", r"(?<!\s)\s+(?=\S)|\n", r"a[bc]?d", r"(?<![a-z0-9-])(?:[a-z0-9-]+\.)+[a-z]{2,}\b"]
)
def test_a_quick_one_is_not(quick: str) -> None:
    pattern = re.compile(quick)
    assert min(max(growth(pattern, *attack) for attack in attacks(pattern)) for _ in range(3)) <= GROWTH


def test_the_attacks_are_made_for_the_expression() -> None:
    assert ("=", "%1") in set(attacks(re.compile(r"=(?:%\d)+")))
