"""Feeds and their pages from a server of this machine's own: what opens, and what is said where something is amiss."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import pytest

from reader import catalogue
from reader.errors import NetworkError, NotAnArticleError, ReaderError
from reader.model import Listing
from reader.reading import Reading
from tests.sources.feeds import ITEM, item, json_feed, rss
from tests.sources.server import WORDS, answer, late, redirect, serving, status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.sources.server import Server

OWN = "<p>Le bac de Landrec ne passera plus, dit le flux, en une phrase qui lui appartient.</p>"
FEED = rss("".join(item(number, text=OWN) for number in range(1, 4)))
ENTITIES = rss(item(title="Le bac &#233;chou&#xe9; &lt;b&gt;ici&lt;/b&gt;", text=OWN))
XML = "application/rss+xml"


def feed_of(server: Server, *paths: str) -> bytes:
    """A feed whose entries lead to these pages of the server."""
    own = OWN.replace("<", "&lt;")
    entries = "".join(
        f"<item><title>{path}</title><link>{server.address(path)}</link><description>{own}</description></item>"
        for path in paths
    )
    return rss(entries)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    routes = {
        "/rss": answer(FEED, media_type=XML),
        "/gzip": answer(gzip.compress(FEED), "Content-Encoding: gzip", media_type=XML),
        "/said-html": answer(FEED),
        "/no-type": answer(FEED, media_type=None),
        "/wrong-charset": answer(FEED, media_type=f"{XML}; charset=iso-8859-1"),
        "/latin": answer(
            FEED.decode().replace("utf-8", "iso-8859-1", 1).replace("’", "'").encode("iso-8859-1"), media_type=XML
        ),
        "/json": answer(json_feed(ITEM), media_type="application/feed+json"),
        "/moved": redirect("/rss", "301 Moved Permanently"),
        "/cut": answer(FEED[: len(FEED) // 2], media_type=XML, length=len(FEED)),
        "/broken": answer(FEED.replace(b"</item>", b"", 1), media_type=XML),
        "/entities": answer(ENTITIES, media_type=XML),
        "/none": answer(rss(), media_type=XML),
        "/gone": status("410 Gone"),
        "/unchanged": answer(b"", code="304 Not Modified"),
        "/page": answer(),
        "/late": late,
        "/elsewhere": redirect("/page"),
    }
    with serving(routes) as running:
        running.routes["/pages"] = answer(
            feed_of(running, "/page", "/late", "/elsewhere", "/gone", "/absent"), media_type=XML
        )
        yield running


@pytest.mark.parametrize(
    "path",
    ["/rss", "/gzip", "/said-html", "/no-type", "/wrong-charset", "/latin", "/json", "/moved", "/broken", "/entities"],
)
def test_a_feed_is_its_entries(path: str, server: Server) -> None:
    found = catalogue.contents(server.address(path))
    assert isinstance(found, Listing)
    assert found.title == "Le Courrier du Raz"
    assert found.entries
    assert all(entry.title and "�" not in entry.title and "<" not in entry.title for entry in found.entries)


@pytest.mark.parametrize(
    ("path", "kind", "words"),
    [
        ("/gone", NetworkError, "taken this page down"),
        ("/absent", NetworkError, "no such page"),
        ("/unchanged", NetworkError, r"\(304\)"),
        ("/cut", NetworkError, "broke off"),
        ("/none", NotAnArticleError, "nothing has been published"),
    ],
)
def test_or_one_clear_sentence(path: str, kind: type[ReaderError], words: str, server: Server) -> None:
    with pytest.raises(kind, match=words) as refusal:
        catalogue.contents(server.address(path))
    assert "\n" not in str(refusal.value)


def test_an_entry_opens_its_page_or_says_why_it_does_not(server: Server) -> None:
    listing = catalogue.contents(server.address("/pages"))
    assert isinstance(listing, Listing)
    for entry in listing.entries:
        found = catalogue.open_entry(entry, listing)
        assert isinstance(found, Reading)
        notice = found.article.notices[0]
        if entry.title in ("/gone", "/absent"):
            assert re.match(r"This is the feed's own text: .*(taken this page down|no such page)", notice)
            assert "qui lui appartient" in found.article.text
        else:
            assert notice == catalogue.FULL_PAGE
            assert WORDS in found.article.text
