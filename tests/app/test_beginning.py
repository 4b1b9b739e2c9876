"""An app that begins with what the first screen read of an article: the rest takes its place, and nobody notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.app.app import ReaderApp
from reader.reading import begun
from reader.sources import Raw, article_of, parse
from reader.sources.fetch import fetch
from reader.sources.markdown.beginning import beginning
from reader.store import Library
from reader.worker import Whole
from tests.app.stage import FILLING, NARROW, opened
from tests.app.test_remembering import Memory

if TYPE_CHECKING:
    from pathlib import Path

    from reader.model import Article

TEXT = "# Le quai\n\n" + "".join(f"## Partie {n}\n\n{FILLING * 3} Numéro {n}.\n\n" for n in range(1, 60))


def first_screen(path: Path) -> Article:
    article = beginning(path.read_text(encoding="utf-8"), str(path), 2_000)
    assert article is not None
    return article


async def test_what_arrives_takes_its_place_and_moves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "quai.md"
    path.write_text(TEXT, encoding="utf-8")
    raw = fetch(str(path))
    article = first_screen(path)
    async with opened(NARROW, reading=begun(article, len(raw.data))) as stage:
        assert stage.worker.raw == raw
        assert stage.worker.skip == 0
        assert stage.screen.reading.article.source == raw.source
        await stage.press("J", "j")
        before, top = stage.lines(), stage.top
        await stage.worker.send(*parse(raw), Whole())
        await stage.settle()
        assert stage.screen.reading.article == article_of(raw)
        assert stage.top == top
        assert [line[:-2] for line in stage.lines()[1:-1]] == [line[:-2] for line in before[1:-1]]
        await stage.press("G")
        assert "Numéro 59." in "\n".join(stage.lines())


async def test_a_file_that_was_written_anew_meanwhile_is_shown_as_it_is_now(tmp_path: Path) -> None:
    path = tmp_path / "quai.md"
    path.write_text(TEXT, encoding="utf-8")
    article = first_screen(path)
    other = Raw(("Tout autre chose. " * 30).encode(), "text/markdown", str(path))
    path.write_bytes(other.data)
    async with opened(NARROW, reading=begun(article, len(TEXT))) as stage:
        await stage.worker.send(*parse(other), Whole())
        await stage.settle()
        assert stage.screen.reading.article == article_of(other)
        assert "Tout autre chose." in "\n".join(stage.lines())
        assert "Partie" not in "\n".join(stage.lines()[1:])


async def test_who_leaves_at_once_is_remembered_by_what_the_file_is(tmp_path: Path) -> None:
    path = tmp_path / "quai.md"
    path.write_text(TEXT, encoding="utf-8")
    memory = Memory()
    async with opened(NARROW, reading=begun(first_screen(path), len(TEXT)), library=memory, is_read=False) as stage:
        stage.screen.reading = begun(first_screen(path), len(TEXT))
        stage.app._note(stage.screen, 20, 0.1)
        assert stage.app._unsaved is None or stage.app._unsaved[0]
        stage.app._is_settled = False
        await stage.press("q")
    assert set(memory.positions) == {fetch(str(path)).source.sha256}


@pytest.mark.parametrize("is_there", [True, False])
async def test_what_is_highlighted_before_it_is_known_what_the_file_is_is_kept(
    tmp_path: Path, is_there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "quai.md"
    path.write_text(TEXT, encoding="utf-8")
    sha256, reading = fetch(str(path)).source.sha256, begun(first_screen(path), len(TEXT))
    with Library.open(tmp_path / "library.sqlite3") as library, monkeypatch.context() as patched:
        patched.setattr(ReaderApp, "_settle", lambda _app: None)
        async with opened((240, 40), reading=reading, library=library, is_read=False) as stage:
            patched.undo()
            if not is_there:
                path.unlink()
            await stage.press("v", "right_parenthesis", "enter")
            assert ("Highlighted" in stage.status()) == is_there
            assert ("only until Reader is left: its source is gone" in stage.status()) != is_there
            await stage.press("X")
        kept = library.highlights.of(sha256), library.corrections(sha256)
        assert [len(each) for each in kept] == ([1, 1] if is_there else [0, 0])


async def test_a_file_that_is_gone_is_told_of_and_the_first_screen_stays(tmp_path: Path) -> None:
    path = tmp_path / "quai.md"
    path.write_text(TEXT, encoding="utf-8")
    article = first_screen(path)
    path.unlink()
    async with opened((240, 40), reading=begun(article, len(TEXT)), is_read=False) as stage:
        await stage.until(lambda: "does not exist" in stage.status())
        assert "Partie 1" in "\n".join(stage.lines())
        assert not stage.workers


def test_a_reading_that_was_begun_knows_about_how_long_it_is(tmp_path: Path) -> None:
    path = tmp_path / "quai.md"
    path.write_text(TEXT, encoding="utf-8")
    reading = begun(first_screen(path), len(TEXT.encode()))
    assert reading.characters == len(TEXT.encode())
    assert reading.fetched().raw.data == TEXT.encode()
