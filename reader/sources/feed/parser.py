"""A feed → a listing of its entries, and one entry's own text → parts.

An entry by itself is a feed of one item: `raw_of` writes it so, as a JSON Feed, whatever the feed was. Its bytes are
the entry and nothing else, so that they stay the same while the feed around it changes, and `parse` opens them again.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.errors import NotAnArticleError
from reader.lang import detect
from reader.model import BlockKind, Metadata
from reader.sources import NotOneArticleError, Raw
from reader.sources.builder import Builder
from reader.sources.feed.json_feed import MARK, json_feed_of, json_listing
from reader.sources.feed.xml_feed import xml_listing
from reader.sources.html.hypertext import write_markup
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import Entry, Listing, Part

MEDIA_TYPE = "application/feed+json"
"""Of an entry by itself."""

LIMIT = 32 * 1024 * 1024
"""Bytes of the largest feed that is read; the largest that are published have a quarter of that."""

_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")


def listing(raw: Raw) -> Listing:
    """The feed in `raw`; one that is ill-formed gives what can be read of it, with a notice.

    Raises:
        NotAnArticleError: where it is no feed.
    """
    if len(raw.data) > LIMIT:
        raise NotAnArticleError(
            _("{name} is larger than {limit} MB, which no feed is: open a page").format(
                name=raw.location or _("the input"), limit=LIMIT // (1024 * 1024)
            )
        )
    head = raw.data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return json_listing(raw) if head.startswith(b"{") and MARK in raw.data else xml_listing(raw)


def raw_of(feed: Listing, entry: Entry) -> Raw:
    """The feed's own text of `entry`, as a source of its own; its location is the entry's, else the feed's."""
    return Raw(json_feed_of(feed, entry), MEDIA_TYPE, entry.location or feed.location)


def parse(raw: Raw) -> Iterator[Part]:
    """The one entry of the feed in `raw` as an article, in the words of the feed.

    Raises:
        NotOneArticleError: where it has several entries.
        NotAnArticleError: where it is no feed, or has no entry, or that has no words.
    """
    found = listing(raw)
    name = raw.location or _("the input")
    if len(found.entries) > 1:
        count = len(found.entries)
        raise NotOneArticleError(
            _("{name} is a feed with {count} entries, not an article: choose one with `reader open`").format(
                name=name, count=count
            ),
            found,
        )
    if not found.entries:
        raise NotAnArticleError(
            _("{name} is a feed without entries: nothing has been published in it").format(name=name)
        )
    entry = found.entries[0]
    builder = Builder()
    if entry.title:
        builder.words(entry.title)
        builder.block(BlockKind.TITLE)
    if entry.content and entry.is_markup:
        write_markup(entry.content, builder, entry.location or found.url)
    elif entry.content:
        for paragraph in _PARAGRAPHS.split(entry.content):
            builder.verbatim(paragraph)
            builder.block(BlockKind.PARAGRAPH)
    if not builder.pending:
        raise NotAnArticleError(_("{name} says nothing in this entry: choose another").format(name=name))
    part = builder.part(None, found.notices)
    language = raw.language or entry.language or detect(part.text)
    metadata = Metadata(entry.title, entry.authors, entry.site or found.title, entry.date, entry.location, language)
    yield replace(part, metadata=metadata)
