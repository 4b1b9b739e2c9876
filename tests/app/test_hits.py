"""Hits as a layer and a ring, against the plain way of saying the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.app.hits import MOST_TICKS, STYLE, Hits
from reader.app.marks import Layer
from reader.model import Span

ranges = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 5)), max_size=30).map(
    lambda steps: [
        (start, start + length)
        for start, length in ((sum(a + b for a, b in steps[:i]) + steps[i][0], steps[i][1]) for i in range(len(steps)))
    ]
)


@given(ranges, st.integers(0, 200), st.integers(0, 40))
def test_a_layer_like_any_other(found: list[tuple[int, int]], start: int, length: int) -> None:
    plain = Layer((Span(*hit), STYLE) for hit in found)
    assert list(Hits(found).between(start, start + length)) == list(plain.between(start, start + length))


@given(ranges, st.integers(0, 30))
def test_growing_is_the_same_as_being_there_at_once(found: list[tuple[int, int]], cut: int) -> None:
    grown = Hits(found[:cut])
    grown.extend(found[cut:])
    assert list(grown) == [Span(*hit) for hit in found]


@given(ranges.filter(bool), st.integers(0, 200))
def test_the_first_step_takes_the_nearest_and_the_others_go_round(found: list[tuple[int, int]], here: int) -> None:
    hits = Hits(found)
    first = hits.step(1, here)
    assert first == next((Span(*hit) for hit in found if hit[0] >= here), Span(*found[0]))
    assert hits.reaches(here) == any(start >= here for start, _ in found)
    for _ in found:
        hits.step(1, here)
    assert hits.span == first
    hits.step(1, here)
    assert hits.step(-1, here) == first


def test_nothing_to_step_to() -> None:
    assert Hits().step(1, 0) is None
    assert (Hits().span, Hits().reaches(0), list(Hits())) == (None, False, [])


def test_a_million_hits_are_a_few_ticks() -> None:
    many = Hits([(at, at + 1) for at in range(0, 2_000_000, 2)])
    assert MOST_TICKS <= len(many.ticks()) <= 2 * MOST_TICKS
