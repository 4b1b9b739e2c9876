"""Which format a source is in: the caller's word, then bytes that leave no doubt, then the name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.errors import NotAnArticleError
from reader.formats import ATOM, EPUB, JSON_FEED, OPML, PDF, RDF, RSS, TYPES
from reader.sources import PARSERS
from reader.sources.detection import media_type_of
from reader.sources.fetch import fetch
from tests.sources import feeds
from tests.sources.books import book, page

if TYPE_CHECKING:
    from pathlib import Path

BOOK = book({"a.xhtml": page("<p>x</p>")})


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("-", feeds.rss(), RSS),
        ("a.xml", feeds.rss(), RSS),
        ("a", b"<!-- un - mot --> <?x y?>\n" + feeds.rss(), RSS),
        ("a.php", feeds.ATOM, ATOM),
        ("a.rdf", feeds.RDF, RDF),
        ("a.rdf", b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>", "text/plain"),
        ("a.json", feeds.json_feed(), JSON_FEED),
        ("a.json", b'{"version": "https:\\/\\/jsonfeed.org\\/version\\/1.1", "items": []}', JSON_FEED),
        ("a.json", b'{"items": []}', "text/plain"),
        ("-", feeds.rss().decode().encode("utf-16"), RSS),
        ("a", b"\xef\xbb\xbf  " + feeds.rss(), RSS),
        ("a", feeds.rss(head="<!DOCTYPE rss [<!ENTITY a 'b > c'>]>"), RSS),
        ("-", b"<opml version='2.0'/>", OPML),
        ("a.opml", b"rien", OPML),
        ("a.rss", b"rien", RSS),
        ("a.txt", feeds.rss(), "text/plain"),
        ("a.md", feeds.rss(), "text/markdown"),
        ("a.html", b"<rss/>", "text/html"),
        ("-", b"<!DOCTYPE html><html>", "text/html"),
        ("-", BOOK, EPUB),
        ("a.txt", BOOK, EPUB),
        ("a.epub", b"rien", EPUB),
        ("a.bin", b"%PDF-1.7\n", PDF),
        ("-", b"Un texte.", "text/plain"),
        ("-", b"<rss is what he said", RSS),
        ("-", b"<" * 60_000, "text/plain"),
        ("-", b"<!DOCTYPE " * 6_000, "text/plain"),
        ("-", b"<!-- " * 12_000, "text/plain"),
        ("-", b"", "text/plain"),
    ],
)
def test_detection(name: str, data: bytes, expected: str) -> None:
    assert media_type_of(name, data) == expected


def test_every_type_that_can_be_said_has_a_parser() -> None:
    assert set(TYPES.values()) <= set(PARSERS)


def test_the_callers_word_is_the_last(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(feeds.rss())
    assert fetch(str(path)).media_type == "text/plain"
    assert fetch(str(path), TYPES["feed"]).media_type == RSS
    path.write_bytes(b"\x7fELF\x02\x01\x01\x00")
    with pytest.raises(NotAnArticleError, match="a program"):
        fetch(str(path), TYPES["md"])
