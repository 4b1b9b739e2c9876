"""Feeds of every kind are one listing, their entries articles in the feed's own words; hostile ones cost no more."""

from __future__ import annotations

import io
import json
import re
import time
import warnings
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import NotAnArticleError
from reader.model import BlockKind, InlineKind, Listing, ListingKind
from reader.sources import NotOneArticleError, article_of, listing_of
from reader.sources.feed import parser as feed
from tests.invariants import check_article
from tests.sources.feeds import ADDRESS, ATOM, ITEM, RDF, TEXT, item, json_feed, raw, rss

if TYPE_CHECKING:
    from pathlib import Path


def read(data: bytes, location: str | None = ADDRESS) -> Listing:
    return feed.listing(raw(data, location))


@pytest.mark.parametrize("data", [rss(item()), ATOM, json_feed(ITEM)], ids=["rss", "atom", "json"])
def test_every_kind_of_feed_says_the_same(data: bytes) -> None:
    found = read(data)
    assert (found.kind, found.title, found.url, found.language) == (
        ListingKind.FEED,
        "Le Courrier du Raz",
        "https://raz.example/",
        "fr",
    )
    assert found.notices == ()
    (entry,) = found.entries
    assert (entry.id, entry.title, entry.location) == ("urn:raz:1", "Nouvelle 1", "https://raz.example/1")
    assert entry.date == "2025-03-03", "the day as the feed prints it, not that of Greenwich"
    assert (entry.authors, entry.site, entry.language) == (("Soazig Tanguy",), "Le Courrier du Raz", "fr")
    assert entry.is_markup
    assert entry.content == TEXT


def test_an_elder_feed() -> None:
    (entry,) = read(RDF).entries
    assert (entry.title, entry.location, entry.date) == ("Nouvelle 1", "https://raz.example/1", "2025-03-03")
    assert (entry.content, entry.authors) == ("résumé", ("Soazig Tanguy",))


@pytest.mark.parametrize("data", [rss(item()), ATOM, json_feed(ITEM)], ids=["rss", "atom", "json"])
def test_an_entry_is_an_article_in_the_feeds_words(data: bytes) -> None:
    found = read(data)
    source = feed.raw_of(found, found.entries[0])
    article = article_of(source)
    check_article(article)
    assert article.text == (
        "Nouvelle 1\n\nLe bac de Kerlouan ne passera plus, dit le passeur.\n\n"
        "Il n’y a plus d’eau.\n\nLa rive\n\nun\ndeux"
    )
    kinds = [block.kind for block in article.blocks]
    assert kinds == [
        BlockKind.TITLE,
        BlockKind.PARAGRAPH,
        BlockKind.BLOCKQUOTE,
        BlockKind.HEADING,
        BlockKind.LIST_ITEM,
        BlockKind.LIST_ITEM,
    ]
    links = [each.target for block in article.blocks for each in block.inlines if each.kind is InlineKind.LINK]
    assert links == ["https://raz.example/passeur"]
    said = article.metadata
    assert (said.title, said.authors, said.site) == ("Nouvelle 1", ("Soazig Tanguy",), "Le Courrier du Raz")
    assert (said.date, said.url, said.language) == ("2025-03-03", "https://raz.example/1", "fr")
    assert source.location == "https://raz.example/1"


def test_an_entry_keeps_its_bytes_while_the_feed_changes() -> None:
    before, after = read(rss(item(1))), read(rss(item(2) + item(1), channel="<ttl>60</ttl>"))
    same = [feed.raw_of(before, before.entries[0]), feed.raw_of(after, after.entries[1])]
    assert same[0].data == same[1].data
    assert same[0].source.sha256 == same[1].source.sha256
    assert feed.raw_of(after, after.entries[0]).data != same[0].data


def test_a_feed_of_several_entries_is_no_article() -> None:
    with pytest.raises(NotOneArticleError, match="a feed with 2 entries") as caught:
        article_of(raw(rss(item(1) + item(2))))
    assert len(caught.value.listing.entries) == 2
    with pytest.raises(NotAnArticleError, match="without entries"):
        article_of(raw(rss()))
    assert len(article_of(raw(rss(item()))).blocks) == 6


def test_plain_text_keeps_its_paragraphs_and_lines() -> None:
    found = read(json_feed({"id": 7, "content_text": "Un <b>\nDeux\n\nTrois"}))
    (entry,) = found.entries
    assert (entry.id, entry.title, entry.is_markup) == ("7", None, False)
    article = article_of(feed.raw_of(found, entry))
    assert article.text == "Un <b>\nDeux\n\nTrois"
    assert [len(block.lines) for block in article.blocks] == [2, 1]


