"""The formats that Reader opens, by the names that files and people give them: facts only, so that --help is fast."""

from __future__ import annotations

from reader.facts import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

RSS = "application/rss+xml"
ATOM = "application/atom+xml"
RDF = "application/rdf+xml"
JSON_FEED = "application/feed+json"
OPML = "text/x-opml"
EPUB = "application/epub+zip"
PDF = "application/pdf"
JSON_LINES = "application/jsonl"

TYPES: Mapping[str, str] = {
    "md": "text/markdown",
    "txt": "text/plain",
    "html": "text/html",
    "feed": RSS,
    "epub": EPUB,
    "opml": OPML,
    "pdf": PDF,
}
"""Media type by the word that a user says for it. A feed's parser tells RSS, Atom and JSON Feed apart itself."""

MEDIA_TYPES: Mapping[str, str] = {
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".mkd": "text/markdown",
    ".mdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".epub": EPUB,
    ".pdf": PDF,
    ".opml": OPML,
    ".rss": RSS,
    ".atom": ATOM,
}
"""Media type by suffix; any other suffix is plain text, unless the bytes say something else."""

PLAIN = frozenset({".txt", ".text"})
"""Suffixes that say: this is plain text, however it begins."""

ARTICLES = frozenset({*PLAIN, *(suffix for suffix, each in MEDIA_TYPES.items() if each not in (OPML, RSS, ATOM))})
"""What the names of articles in a folder end in."""

ARCHIVES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
"""What the names of JSON Lines archives end in."""

BULK_TYPES: Mapping[str, str] = {**TYPES, "jsonl": JSON_LINES}
"""The same for the commands that read many sources, to which an archive is so many articles."""

NO_TEXT = frozenset({EPUB, PDF})
"""Formats that are read although their bytes are no text."""
