"""What `reader library`, `search` and `feeds` print of one library, byte for byte.

READER_WRITE_GOLDEN=1 writes the files anew; read the difference.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.cli import main
from reader.exports import FORMATS
from reader.model import Anchor, Entry, Highlight, Listing, ListingKind, Passage, Saved, Span
from reader.store import Library, Opened, Position
from tests.exports.facts import ANALYSIS, ARTICLE

GOLDEN = Path(__file__).parent / "golden_library"
AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)

LISTINGS = {
    "list": ("library", "list"),
    "show": ("library", "show", "aaaaaaaa"),
    "highlights": ("library", "highlights"),
    "waiting": ("library", "waiting"),
    "said": ("library", "said", "Lebreton"),
    "named": ("library", "named", "Kervélo"),
    "beside": ("library", "named", "Kervélo", "--people"),
    "trend": ("library", "trend", "Kervélo"),
    "voices": ("library", "voices"),
    "search": ("search", "toit"),
    "search-said": ("search", "--said", "speaker:Lebreton"),
    "feeds": ("feeds", "list"),
}
CASES = [
    *((f"{name}.{form}", (*words, "--format", form)) for name, words in LISTINGS.items() for form in FORMATS),
    *((f"{name}.plot", LISTINGS[name]) for name in ("trend", "voices")),
    *((f"{name}.plain", (*LISTINGS[name], "--plain")) for name in ("trend", "voices")),
    ("feeds.opml", ("feeds", "export")),
]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library with two articles, a feed and something that waits; nothing in it depends on the hour."""
    monkeypatch.setenv("READER_HOME", str(tmp_path))
    with Library.open(tmp_path / "library.sqlite3") as library:
        for number, day in enumerate(("2025-11-03", "2026-01-20")):
            source = replace(ARTICLE.source, location=f"https://echo.example/{number}", sha256="ab"[number] * 64)
            known = replace(ARTICLE.metadata, date=day, url=f"https://echo.example/{number}")
            article = replace(ARTICLE, source=source, metadata=known)
            library.shelf.keep(article, ANALYSIS, ARTICLE.text.encode(), by="golden", at=AT)
        first = "a" * 64
        library.shelf.tag(first, ["mer", "à | relire"])
        library.save_opened(Opened(first, "https://echo.example/0", ARTICLE.title, "fr", AT))
        library.save_position(first, Position(Anchor.to(ARTICLE.text, Span(0, 5)), 0.25, AT))
        library.highlights.add(first, Highlight(Anchor.to(ARTICLE.text, Span(3, 9)), "le toit", AT.isoformat()))
        saved = Saved(Entry("w", "Le *bac*", "https://echo.example/bac"), AT, ("eau",), (Passage("mot"),), 0.5)
        library.waiting.add(saved)
        library.feeds.add("https://echo.example/feed", "L’Écho", "Presse")
        entries = (Entry("1", "Un", "https://echo.example/1"), Entry("2", "Deux"))
        found = Listing(ListingKind.FEED, entries, "L’Écho", "https://echo.example/feed", "https://echo.example")
        monkeypatch.setattr("reader.store.feeds.now", lambda: AT)
        library.feeds.take("https://echo.example/feed", found, None, None)
        library.feeds.mark_read("https://echo.example/feed", ["1"])


@pytest.mark.parametrize(("name", "words"), CASES, ids=[name for name, _ in CASES])
def test_output(name: str, words: tuple[str, ...], capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main([*words]) == 0
    printed, said = capfdbinary.readouterr()
    assert said == b""
    path = GOLDEN / name
    if os.environ.get("READER_WRITE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        path.write_bytes(printed)
    assert printed == path.read_bytes()


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {name for name, _ in CASES}