def test_the_longest_of_an_entrys_texts_is_taken() -> None:
    text = "<p>Un texte bien plus long que le résumé.</p>"
    (entry,) = read(
        rss(
            f"<item><title>t</title><description>{TEXT and '&lt;p&gt;Le résumé, long.'}</description>"
            f"<content:encoded><![CDATA[{text}]]></content:encoded></item>"
        )
    ).entries
    assert entry.content == text


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "file:///etc/passwd", "/etc/passwd", "data:text/html,x", "ftp://a.example/x", "../x"],
)
@pytest.mark.parametrize("location", [None, "/tmp/feed.xml"])
def test_no_entry_leads_to_the_disk(link: str, location: str | None) -> None:
    items = f"<item><title>t</title><link>{link}</link><description>d</description></item>"
    (entry,) = feed.listing(
        raw(f"<rss version='2.0'><channel><title>x</title>{items}</channel></rss>".encode(), location)
    ).entries
    assert entry.location is None
    (entry,) = read(
        json.dumps({"version": "https://jsonfeed.org/version/1", "items": [{"url": link}]}).encode(), location
    ).entries
    assert entry.location is None


def test_relative_links_are_completed() -> None:
    items = "<item><title>t</title><link>/un/deux</link></item>"
    (entry,) = read(rss(items)).entries
    assert entry.location == "https://raz.example/un/deux"


@pytest.mark.parametrize(
    "data",
    [
        rss(item())[:-40],
        rss(item()).replace(b"</channel>", b"<br></channel>"),
        rss(item(title="Pomme & cidre < poire")),
        rss(item()).replace(b"</item>", b""),
    ],
    ids=["truncated", "unclosed", "bare", "no end"],
)
def test_what_is_ill_formed_is_read_as_far_as_it_goes(data: bytes) -> None:
    found = read(data)
    assert found.entries[0].title is not None
    assert "bac de" in (found.entries[0].content or "")
    assert len(found.notices) == 1
    assert "not well-formed" in found.notices[0]


def test_encodings() -> None:
    body = rss(item()).decode()
    for data in (
        body.encode("utf-16"),
        body.replace("utf-8", "windows-1252").encode("cp1252", "xmlcharrefreplace"),
        body.encode("cp1252", "xmlcharrefreplace"),
        b"\xef\xbb\xbf\n" + body.encode(),
        body.replace("’", "&rsquo;").encode(),
    ):
        found = read(data)
        assert found.entries[0].content == TEXT
        assert found.title == "Le Courrier du Raz"


def test_control_characters_do_not_end_the_feed() -> None:
    found = read(rss(item(title="Un\x0b \x1b[31mtitre")))
    assert found.entries[0].title == "Un\N{REPLACEMENT CHARACTER} \N{REPLACEMENT CHARACTER}[31mtitre"


LOL = (
    "<!DOCTYPE lolz [<!ENTITY l0 'lol'>"
    + "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    + "]>"
)


@pytest.mark.parametrize(
    "data",
    [
        rss(item(title="&l9;"), head=LOL),
        rss(item(title="&x;"), head="<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"),
        rss(item(title="y"), head="<!DOCTYPE r [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/x'>%p;]>"),
        rss(item(title="&a;" * 10_000), head=f"<!DOCTYPE r [<!ENTITY a '{'A' * 50_000}'>]>"),
        rss(item(title="&l9;"), head=LOL.replace("<!ENTITY l0", "<!-- it's --><!ENTITY l0")),
        rss(item(), channel="<a>" * 50_000 + "</a>" * 50_000),
        rss(item(), channel="<a>" * 50_000),
        rss(item(text="<div>" * 20_000 + "mot")),
        rss("<![CDATA[" * 20_000),
        rss("<!DOCTYPE " * 20_000),
        rss("&" * 100_000),
        rss("<item>" * 5_000),
        b"<rss><channel><item " + b" ".join(b"a%d='1'" % n for n in range(20_000)) + b"></item></channel></rss>",
        b"{" + b'"version":"https://jsonfeed.org/version/1","items":' + b"[" * 100_000,
        b'{"version":"https://jsonfeed.org/version/1","items":[{"id":' + b"9" * 10_000 + b"}]}",
    ],
    ids=[
        "laughs",
        "file",
        "http",
        "quadratic",
        "comment",
        "deep",
        "open",
        "content",
        "cdata",
        "types",
        "amp",
        "items",
        "attributes",
        "json depth",
        "json number",
    ],
)
def test_hostile_feeds_are_bounded(data: bytes) -> None:
    begun = time.perf_counter()
    try:
        found = read(data)
        for entry in found.entries[:3]:
            article_of(feed.raw_of(found, entry))
    except NotAnArticleError as error:
        said = str(error)
    else:
        said = ""
        words = "".join(f"{entry.title}{entry.content}" for entry in found.entries)
        assert "root:" not in words
        assert len(words) < 10 * len(data) + 1_000
    assert "\n" not in said
    assert time.perf_counter() - begun < 15


