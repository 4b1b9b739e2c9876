"""What the lines of a list of things to open say, from the facts. Pure; all foreign text passes the gate here."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader import gate
from reader.app.dates import day_shown
from reader.app.describe import LONGEST_TITLE, QUIET, minutes
from reader.model import ListingKind
from reader.sources.markdown.fragments import fragments
from reader.tongue import _, ngettext, number

if TYPE_CHECKING:
    from reader.app.widgets.lines import Run
    from reader.catalogue import Candidate
    from reader.model import Entry, Listing

EXCERPT = 80
"""Characters of its text that stand for the title of an entry that has none."""

LOOKED_AT = 1_000
"""Characters of an entry's text that such a beginning is looked for in."""

MARKUP = 0.7
"""About how much of an entry's HTML is words."""


def heading(listing: Listing) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """What the list is: its title, and how much it holds, with the site that it belongs to."""
    count = len(listing.entries)
    facts = [gate.line(fact, 40) for fact in (_host(listing.url or listing.location),) if fact]
    facts.append(_held(listing.kind, count))
    said: tuple[Run, ...] = (("Reader", ("heading",)), (_("  what would you like to read?"), ()))
    if listing.kind in (ListingKind.FEED, ListingKind.OUTLINE) and listing.title:
        said = ((gate.line(listing.title, LONGEST_TITLE), ("strong",)),)
    return said, ((" · ".join(facts), QUIET),)


def _held(kind: ListingKind, count: int) -> str:
    if kind is ListingKind.FEED:
        return _entries(count)
    if kind is ListingKind.OUTLINE:
        return ngettext("{count} feed", "{count} feeds", count).format(count=number(count))
    return ngettext("{count} article", "{count} articles", count).format(count=number(count))


def _entries(count: int) -> str:
    return ngettext("{count} entry", "{count} entries", count).format(count=number(count))


def title(entry: Entry) -> str:
    """The entry's title, else how its text begins, else where it is."""
    if entry.title:
        return entry.title
    text = (entry.content or "")[:LOOKED_AT]
    words = " ".join(each.text for each in fragments(text)) if entry.is_markup else text
    return gate.line(words, EXCERPT) or entry.location or entry.id


def facts(entry: Entry, listing: Listing) -> str:
    """What its listing knows of the entry: day, site, language, length."""
    site = entry.site if entry.site != listing.title else None
    known = [day_shown(entry.date), gate.line(site, 16) if site else None, entry.language]
    if entry.content:
        known.append(_length(words_in(entry)))
    return " · ".join(filter(None, known))


def words_in(entry: Entry) -> float:
    """About how many characters of words the listing has of the entry."""
    return len(entry.content or "") * (MARKUP if entry.is_markup else 1)


def learnt(found: Candidate | None) -> str:
    """What a look into the entry told of it."""
    if found is None:
        return _("not an article")
    if not found.is_read:
        return _("cannot be read")
    if found.entries is not None:
        return _entries(found.entries)
    return f"{found.language or '??'} · {_length(found.characters)}"


def _length(characters: float) -> str:
    """How long it takes to read."""
    return _("{minutes} min").format(minutes=minutes(characters))


def _host(address: str | None) -> str | None:
    try:
        return urlsplit(address or "").hostname
    except ValueError:
        return None
