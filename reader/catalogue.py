"""What can be opened: what a location offers, and what its entries are once they are chosen.

A location is an article, or a listing of others (a feed, a folder, a list of feeds). Where nothing is named, the
articles of a folder are offered, or the samples that ship with Reader.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import LibraryError, NotAnArticleError, ReaderError, SourceError
from reader.model import Entry, Listing, ListingKind, Metadata
from reader.reading import begin_reading
from reader.sources import listing_of
from reader.sources.detection import media_type_of
from reader.sources.feed.folder import is_folder
from reader.sources.feed.folder import listing as folder_listing
from reader.sources.fetch import fetch, is_address
from reader.tongue import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.reading import Reading
    from reader.store import Kept, Library

SAMPLES = (Path(__file__).parent / "articles", Path(__file__).parent.parent / "articles")
"""Where the samples are: in an installed package, and in a checkout."""

_TEXTS = frozenset({"text/plain", "text/markdown"})

SHORT = 0.5
"""Part of the feed's own text below which a page shows less than the feed, not more."""

FULL_PAGE = N_("This is the full page, not the feed's text.")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What can be said of what an entry leads to without reading it whole.

    `characters` is an estimate. A listing has the number of its `entries` instead, and no hash. What cannot be read (it
    is not there, or not for this reader) has its name alone.
    """

    title: str
    language: str | None = None
    characters: int = 0
    sha256: str = ""
    entries: int | None = None
    is_read: bool = True


@dataclass(frozen=True, slots=True)
class Collection:
    """The library, as it is shown at first.

    `rows` are the articles that were opened or taken in last, by their numbers. Where there are none, `offers` are
    articles to begin with, and `fault` says why, where the library cannot be read.
    """

    rows: Mapping[int, Kept] = field(default_factory=dict)
    offers: Listing = field(default_factory=lambda: Listing(ListingKind.CHOICE, ()))
    fault: str | None = None


SHOWN = 100
"""Articles of the library that are read before its screen is made: as many as fit any screen."""


def collection(store: Library, fault: str | None = None) -> Collection:
    """The library `store`, or what there is to begin with.

    Args:
        store: The library.
        fault: Why it stands in for another that cannot be used.
    """
    from reader.store.browsing import Choice, Order

    try:
        rows = store.browsing.first(Choice(), Order.RECENT, SHOWN)
    except LibraryError as error:
        rows, fault = {}, str(error)
    if rows:
        return Collection(rows)
    try:
        offers = offered()
    except NotAnArticleError:
        offers = Listing(ListingKind.CHOICE, ())
    return Collection({}, offers, fault)


def contents(
    location: str, media_type: str | None = None, store: Library | None = None, named_by: str | None = None
) -> Reading | Listing:
    """What is at `location`: an article, opened as far as the first screen needs, or a listing.

    Args:
        location: A path, a folder, a web address, or `-` for standard input.
        media_type: What it is, where the caller knows better than its name and its bytes say.
        store: What knows where an article was left.
        named_by: The web address of the feed that names `location`, where no user does.

    Raises:
        SourceError: where it cannot be read.
        NetworkError: where the network does not give it.
        NotAnArticleError: where it holds neither an article nor anything to choose from.
    """
    if is_folder(location):
        return folder_listing(Path(location))
    raw = fetch(location, media_type, named_by)
    found = listing_of(raw)
    if found is None:
        return begin_reading(raw, store)
    if not found.entries:
        raise NotAnArticleError(
            _("{location} has no entries: nothing has been published in it, or it is broken").format(location=location)
        )
    return found


def choice(locations: Sequence[str]) -> Listing:
    """The articles at `locations` as one listing; a folder stands for the articles in it.

    Raises:
        NotAnArticleError: where a folder holds none.
        SourceError: where a folder cannot be read.
    """
    entries: list[Entry] = []
    for location in locations:
        if is_folder(location):
            entries += folder_listing(Path(location)).entries
        else:
            entries.append(Entry(location, title=_name(location), location=location))
    return Listing(ListingKind.CHOICE, tuple(entries))


def offered() -> Listing:
    """The articles of ./articles where there is such a folder that has any, else the samples."""
    for folder in (Path("articles"), *SAMPLES):
        try:
            if folder.is_dir():
                return folder_listing(folder)
        except ReaderError:
            continue
    raise NotAnArticleError(_("there is no folder ./articles here and no sample is installed: name an article to open"))


def candidate(entry: Entry) -> Candidate | None:
    """What can be said of what `entry` leads to on this machine; None where that is no article."""
    location = entry.location
    if location is None or is_address(location):
        return None
    try:
        found = contents(location)
    except SourceError:
        return Candidate(_name(location), is_read=False)
    except ReaderError:
        return None
    if isinstance(found, Listing):
        return Candidate(found.title or _name(location), found.language, entries=len(found.entries))
    article = found.article
    # A page's, a book's or a PDF's bytes say nothing of its length, a text's are its length.
    is_text = media_type_of(location, found.raw.data[:1024]) in _TEXTS
    size = max(len(article.text), len(found.raw.data) if is_text else 0)
    return Candidate(article.title or _name(location), article.metadata.language, size, article.source.sha256)


def open_entry(entry: Entry, listing: Listing, store: Library | None = None) -> Reading | Listing:
    """What `entry` of `listing` leads to.

    An entry of a feed is its full page, or where that cannot be had or shows less, the feed's own text; a notice says
    which of the two it is.

    Raises:
        ReaderError: where neither can be had.
    """
    if listing.kind is not ListingKind.FEED:
        if entry.location is None:
            raise NotAnArticleError(_("{name} has no address: choose another").format(name=entry.title or entry.id))
        return contents(entry.location, store=store)
    own = _own_text(entry, listing, store)
    if entry.location is None:
        if own is None:
            raise NotAnArticleError(
                _("{name} has neither an address nor a text: choose another").format(name=entry.title or entry.id)
            )
        return _with_notice(own, _("This is the feed's own text: it names no page."))
    try:
        named_by = listing.location if is_address(listing.location or "") else None
        found = contents(entry.location, store=store, named_by=named_by)
    except ReaderError as error:
        if own is None:
            raise
        return _with_notice(own, _("This is the feed's own text: {error}.").format(error=error))
    if isinstance(found, Listing):
        return found
    if own is not None and len(found.article.text) < SHORT * len(own.article.text):
        return _with_notice(own, _("This is the feed's own text, which says more than the page."))
    article = replace(found.article, metadata=_completed(found, entry))
    return _with_notice(replace(found, article=article), _(FULL_PAGE))


def _own_text(entry: Entry, listing: Listing, store: Library | None) -> Reading | None:
    """The feed's own text of the entry; None where it has none."""
    from reader.sources.feed.parser import raw_of

    if not entry.content:
        return None
    try:
        return begin_reading(raw_of(listing, entry), store)
    except ReaderError:
        return None


def _completed(page: Reading, entry: Entry) -> Metadata:
    """What the page says of itself, and where it says nothing what the feed says of it."""
    said = page.article.metadata
    known = Metadata(entry.title, entry.authors, entry.site, entry.date, entry.location)
    missing = {f.name: getattr(known, f.name) for f in fields(said) if not getattr(said, f.name)}
    return replace(said, **{name: value for name, value in missing.items() if name != "language"})


def _with_notice(reading: Reading, notice: str) -> Reading:
    article = replace(reading.article, notices=(notice, *reading.article.notices))
    return replace(reading, article=article)


def _name(location: str) -> str:
    return location if is_address(location) or location == "-" else Path(location).name
