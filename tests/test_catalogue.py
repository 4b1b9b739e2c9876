"""What a location offers, and what an entry is once it is chosen: the full page, or the feed's own text, and which."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import reader.catalogue as module
from reader.catalogue import FULL_PAGE, candidate, choice, contents, offered, open_entry
from reader.errors import NetworkError, NotAnArticleError, ReaderError, SourceError
from reader.formats import TYPES
from reader.model import Entry, Listing, ListingKind
from reader.reading import Reading
from reader.sources import Raw
from tests.sources import feeds
from tests.sources.books import book, page

if TYPE_CHECKING:
    from pathlib import Path

FEED_TEXT = "This is the feed's own text"

PAGE = (
    "<!DOCTYPE html><html lang='fr'><head><title>Le bac – Le Courrier</title></head><body><article><h1>Le bac</h1>"
    + "<p>La page entière raconte longuement comment le bac de Kerlouan a cessé de passer la rivière. " * 6
    + "</article></body></html>"
).encode()


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> dict[str, Raw | ReaderError]:
    """What stands at each address; nothing else is reached."""
    pages: dict[str, Raw | ReaderError] = {}
    fetch = module.fetch

    def fetched(location: str, media_type: str | None = None, named_by: str | None = None) -> Raw:
        if not location.startswith("https:"):
            return fetch(location, media_type)
        found = pages.get(location, NetworkError(f"{location} cannot be reached: check the connection"))
        if isinstance(found, ReaderError):
            raise found
        return found

    monkeypatch.setattr(module, "fetch", fetched)
    return pages


def article(found: Reading | Listing) -> Reading:
    assert isinstance(found, Reading)
    return found


def listing(found: Reading | Listing) -> Listing:
    assert isinstance(found, Listing)
    return found


def feed(*items: str) -> Listing:
    from reader.sources.feed.parser import listing as read

    return read(feeds.raw(feeds.rss("".join(items))))


# Locations


def test_an_article_a_feed_a_book_and_a_folder(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Un texte.\n")
    (tmp_path / "a.md").write_text("# Titre\n\nMot.\n")
    (tmp_path / "c.epub").write_bytes(book({"a.xhtml": page("<p>Un livre.</p>")}))
    (tmp_path / "d.xml").write_bytes(feeds.rss(feeds.item(1) + feeds.item(2)))
    (tmp_path / ".hidden.txt").write_text("x")
    (tmp_path / "below").mkdir()
    assert article(contents(str(tmp_path / "b.txt"))).article.text == "Un texte.\n"
    assert article(contents(str(tmp_path / "c.epub"))).article.text == "Un livre."
    found = listing(contents(str(tmp_path / "d.xml")))
    assert (found.kind, len(found.entries)) == (ListingKind.FEED, 2)
    found = listing(contents(str(tmp_path)))
    assert found.kind is ListingKind.FOLDER
    assert [entry.title for entry in found.entries] == ["a.md", "b.txt", "c.epub"]
    assert article(contents(str(tmp_path / "d.xml"), TYPES["txt"])).article.text.startswith("<?xml")


def test_a_feed_of_one_entry_is_a_choice_too(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(feeds.rss(feeds.item()))
    assert len(listing(contents(str(path))).entries) == 1
    path.write_bytes(feeds.rss())
    with pytest.raises(NotAnArticleError, match="has no entries"):
        contents(str(path))


def test_folders_that_give_nothing(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"x")
    with pytest.raises(NotAnArticleError, match=r"holds no articles \(.*\.epub"):
        contents(str(tmp_path))
    with pytest.raises(SourceError, match="does not exist"):
        contents(str(tmp_path / "none"))


def test_a_folder_of_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text("x")
    monkeypatch.setattr("reader.sources.feed.folder.MOST", 3)
    found = listing(contents(str(tmp_path)))
    assert len(found.entries) == 3
    assert "5 articles" in found.notices[0]


def test_a_choice_of_several(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    found = choice([str(tmp_path), "https://raz.example/feed", "none.txt"])
    assert found.kind is ListingKind.CHOICE
    assert [entry.title for entry in found.entries] == ["a.txt", "https://raz.example/feed", "none.txt"]


def test_what_is_offered_where_nothing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert any("phare" in entry.id for entry in offered().entries), "the samples"
    (tmp_path / "articles").mkdir()
    assert any("phare" in entry.id for entry in offered().entries), "the folder has none"
    (tmp_path / "articles" / "x.txt").write_text("x")
    assert [entry.title for entry in offered().entries] == ["x.txt"]


def test_what_a_look_into_an_entry_tells(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Le bac\n\n" + "Une phrase en français, pour que la langue se voie. " * 10)
    (tmp_path / "b.epub").write_bytes(book({"a.xhtml": page("<p>Un livre.</p>")}))
    (tmp_path / "c.xml").write_bytes(feeds.rss(feeds.item(1)))
    (tmp_path / "d.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    found = [candidate(Entry(name, location=str(tmp_path / name))) for name in ("a.md", "b.epub", "c.xml", "d.png")]
    assert found[3] is None
    assert [each and each.title for each in found[:3]] == ["Le bac", "Le Passeur de Kerlouan", "Le Courrier du Raz"]
    assert [each and each.entries for each in found[:3]] == [None, None, 1]
    assert found[0] is not None
    assert (found[0].language, found[0].characters) == ("fr", (tmp_path / "a.md").stat().st_size)
    assert found[1] is not None
    assert found[1].characters == len("Un livre."), "a book's bytes say nothing of its length"
    (tmp_path / "e.html").write_text(
        f"<html><head><style>{'p {} ' * 5_000}</style></head><body><p>Une page.</p></body>"
    )
    e_page = candidate(Entry("e.html", location=str(tmp_path / "e.html")))
    assert e_page is not None
    assert e_page.characters == len("Une page."), "neither do a page's"
    assert candidate(Entry("x", location="https://raz.example/1")) is None, "nothing is fetched that was not chosen"


# Entries


def test_an_entry_of_a_feed_is_its_full_page(web: dict[str, Raw | ReaderError]) -> None:
    web["https://raz.example/1"] = Raw(PAGE, "text/html", "https://raz.example/1")
    found = feed(feeds.item())
    opened = article(open_entry(found.entries[0], found))
    assert "La page entière raconte" in opened.article.text
    assert opened.article.notices == (FULL_PAGE,)
    said = opened.article.metadata
    assert (said.date, said.authors, said.url) == ("2025-03-03", ("Soazig Tanguy",), "https://raz.example/1")
    assert said.title is not None
    assert opened.raw.data == PAGE


@pytest.mark.parametrize(
    ("at", "why"),
    [
        (NetworkError("raz.example has no such page: check the address"), "has no such page"),
        (Raw(b"<html><body></body></html>", "text/html", "https://raz.example/1"), "no text"),
        (Raw(b"<html><body><p>Abonnez-vous.</p></body></html>", "text/html", "x"), "more than the page"),
    ],
)
def test_where_the_page_cannot_be_had_the_feeds_own_text_is_shown(
    at: Raw | ReaderError, why: str, web: dict[str, Raw | ReaderError]
) -> None:
    web["https://raz.example/1"] = at
    found = feed(feeds.item())
    opened = article(open_entry(found.entries[0], found))
    assert opened.article.text.startswith("Nouvelle 1\n\nLe bac de Kerlouan ne passera plus")
    assert opened.article.notices[0].startswith(FEED_TEXT)
    assert why in opened.article.notices[0]
    assert opened.raw.media_type == "application/feed+json"


def test_an_entry_without_a_page_or_without_a_text(web: dict[str, Raw | ReaderError]) -> None:
    found = feed(feeds.item())
    entry = found.entries[0]
    opened = article(open_entry(replace(entry, location=None), found))
    assert "names no page" in opened.article.notices[0]
    with pytest.raises(NotAnArticleError, match="neither"):
        open_entry(replace(entry, location=None, content=None), found)
    with pytest.raises(NetworkError, match="cannot be reached"):
        open_entry(replace(entry, content=None), found)
    web["https://raz.example/1"] = Raw(PAGE, "text/html", "https://raz.example/1")
    assert article(open_entry(replace(entry, content=None), found)).article.notices == (FULL_PAGE,)


def test_an_entry_may_be_a_feed_itself(web: dict[str, Raw | ReaderError]) -> None:
    web["https://raz.example/1"] = feeds.raw(feeds.rss(feeds.item(2)))
    found = feed(feeds.item())
    assert listing(open_entry(found.entries[0], found)).entries[0].title == "Nouvelle 2"
    outline = Listing(ListingKind.OUTLINE, (Entry("a", location="https://raz.example/1"), Entry("b", title="Bé")))
    assert listing(open_entry(outline.entries[0], outline)).kind is ListingKind.FEED
    with pytest.raises(NotAnArticleError, match="Bé has no address"):
        open_entry(outline.entries[1], outline)


def test_a_feed_does_not_lead_into_a_private_network() -> None:
    """The address is looked up and not connected to: it is this machine's, and the feed is another's."""
    found = feed(feeds.item())
    entry = replace(found.entries[0], location="http://127.0.0.1:9/secret")
    opened = article(open_entry(entry, found))
    assert "private network" in opened.article.notices[0]
    here = replace(found, location="http://127.0.0.1:8/feed")
    assert "private network" not in article(open_entry(entry, here)).article.notices[0]
