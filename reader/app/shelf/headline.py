"""What stands above the library's list: which articles are shown, how many, and how long they would take. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.describe import QUIET, minutes
from reader.app.shelf.groups import Kind
from reader.gate import line
from reader.tongue import _, ngettext, number

if TYPE_CHECKING:
    from reader.app.shelf.desk import Wanted
    from reader.app.widgets.lines import Run
    from reader.store.browsing import Tallies

LONGEST = 60
"""Characters of what is typed that the line repeats."""

AN_HOUR, LONG = 60, 10
"""Minutes of an hour, and the hours from which minutes are not worth telling."""


def headline(wanted: Wanted, tallies: Tallies | None, count: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """What is shown at the left, how much that is at the right.

    Args:
        wanted: What the list shows.
        tallies: How many articles stand where; None while that is not known.
        count: How many are listed.
    """
    left: list[Run] = [(_("Library"), ("heading",))]
    if wanted.group.kind is not Kind.ALL:
        left.append((f"  {wanted.group.name}", ("strong",)))
    if wanted.typed.strip():
        left.append((f"  “{line(wanted.typed, LONGEST)}”", ("caption",)))
    narrowed = wanted.typed.strip() or wanted.group.kind is not Kind.ALL
    facts = [_articles(count)] if narrowed else [] if tallies is None else _facts(tallies)
    return tuple(left), ((" · ".join(facts), QUIET),)


def _facts(tallies: Tallies) -> list[str]:
    facts = [_articles(tallies.count)]
    if unread := tallies.states.get("unread", 0):
        facts.append(_("{number} unread").format(number=number(unread)))
        facts.append(_time(minutes(tallies.characters)))
    return facts


def _articles(count: int) -> str:
    return ngettext("{number} article", "{number} articles", count).format(number=number(count))


def _time(spent: int) -> str:
    """So many minutes, as people say them."""
    hours, rest = divmod(spent, AN_HOUR)
    if not hours:
        return _("{minutes} min").format(minutes=rest)
    if hours >= LONG or not rest:
        return _("{hours} h").format(hours=number(hours))
    return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)
