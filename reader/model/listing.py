"""What can be opened where a source is not one article: the entries of a feed, a folder or a list of feeds."""

from __future__ import annotations

from enum import StrEnum

from reader.facts import dataclass


class ListingKind(StrEnum):
    """What a listing lists. `choice` is what the caller put together itself."""

    FEED = "feed"
    FOLDER = "folder"
    OUTLINE = "outline"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be opened, as its listing tells of it.

    `location` is what is fetched to open it: a path or an address; None where the listing alone has its text.
    `content` is the listing's own text of it: HTML where `is_markup`, else plain. `date` is YYYY-MM-DD, `language` an
    ISO 639-1 code. `id` tells the entries of one listing apart.
    """

    id: str
    title: str | None = None
    location: str | None = None
    date: str | None = None
    authors: tuple[str, ...] = ()
    site: str | None = None
    language: str | None = None
    content: str | None = None
    is_markup: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """What a source offers: entries in its own order.

    `location` is where the listing was found, `url` the address of the site that it belongs to. `notices` are
    sentences for the reader about the source itself (that a feed is ill-formed, say).
    """

    kind: ListingKind
    entries: tuple[Entry, ...]
    title: str | None = None
    location: str | None = None
    url: str | None = None
    language: str | None = None
    notices: tuple[str, ...] = ()
