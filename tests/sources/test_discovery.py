"""The feed that a page names: the first that may be fetched."""

from __future__ import annotations

import pytest

from reader.sources import Raw
from reader.sources.feed.discovery import named_feed

RSS = 'rel="alternate" type="application/rss+xml"'


@pytest.mark.parametrize(
    ("page", "address"),
    [
        (f'<link {RSS} href="/feed.xml">', "https://a.example/feed.xml"),
        (
            '<LINK REL="Alternate" TYPE="application/atom+xml" HREF="https://b.example/x?a=1&amp;b=2">',
            "https://b.example/x?a=1&b=2",
        ),
        (f'<base href="https://c.example/d/"><link {RSS} href="feed">', "https://c.example/d/feed"),
        (f'<link {RSS} href="file:///etc/passwd"><link {RSS} href="f">', "https://a.example/p/f"),
        (f'<link {RSS} href="javascript:alert(1)">', None),
        ('<link rel="stylesheet" type="application/rss+xml" href="x">', None),
        ('<link rel="alternate" hreflang="fr" href="x">', None),
        (f"<link {RSS}>", None),
        ("<p>Nothing", None),
        (f'<!-- <link {RSS} href="x"> -->', None),
        (f'<link {RSS} href="https://[">', None),
    ],
)
def test_a_page_names_its_feed(page: str, address: str | None) -> None:
    assert named_feed(Raw(page.encode(), "text/html", "https://a.example/p/q")) == address


def test_a_file_names_no_relative_feed() -> None:
    assert named_feed(Raw(f'<link {RSS} href="feed.xml">'.encode(), "text/html", "/tmp/page.html")) is None
