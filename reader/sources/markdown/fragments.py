"""The visible text of HTML that stands inside Markdown: tags go, words stay, scripts and comments are not words.

This is no HTML parser. It never looks at a character twice in vain, so that hostile markup costs no more than text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from reader.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TAG = re.compile(r"""<(/?)([A-Za-z][A-Za-z0-9-]*+)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>""")
"""A tag; a `<` in an attribute's value ends the attempt, so that no text is looked through twice."""
_ALTERNATIVE = re.compile(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_TAG_LIMIT = 4096
"""Characters that a tag may take; what is longer is shown as text."""

_HIDDEN = frozenset({"script", "style", "template", "textarea", "noscript", "iframe", "object", "svg", "math", "head"})
_KINDS: Mapping[str, BlockKind] = {
    "blockquote": BlockKind.BLOCKQUOTE,
    "li": BlockKind.LIST_ITEM,
    "hr": BlockKind.RULE,
    **{f"h{level}": BlockKind.HEADING for level in range(1, 7)},
}
_INLINE = frozenset(
    {
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i"),
        *("img", "ins", "kbd", "mark", "nobr", "picture", "q", "rp", "rt", "ruby", "s", "samp", "small", "source"),
        *("span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    }
)


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of visible text that is a block of its own."""

    kind: BlockKind
    text: str
    level: int | None = None


def tag(markup: str) -> tuple[str, bool]:
    """The lower-case name of the tag that `markup` is, and whether it closes; empty for comments and the like."""
    found = _TAG.match(markup, 0, _TAG_LIMIT)
    return (found[2].lower(), bool(found[1])) if found else ("", False)


def is_hidden(name: str) -> bool:
    """Whether what the element `name` holds is never shown as text."""
    return name in _HIDDEN


def alternative(markup: str) -> str:
    """The alternative text of an image's tag."""
    found = _ALTERNATIVE.search(markup, 0, _TAG_LIMIT)
    return unescape(found[1] or found[2] or found[3] or "") if found else ""


def fragments(html: str) -> Iterator[Fragment]:
    """The blocks of visible text in `html`, in order; a line feed in a text is a line break."""
    kind, level = BlockKind.PARAGRAPH, None
    words: list[str] = []
    for name, closes, text in _pieces(html):
        if not name:
            words.append(re.sub(r"\s+", " ", unescape(text)))
        elif name == "img":
            words.append(alternative(text))
        elif name == "br":
            words.append("\n")
        elif name in ("td", "th"):
            words.append(" ")
        elif name not in _INLINE:
            yield from _fragment(kind, words, level)
            words = []
            if name == "hr":
                yield Fragment(BlockKind.RULE, "")
            if closes or name != "p":  # a paragraph that begins in a quote, an item or a heading is a part of it
                kind = BlockKind.PARAGRAPH if closes or name == "hr" else _KINDS.get(name, BlockKind.PARAGRAPH)
                level = int(name[1]) if kind is BlockKind.HEADING else None
    yield from _fragment(kind, words, level)


def _fragment(kind: BlockKind, words: list[str], level: int | None) -> Iterator[Fragment]:
    lines = (" ".join(line.split()) for line in "".join(words).split("\n"))
    if text := "\n".join(filter(None, lines)):
        yield Fragment(kind, text, level)


def _pieces(html: str) -> Iterator[tuple[str, bool, str]]:
    """Text as ("", False, text) and tags as (name, whether it closes, markup); hidden elements are left out.

    A comment or hidden element that is never closed hides nothing: its words may be the article.
    """
    at = shown = 0
    missing: set[str] = set()
    while (begin := html.find("<", at)) >= 0:
        end, name, closes = _markup(html, begin, missing)
        if end < 0:  # a bare < is text
            at = begin + 1
            continue
        if shown < begin:
            yield "", False, html[shown:begin]
        if name:
            yield name, closes, html[begin:end]
        at = shown = end
    if shown < len(html):
        yield "", False, html[shown:]


def _markup(html: str, begin: int, missing: set[str]) -> tuple[int, str, bool]:
    """Where the markup at `begin` ends, the name of its tag (empty where nothing of it shows), whether it closes.

    `missing` are closings that were looked for in vain; they are not looked for again.
    """
    for opening, closing in (("<!--", "-->"), ("<![cdata[", "]]>"), ("<?", "?>"), ("<!", ">")):
        if html[begin : begin + len(opening)].lower() == opening:
            return _after(html, closing, begin + len(opening), missing), "", False
    found = _TAG.match(html, begin, begin + _TAG_LIMIT)
    if found is None:
        return -1, "", False
    name = found[2].lower()
    if not found[1] and name in _HIDDEN and not found[0].endswith("/>"):
        end = _after(html, f"</{name}", found.end(), missing)
        return (_after(html, ">", end, missing), "", False) if end >= 0 else (found.end(), "", False)
    return found.end(), name, bool(found[1])


def _after(html: str, closing: str, start: int, missing: set[str]) -> int:
    """The offset after `closing`, in small or capital letters; -1 where it never comes."""
    if closing in missing:
        return -1
    found = re.compile(re.escape(closing), re.IGNORECASE).search(html, start)
    if found is None:
        missing.add(closing)
        return -1
    return found.end()
