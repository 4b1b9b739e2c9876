"""A library that was exported and taken back is the same library; nothing that is not ours is overwritten."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.errors import ReaderError, UsageError
from reader.keeping import take_in
from reader.model import Anchor, Correction, Entry, Highlight, Listing, ListingKind, Passage, Saved, Span
from reader.moving.back import take_back
from reader.moving.export import export
from reader.moving.folder import LIST
from reader.moving.taking import Outcome, take_one
from reader.sources import Raw
from reader.store import NoLibrary, Opened, Position
from reader.store.query import parse
from reader.store.waiting import Waiting
from reader.store.whole import ENTRIES, OF_ALL, OF_ARTICLES
from tests.cli.conftest import ARTICLE, ROOT
from tests.sources.server import PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.store import Kept, Library

AT = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)


@pytest.fixture
def library() -> Iterator[NoLibrary]:
    with NoLibrary() as library:
        yield library


def kept(library: Library, text: str = ARTICLE, location: str | None = "/a/moulin.txt") -> Kept:
    return take_in(Raw(text.encode(), "text/plain", location), library)


def fill(library: Library) -> None:
    """A library with something of everything."""
    one = kept(library)
    sha256, text = one.source.sha256, ARTICLE
    page = take_in(
        Raw(PAGE.encode("latin-1", "replace"), "text/html", "https://a.example/b", charset="latin-1"), library
    )
    kept(library, "Un autre\n\nRien n’est dit.\n", "/a/mo\udce9ulin.txt")
    gone = kept(library, "Parti\n\nIl n’est plus là.\n", None)
    library.shelf.remove(gone.source.sha256)
    library.shelf.archive(page.source.sha256)
    library.shelf.tag(sha256, ["mer", "à | relire", "=1+1"])
    library.save_opened(Opened(sha256, "/a/moulin.txt", "Moulin", "fr", AT))
    library.save_position(sha256, Position(Anchor.to(text, Span(5, 20)), 0.5, AT))
    library.highlights.add(sha256, Highlight(Anchor.to(text, Span(3, 15)), "note\n*à* <moi>", AT.isoformat()))
    library.highlights.add(sha256, Highlight(Anchor(Span(9_000, 9_005), "perdu"), "", AT.isoformat()))
    library.add_correction(sha256, Correction("speaker", Anchor.to(text, Span(3, 8)), "Anne"))
    opened = hashlib.sha256(b"ouvert").hexdigest()
    library.save_opened(Opened(opened, "/nulle/part.txt", "Ouvert", "fr", AT))
    library.save_position(opened, Position(Anchor.to("abcdef", Span(1, 3)), 0.25, AT))
    library.save_setting("theme", "dusk")
    library.waiting.add(Saved(Entry("w", "Attend", "https://w.example/"), AT, ("x",), (Passage("mot", "n"),), 0.5))
    library.waiting.settled(Waiting(Saved(Entry("https://c.example/moulin", None))), sha256)
    library.feeds.add("https://f.example/feed", "Le fil", "Presse")
    entries = (Entry("e1", "Un", "https://f.example/1", content="<p>x</p>", is_markup=True), Entry("e2", "Deux"))
    found = Listing(ListingKind.FEED, entries, "Le fil", "https://f.example/feed")
    library.feeds.take("https://f.example/feed", found, '"etag"', None)
    library.feeds.mark_read("https://f.example/feed", ["e2"])


def everything(library: Library) -> dict[str, Any]:
    """All of a library but the numbers that its rows have, and the analyses' order."""
    found: dict[str, Any] = {"rest": library.whole.rest()}
    for sha256, is_kept in library.whole.hashes():
        about = library.whole.about(sha256)
        original = library.shelf.original(sha256)
        by = about["kept"][0]["analysed_by"] if is_kept else ""
        found[sha256] = (about, original, library.shelf.text(sha256), library.shelf.analysis(sha256, by))
    return found


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_nothing_is_lost_on_the_way_there_and_back(library: NoLibrary, tmp_path: Path) -> None:
    fill(library)
    assert [each.fault for each in export(library, tmp_path)] == [None] * 4
    with NoLibrary() as other:
        assert {each.outcome for each in take_back(tmp_path, other)} == {Outcome.TAKEN}
        assert everything(other) == everything(library)
        assert other.check() == ()
        assert [hit.excerpt for hit in other.shelf.said(parse("speaker:Lebreton toit"), 9)] == ["Le toit ne fuit plus"]
        assert [hit.kind for hit in other.shelf.search(parse("moi"), 9)] == ["note"]
        assert {each.outcome for each in take_back(tmp_path, other)} == {Outcome.KNOWN}
        assert everything(other) == everything(library)


