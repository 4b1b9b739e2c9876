"""Counts in time: by day, week, month or year, as the span of time demands, with the empty ones between."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Unit(StrEnum):
    """A length of time."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


_MOST: Mapping[Unit, int] = {Unit.DAY: 31, Unit.WEEK: 26 * 7, Unit.MONTH: 5 * 366}
"""Days that are shown by this unit at most."""

PERIODS = 4_000
"""Periods beyond which a longer unit is taken: ten years of days."""


def unit_of(days: Iterable[str], asked: Unit | None = None) -> Unit:
    """The unit in which these days are counted: the one asked for, where that does not give too many periods."""
    found = [day for day in map(_day, days) if day is not None]
    span = (max(found) - min(found)).days if found else 0
    if asked is not None and span / _LENGTHS[asked] <= PERIODS:
        return asked
    return next((unit for unit, most in _MOST.items() if span <= most), Unit.YEAR)


_LENGTHS: Mapping[Unit, int] = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 28, Unit.YEAR: 365}


def counted(counts: Iterable[tuple[str, int]], unit: Unit, days: Iterable[str]) -> dict[str, int]:
    """Counts by the beginning of their period, every period from the first to the last of `days` among them.

    Args:
        counts: A day, YYYY-MM-DD, and a number.
        unit: How long a period is.
        days: All that is looked at; what is no day of the calendar is left out.
    """
    found = Counter[date]()
    for text, number in counts:
        day = _day(text)
        if day is not None:
            found[_beginning(day, unit)] += number
    span = [day for day in map(_day, days) if day is not None]
    if not span:
        return {}
    at, last = _beginning(min(span), unit), _beginning(max(span), unit)
    out: dict[str, int] = {}
    while at <= last:
        out[at.isoformat()] = found[at]
        following = _next(at, unit)
        if following is None:
            break
        at = following
    return out


def label(beginning: str, unit: Unit) -> str:
    """A period as people write it: its year, its month, or its first day."""
    return beginning[: {Unit.YEAR: 4, Unit.MONTH: 7}.get(unit, 10)]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _beginning(day: date, unit: Unit) -> date:
    match unit:
        case Unit.WEEK:
            return day - timedelta(min(day.weekday(), day.toordinal() - 1))
        case Unit.MONTH:
            return day.replace(day=1)
        case Unit.YEAR:
            return day.replace(month=1, day=1)
        case _:
            return day


def _next(day: date, unit: Unit) -> date | None:
    """The beginning of the next period; None where the calendar ends."""
    try:
        match unit:
            case Unit.DAY:
                return day + timedelta(1)
            case Unit.WEEK:
                return day + timedelta(7)
            case Unit.MONTH:
                return date(day.year + day.month // 12, day.month % 12 + 1, 1)
            case _:
                return day.replace(year=day.year + 1)
    except (ValueError, OverflowError):
        return None
