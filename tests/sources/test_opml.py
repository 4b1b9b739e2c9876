"""Lists of feeds: what was written is read back; what other programs write is read; no address leads to the disk."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import NotAnArticleError
from reader.model import ListingKind
from reader.sources import NotOneArticleError, Raw, article_of, listing_of
from reader.sources.feed import opml

OUTLINE = b"""<?xml version="1.0" encoding="ISO-8859-1"?><opml version="1.1"><head><title>Mes fils</title></head><body>
<outline text="Nouvelles"><outline text="Cit\xe9s &amp; champs"><outline type="rss"
text="Le Courrier" title="Le Courrier du Raz" xmlUrl="https://raz.example/feed" htmlUrl="https://raz.example/"/></outline>
<outline type="atom" text="Second" XMLURL="https://two.example/atom"/></outline>
<outline text="" xmlUrl="https://three.example/f"/><outline text="bis" xmlUrl="https://raz.example/feed"/>
<outline text="note without an address"/><outline text="mauvais" xmlUrl="file:///etc/passwd"/>
<outline text="pire" xmlUrl="javascript:alert(1)"/></body></opml>"""


def raw(data: bytes) -> Raw:
    return Raw(data, "text/x-opml", "feeds.opml")


def test_what_other_programs_write() -> None:
    assert opml.read(raw(OUTLINE)) == (
        ("Le Courrier du Raz", "https://raz.example/feed", "Nouvelles/Cités & champs"),
        ("Second", "https://two.example/atom", "Nouvelles"),
        ("https://three.example/f", "https://three.example/f", None),
    )
    found = listing_of(raw(OUTLINE))
    assert found is not None
    assert (found.kind, found.title) == (ListingKind.OUTLINE, "Mes fils")
    assert found.entries[0].location == "https://raz.example/feed"
    with pytest.raises(NotOneArticleError, match="a list of 3 feeds"):
        article_of(raw(OUTLINE))


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"<html/>", b"<rss/>", bytes(range(256)), b"<o " + b"a='1' " * 9_000 + b"/>"]
)
def test_what_is_no_list_of_feeds(data: bytes) -> None:
    with pytest.raises(NotAnArticleError, match="OPML"):
        opml.read(raw(data))


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opml, "LIMIT", 10)
    with pytest.raises(NotAnArticleError, match="no list of feeds is"):
        opml.read(raw(OUTLINE))


def test_deep_lists_are_read_to_where_they_can_be() -> None:
    deep = b"<opml><body><outline text='un' xmlUrl='https://a.example/'/>" + b"<outline text='x'>" * 50_000
    assert opml.read(raw(deep)) == (("un", "https://a.example/", None),)


def test_entities_are_nobodys_business() -> None:
    data = OUTLINE.replace(b"<opml", b"<!DOCTYPE o [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><opml").replace(
        b"bis", b"&x;"
    )
    assert "root:" not in str(opml.read(raw(data)))


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=12)
FOLDERS = st.lists(NAMES.filter(lambda name: "/" not in name), max_size=3).map(lambda names: "/".join(names) or None)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(NAMES, st.integers(0, 10**6), FOLDERS), max_size=8, unique_by=lambda each: each[1]))
def test_what_is_written_is_read_back(feeds: list[tuple[str, int, str | None]]) -> None:
    feeds_ = [(name, f"https://a.example/?n={number}&x=<1>\"'", folder) for name, number, folder in feeds]
    written = opml.write(feeds_, title="A < B & C")
    found = opml.read(raw(written.encode()))
    allowed = [(name.replace("\ufffe", "").replace("\uffff", ""), url, folder) for name, url, folder in feeds_]
    assert sorted(found, key=lambda each: each[1]) == sorted(
        (
            (name or url, url, folder and folder.replace("\ufffe", "").replace("\uffff", ""))
            for name, url, folder in allowed
        ),
        key=lambda each: each[1],
    )
    assert [folder for *_, folder in found] == [
        folder for key in dict.fromkeys(each[2] for each in feeds_) for *_, folder in found if folder == key
    ]


def test_what_xml_cannot_hold_is_left_out() -> None:
    written = opml.write([("a\x00\x1b\ud800b", "https://a.example/", "c\x07d")])
    assert opml.read(raw(written.encode())) == (("ab", "https://a.example/", "cd"),)
