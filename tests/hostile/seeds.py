"""What fuzzing begins with: for each target inputs that are well, and words that mean something to what reads them."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING

from tests.hostile import corpus

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

LONGEST = 60_000
"""Bytes of the longest input that is made."""

CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PACKAGE = """\
<package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>T</dc:title></metadata>
<manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>
<item id='n' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/></manifest>
<spine><itemref idref='a'/></spine></package>"""

_ARTICLE = """\
Le phare

Par Awen Le Gall

« La mer monte », a déclaré Yuna Morvan, maire de Lanvor.

- un
- deux

Elle a dit : « Nous partons. »

> Cité
"""
_MARKDOWN = """\
---
title: T
author: [A, B]
---

# T

*a* **b** `c` [d](https://e.example 'f') ![g](h)

> q

1. x
   - y

| a | b |
|---|--:|
| 1 | 2 |

```py
z
```

[^1]

[^1]: note
"""
_HTML = """\
<!doctype html><html lang=fr><head><title>T | S</title><meta property=og:title content=T>
<script type=application/ld+json>{"@type":"NewsArticle","author":{"name":"A"}}</script></head><body><article><h1>T</h1>
<p>Un <b>deux</b> <a href=/x>trois</a>.</p><blockquote>q</blockquote><ul><li>a<ol><li>b</ol></ul>
<table><tr><th>a<td colspan=2>b</table><pre>c</pre><img alt=i></article></body></html>"""
_RSS = """\
<?xml version='1.0'?><rss version='2.0'><channel><title>F</title><link>https://f.example</link>
<item><title>T</title><link>/1</link><guid>1</guid><pubDate>Tue, 03 Mar 2026 06:00:00 GMT</pubDate>
<description>&lt;p&gt;x</description></item></channel></rss>"""
_ATOM = """\
<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title><entry><id>1</id><title type='html'>&lt;b&gt;T</title>
<link href='https://f.example/1'/><updated>2026-03-03T06:00:00Z</updated>
<content type='html'>x</content></entry></feed>"""
_OPML = """\
<opml version='2.0'><head><title>F</title></head><body><outline text='a'>
<outline xmlUrl='https://f.example' text='b'/></outline></body></opml>"""
_ITEM = {"id": "1", "url": "/1", "title": "T", "content_html": "<p>x", "date_published": "2026-03-03"}
_FEED = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [_ITEM]})
_PDF = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def _words(text: str) -> list[str]:
    """What stands between the spaces of `text`."""
    return text.split()


def _encoded(*texts: str) -> tuple[bytes, ...]:
    return tuple(text.encode() for text in texts)


SEEDS: Mapping[str, tuple[bytes, ...]] = {
    "plain": _encoded(_ARTICLE, corpus.plain_text()),
    "markdown": _encoded(_MARKDOWN, corpus.markdown()[:4_000]),
    "front-matter": _encoded(
        _MARKDOWN[:40], "+++\ntitle = 'x'\ndate = 2026-03-03\n+++\n\ny\n", "---\na:\n  - b\n---\n\nz"
    ),
    "html": _encoded(_HTML),
    "feed": _encoded(_RSS, _ATOM),
    "json-feed": _encoded(_FEED),
    "opml": _encoded(_OPML),
    "epub": _encoded(f"{CONTAINER}\0\0{PACKAGE}\0\0{_HTML}\0\0<nav><ol><li><a href=a.xhtml>x"),
    "pdf": _encoded(_PDF),
    "encoding": ("é".encode("utf-16"), "été".encode("cp1252"), b"\xef\xbb\xbfx", "x".encode("utf-32")),
    "layout": _encoded(f"\x20\x07\0{_ARTICLE}", f"\x14\x03\1{_MARKDOWN}", f"\x07\0\2{_HTML}"),
    "gate": _encoded("a" + "\u0301" * 20 + "\x1b[31m\u202e"),
    "analysis": _encoded(f"\0{_ARTICLE}", f"\1{_MARKDOWN}", f"\2{_HTML}"),
    "config": _encoded("measure = 72\n[keys]\nquit = ['q']\n[formats]\na = '{words}'\n"),
    "query": _encoded('speaker:"Yuna Morvan" -mer after:2026 is:unread tag:x co-op*'),
    "template": _encoded("{words} [({title})]"),
    "address": _encoded("https://a.example/x", "//b.example", "javascript:1", "http://[::1]:80/"),
    "unpacking": (zlib.compress(b"a" * 50), zlib.compress(b"b" * 900_000)),
}
"""Inputs that are well, by target."""

_MARKUP = _words("<b> </b> <p> <div> </div> <table> <tr> <td> <!-- --> <![CDATA[ ]]> &#x1b; &amp; <a&nbsp;href=")
_SAID = ["«", "»", "“", "”", "‘", "’", '"', "—", "\xa0", "\u202f", "…", " a dit ", " said ", "Selon ", "M. ", "Paul "]
ODD = [
    "\0",
    "\x1b[31m",
    "\u202e",
    "\u200b",
    "\u0301",
    "\U0001f468\u200d",
    "\ufe0f",
    "\ud7b0",
    "\u1100",
    "\ufeff",
    "\ud800",
]
"""Characters that are strange anywhere."""

WORDS: Mapping[str, list[str]] = {
    "plain": ["\n\n", "- ", "> ", "1. ", *_SAID],
    "markdown": ["\n\n", "\t", "    ", "---\n", "1) ", *_words("# > - | ``` ~~~ [ ]( ![ [^ < & \\ * _ ]: ~~")],
    "front-matter": ["---\n", "+++\n", "title: ", "author: ", "date: ", "lang: ", "- ", " = ", "\n  ", *"[]{}'\""],
    "html": [
        *_MARKUP,
        *_words("<article> <h2> <li> <ul> <blockquote> <pre> <br> <script> <svg> <math> <template> <p/"),
    ],
    "feed": [*_MARKUP, *_words("<item> </item> <entry> &a; xmlns: <link>"), "<!DOCTYPE x [<!ENTITY a 'b'>]>"],
    "json-feed": ["{", "}", "[", "]", '"items":', "null", "1e999", "\\ud800", '"authors":', "-1"],
    "opml": [*_MARKUP, "<outline ", "xmlUrl=", "text=", "/>"],
    "epub": [*_MARKUP, "href='../../x'", "<itemref idref='a'/>", "%2e%2e/", "properties='nav'", "\0\0"],
    "pdf": ["stream\n", "/Length 9", "/Filter/FlateDecode", *_words("obj endobj endstream xref R << >> BT ET Tj")],
    "layout": [*_SAID, "\n\n", "\t", "x" * 50, "潮汐", "한국어", "|", "```\n", "    ", " - "],
    "analysis": [*_SAID, "\n\n", ". ", "? ", "Le président ", "Mme Durand", " et ", ", ", " : ", "d’", "(AFP)", "\n- "],
    "config": ["[keys]\n", "[formats]\n", "theme = ", "measure = ", "['", "']", "copy = ", "true", "1979-05-27", "nan"],
    "query": ["speaker:", "title:", "tag:", "after:", "before:", "is:", " OR ", " NEAR ", *"-\"*()^'"],
    "template": ["{", "}", "[", "]", "{{", "]]", "{words}", "{title}"],
    "address": ["http://", "https:", "//", "%00", "\t", "\n", "javascript:", "data:", "xn--", *"\\@[]:?#"],
}
"""Words that mean something to a target, by its name."""


def mutated(name: str, chance: random.Random) -> bytes:
    """An input for the target `name`: a seed that is cut, doubled, sown with bytes and with words."""
    data = bytearray(chance.choice(SEEDS[name]))
    words = [word.encode("utf-8", "surrogatepass") for word in (*WORDS.get(name, ()), *ODD)]
    for _ in range(chance.choice((1, 2, 3, 5, 8, 20))):
        at = chance.randrange(len(data) + 1)
        size = min(len(data) - at, chance.choice((1, 1, 2, 4, 16, 64)))
        match chance.randrange(8):
            case 0 | 1 | 2:
                data[at:at] = chance.choice(words)
            case 3:
                data[at:at] = chance.choice(words) * chance.choice((2, 5, 30, 200))
            case 4:
                del data[at : at + size]
            case 5:
                data[at : at + size] = chance.randbytes(size)
            case 6:
                data[at:at] = data[chance.randrange(len(data) + 1) :][: size * 4]
            case _:
                other = chance.choice(SEEDS[name])
                data[at:at] = other[chance.randrange(len(other) + 1) :][: size * 4]
    return bytes(data[:LONGEST])
