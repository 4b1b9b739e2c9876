"""An article's links: which may be opened, and what is shown of them before. Pure; a target is foreign text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.gate import is_safe
from reader.model import InlineKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import Article, Block, Inline

SCHEMES = frozenset({"http", "https", "mailto"})
"""What may be opened; a link with another scheme is shown and copied, never followed."""

LONGEST = 2_000
"""Characters of the longest address that is opened."""

_HOST = re.compile(r"(?<![a-z0-9-])((?:[a-z0-9-]+\.)+[a-z]{2,})\b", re.IGNORECASE)
_BLANK = re.compile(r"\s")


def links(article: Article) -> list[Inline]:
    """The article's links in order."""
    return [link for block in article.blocks for link in block_links(block)]


def block_links(block: Block) -> list[Inline]:
    """The links of one block, in order."""
    return [inline for inline in block.inlines if inline.kind is InlineKind.LINK]


def address(link: Inline) -> str | None:
    """The link's target where it may be opened, else None."""
    target = link.target or ""
    if not is_safe(target) or _BLANK.search(target) or len(target) > LONGEST:
        return None
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    if parts.scheme not in SCHEMES or (parts.scheme != "mailto" and not parts.hostname):
        return None
    return target


def names_another_host(words: str, target: str) -> bool:
    """Whether the link's words look like an address, but of another host than the one that it leads to."""
    host = host_of(target).removeprefix("www.")
    named = [each.lower().removeprefix("www.") for each in _HOST.findall(words)]
    return bool(host and named) and not any(host == each or host.endswith(f".{each}") for each in named)


def host_of(target: str) -> str:
    """The host that an address leads to, that of the mailbox where it is one of mail; empty where it has none."""
    parts = urlsplit(target)
    if parts.scheme == "mailto":
        return parts.path.rpartition("@")[2].strip().lower()
    return (parts.hostname or "").lower()


def other_spelling(host: str) -> str | None:
    """How else `host` is written, where it has letters beyond ASCII: xn--pple-43d.com and аpple.com are the same."""
    try:
        other = host.encode("idna").decode() if not host.isascii() else host.encode().decode("idna")
    except UnicodeError:  # no host that a resolver knows
        return None
    return other if other != host else None


def logs_in(target: str) -> bool:
    """Whether the address holds a name to log in with, which may look like a host: https://bank@thief.example."""
    return urlsplit(target).username is not None


def following(known: Sequence[Inline], at_hand: Inline | None, here: int) -> Inline | None:
    """The link behind the one at hand, round at the end; the first one from `here` on where none is at hand."""
    if not known:
        return None
    if at_hand in known:
        return known[(known.index(at_hand) + 1) % len(known)]
    return next((link for link in known if link.span.start >= here), known[0])
