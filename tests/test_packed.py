"""A packed row of facts is the tuple of them, whatever is asked of it and however it came about."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Packed, Span
from reader.model.packed import TOGETHER

SPANS = st.lists(st.integers(0, 10_000).map(lambda at: Span(at, at + 3)), max_size=3 * TOGETHER)


@given(SPANS, SPANS, st.slices(4 * TOGETHER))
def test_is_the_tuple_of_its_facts(first: list[Span], more: list[Span], part: slice) -> None:
    packed, known = Packed(first), (*first, *more)
    packed.extend(more)
    assert len(packed) == len(known)
    assert tuple(packed) == known
    assert tuple(reversed(packed)) == known[::-1]
    assert packed[part] == known[part]
    assert packed == known
    assert packed == Packed(known)
    assert hash(packed) == hash(known)
    assert pickle.loads(pickle.dumps(packed)) == packed


def test_any_fact_is_found_in_any_order() -> None:
    known = tuple(Span(at, at + 1) for at in range(20 * TOGETHER))
    packed = Packed(known)
    assert all(packed[at] == known[at] for at in range(0, len(known), 37))
    assert all(packed[-at] == known[-at] for at in range(1, len(known), 41))
    assert known[7] in packed
    assert packed.index(known[700]) == 700
    with pytest.raises(IndexError):
        packed[len(known)]


def test_takes_a_fraction_of_the_memory() -> None:
    known = tuple(Span(at, at + 1) for at in range(100 * TOGETHER))
    assert len(pickle.dumps(Packed(known))) < 16 * len(known)


def test_is_no_tuple_of_other_facts() -> None:
    assert Packed([Span(0, 1)]) != (Span(0, 2),)
    assert Packed([Span(0, 1)]) != [Span(0, 1)]
    assert repr(Packed([Span(0, 1)])) == "Packed([Span(start=0, end=1)])"
