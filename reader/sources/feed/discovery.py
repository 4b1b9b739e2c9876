"""The feed that a web page names as its own, in a `link` of its head (rssboard.org/rss-autodiscovery)."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

from reader.sources.encoding import decode
from reader.sources.network.addresses import web_address

if TYPE_CHECKING:
    from reader.sources import Raw

TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/json"})

HEAD = 200_000
"""Bytes of a page that its head is looked for in."""


def named_feed(raw: Raw) -> str | None:
    """The address of the first feed that the page names; None where it names none that may be fetched."""
    looking = _Links()
    looking.feed(decode(raw.data[:HEAD])[0])
    base = web_address(looking.base, raw.location) or raw.location
    return next(filter(None, (web_address(target, base) for target in looking.found)), None)


class _Links(HTMLParser):
    """The targets of links to feeds, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.base: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in reversed(attrs)}
        if tag == "base" and self.base is None:
            self.base = given.get("href")
        is_alternate = "alternate" in given.get("rel", "").lower().split()
        if tag == "link" and is_alternate and given.get("type", "").strip().lower() in TYPES and given.get("href"):
            self.found.append(given["href"])
