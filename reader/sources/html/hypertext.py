"""HTML of which every word is the article's (an entry of a feed, a chapter of a book) → blocks.

A web page needs a judgement of what on it is the article; this needs none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from reader.lang import knowledge
from reader.model import BlockKind
from reader.sources.html.flow import flow_of
from reader.sources.html.tree import page_of, tree_of
from reader.sources.html.writer import UnitWriter
from reader.sources.markdown.fragments import fragments
from reader.sources.network.addresses import is_web

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.sources.builder import Builder


def write_markup(markup: str, builder: Builder, base: str | None = None) -> None:
    """Write all that `markup` shows into `builder`; links are completed from `base`."""
    text = page_of(markup.encode("utf-8", "replace"), "utf-8").text
    root = tree_of(text)
    if root is None:
        write_words(text, builder)
        return
    body = next(root.iter("body"), root)
    writer = UnitWriter(builder, addresses(base))
    for unit in flow_of(body).units:
        writer.write(unit)


def write_words(markup: str, builder: Builder) -> None:
    """Write what `markup` shows where it is too large or too hostile for a tree."""
    for fragment in fragments(markup):
        builder.verbatim(fragment.text)
        builder.block(fragment.kind, level=fragment.level, marker="•" if fragment.kind is BlockKind.LIST_ITEM else None)


def quote_marks(language: str | None) -> tuple[str, str]:
    """What stands around a quotation in `language`: browsers set it around the words of a `<q>`."""
    pairs = knowledge(language, "language").get("marks", {}).get("pairs")
    return (pairs[0][0], pairs[0][1]) if pairs else ("“", "”")


def addresses(base: str | None) -> Callable[[str], str]:
    """A link's target as it stands → the address that it leads to, where `base` is an address of the web."""

    def joined(target: str) -> str:
        target = target.strip()
        try:
            return urljoin(base, target) if base and is_web(base) else target
        except ValueError:
            return target

    return joined
