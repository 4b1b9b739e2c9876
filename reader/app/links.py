"""An article's links: which may be opened, and what is shown of them before. Pure; a target is foreign text."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING
from unicodedata import normalize
from urllib.parse import parse_qsl, unquote, urlsplit

from reader.gate import is_safe, is_unseen
from reader.model import InlineKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import Article, Block, Inline

SCHEMES = frozenset({"http", "https", "mailto"})
"""What may be opened; a link with another scheme is shown and copied, never followed."""

LONGEST = 2_000
"""Characters of the longest address that is opened."""

_HOST = re.compile(r"(?<![\w-])((?:[\w-]{1,63}[.。．｡]){1,8}[^\W\d_]{2,63})\b")
"""What looks like a host in a link's words, in any script; IDNA takes the three other full stops for one too."""

_BLANK = re.compile(r"\s")
_LETTER = frozenset({"subject", "body", "cc", "bcc", "to", "in-reply-to", "keywords"})
"""Fields that an address of mail may fill in. Others do what nobody expects: some programs take `attach` for a file."""

_KEPT_NOW = re.compile("[\u00df\u03c2\u200c\u200d]")
"""What IDNA has mapped to something else until 2008, and browsers no longer do (UTS 46, section 4.1.1)."""


def links(article: Article, first: int = 0) -> Iterator[Inline]:
    """The article's links in order, from block number `first` on."""
    blocks = article.blocks
    return (link for index in range(first, len(blocks)) for link in block_links(blocks[index]))


def link_at(article: Article, offset: int) -> Inline | None:
    """The link that holds the character at `offset`."""
    index = article.block_at(offset)
    found = () if index is None else block_links(article.blocks[index])
    return next((link for link in found if link.span.holds(offset)), None)


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
        port = parts.port
    except ValueError:
        return None
    if parts.scheme == "mailto":
        return target if _fields(parts.query) <= _LETTER and not parts.netloc else None
    # Browsers take a backslash for a slash, so that the host would be another one than it is here.
    is_clear = parts.scheme in SCHEMES and parts.hostname and port != 0 and "\\" not in target
    return target if is_clear else None


def _fields(query: str) -> set[str]:
    return {name.casefold() for name, _ in parse_qsl(query, keep_blank_values=True)}


def names_another_host(words: str, target: str) -> bool:
    """Whether the link's words look like an address, but of another host than the one that it leads to.

    Each word is read as people do: the first host in it counts, whatever an attacker has put behind that, and what
    nobody sees does not part it.
    """
    writes = urlsplit(target).scheme == "mailto"
    hosts = [_as_read(host) for host in filter(None, hosts_of(target))]
    each_first = (_HOST.search(word.rpartition("@")[2] if writes else word) for word in _seen(words).split())
    named = [_as_read(found[1]) for found in each_first if found]
    return bool(named) and not (
        all(any(_is_part(host, each) for each in named) for host in hosts)
        and all(any(_is_part(host, each) for host in hosts) for each in named)
    )


def _is_part(host: str, of: str) -> bool:
    return host == of or host.endswith(f".{of}")


def _as_read(host: str) -> str:
    """`host` as people read it: its letters, without what takes no place and without www."""
    plain = resolved(host)
    with contextlib.suppress(UnicodeError):
        plain = plain.encode().decode("idna")
    return _seen(plain).removeprefix("www.")


def _seen(words: str) -> str:
    """`words` in the plain form of their letters (NFKC), without what nobody sees."""
    if words.isascii():
        return words
    return "".join(char for char in normalize("NFKC", words) if not is_unseen(char))


def host_of(target: str) -> str:
    """The first of the hosts that an address leads to; empty where it has none."""
    return next(iter(hosts_of(target)), "")


def hosts_of(target: str) -> list[str]:
    """The host that an address leads to; where it is one of mail, those of the mailboxes that it writes to."""
    parts = urlsplit(target)
    if parts.scheme != "mailto":
        return [(parts.hostname or "").lower()]
    return [each.rpartition("@")[2].strip(" >").lower() for each in _mailboxes(target)]


def _mailboxes(target: str) -> list[str]:
    parts = urlsplit(target)
    fields = parse_qsl(parts.query, keep_blank_values=True)
    written = [unquote(parts.path), *(value for name, value in fields if name.casefold() in ("to", "cc", "bcc"))]
    return [each for words in written for each in words.split(",") if each.strip()]


def writes_to_several(target: str) -> bool:
    """Whether an address of mail names more than one mailbox, some perhaps where nobody looks for them."""
    return urlsplit(target).scheme == "mailto" and len(_mailboxes(target)) > 1


def resolved(host: str) -> str:
    """`host` as it is asked for in the net: percent signs decoded, in ASCII (IDNA), without the root's full stop."""
    plain = unquote(host).lower()
    with contextlib.suppress(UnicodeError):  # no host that a resolver knows
        labels = re.split("[.。．｡]", plain)
        plain = ".".join(
            f"xn--{label.encode('punycode').decode()}" if _KEPT_NOW.search(label) else label.encode("idna").decode()
            for label in labels
        )
    return plain.removesuffix(".").lower()


def other_spelling(host: str) -> str | None:
    """How else `host` is written, where it can be taken for another: xn--pple-43d.com and аpple.com are the same."""
    other = resolved(host)
    if other == host.removesuffix("."):
        try:
            other = host.encode().decode("idna")
        except UnicodeError:
            return None
    return other if other not in (host, host.removesuffix(".")) else None


def logs_in(target: str) -> bool:
    """Whether the address holds a name to log in with, which may look like a host: https://bank@thief.example."""
    return urlsplit(target).username is not None


def following(article: Article, at_hand: Inline | None, here: int) -> Inline | None:
    """The link behind the one at hand, round at the end; the first one from `here` on where none is at hand."""
    begin = here if at_hand is None else at_hand.span.start + 1
    ahead = (link for link in links(article, article.block_at(begin) or 0) if link.span.start >= begin)
    return next(ahead, None) or next(links(article), None)
