"""Feeds, folders, books and `--type` on the command line, in a process of their own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.sources import feeds
from tests.sources.books import book, navigation, page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Done

SPOKEN = "<p>« Le bac ne passera plus », a déclaré Anne Lebreton, mairesse de Kervélo.</p>"


def documents(done: Done) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def test_a_feed_gives_a_document_for_each_entry(reader: Callable[..., Done], tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(feeds.rss(feeds.item(1, text=SPOKEN) + feeds.item(2)))
    done = reader("extract", str(path))
    assert (done.returncode, done.stderr) == (0, b"")
    first, second = documents(done)
    assert (first["title"], second["title"]) == ("Nouvelle 1", "Nouvelle 2")
    assert first["url"] == "https://raz.example/1"
    assert first["quotations"]
    done = reader("quotes", str(path), "--format", "json")
    assert [each["speaker"] for each in json.loads(done.stdout)][:1] == ["Anne Lebreton"]
    done = reader("sections", "-", input=path.read_bytes(), stdin=None, env=None)
    assert done.returncode == 0
    assert b"La rive" in done.stdout


def test_an_ill_formed_feed_is_read_and_says_so(reader: Callable[..., Done], tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(feeds.rss(feeds.item(1) + feeds.item(2))[:-50])
    done = reader("extract", str(path))
    assert done.returncode == 0
    assert len(documents(done)) == 2
    assert b"not well-formed" in done.stderr


def test_a_list_of_feeds_is_no_article(reader: Callable[..., Done], tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text('<opml><body><outline xmlUrl="https://a.example/f"/></body></opml>')
    done = reader("extract", str(path))
    assert (done.returncode, documents(done)) == (4, [])
    assert b"a list of 1 feed" in done.stderr


def test_a_folder_is_all_its_articles(reader: Callable[..., Done], tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text("Un texte.\n")
    (folder / "b.epub").write_bytes(book({"a.xhtml": page("<p>Un livre.</p>")}))
    (folder / "c.md").write_bytes(b"\x7fELF\x02\x01\x01\x00")
    done = reader("extract", str(folder), "--format", "jsonl")
    assert [json.loads(line)["text"] for line in done.stdout.splitlines()] == ["Un texte.\n", "Un livre."]
    assert done.returncode == 4, "that of the first that failed"
    assert done.stderr.count(b"\n") == 1
    done = reader("sections", str(tmp_path / "folder" / "none"), str(folder / "a.txt"))
    assert done.returncode == 3
    assert b"does not exist" in done.stderr


def test_a_book_by_its_chapters(reader: Callable[..., Done], tmp_path: Path) -> None:
    lines = '<ol><li><a href="a.xhtml">Un</a><ol><li><a href="b.xhtml">Deux</a></li></ol></li></ol>'
    path = tmp_path / "book.epub"
    path.write_bytes(book({"nav.xhtml": navigation(lines), "a.xhtml": page("<p>a</p>"), "b.xhtml": page("<p>b</p>")}))
    done = reader("sections", str(path), "--format", "json")
    assert [(each["level"], each["title"]) for each in json.loads(done.stdout)] == [(1, "Un"), (2, "Deux")]
    path.write_bytes(path.read_bytes()[:200])
    done = reader("sections", str(path))
    assert done.returncode == 4
    assert b"is a broken book" in done.stderr


def test_type_overrules(reader: Callable[..., Done], tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("# Titre\n\nMot.\n\n## Suite\n\nMot.\n")
    of = lambda *words, **more: json.loads(reader("sections", "--format", "json", *words, **more).stdout)  # noqa: E731
    assert documents(reader("extract", str(path)))[0]["text"] == path.read_text()
    assert documents(reader("extract", "--type", "md", str(path)))[0]["text"] == "Titre\n\nMot.\n\nSuite\n\nMot."
    page_ = b"<html><body><h1>A</h1><p>Un.</p><h2>B</h2><p>Deux.</p></body></html>"
    titles = [each["title"] for each in of("--type", "html", "-", input=page_, stdin=None)]
    assert "B" in titles
    done = reader("extract", "--type", "txt", "-", input=page_, stdin=None)
    assert documents(done)[0]["text"] == page_.decode()
    done = reader("entities", "--type", "md", "--type", "person", str(path))
    assert done.returncode == 1
    assert b"no " in done.stderr
    done = reader("extract", "--type", "epub", str(path))
    assert done.returncode == 4
    assert b"broken book" in done.stderr
    assert reader("extract", "--type", "word", str(path)).returncode == 2
    done = reader("show", "--type", "md", "--plain", str(path))
    assert b"# Titre" not in done.stdout
