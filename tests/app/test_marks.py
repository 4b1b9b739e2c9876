"""Facts laid over the page, against a model that looks at every character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.app.marks import Layer, runs
from reader.model import Span

SIZE = 40

FAR = 150_001
"""Characters so many that marks are not sorted together."""

spans = st.tuples(st.integers(0, SIZE), st.integers(0, SIZE)).map(lambda pair: Span(min(pair), max(pair)))
marks = st.lists(st.tuples(spans, st.sampled_from("abc")), max_size=10)


def naive(found: list[tuple[Span, str]]) -> list[str | None]:
    """Each character's style: of marks that overlap, the one that begins first (the longer one of two) stays."""
    styles: list[str | None] = [None] * SIZE
    end = 0
    for span, style in sorted(found, key=lambda mark: (mark[0].start, -mark[0].end)):
        if len(span) and span.start >= end:
            end = span.end
            styles[span.start : span.end] = [style] * len(span)
    return styles


@given(marks, spans)
def test_between_gives_the_marks_that_touch_a_range(found: list[tuple[Span, str]], where: Span) -> None:
    expected = naive(found)
    styles: list[str | None] = [None] * SIZE
    for start, end, style in Layer(found).between(where.start, where.end):
        assert start < where.end
        assert end > where.start
        styles[start:end] = [style] * (end - start)
    assert styles[where.start : where.end] == expected[where.start : where.end]


@given(marks, st.integers(0, 3))
def test_marks_far_from_each_other_are_marks_like_others(found: list[tuple[Span, str]], times: int) -> None:
    far = [(span.shifted(at * FAR), style) for span, style in found for at in reversed(range(times))]
    known = list(Layer(found).between(0, SIZE))
    expected = [(start + at * FAR, end + at * FAR, style) for at in range(times) for start, end, style in known]
    assert list(Layer(far).between(0, times * FAR + SIZE)) == expected


@given(st.lists(marks, max_size=3), spans.filter(len))
def test_runs_cover_a_range_with_the_styles_of_every_layer(layers: list[list[tuple[Span, str]]], where: Span) -> None:
    expected = [naive(found) for found in layers]
    at = where.start
    for start, end, names in runs(where.start, where.end, [Layer(found) for found in layers]):
        assert start == at < end
        at = end
        for offset in range(start, end):
            assert list(names) == [styles[offset] for styles in expected if styles[offset] is not None]
    assert at == where.end
