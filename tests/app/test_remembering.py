"""What is remembered of a reading, through a library that keeps it in a dictionary."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

import pytest

from reader.app.messages import MeasureChanged
from reader.config import Settings
from reader.errors import LibraryError
from reader.model import Anchor
from reader.reading import open_reading
from reader.store import NoLibrary, Position
from tests.app.stage import ARTICLE, RAW, TEXT, WIDE, opened, reading_of, span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from reader.model import Correction
    from reader.store import Opened

SHA = ARTICLE.source.sha256


class Memory:
    """A library that lasts as long as the test."""

    remembers = False
    fault = None

    def __init__(self) -> None:
        self.positions: dict[str, Position] = {}
        self.settings: dict[str, str] = {}
        self.openings: list[Opened] = []
        self.saved = 0
        self.highlights = NoLibrary().highlights

    def hurried(self) -> AbstractContextManager[None]:
        return nullcontext()

    def position(self, sha256: str) -> Position | None:
        return self.positions.get(sha256)

    def save_position(self, sha256: str, position: Position) -> None:
        self.positions[sha256] = position
        self.saved += 1

    def corrections(self, sha256: str) -> tuple[Correction, ...]:
        return ()

    def save_opened(self, opened: Opened) -> None:
        self.openings.append(opened)

    def save_setting(self, key: str, value: str) -> None:
        self.settings[key] = value

    def setting(self, key: str) -> str | None:
        return self.settings.get(key)

    def progress(self, hashes: Sequence[str]) -> dict[str, float]:
        return {sha: self.positions[sha].furthest for sha in hashes if sha in self.positions}


class Broken:
    """A library whose disk is full."""

    remembers = False

    def __getattr__(self, _: str) -> Any:
        def fail(*_: object) -> None:
            raise LibraryError("the disk is full")

        return fail


@contextmanager
def at_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reader.app.remembering.SAVE_AFTER", 0.01)
        yield


async def test_the_position_is_saved_when_the_reader_rests_and_when_they_leave() -> None:
    memory = Memory()
    with at_once():
        async with opened(WIDE, library=memory) as stage:
            await stage.press("2")
            await stage.until(lambda: SHA in memory.positions and memory.positions[SHA].anchor.span.start == stage.top)
            assert memory.positions[SHA].furthest == pytest.approx(stage.view.share)
    async with opened(WIDE, library=memory) as stage:
        await stage.press("4", "j", "q")
    position = memory.positions[SHA]
    assert TEXT.startswith(position.anchor.quote, position.anchor.span.start)
    assert position.anchor.span.start >= span("Les comptes").start


@pytest.mark.parametrize("was_left", [False, True])
async def test_who_only_stands_there_does_not_undo_where_another_reader_got(was_left: bool) -> None:
    memory, there = Memory(), span("Les comptes")
    with at_once():
        if was_left:
            async with opened(WIDE, library=memory) as stage:
                await stage.press("2", "q")
        left_at = memory.positions[SHA].anchor.span.start if was_left else 0
        async with opened(WIDE, library=memory, reading=reading_of(RAW, left_at=left_at)) as stage:
            await stage.until(lambda: SHA in memory.positions)
            memory.positions[SHA] = Position(Anchor.to(TEXT, there), 1.0)
            await stage.press("q")
            assert memory.positions[SHA].anchor.span == there
        async with opened(WIDE, library=memory, reading=reading_of(RAW, left_at=left_at)) as stage:
            await stage.press("3", "q")
        assert memory.positions[SHA].anchor.span.start != there.start


async def test_a_place_that_was_not_kept_is_kept_when_it_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory()
    with at_once(), monkeypatch.context() as full:
        refused: list[Position] = []

        def refuse(_sha256: str, position: Position) -> None:
            refused.append(position)
            raise LibraryError("the disk is full")

        full.setattr(memory, "save_position", refuse)
        async with opened(WIDE, library=memory) as stage:
            await stage.press("2")
            await stage.until(lambda: refused and refused[-1].anchor.span.start == stage.top)
            full.undo()
            await stage.press("q")
    assert memory.positions[SHA].anchor == refused[-1].anchor


async def test_scrolling_saves_once_it_ends() -> None:
    memory = Memory()
    async with opened(WIDE, library=memory) as stage:
        await stage.press(*["j"] * 10)
        assert memory.saved == 0
    assert memory.saved == 1


async def test_an_article_opens_where_it_was_left(tmp_path: Path) -> None:
    memory = Memory()
    path = tmp_path / "digue.md"
    path.write_bytes(RAW.data)
    async with opened(WIDE, library=memory, reading=open_reading(str(path), memory)) as stage:  # type: ignore[arg-type]
        await stage.press("3", "j", "j")
        left = stage.top
        await stage.press("q")
    for size in (WIDE, (80, 24), (30, 10)):
        async with opened(size, library=memory, reading=open_reading(str(path), memory)) as stage:  # type: ignore[arg-type]
            assert stage.top <= left
            assert stage.row(left) == 0
            await stage.press("q")


async def test_theme_and_measure_are_kept() -> None:
    memory = Memory()
    async with opened((200, 40), library=memory, settings=Settings(measure=60)) as stage:
        await stage.press("T", "plus", "plus")
        kept = {"theme": stage.app.theme, "measure": "68", "welcomed": "1"}
        await stage.until(lambda: memory.settings == kept)  # what a key keeps is kept after its frame


async def test_a_measure_is_kept_that_was_changed_right_before_leaving() -> None:
    memory = Memory()
    async with opened((200, 40), library=memory, settings=Settings(measure=60)) as stage:
        stage.app._keep_measure(MeasureChanged(64))
        stage.app._leave()
        assert memory.settings["measure"] == "64"


async def test_what_was_opened_is_known() -> None:
    memory = Memory()
    async with opened(WIDE, library=memory):
        pass
    (known,) = memory.openings
    assert (known.sha256, known.title, known.language) == (SHA, "La digue de Lanvor", "fr")
    assert known.location == "articles/digue.md"


async def test_a_broken_library_keeps_nobody_from_reading() -> None:
    with at_once():
        async with opened(WIDE, library=Broken(), reading=reading_of(RAW)) as stage:
            await stage.press("J", "T", "plus")
            await stage.pilot.pause(0.05)
            assert stage.app.is_running
            await stage.press("q")
            assert stage.app.return_code == 0
