"""The groups that kept articles stand in: how far they were read, their months, their tags, their sources. Pure."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from reader import gate
from reader.app.dates import month_shown
from reader.app.shelf.rows import LONGEST
from reader.store.browsing import Choice
from reader.tongue import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.store.browsing import Tallies
    from reader.store.query import Query

MONTHS_SHOWN = 6
"""Months that stand by themselves; what is older stands by years."""


class Kind(StrEnum):
    """By what a group is one."""

    ALL = "all"
    STATE = "state"
    FEEDS = "feeds"
    SOURCE = "source"
    TAG = "tag"
    TIME = "time"


HEADINGS = {Kind.ALL: N_("Library"), Kind.SOURCE: N_("Sources"), Kind.TAG: N_("Tags"), Kind.TIME: N_("Dates")}
"""What stands over the first group of a kind."""

STATES = {
    "unread": N_("Unread"),
    "begun": N_("In progress"),
    "finished": N_("Finished"),
    "archived": N_("Archive"),
}


class Group(NamedTuple):
    """A group of articles: what it is one by, its value (a state, source, tag, or YYYY or YYYY-MM), name and size.

    The name is through the gate.
    """

    kind: Kind
    value: str = ""
    name: str = ""
    size: int = 0

    def same(self, other: Group) -> bool:
        """Whether it is the same group, whatever its size is now."""
        return (self.kind, self.value) == (other.kind, other.value)


ALL = Group(Kind.ALL)
"""All articles that were not put away."""


def groups(tallies: Tallies, unread_entries: int) -> list[Group]:
    """All groups, in the order in which they are listed."""
    return [
        Group(Kind.ALL, "", _("All articles"), tallies.count),
        *(Group(Kind.STATE, state, _(name), tallies.states.get(state, 0)) for state, name in STATES.items()),
        Group(Kind.FEEDS, "", _("Feeds"), unread_entries),
        *_times(tallies),
        *(Group(Kind.TAG, tag, gate.line(tag, LONGEST), count) for tag, count in tallies.tags),
        *(
            Group(Kind.SOURCE, source, gate.line(source, LONGEST).removeprefix("www.") or _("This machine"), count)
            for source, count in tallies.sources
        ),
    ]


def _times(tallies: Tallies) -> Iterator[Group]:
    """The latest months by themselves, and every year."""
    years: dict[str, int] = {}
    for at, (month, count) in enumerate(tallies.months):
        if at < MONTHS_SHOWN:
            yield Group(Kind.TIME, month, month_shown(month), count)
        years[month[:4]] = years.get(month[:4], 0) + count
    yield from (Group(Kind.TIME, year, gate.line(year, LONGEST), count) for year, count in years.items())


def chosen(group: Group, query: Query) -> Choice:
    """What is looked at in `group` with what `query` asks beside."""
    match group.kind:
        case Kind.STATE:
            query = replace(query, states=(*query.states, group.value))
        case Kind.TAG:
            query = replace(query, tags=(*query.tags, group.value))
        case Kind.TIME:
            first, end = _span(group.value)
            query = replace(query, after=max(first, query.after or first), before=min(end, query.before or end))
    return Choice(query, group.value if group.kind is Kind.SOURCE else None)


def _span(time: str) -> tuple[str, str]:
    """The first day of a year or month, and the first day behind it."""
    year, _dash, month = time.partition("-")
    if not month:
        return f"{year}-01-01", f"{int(year) + 1:04}-01-01"
    following = (int(year) + 1, 1) if month == "12" else (int(year), int(month) + 1)
    return f"{time}-01", "{:04}-{:02}-01".format(*following)
