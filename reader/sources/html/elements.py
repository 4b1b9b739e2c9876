"""What HTML's elements mean for a reader: which begin a line of their own, which are never shown, what a list prints.

The names and rules are the HTML standard's ("Rendering" and "The elements of HTML").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.model import InlineKind
from reader.sources.html.regions import region

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

HEADINGS: Mapping[str, int] = {f"h{level}": level for level in range(1, 7)}
LISTS = frozenset({"ul", "ol", "menu", "dir", "dl"})
ITEMS = frozenset({"li", "dt", "dd"})
PREFORMATTED = frozenset({"pre", "listing", "xmp", "plaintext"})
PICTURES = frozenset({"img", "amp-img"})
MEDIA = frozenset({"video", "iframe", "object", "embed", "audio", "canvas", "svg"})

BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "details", "dialog", "div"),
        *("fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend", "main"),
        *("nav", "optgroup", "p", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr"),
        *HEADINGS,
        *LISTS,
        *ITEMS,
        *PREFORMATTED,
    }
)
"""Elements that begin on a line of their own."""

HIDDEN = frozenset(
    {
        *("annotation", "annotation-xml", "applet", "area", "audio", "base", "button", "canvas", "colgroup"),
        *("datalist", "embed", "frameset", "iframe", "input", "link", "map", "meta", "meter", "noframes", "noscript"),
        *("object", "param", "progress", "script", "select", "source", "style", "svg", "template", "textarea"),
        *("title", "track", "video"),
    }
)
"""Elements that hold no words of a text: what is never shown, and what is worked with."""

INLINES: Mapping[str, InlineKind] = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), InlineKind.EMPHASIS),
    **dict.fromkeys(("strong", "b"), InlineKind.STRONG),
    **dict.fromkeys(("s", "strike", "del"), InlineKind.STRIKE),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), InlineKind.CODE),
}

_WORD_HOLDERS = frozenset({"p", "figcaption", "caption", "summary", "legend", "dt", *HEADINGS})
"""Elements in which one that HTML does not know is a run of words, not a block."""

_INVISIBLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_INTEGER = re.compile(r"\s*([+-]?\d{1,9})(?!\d)")
_LANGUAGE = re.compile(r"(?:^|\s)(?:lang(?:uage)?|highlight-source|brush:)-?\s*([\w+#-]{1,20})")
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")


def is_unseen(element: HtmlElement) -> bool:
    """Whether an element says that it is not on the page."""
    hidden = element.get("hidden")
    if hidden is not None and hidden != "until-found":
        return True
    style = element.get("style")
    if style is not None and _INVISIBLE.search(style) is not None:
        return True
    return element.get("class") is not None and region(element).is_unseen


def is_block(tag: str, around: str) -> bool:
    """Whether an element begins on a line of its own; `around` is the tag of the block that it stands in.

    Custom elements are a page's own: those that stand among words are words, the others hold blocks.
    """
    return tag in BLOCKS or ("-" in tag and around not in _WORD_HOLDERS)


def heading_level(element: HtmlElement, tag: str) -> int | None:
    """A heading's level; any element may say that it is one."""
    if tag in HEADINGS:
        return HEADINGS[tag]
    return min(6, max(1, integer(element.get("aria-level"), 2))) if element.get("role") == "heading" else None


def integer(value: str | None, default: int) -> int:
    """The number that an attribute begins with."""
    found = _INTEGER.match(value) if value else None
    return int(found[1]) if found else default


def numeral(number: int, style: str) -> str:
    """An item's number in the way that a list's `type` says."""
    if style in ("a", "A") and 1 <= number <= 26:
        return chr(ord(style) + number - 1)
    if style in ("i", "I") and 1 <= number < 40:
        roman = "x" * (number // 10) + _ROMAN[number % 10]
        return roman.upper() if style == "I" else roman
    return str(number)


def preformatted(element: HtmlElement) -> tuple[str, str | None]:
    """The text of an element whose lines are as they stand, and the language that its names say the text is in."""
    pieces = [element.text or ""]
    for inner in element.iterdescendants():
        if inner.tag == "br":
            pieces.append("\n")
        elif isinstance(inner.tag, str) and inner.tag not in HIDDEN:
            pieces.append(inner.text or "")
        pieces.append(inner.tail or "")
    found = _LANGUAGE.search(" ".join(each.get("class") or "" for each in (element, *element[:1])))
    return "".join(pieces).strip("\n"), found[1] if found else None
