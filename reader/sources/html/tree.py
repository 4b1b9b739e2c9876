"""A page's bytes become a tree, or the news that they cannot: what a hostile page costs is decided here.

The parser (libxml2) is fast, but takes time with the square of one tag's attributes, so that an endless tag loses
them. It gives up silently on deep nesting and on very long runs of text: such pages get no tree, and `parser.py` reads
them word by word instead.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.sources.encoding import decode, marked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

LIMIT = 4 * 1024 * 1024
"""Characters of markup, without scripts and styles, that a tree is made of: a news page has a tenth of that."""

TAGS = 150_000
"""Tags that a tree is made of; the longest encyclopaedia articles have a third of that."""

_OF_THE_HEAD = frozenset({"title", "meta", "link", "base", "style", "script", "noscript", "template", "object"})
_TAG_LENGTH = 10_000
"""Characters of a tag beyond which its attributes are left out: data for scripts, or an attack on the parser."""

_INSIDE = r"""(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+'|))*+"""
"""A tag from its name on. Quotes hold a value only behind `=`, as in browsers: a stray one elsewhere opens nothing."""

_TAG = re.compile(f"<[A-Za-z]{_INSIDE}")
_NAME = re.compile(r"<[A-Za-z][^\s/>]{0,100}")
_UNREAD = re.compile(rf"<(script|style)\b({_INSIDE})", re.IGNORECASE)
_LINKED_DATA = re.compile(r"application/ld\+json", re.IGNORECASE)
_EMBEDDED = re.compile(r"data:[a-z]+/[^\"'()\s<>]{1000,}", re.IGNORECASE)
"""A picture or typeface inside the markup, as programs that save pages in one file write them."""

_SURROGATE = re.compile("[\ud800-\udfff]")

_HEAD = 4096
"""Bytes within which a page must say its encoding; the HTML standard gives it 1,024."""

_BEGINNING = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s++|<!--[^>]*+-->|<\?xml[^>]*+>)*+<(?:!doctype\s+html|html|head|body|title|meta|article)\b",
    re.IGNORECASE,
)
_DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE
)

_WINDOWS_1252 = frozenset({"ascii", "iso8859-1", "cp1252"})
"""What browsers read as Windows-1252, whichever of the three a page says."""

_WIDE = frozenset({"utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"})
"""A page that declares one of these in ASCII is not in it."""

_CODECS: Mapping[str, str] = {
    "windows-31j": "cp932",
    "x-sjis": "cp932",
    "ks_c_5601-1987": "cp949",
    "x-gbk": "gbk",
    "x-mac-roman": "mac-roman",
}
_TEXT = re.compile(
    r"utf-8|cp125\d|iso8859-\d+|koi8-[rtu]|mac-\w+|cp866|cp874|tis-620|shift_jis|cp932|euc_jp|iso2022_jp|euc_kr|cp949"
    r"|gb2312|gbk|gb18030|big5|big5hkscs|ascii"
)
"""Encodings of the web. Others that Python knows (utf-7, escapes, compression) are no page's, but an attack's."""


@dataclass(frozen=True, slots=True)
class Page:
    """A decoded page: its text without scripts and styles, and the linked data (JSON-LD) that it carries."""

    text: str
    linked_data: tuple[str, ...]
    notices: tuple[str, ...]


def page_of(data: bytes, charset: str | None = None) -> Page:
    """Decode `data`: its byte order mark tells, then the server's `charset`, then the page, then the bytes.

    A declaration that the bytes belie is passed over.
    """
    text, notices = decoded(data, charset)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, linked_data = _without_scripts(_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text))
    return Page(_without_endless_tags(_EMBEDDED.sub("data:,", text)), linked_data, notices)


def tree_of(text: str) -> HtmlElement | None:
    """The page's tree; None where making one would take too long or would lose words."""
    if len(text) > LIMIT or text.count("<") > TAGS:
        return None
    from lxml import etree, html

    # Not huge_tree: depth and sizes stay bounded, and passing a bound is an error that can be seen below.
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    if parser.error_log.filter_from_fatals():
        return None
    _move_out_of_head(root)
    return root


def _move_out_of_head(root: HtmlElement) -> None:
    """Put into the body what the parser, which knows HTML 4, takes for the head's of a page without a `<body>` tag."""
    head, body = root.find("head"), root.find("body")
    if head is None:
        return
    first = next((child for child in head if child.tag not in _OF_THE_HEAD), None)
    if first is None:
        return
    moved = [first, *first.itersiblings()]
    if body is None:
        body = root.makeelement("body")
        head.addnext(body)
    for index, child in enumerate(moved):
        body.insert(index, child)


def decoded(data: bytes, charset: str | None) -> tuple[str, tuple[str, ...]]:
    """The characters of a page or another document that may declare its encoding, and notices about what was lost."""
    if marked(data) or _is_utf8(data):
        return decode(data)
    said = _DECLARED.search(data[:_HEAD])
    for label in (charset, said[1].decode("ascii") if said else None):
        codec = _codec(label)
        if codec is None:
            continue
        if codec in _WINDOWS_1252 or codec == "utf-8":
            break  # what decode() decides by the bytes themselves is right more often than the declaration
        try:
            return data.decode(codec), ()
        except (UnicodeDecodeError, LookupError):
            continue
    return decode(data)


def _is_utf8(data: bytes) -> bool:
    """Whether `data` is UTF-8 and not only ASCII: no text in another encoding looks so by chance."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not data.isascii()


def _codec(label: str | None) -> str | None:
    """Python's name for an encoding that pages may be in, or None."""
    if not label:
        return None
    label = label.strip().strip("\"'").lower()
    try:
        name = codecs.lookup(_CODECS.get(label, label)).name
    except (LookupError, ValueError):
        return None
    return name if name not in _WIDE and _TEXT.fullmatch(name) else None


def _without_endless_tags(text: str) -> str:
    """The text with every endless tag's name alone in its place."""
    kept, at = list[str](), 0
    for found in _TAG.finditer(text):
        if found.end() - found.start() > _TAG_LENGTH and (name := _NAME.match(text, found.start())):
            kept += [text[at : found.start()], name[0]]
            at = found.end()
    return "".join([*kept, text[at:]]) if at else text


def _without_scripts(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without what scripts and styles hold, and the linked data among the scripts."""
    kept, linked, at = list[str](), list[str](), 0
    closings = {"script": re.compile("</script", re.IGNORECASE), "style": re.compile("</style", re.IGNORECASE)}
    while (found := _UNREAD.search(text, at)) is not None:
        closing = closings[found[1].lower()].search(text, found.end())  # behind the tag's own end
        if closing is None:
            break  # never closed: the parser reads on as a browser does
        if _LINKED_DATA.search(found[2]):
            linked.append(text[found.end() + 1 : closing.start()])
        kept.append(text[at : found.start()])
        end = text.find(">", closing.end())
        at = end + 1 if end >= 0 else len(text)
    kept.append(text[at:])
    return "".join(kept), tuple(linked)


def looks_like_html(data: bytes) -> bool:
    """Whether `data` begins as web pages do."""
    head = data[:_HEAD]
    if (found := marked(head)) is not None and found[1] != "utf-8":
        head = head.decode(found[1], "ignore").encode("ascii", "ignore")
    return _BEGINNING.match(head) is not None
