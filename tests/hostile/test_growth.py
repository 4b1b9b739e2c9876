"""The search for slow expressions makes texts for each that are bad for it, and tells a slow one from a quick one."""

from __future__ import annotations

import re

import pytest

from tests.hostile.growth import GROWTH, attacks, growth, is_only_matched

SLOW = [(r"\s+$", " "), (r"x*y", "x"), (r"[a-z-]+\.", "a-"), (r"«[^»]*»", "«"), (r"(?:\w+,)+;", "a,")]


@pytest.mark.parametrize(("pattern", "repeat"), SLOW)
def test_a_slow_one_is_found(pattern: str, repeat: str) -> None:
    made = re.compile(pattern)
    assert ("", repeat) in set(attacks(made))
    assert growth(made, "", repeat) > GROWTH


def test_one_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it stood in the check of a draft: three repeats that take the same characters."""
    monkeypatch.setattr("tests.hostile.growth.ENDLESS", 1.0)
    assert growth(re.compile(r"«\s*([^«»]+?)\s*»"), "«", " ") > GROWTH
    assert growth(re.compile(r"(?:a+)+b"), "", "a") == float("inf")


@pytest.mark.parametrize("pattern", [r"\S+", r"a[bc]?d", r"(?<![a-z0-9-])(?:[a-z0-9-]+\.)+[a-z]{2,}\b"])
def test_a_quick_one_is_not(pattern: str) -> None:
    made = re.compile(pattern)
    assert min(growth(made, "", "a-") for _ in range(3)) <= GROWTH


def test_the_attacks_are_made_for_the_expression() -> None:
    assert ("=", "%1") in set(attacks(re.compile(r"=(?:%\d)+")))


def test_how_an_expression_is_used_is_read_from_its_module() -> None:
    from reader.analysis.quotations import dialogue
    from reader.app import links, tables

    assert is_only_matched(dialogue._DASH, dialogue.__name__)
    assert not is_only_matched(links._HOST, links.__name__)
    assert is_only_matched(re.compile(tables._NUMBER), tables.__name__)


def test_a_cell_of_a_table_is_soon_known_to_be_no_number() -> None:
    """Two repeats that took the same spaces: 8,000 of them behind a digit held the screen up for five seconds."""
    from reader.app import tables

    assert min(growth(re.compile(tables._NUMBER), "1", " ", matched=True) for _ in range(3)) <= GROWTH
