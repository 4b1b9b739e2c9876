"""Counts in time: every period is there, and holds what belongs to it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.across.times import Unit, counted, label, unit_of


@pytest.mark.parametrize(
    ("last", "unit"),
    [("2024-01-20", Unit.DAY), ("2024-05-01", Unit.WEEK), ("2026-01-01", Unit.MONTH), ("2040-01-01", Unit.YEAR)],
)
def test_the_span_demands_its_unit(last: str, unit: Unit) -> None:
    assert unit_of(["2024-01-01", last, "no day"]) is unit
    assert unit_of(["0001-01-01", "9999-12-31"], Unit.DAY) is Unit.YEAR
    assert unit_of([], Unit.WEEK) is Unit.WEEK


DAYS = st.lists(st.dates(date(1999, 1, 1), date(2004, 1, 1)) | st.dates(), max_size=12)


@given(DAYS, st.sampled_from(Unit))
def test_every_day_is_counted_once_and_no_period_is_missing(days: list[date], unit: Unit) -> None:
    texts = [day.isoformat() for day in days]
    if unit_of(texts, unit) is not unit:
        return
    found = counted([(text, 2) for text in texts], unit, texts)
    assert sum(found.values()) == 2 * len(days)
    beginnings = list(map(date.fromisoformat, found))
    longest = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 31, Unit.YEAR: 366}[unit]
    assert all(timedelta(0) < after - before <= timedelta(longest) for before, after in pairwise(beginnings))


def test_a_period_is_written_as_people_write_it() -> None:
    assert [label("2024-03-04", unit) for unit in Unit] == ["2024-03-04", "2024-03-04", "2024-03", "2024"]
