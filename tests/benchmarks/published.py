"""Pages of real papers and blogs, from the test data of published packages, with their articles as an editor sees them.

`published.toml` says which elements of a page are its article; what they hold is read here with the parser alone, by
code that shares nothing with the program's. The pages are looked for in a folder of the user's own and are no part of
this repository: `python -m tests.benchmarks.web_pages --published FOLDER`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import html

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.html import HtmlElement

    from tests.benchmarks.web_pages import Blocks

_ANNOTATIONS = Path(__file__).with_suffix(".toml")
_UNSEEN = frozenset(
    {"script", "style", "noscript", "iframe", "template", "svg", "object", "button", "select", "textarea"}
)
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "figcaption", "figure"),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre"),
        *("section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    }
)
_KINDS = {"li": "lists", "blockquote": "quotes", **{f"h{level}": "headings" for level in range(1, 7)}}


@dataclass(frozen=True)
class Published:
    """A page, the blocks of its article, and the words that count for nobody."""

    name: str
    markup: str
    blocks: Blocks
    neutral: str


def how_to_get() -> list[str]:
    """The commands that fetch the packages with their ordinary clients."""
    packages = tomllib.loads(_ANNOTATIONS.read_text(encoding="utf-8"))["packages"]
    return [package["get"] for package in packages.values()]


def published(folder: Path, *, held_out: bool) -> Iterator[Published]:
    """The pages that are below `folder`, however deep they were unpacked, of one half."""
    annotations = tomllib.loads(_ANNOTATIONS.read_text(encoding="utf-8"))
    for package, where in annotations.pop("packages").items():
        for name, says in annotations[package].items():
            if says.get("held_out", False) is held_out:
                found = sorted(folder.rglob(where["page"].format(name)))
                yield from (read(name, path, says) for path in found[:1])


def read(name: str, path: Path, says: Mapping[str, str]) -> Published:
    """One page and its article."""
    data = path.read_bytes()
    declared = re.search(rb"charset=[\"']?([\w-]+)", data[:4096])
    try:
        markup = data.decode()
    except UnicodeDecodeError:
        markup = data.decode(declared[1].decode() if declared else "cp1252", "replace")
    root = html.fromstring(re.sub(r"<\?xml.*?\?>", "", markup).encode(), parser=html.HTMLParser(encoding="utf-8"))
    roots = root.xpath(says["article"])
    assert roots, f"{name}: nothing at {says['article']}"
    chosen = {
        role: {each for top in roots for each in top.xpath(says[role])} if role in says else set()
        for role in ("without", "neutral", "headings", "plain")
    }
    neutral = [" ".join(each.itertext()) for each in (*chosen["neutral"], *root.iter("h1", "title"))]
    neutral += root.xpath("//meta[contains(@name, 'description') or contains(@property, 'description')]/@content")
    blocks: Blocks = []
    for top in roots:
        _Reading(chosen, blocks).read(top)
    return Published(name, markup, blocks, " ¶ ".join(neutral))


class _Reading:
    """Reads the blocks below one element."""

    def __init__(self, chosen: Mapping[str, set[HtmlElement]], blocks: Blocks) -> None:
        self._chosen = chosen
        self._blocks = blocks
        self._words: list[str] = []
        self._kinds = ["other"]

    def read(self, element: HtmlElement) -> None:
        self._read(element)
        self._end()

    def _read(self, element: HtmlElement) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _UNSEEN or element in self._chosen["without"] | self._chosen["neutral"]:
            return
        is_block = tag in _BLOCKS
        if is_block:
            self._end()
        kind = "headings" if element in self._chosen["headings"] else _KINDS.get(tag, "")
        kind = "other" if element in self._chosen["plain"] else kind
        inner = self._kinds[-1]
        self._kinds.append(inner if not kind or (inner in ("lists", "quotes") and kind == "headings") else kind)
        self._words.append(" " if tag == "br" else element.text or "")
        for child in element:
            self._read(child)
            self._words.append(child.tail or "")
        if is_block:
            self._end()
        self._kinds.pop()

    def _end(self) -> None:
        text = " ".join("".join(self._words).split())
        self._words.clear()
        if re.search(r"\w", text):
            self._blocks.append((self._kinds[-1], text))