def test_the_same_library_gives_the_same_bytes(library: NoLibrary, tmp_path: Path) -> None:
    fill(library)
    list(export(library, tmp_path / "one"))
    first = files(tmp_path / "one")
    assert [each.files for each in export(library, tmp_path / "one")] == [0] * 4
    assert files(tmp_path / "one") == first
    with NoLibrary() as other:
        list(take_back(tmp_path / "one", other))
        list(export(other, tmp_path / "two"))
    assert files(tmp_path / "two") == first


def test_what_a_person_finds(library: NoLibrary, tmp_path: Path) -> None:
    fill(library)
    list(export(library, tmp_path))
    names = [path.name for path in (tmp_path / "articles").iterdir()]
    (moulin,) = [name for name in names if "moulin rouvre" in name]
    assert moulin == f"Le vieux moulin rouvre ses portes {hashlib.sha256(ARTICLE.encode()).hexdigest()[:8]}"
    folder = tmp_path / "articles" / moulin
    assert (folder / "source.txt").read_bytes() == ARTICLE.encode()
    text = (folder / "article.md").read_text(encoding="utf-8")
    assert 'tags:\n  - "=1+1"\n  - "mer"\n' in text
    assert "« Le toit ne fuit plus », a déclaré Anne Lebreton" in text
    assert "## Highlights" in text
    assert "no longer in the article" in text
    assert moulin in (tmp_path / "index.md").read_text(encoding="utf-8")
    assert "https://f.example/feed" in (tmp_path / "feeds.opml").read_text(encoding="utf-8")
    (document,) = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    assert [each["text"] for each in document["highlights"]] == [ARTICLE[3:15], "perdu"]


def test_the_samples_read_the_same_as_markdown(library: NoLibrary, tmp_path: Path) -> None:
    for path in (ROOT / "articles").iterdir():
        take_in(str(path), library)
    for each in export(library, tmp_path):
        text = (tmp_path / "articles" / each.name / "article.md").read_text(encoding="utf-8")
        body = MarkdownIt("commonmark").render(text.split("---\n", 2)[2])
        sha256 = each.article.source.sha256
        plain = "".join(library.shelf.text(sha256) or "").split()
        assert sum(word.strip("*_#>-") in body for word in plain) > 0.9 * len(plain)


# What is not ours


def test_a_folder_that_holds_something_else_is_refused(library: NoLibrary, tmp_path: Path) -> None:
    fill(library)
    (tmp_path / "thesis.md").write_text("mine")
    with pytest.raises(UsageError, match="holds something else"):
        list(export(library, tmp_path))
    assert files(tmp_path) == {"thesis.md": b"mine"}
    with pytest.raises(ReaderError, match="cannot be written"):
        list(export(library, tmp_path / "thesis.md"))


def test_what_a_person_changed_or_put_there_stays(library: NoLibrary, tmp_path: Path) -> None:
    fill(library)
    list(export(library, tmp_path))
    edited = next(path for path in tmp_path.glob("articles/*/article.md") if "rouvre" in path.parent.name)
    edited.write_text("my own words")
    (edited.parent / "mine.txt").write_text("mine too")
    sha256 = hashlib.sha256(ARTICLE.encode()).hexdigest()
    library.shelf.tag(sha256, ["neuf"])
    faults = [each.fault for each in export(library, tmp_path) if each.fault]
    assert len(faults) == 1
    assert "was changed since it was exported" in faults[0]
    assert edited.read_text() == "my own words"
    assert (edited.parent / "mine.txt").read_text() == "mine too"


