"""Going back and forward as in a browser, and going round hits and mentions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.app.places import MOST, History, Ring
from reader.model import Span


def spans(*starts: int) -> list[Span]:
    return [Span(start, start + 2) for start in starts]


@given(st.lists(st.integers(0, 50), min_size=1, max_size=20, unique=True))
def test_back_walks_the_jumps_and_forward_walks_them_again(stops: list[int]) -> None:
    history, here = History(), stops[0]
    for stop in stops[1:]:
        history.leave(here)
        here = stop
    for stop in reversed(stops[:-1]):
        here = history.back(here)  # type: ignore[assignment]
        assert here == stop
    assert history.back(here) is None
    for stop in stops[1:]:
        here = history.forward(here)  # type: ignore[assignment]
        assert here == stop
    assert history.forward(here) is None


def test_a_jump_forgets_what_was_ahead() -> None:
    history = History()
    history.leave(1)
    history.back(5)
    history.leave(7)
    assert history.forward(9) is None
    assert history.back(9) == 7


def test_going_nowhere_is_no_step() -> None:
    history = History()
    history.leave(3)
    history.leave(3)
    assert history.back(3) is None
    history.leave(3)
    assert history.back(8) == 3
    assert history.back(3) is None


def test_only_so_many_jumps_are_kept() -> None:
    history = History()
    for offset in range(2 * MOST):
        history.leave(offset)
    walked = 0
    while history.back(-1) is not None:
        walked += 1
    assert walked == MOST


@given(st.lists(st.integers(0, 100), unique=True, max_size=8), st.integers(0, 100), st.lists(st.sampled_from([1, -1])))
def test_a_ring_goes_round_from_the_nearest(starts: list[int], here: int, steps: list[int]) -> None:
    ring = Ring(spans(*sorted(starts)))
    assert ring.span is None
    at: int | None = None
    ordered = sorted(starts)
    for by in steps:
        found = ring.step(by, here)
        if not ordered:
            assert found is None
            continue
        if at is None:
            behind = [i for i, start in enumerate(ordered) if start >= here]
            before = [i for i, start in enumerate(ordered) if start < here]
            at = (behind[0] if behind else 0) if by > 0 else (before[-1] if before else len(ordered) - 1)
        else:
            at = (at + by) % len(ordered)
        assert found == ring.span == ring.spans[at]
