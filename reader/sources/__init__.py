"""A location becomes an article: fetched as raw bytes, then parsed into parts by the parser of its media type.

Parsers yield their article in parts, each of whole blocks, so that the first screen never waits for the end of a
long source. The parts are the same however they are consumed: `article_of` is their sum, and what the screen shows
first is a prefix of it.
"""

from __future__ import annotations

import sys

from reader.errors import NotAnArticleError
from reader.facts import TYPE_CHECKING, dataclass
from reader.model import Article, Metadata, Source
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from reader.model import Listing, Part

PARSERS: Mapping[str, str] = {
    "text/plain": "reader.sources.plain.parser",
    "text/markdown": "reader.sources.markdown.parser",
    "text/html": "reader.sources.html.parser",
    "application/xhtml+xml": "reader.sources.html.parser",
    "application/rss+xml": "reader.sources.feed.parser",
    "application/atom+xml": "reader.sources.feed.parser",
    "application/rdf+xml": "reader.sources.feed.parser",
    "application/feed+json": "reader.sources.feed.parser",
    "text/x-opml": "reader.sources.feed.opml",
    "application/epub+zip": "reader.sources.epub.parser",
    "application/pdf": "reader.sources.pdf",
}
"""Media type → module with `parse(raw) -> Iterator[Part]`, imported when first needed."""

ENDINGS: Mapping[str, str] = {
    "text/plain": "reader.sources.plain.parser",
    "text/markdown": "reader.sources.markdown.ending",
}
"""Media type → module with `ending(raw, characters) -> Part | None`, where a source's end can be read by itself; and
with `ending_in(file, size, characters)`, where it can be of a file that is not read whole."""

LISTINGS = frozenset({"reader.sources.feed.parser", "reader.sources.feed.opml"})
"""Parsers of what is a list of things to open rather than an article; each has `listing(raw) -> Listing` too."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A source as it was fetched.

    `language` is what the caller knows of it, `charset` what its server says of its encoding; `etag` and
    `last_modified` are for asking the server again whether it has changed; `known` is what whoever gave it says of the
    article beside it, which is believed before what the article says of itself. Each is None where it is not known.
    """

    data: bytes
    media_type: str
    location: str | None = None
    language: str | None = None
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    known: Metadata | None = None

    @property
    def source(self) -> Source:
        """The source's identity: where it came from and the hash of its bytes."""
        import hashlib

        return Source(self.location, self.media_type, hashlib.sha256(self.data).hexdigest())


class NotOneArticleError(NotAnArticleError):
    """The source is a list of things to open: `listing` holds them."""

    def __init__(self, message: str, listing: Listing) -> None:
        super().__init__(message)
        self.listing = listing


def _module(name: str) -> Any:
    __import__(name)  # importlib itself costs a first screen 1 ms
    return sys.modules[name]


def parse(raw: Raw) -> Iterator[Part]:
    """The parts of the article in `raw`, in order.

    Raises:
        NotOneArticleError: where it is a listing (the parser may say so only when the first part is asked for).
        NotAnArticleError: where there is no parser for its media type, or its bytes hold no text.
    """
    name = PARSERS.get(raw.media_type)
    if name is None:
        raise NotAnArticleError(
            _(
                "{name} is {media_type}, which Reader cannot open: give it a text, a page, a feed or a book (EPUB)"
            ).format(name=raw.location or _("the input"), media_type=raw.media_type)
        )
    parts: Iterator[Part] = _module(name).parse(raw)
    return parts


def ending(raw: Raw, characters: int) -> Part | None:
    """The last blocks of the article in `raw`, of about so many characters, before what stands before them is read.

    Their spans count from the beginning of the part's own text. None where they cannot be told by themselves.
    """
    name = ENDINGS.get(raw.media_type)
    found: Part | None = _module(name).ending(raw, characters) if name else None
    return found


def ending_in(location: str, media_type: str, size: int, characters: int) -> Part | None:
    """The same of the file at `location`, if it has `size` bytes; None also where it is to be read whole for that.

    Raises:
        SourceError: where it cannot be read.
    """
    name = ENDINGS.get(media_type)
    glimpse = getattr(_module(name), "ending_in", None) if name else None
    if glimpse is None:
        return None
    from reader.sources.fetch import opened

    with opened(location) as file:
        found: Part | None = glimpse(file, size, characters)
    return found


def let_go() -> None:
    """Have the parsers let go of what they keep for the next source: the app and its worker seldom have one."""
    evidence = sys.modules.get("reader.sources.html.evidence")
    if evidence is not None:
        evidence.forget()


def listing_of(raw: Raw) -> Listing | None:
    """What `raw` lists; None where it is no listing but an article.

    Raises:
        NotAnArticleError: where it should be a listing and cannot be read as one.
    """
    name = PARSERS.get(raw.media_type)
    if name not in LISTINGS:
        return None
    found: Listing = _module(name).listing(raw)
    return found


def article_of(raw: Raw, parts: Iterable[Part] | None = None) -> Article:
    """The article that `parts` (by default all parts of `raw`) make up."""
    found = list(parse(raw) if parts is None else parts)
    said = next((part.metadata for part in found if part.metadata), Metadata())
    return Article(
        "".join(part.text for part in found),
        tuple(block for part in found for block in part.blocks),
        raw.source,
        said if raw.known is None else said.overruled(raw.known),
        notices=tuple(notice for part in found for notice in part.notices),
    )


def load(source: str | Raw, media_type: str | None = None) -> Article:
    """The article at `source`: a path, a web address, or `-` for standard input; or what was fetched already.

    Args:
        source: Where it is, or its bytes.
        media_type: What it is, where the caller knows better than its name and its bytes say.

    Raises:
        SourceError: where it cannot be read.
        NetworkError: where the network does not give it.
        NotOneArticleError: where it is a listing.
        NotAnArticleError: where it holds no article.
    """
    if isinstance(source, Raw):
        return article_of(source)
    from reader.sources.fetch import fetch

    return article_of(fetch(source, media_type))
