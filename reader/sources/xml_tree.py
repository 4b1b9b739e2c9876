"""XML's bytes become a tree that costs no more than its bytes: entities, external files and depth are decided here.

A document type is read by nobody: it is where every attack on an XML parser begins, and the formats that Reader opens
need none. The characters that HTML has names for are put in their place first, since books use them undeclared.
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING

from reader.sources.html.tree import decoded

if TYPE_CHECKING:
    from lxml.etree import _Element

_DOCTYPE_BEGIN = re.compile("<!DOCTYPE", re.IGNORECASE)
_DOCTYPE = re.compile(
    r"""<!DOCTYPE(?:[^\[>"']++|"[^"]*+"|'[^']*+')*+(?:\[(?:[^\]"']++|"[^"]*+"|'[^']*+')*+\]\s*)?>""", re.IGNORECASE
)
_DECLARATION = re.compile(r"<\?xml[^>]{0,200}\?>")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML cannot hold."""

_TAG = re.compile(r"""<[A-Za-z](?:[^"'<>]++|"[^"<]*+"|'[^'<]*+')*+""")
_TAG_LENGTH = 20_000
"""Characters of a tag beyond which it is an attack: a parser's time grows with the square of its attributes."""


def text_of(data: bytes, charset: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The characters of an XML document, without its document type, and notices about bytes that could not be read."""
    text, notices = decoded(data, charset)
    text = _DECLARATION.sub("", text, count=1)
    begin = _DOCTYPE_BEGIN.search(text)  # one attempt: looking on from each would take time with the square
    if begin and (found := _DOCTYPE.match(text, begin.start())):
        text = text[: found.start()] + text[found.end() :]
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", _NAMED.sub(_character, text)), notices


def tree_of(text: str, *, recover: bool = True) -> _Element | None:
    """The tree of `text` without comments and instructions; None where there is no making one.

    A document that is not well-formed gives what can be read of it, or None where `recover` is not set.
    """
    from lxml import etree

    if has_endless_tag(text):
        return None
    # Not huge_tree: depth and sizes stay bounded. What entities the document declares nobody resolves.
    parser = etree.XMLParser(
        recover=recover, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.LxmlError, ValueError):
        return None
    return root if root is not None and isinstance(root.tag, str) else None


def has_endless_tag(text: str) -> bool:
    """Whether a tag of `text` is longer than any that serves a reader."""
    return any(found.end() - found.start() > _TAG_LENGTH for found in _TAG.finditer(text))


def local_name(tag: object) -> str:
    """The name of an element without its namespace, in small letters; empty for what is no element."""
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _character(found: re.Match[str]) -> str:
    name = found[1]
    return found[0] if name in _OF_XML else html5.get(f"{name};", found[0])
