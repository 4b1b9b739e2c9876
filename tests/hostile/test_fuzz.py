"""A little of the fuzzing in every run of the suite, and all that fuzzing has ever found. The long run is a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hostile.fuzz import FOUND, Finding, attempt, shortened
from tests.hostile.seeds import SEEDS, mutated
from tests.hostile.targets import TARGETS

if TYPE_CHECKING:
    import random

REGRESSIONS = sorted(path for path in FOUND.rglob("*") if path.is_file())
SLOW = {"analysis": 8, "html": 15, "epub": 10, "layout": 15}
"""Inputs of targets that take long for each; the others get EACH."""

EACH = 40


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_what_is_well_is_taken(name: str) -> None:
    assert set(SEEDS) == set(TARGETS)
    for data in (*SEEDS[name], b"", b"\0", b"\xff" * 9, b"\n"):
        assert attempt(TARGETS[name], name, data) is None


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", sorted(TARGETS))
def test_whatever_comes_keeps_its_promises(name: str) -> None:
    @settings(max_examples=SLOW.get(name, EACH), deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(st.randoms(use_true_random=False), st.none() | st.binary(max_size=200))
    def holds(chance: random.Random, data: bytes | None) -> None:
        assert attempt(TARGETS[name], name, mutated(name, chance) if data is None else data) is None

    holds()


@pytest.mark.parametrize("path", REGRESSIONS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_was_found_once_is_never_found_again(path: object) -> None:
    name = path.parent.name  # type: ignore[attr-defined]
    assert attempt(TARGETS[name], name, path.read_bytes()) is None  # type: ignore[attr-defined]


def test_a_broken_promise_is_found_and_made_short() -> None:
    def careless(data: bytes) -> None:
        assert b"bad" not in data

    found = attempt(careless, "x", b"some words, a bad one, and others")
    assert isinstance(found, Finding)
    assert found.where.startswith("AssertionError")
    assert shortened(careless, found).data == b"bad"