def test_what_is_purged_goes_and_what_was_cut_off_goes_on(library: NoLibrary, tmp_path: Path) -> None:
    fill(library)
    for _ in export(library, tmp_path):
        break  # cut off after the first
    assert not list(tmp_path.rglob("*.new"))
    list(export(library, tmp_path))
    assert len(list(tmp_path.glob("articles/*"))) == 4
    library.shelf.purge(datetime.now(UTC))
    list(export(library, tmp_path))
    assert len(list(tmp_path.glob("articles/*"))) == 3


def test_a_list_that_leads_elsewhere_removes_nothing(library: NoLibrary, tmp_path: Path) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_text("mine")
    folder = tmp_path / "out"
    list(export(library, folder))
    digest = hashlib.sha256(b"mine").hexdigest()
    with (folder / LIST).open("a") as lines:
        for path in ("../victim.txt", str(victim), "a/../../victim.txt"):
            lines.write(json.dumps({"path": path, "sha256": digest}) + "\n")
    list(export(library, folder))
    assert victim.read_text() == "mine"


# What comes back may have been written by anybody


@pytest.mark.parametrize(
    ("file", "change"),
    [
        ("source.txt", lambda text: text + "!"),
        ("library.json", lambda text: "{"),
        ("library.json", lambda text: "[" * 90_000),
        ("library.json", lambda text: "{}"),
        ("library.json", lambda text: text.replace('"sha256": "', '"sha256": "x')),
        ("library.json", lambda text: text.replace('"start": 5', '"start": "x"')),
        ("library.json", lambda text: text.replace('"start": 5', '"start": -5')),
        ("library.json", lambda text: text.replace('"saved_at": "2024', '"saved_at": "demain')),
        ("library.json", lambda text: text.replace('"made_at": "2024', '"made_at": null, "x": "2024')),
        ("library.json", lambda text: text.replace('"authors": "[]"', '"authors": "[1]"')),
        ("library.json", lambda text: text.replace('"tags": [', '"tags": {"a": [').replace("]}]", "]}]}")),
    ],
)
def test_what_makes_no_sense_is_told_and_stops_no_other(
    file: str, change: Any, library: NoLibrary, tmp_path: Path
) -> None:
    fill(library)
    list(export(library, tmp_path))
    path = next(path for path in tmp_path.glob(f"articles/*/{file}") if "rouvre" in path.parent.name)
    changed = change(path.read_text(encoding="utf-8"))
    assert changed != path.read_text(encoding="utf-8")
    path.write_text(changed, encoding="utf-8")
    with NoLibrary() as other:
        outcomes = [each.outcome for each in take_back(tmp_path, other)]
        assert outcomes.count(Outcome.FAILED) == 1
        assert outcomes.count(Outcome.TAKEN) == 3
        assert other.check() == ()
        other.shelf.articles(parse(""), 50)
        other.highlights.all(50)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "",
        lambda text: text.replace("Le toit ne fuit plus", "Le toit fuit encore"),
        lambda text: text.replace('"start": ', '"start": 99'),
        lambda text: text.replace('"spans": [', '"spans": [], "x": ['),
    ],
)
def test_findings_that_do_not_fit_are_found_anew(change: Any, library: NoLibrary, tmp_path: Path) -> None:
    one = kept(library)
    list(export(library, tmp_path))
    (path,) = tmp_path.glob("articles/*/facts.json")
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with NoLibrary() as other:
        list(take_back(tmp_path, other))
        said = [hit.excerpt for hit in other.shelf.said(parse("speaker:Lebreton"), 9)]
        assert said == [hit.excerpt for hit in library.shelf.said(parse("speaker:Lebreton"), 9)]
        assert other.shelf.text(one.source.sha256) == ARTICLE