@pytest.mark.parametrize("data", [b"", b"hello", b"<html><body>x</body></html>", bytes(range(256)) * 100, b"{}", b"{"])
def test_what_is_no_feed_says_so(data: bytes) -> None:
    with pytest.raises(NotAnArticleError, match="feed"):
        read(data)
    with pytest.raises(NotAnArticleError, match="JSON"):
        read(b'{"version": "https://jsonfeed.org/version/1", "items": 3}')


def test_a_feed_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "LIMIT", 100)
    with pytest.raises(NotAnArticleError, match="no feed is"):
        read(rss(item()))


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "id",
                        "url",
                        "title",
                        "content_html",
                        "content_text",
                        "authors",
                        "author",
                        "name",
                        "date_published",
                        "language",
                        "summary",
                        "items",
                    ]
                ),
                inner,
                max_size=5,
            )
        ),
    )
)
def test_json_of_any_shape(items: object) -> None:
    data = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()
    try:
        found = read(data)
    except NotAnArticleError:
        return
    for entry in found.entries:
        with_words(found, entry)


def with_words(found: Listing, entry: object) -> None:
    source = feed.raw_of(found, entry)  # type: ignore[arg-type]
    again = feed.listing(source).entries
    assert len(again) == 1
    try:
        article = article_of(source)
    except NotAnArticleError as error:
        said = str(error)
    else:
        check_article(article)
        said = "says nothing"
    assert "says nothing" in said


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<item>",
                "</item>",
                "<title>",
                "</title>",
                "<description>",
                "</description>",
                "<![CDATA[",
                "]]>",
                "&lt;p&gt;",
                "&amp;",
                "&",
                "<",
                ">",
                "mot ",
                "\x00",
                "é",
                "<link>",
                "</link>",
                "https://a.example/",
                "<entry>",
                "<content type='xhtml'>",
                "</channel>",
                "<!--",
                "-->",
            ]
        ),
        max_size=40,
    ).map("".join)
)
def test_xml_of_any_shape(inner: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = read(rss(inner))
    for entry in found.entries:
        with_words(found, entry)


@settings(max_examples=40, deadline=None)
@given(st.text(), st.text(), st.booleans())
def test_an_entry_comes_back_from_its_bytes(title: str, content: str, markup: bool) -> None:
    key = "content_html" if markup else "content_text"
    found = read(json_feed({**ITEM, "title": title, "content_html": None, key: content}))
    (entry,) = found.entries
    (again,) = feed.listing(feed.raw_of(found, entry)).entries
    assert again == entry


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["p", "h2", "blockquote", "li", "td", "div class=share", "aside", "footer", "nav", "section id=comments"]
        ),
        min_size=1,
        max_size=12,
    )
)
def test_every_word_of_an_entrys_text_is_in_its_article(tags: list[str]) -> None:
    """A feed's text is the article and nothing else, whatever its elements are called."""
    said = [f"mot{number}a mot{number}b" for number in range(len(tags))]
    markup = "".join(f"<{tag}>{words}</{tag.split()[0]}>" for tag, words in zip(tags, said, strict=True))
    found = read(rss(item(text=markup)))
    text = article_of(feed.raw_of(found, found.entries[0])).text
    assert re.findall(r"mot\w+", text) == re.findall(r"mot\w+", " ".join(said))


def test_the_hostile_collection(hostile_inputs: Path) -> None:
    paths = sorted((hostile_inputs / "feed").glob("*.xml"))
    assert paths
    for path in paths:
        begun = time.perf_counter()
        try:
            found = listing_of(raw(path.read_bytes()))
        except NotAnArticleError:
            found = None
        assert time.perf_counter() - begun < 15, path.name
        if found is not None:
            assert not any("root:" in f"{entry.title}{entry.content}" for entry in found.entries)
            assert "root:" not in f"{found.title}"


def test_a_thousand_entries_take_no_longer_than_feedparser_alone() -> None:
    import feedparser

    data = rss("".join(item(number, text=TEXT * 6) for number in range(1_000)))
    alone, ours = [], []
    for _ in range(3):
        begun = time.perf_counter()
        feedparser.parse(io.BytesIO(data))
        alone.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        found = read(data)
        ours.append(time.perf_counter() - begun)
    assert len(found.entries) == 1_000
    assert min(ours) < 0.7 * min(alone)


def test_a_thousand_entries_open_in_less_than_a_second() -> None:
    """Two megabytes; the processor's time, since others may be at work on this machine."""
    data = rss("".join(item(number, text=TEXT * 6) for number in range(1_000)))
    spent = []
    for _ in range(3):
        begun = time.process_time()
        found = read(data)
        spent.append(time.process_time() - begun)
    assert (len(data) > 2_000_000, len(found.entries)) == (True, 1_000)
    assert min(spent) < 1
