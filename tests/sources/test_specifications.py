"""Every word that a reader would see: all examples of the CommonMark and GFM specifications.

Each example is a source and the HTML that the specification says it means. What a browser would show of that HTML is
worked out here with the standard library, and must be the article's text, word for word. The specification comes with
its reference implementation (Debian's `cmark-gfm`) and is no part of this repository: GFM's holds all of CommonMark's
examples (0.29) and its own; a newer CommonMark is tested too where `READER_COMMONMARK` names its `spec.txt`.
"""

from __future__ import annotations

import gzip
import os
import re
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from reader.errors import NotAnArticleError
from tests.conftest import require_tool
from tests.invariants import check_article
from tests.sources.outline import article

GFM = Path("/usr/share/doc/cmark-gfm/spec.txt.gz")
_AT_ONCE = re.compile(r"<!--+>")
"""A comment that ends where it begins, which not every version of the standard library knows."""

_EXAMPLE = re.compile(r"^`{32} example ?(\w*)\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Example:
    """A source, the HTML that it means, and the extension that it is of."""

    number: int
    extension: str
    source: str
    html: str


@cache
def examples(path: Path) -> list[Example]:
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
    found = _EXAMPLE.findall(text.replace("→", "\t"))
    return [Example(number, *each) for number, each in enumerate(found, start=1)]


class _Shown(HTMLParser):
    """What a browser shows of a piece of HTML, blocks on lines of their own."""

    _BLOCKS = frozenset(
        {
            *("address", "blockquote", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li"),
            *("ol", "p", "pre", "table", "tbody", "td", "th", "thead", "tr", "ul", "section", "article"),
        }
    )
    _HIDDEN = frozenset({"script", "style", "title", "textarea", "noscript", "iframe", "template"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self._hidden = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in self._HIDDEN
        self.text += "\n" * (tag in self._BLOCKS)
        if tag == "img":
            self.text += dict(attrs).get("alt") or ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._hidden -= tag in self._HIDDEN

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in self._HIDDEN and self._hidden > 0
        self.text += "\n" * (tag in self._BLOCKS)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.text += data


def rendered(source: str) -> str:
    try:
        found = article(source, "text/markdown")
    except NotAnArticleError:
        return ""
    check_article(found)
    return found.text


DELIBERATE = {
    # A hidden element that never ends would hide the rest of an article: its words are shown.
    '<style\n  type="text/css">\n\nfoo\n': "foo",
    # An instruction to a program is shown nowhere; a browser ends it at the first >.
    "<?php\n\n  echo '>';\n\n?>\nokay\n": "okay",
    # Comments as CommonMark defines them since 0.31.
    "foo <!-- not a comment -- two hyphens -->\n": "foo",
    "foo <!--> foo -->\n\nfoo <!-- foo--->\n": "foo foo --> foo <!-- foo--->",
    # Tags that GitHub shows as text to be safe have no effect here: nothing of an article's markup has.
    "<strong> <title> <style> <em>\n\n<blockquote>\n"
    "  <xmp> is disallowed.  <XMP> is also disallowed.\n</blockquote>\n": "is disallowed. is also disallowed.",
}
"""Sources of which Reader shows other words than the reference, and which."""


def differing(path: Path) -> list[str]:
    """The examples whose words are others than the specification says."""
    found = []
    for each in examples(path):
        expected = DELIBERATE.get(each.source, _Shown(_AT_ONCE.sub("", each.html)).text)
        ours, theirs = rendered(each.source).split(), expected.split()
        if ours != theirs:
            found.append(
                f"{each.number} {each.extension}: {each.source!r}: {' '.join(ours)!r}, not {' '.join(theirs)!r}"
            )
    return found


def test_gfm_and_the_commonmark_that_it_is_built_on() -> None:
    if not GFM.exists():
        require_tool(f"{GFM.name} of cmark-gfm")
    assert len(examples(GFM)) >= 670
    assert differing(GFM) == []


@pytest.mark.skipif("READER_COMMONMARK" not in os.environ, reason="READER_COMMONMARK names no spec.txt")
def test_the_newest_commonmark() -> None:
    path = Path(os.environ["READER_COMMONMARK"])
    assert len(examples(path)) >= 650
    assert differing(path) == []
