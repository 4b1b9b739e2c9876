"""The rows of feeds and of their entries, from the facts. Pure; all foreign text passes the gate here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader import gate
from reader.app import offers
from reader.app.dates import day_shown
from reader.app.describe import LONGEST_TITLE, minutes
from reader.app.shelf.rows import LONGEST
from reader.tongue import _

if TYPE_CHECKING:
    from reader.model import Entry
    from reader.store.feeds import Feed, Seen

EVERY = ""
"""The address of all feeds together."""


class FeedRow(NamedTuple):
    """A feed as the list shows it: its address (EVERY for all together), name, folder, unread entries and last fault.

    All but the address is through the gate.
    """

    address: str
    name: str
    folder: str = ""
    unread: int = 0
    entries: int = 0
    fault: str = ""
    looked_at: str = ""


class EntryRow(NamedTuple):
    """An entry as the list shows it; title and facts are through the gate.

    Attributes:
        entry: The entry.
        feed: The address of its feed.
        title: What to call it.
        facts: Its feed where it stands among others', its day, its length.
        is_read: Whether it was read.
        kept: The hash of the article that the library keeps of it; "" for none.
    """

    entry: Entry
    feed: str
    title: str
    facts: str
    is_read: bool
    kept: str = ""


def feed_row(feed: Feed) -> FeedRow:
    """The row of a feed."""
    return FeedRow(
        feed.address,
        gate.line(feed.name, LONGEST_TITLE),
        gate.line(feed.folder, LONGEST),
        feed.unread,
        feed.entries,
        gate.line(feed.fault, LONGEST_TITLE) if feed.fault else "",
        feed.refreshed_at.astimezone().isoformat(" ", "minutes")[:16] if feed.refreshed_at else "",
    )


def every_feed(rows: list[FeedRow]) -> FeedRow:
    """The row of all feeds together."""
    unread, entries = sum(row.unread for row in rows), sum(row.entries for row in rows)
    return FeedRow(EVERY, _("All feeds"), "", unread, entries)


def entry_row(seen: Seen, *, among_others: bool) -> EntryRow:
    """The row of an entry; where it stands `among_others` it says which feed it is of."""
    entry = seen.entry
    time = _("{minutes} min").format(minutes=minutes(offers.words_in(entry))) if entry.content else ""
    said = [gate.line(seen.name, LONGEST) if among_others else "", day_shown(entry.date), time]
    if not among_others and entry.authors:
        said.insert(0, gate.line(", ".join(entry.authors[:2]), LONGEST))
    title = gate.line(offers.title(entry), LONGEST_TITLE)
    return EntryRow(entry, seen.feed, title, " · ".join(filter(None, said)), seen.is_read, seen.kept or "")
