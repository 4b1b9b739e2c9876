"""A kept article whose source has changed, or is gone: it opens as it was, and what is new is offered."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from reader.app.screens.library import LibraryScreen
from reader.app.screens.reading import ReadingScreen
from reader.errors import NetworkError
from reader.keeping import newer, take_in
from reader.model import Anchor, Span
from reader.sources import Raw, article_of
from reader.store import Library, Position
from reader.worker import Whole
from tests.app.stage import FINDINGS, RAW, WIDE, Stage, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OLD = RAW.data.decode()
NEW = OLD.replace("Le conseil de Lanvor a voté.", "Le conseil de Lanvor a enfin voté, ce lundi.")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "digue.md"
    path.write_text(OLD, encoding="utf-8")
    return path


@pytest.fixture
def library(tmp_path: Path, path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.sqlite3") as library:
        take_in(str(path), library)
        yield library


def now_says(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def gone(path: Path) -> None:
    path.unlink()


async def at_article(stage: Stage) -> None:
    await stage.press("enter")
    await stage.until(lambda: isinstance(stage.app.screen, ReadingScreen))


async def test_new_words_are_offered_and_both_versions_stay(library: Library, path: Path) -> None:
    now_says(path, NEW)
    async with opened(WIDE, library=library, shelved=True) as stage:
        await at_article(stage)
        await stage.until(lambda: "V shows them" in stage.status())
        assert "enfin voté" not in stage.screen.reading.article.text
        await stage.press("V")
        await stage.until(lambda: "enfin voté" in stage.screen.reading.article.text)
        await stage.until(lambda: stage.workers and stage.worker.started)
        await stage.worker.send(Whole(), FINDINGS)
        await stage.until(lambda: len(library.shelf.at(str(path))) == 2)
        await stage.press("q")
        assert "enfin voté" not in stage.screen.reading.article.text
        await stage.press("q")
        assert isinstance(stage.app.screen, LibraryScreen)
        await stage.until(lambda: "2 versions" in "\n".join(stage.lines()))
        await at_article(stage)
        assert "enfin voté" in stage.screen.reading.article.text, "the latest stands for all"
        await stage.press("V")
        await stage.until(lambda: "enfin voté" not in stage.screen.reading.article.text)


async def test_a_source_that_is_gone_is_told_and_the_article_opens(library: Library, path: Path) -> None:
    gone(path)
    async with opened(WIDE, library=library, shelved=True) as stage:
        await at_article(stage)
        assert "Le conseil de Lanvor" in "\n".join(stage.lines())
        await stage.until(lambda: "Its source is gone" in stage.status())


async def test_the_same_words_are_nothing_to_tell(library: Library, path: Path) -> None:
    now_says(path, OLD + "\n\n")
    async with opened(WIDE, library=library, shelved=True) as stage:
        await at_article(stage)
        await stage.settle()
        assert "other words" not in stage.status()


def test_what_is_newer_begins_where_the_older_was_left(library: Library, path: Path) -> None:
    (kept,) = library.shelf.at(str(path))
    sha256 = kept.source.sha256
    assert newer(sha256, library) is None
    text = article_of(Raw(OLD.encode(), "text/markdown", str(path))).text
    at = text.index("Goulven Prigent ne décolère pas")
    library.save_position(sha256, Position(Anchor.to(text, Span(at, at + 40)), 0.5))
    path.write_text(NEW, encoding="utf-8")
    found = newer(sha256, library)
    assert found is not None
    assert found.article.text[found.left_at :].startswith("Goulven Prigent ne décolère pas")
    path.write_text("# Autre\n\nTout autre chose.\n", encoding="utf-8")
    found = newer(sha256, library)
    assert found is not None
    assert found.left_at == 0


PAGE = "https://lanvor.example/digue"


@pytest.mark.parametrize(("now", "said"), [(NEW, "enfin voté"), (OLD, "no other version"), (None, "does not answer")])
async def test_a_page_is_asked_for_by_the_key_alone(
    now: str | None, said: str, library: Library, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def fetched(location: str) -> Raw:
        asked.append(location)
        if now is None:
            raise NetworkError("lanvor.example does not answer")
        return Raw(now.encode(), "text/markdown", PAGE)

    monkeypatch.setattr("reader.keeping.fetch", fetched)
    (local,) = library.shelf.at(str(path))
    library.shelf.remove(local.source.sha256)
    take_in(Raw(f"{OLD}\n".encode(), "text/markdown", PAGE), library)
    async with opened(WIDE, library=library, shelved=True) as stage:
        await at_article(stage)
        await stage.settle()
        assert asked == [], "opening what is kept tells nobody"
        await stage.press("V")
        await stage.until(lambda: said in "\n".join(stage.lines()))
        assert asked == [PAGE]


async def test_the_answer_of_one_page_asks_for_no_other(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, waiting = list[str](), threading.Event()
    pages = {
        f"{PAGE}-{number}": Raw(f"{OLD}\n{number}.\n".encode(), "text/markdown", f"{PAGE}-{number}") for number in "12"
    }

    def slow(location: str) -> Raw:
        asked.append(location)
        waiting.wait(20)
        return pages[location]

    monkeypatch.setattr("reader.keeping.fetch", slow)
    for page in pages.values():
        take_in(page, library)
    async with opened(WIDE, library=library, shelved=True) as stage:
        await at_article(stage)
        first = stage.screen.reading.article.source.location
        await stage.press("V")
        await stage.until(lambda: asked == [first])
        await stage.press("q", "j")
        await at_article(stage)
        assert stage.screen.reading.article.source.location in {*pages} - {first}
        waiting.set()
        await stage.until(lambda: all(thread.name != "comparing" for thread in threading.enumerate()))
        await stage.settle()
        assert asked == [first]
