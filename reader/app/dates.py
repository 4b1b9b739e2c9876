"""Days and months as they are printed in the reader's language: 3 March 2026, 3 mars 2026. Pure.

What is no such day is shown as it stands, through the gate. The first screen needs this, so it does without datetime.
"""

from __future__ import annotations

import re

from reader import gate
from reader.tongue import N_, _, pgettext

LONGEST = 40
"""Characters of what is shown where it is no date."""

MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)

_DAY = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?!\d)")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def day_shown(day: str | None) -> str:
    """A day, YYYY-MM-DD, whatever time stands behind it: 3 March 2026; empty where there is none."""
    if not day:
        return ""
    found = _DAY.match(day)
    if found is None:
        return gate.line(day, LONGEST)
    year, month, number = found.groups()
    first = pgettext("day of a month", "1") if number == "01" else str(int(number))
    return _("{day} {month} {year}").format(day=first, month=_(MONTHS[int(month) - 1]), year=year)


def month_shown(month: str) -> str:
    """A month, YYYY-MM: March 2026."""
    found = _MONTH.fullmatch(month)
    if found is None:
        return gate.line(month, LONGEST)
    return _("{month} {year}").format(month=_(MONTHS[int(found[2]) - 1]), year=found[1])
