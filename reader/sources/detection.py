"""Which format a source is in: what the caller says, else what its bytes say beyond doubt, else its name.

A name is believed for text, whose formats differ in nothing that is certain; bytes are believed where a format begins
in a way that no other does.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from reader.formats import ATOM, EPUB, JSON_FEED, MEDIA_TYPES, OPML, PDF, PLAIN, RDF, RSS
from reader.sources.encoding import decode
from reader.sources.html.tree import looks_like_html

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEAD = 64 * 1024
_JSON_MARK = b"jsonfeed.org/version/"
_EPUB_MARK = b"mimetypeapplication/epub+zip"
_PROLOGUE = re.compile(
    r"""(?:\s++|<\?(?:[^?]|\?(?!>))*+\?>|<!--(?:[^-]|-(?!->))*+-->
    |<!DOCTYPE(?:[^\[>"']++|"[^"]*+"|'[^']*+')*+(?:\[(?:[^\]"']++|"[^"]*+"|'[^']*+')*+\]\s*)?>)*+
    <([A-Za-z][\w.:-]{0,40})""",
    re.IGNORECASE | re.VERBOSE,
)
"""What may stand before a document's first element, and that element's name."""

_ROOTS: Mapping[str, str] = {"rss": RSS, "feed": ATOM, "opml": OPML}


def media_type_of(location: str, data: bytes) -> str:
    """The media type of `data`, which was found at `location`: a path, or `-`."""
    suffix = PurePath(location).suffix.lower()
    found = by_signature(data)
    if found is not None:
        return found
    if suffix in PLAIN:
        return "text/plain"
    if suffix in MEDIA_TYPES:
        return MEDIA_TYPES[suffix]
    found = by_beginning(data)
    if found is not None:
        return found
    return "text/html" if location == "-" and looks_like_html(data) else "text/plain"


def by_signature(data: bytes) -> str | None:
    """The format that is no text and that `data` begins as, where Reader can read it."""
    if data.startswith(b"%PDF-"):
        return PDF
    return EPUB if data.startswith(b"PK\x03\x04") and _EPUB_MARK in data[:120] else None


def by_beginning(data: bytes) -> str | None:
    """The kind of feed or list of feeds that `data` begins as; None where it is something else."""
    head = decode(data[:_HEAD])[0].lstrip()
    if head.startswith("{"):
        return JSON_FEED if _JSON_MARK in data.replace(b"\\/", b"/") else None
    if not head.startswith("<") or (found := _PROLOGUE.match(head)) is None:
        return None
    name = found[1].rpartition(":")[2].lower()
    if name == "rdf":
        return RDF if "purl.org/rss/" in head or "channel.netscape.com/rdf" in head else None
    return _ROOTS.get(name)