def test_what_is_here_stands(library: NoLibrary, tmp_path: Path) -> None:
    fill(library)
    list(export(library, tmp_path))
    sha256 = hashlib.sha256(ARTICLE.encode()).hexdigest()
    with NoLibrary() as other:
        kept(other)
        other.save_position(sha256, Position(Anchor.to(ARTICLE, Span(50, 60)), 0.9, AT))
        other.highlights.add(sha256, Highlight(Anchor.to(ARTICLE, Span(3, 15)), "à moi"))
        outcomes = {each.outcome for each in take_back(tmp_path, other)}
        assert outcomes == {Outcome.TAKEN, Outcome.COMPLETED}
        position = other.position(sha256)
        assert position is not None
        assert position.furthest == 0.9
        assert [each.note for each in other.highlights.of(sha256)] == ["à moi", ""]


# The tables


def test_every_column_that_holds_something_is_written() -> None:
    """A column that a later schema adds must be exported, or named here as one that is made anew."""
    made_anew = {
        "kept": {"id", "sha256", "characters", "quotations"},
        "feeds": {"id"},
        "waiting": {"id"},
        "entries": {"id", "feed"},
    }
    ids = {"id", "sha256"}
    with NoLibrary() as library:
        ask = library._database._connection.execute
        tables = {
            name for (name,) in ask("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%STRICT%'")
        }
        known = {**OF_ARTICLES, **OF_ALL, "entries": ENTRIES}
        assert tables - known.keys() == {"texts", "quotations", "entities"}
        for table, columns in known.items():
            there = {row[1] for row in ask(f"PRAGMA table_info({table})")}
            assert there - set(columns) <= made_anew.get(table, ids), table


TITLES = st.text(st.sampled_from('aé /\\:*?"<>|#^[].\n\t\0\x1b\u202eCON~') | st.characters(), max_size=120)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(TITLES, st.lists(TITLES, max_size=2), TITLES), min_size=1, max_size=3))
@example([("\ud800", ["\ud800"], "\udfff")])
def test_any_library_comes_back(
    tmp_path_factory: pytest.TempPathFactory, articles: list[tuple[str, list[str], str]]
) -> None:
    with NoLibrary() as library, NoLibrary() as other:
        for number, (title, tags, note) in enumerate(articles):
            where, content = f"https://a.example/{number}", f"<p>Mot {number}</p>"
            entry = Entry(str(number), title or None, where, content=content, is_markup=True)
            passages = (Passage(f"Mot {number}", note), Passage(title, note))
            take_one(Saved(entry, AT, tuple(filter(None, tags)), passages, 0.3), library)
        folder = tmp_path_factory.mktemp("export")
        assert not [each.fault for each in export(library, folder) if each.fault]
        for path in folder.glob("articles/*"):
            assert len(path.name.encode()) <= 200
            assert not path.name.startswith((".", " "))
        assert not [each.fault for each in take_back(folder, other) if each.fault]
        assert everything(other) == everything(library)


def test_the_index_is_a_table_whatever_an_article_is_called(library: NoLibrary, tmp_path: Path) -> None:
    page = (
        "<html><head><title>{0}</title><meta name=date content='{0}'></head><body><article><p>{1}</p></article></body>"
    )
    name = "100%25 {{ site.x }} | {% y %}"
    take_in(Raw(page.format(name, "Rien n’est dit, et personne ne le dira. " * 9).encode(), "text/html", "a"), library)
    list(export(library, tmp_path))
    index = (tmp_path / "index.md").read_text(encoding="utf-8")
    assert "{{" not in index
    assert "{%" not in index
    tokens = MarkdownIt("commonmark").enable("table").parse(index)
    (link,) = [child.attrs["href"] for token in tokens for child in token.children or [] if child.type == "link_open"]
    assert (tmp_path / unquote(str(link))).is_file()
