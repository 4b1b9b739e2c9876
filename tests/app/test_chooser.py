"""What is shown where no article was named: a list that fills in, opens articles, and is there again after one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from reader.app.screens.chooser import ChooserScreen
from reader.app.screens.help import HelpScreen
from reader.app.screens.reading import ReadingScreen
from reader.app.widgets.article_list import ArticleList
from reader.model import Part
from reader.worker import Whole
from tests.app.stage import FINDINGS, NARROW, RAW, WIDE, Stage, opened
from tests.app.test_remembering import Memory

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = "The lamp of the old harbour was lit again on Sunday, and the town came to see it. It was a cold night.\n\n"


@pytest.fixture
def folder(tmp_path: Path) -> tuple[str, ...]:
    (tmp_path / "a-lamp.md").write_text(f"---\ntitle: The Lamp Returns\n---\n\n{ENGLISH * 40}", encoding="utf-8")
    (tmp_path / "b-digue.md").write_bytes(RAW.data)
    (tmp_path / "c-broken.txt").write_bytes(b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00")
    (tmp_path / "d-[red]x.md").write_text("# [/] Un \x1b[31m titre\n\nDu texte.\n", encoding="utf-8")
    return tuple(str(path) for path in sorted(tmp_path.iterdir()))


async def filled(stage: Stage) -> str:
    await stage.app.workers.wait_for_complete()
    await stage.settle()
    return "\n".join(stage.lines())


@pytest.mark.parametrize("size", [WIDE, NARROW, (20, 5), (1, 1)])
async def test_the_list_is_there_at_once_and_fills_in(size: tuple[int, int], folder: tuple[str, ...]) -> None:
    async with opened(size, locations=folder) as stage:
        assert isinstance(stage.app.screen, ChooserScreen)
        shown = await filled(stage)
        assert len(stage.lines()) == size[1]
        if size[0] >= 80:
            assert "4 articles" in shown
            assert "La digue de Lanvor" in shown
            assert "The Lamp Returns" in shown
            assert re.search(r"en · [34] min", shown)
            assert re.search(r"fr · [34] min", shown)
            assert "not an article" in shown
            assert "[/] Un ␛[31m titre" in shown
        await stage.press("q")
        assert stage.app.return_code == 0


async def test_an_article_opens_and_q_comes_back_to_the_list(folder: tuple[str, ...]) -> None:
    memory = Memory()
    async with opened(WIDE, locations=folder, library=memory) as stage:
        await filled(stage)
        await stage.press("j", "enter")
        await stage.until(lambda: isinstance(stage.app.screen, ReadingScreen))
        assert stage.screen.reading.article.title == "La digue de Lanvor"
        await stage.until(lambda: stage.workers and stage.worker.started)
        await stage.worker.send(Whole(), FINDINGS)
        await stage.press("full_stop", "G", "q")
        assert isinstance(stage.app.screen, ChooserScreen)
        assert stage.app.is_running
        assert stage.worker.stopped
        shown = await filled(stage)
        line = next(line for line in shown.splitlines() if "La digue" in line)
        assert "100 %" in line
        assert stage.app.screen.query_one(ArticleList).cursor == 1
        await stage.worker.send(FINDINGS)
        await stage.press("1")
        await stage.until(lambda: isinstance(stage.app.screen, ReadingScreen))
        assert stage.screen.reading.article.title == "The Lamp Returns"
        await stage.until(lambda: len(stage.workers) == 2)
        await stage.workers[0].send(FINDINGS)
        await stage.settle()
        assert stage.screen.reading.analysis.quotations == (), "what is found in the one is not the other's"
        await stage.press("q", "q")
        assert stage.app.return_code == 0


async def test_what_is_no_article_is_one_sentence(folder: tuple[str, ...]) -> None:
    async with opened(WIDE, locations=(*folder, "/no/such\x1b[31m/file.txt")) as stage:
        await stage.press("3")
        await stage.until(lambda: "program" in stage.status())
        assert isinstance(stage.app.screen, ChooserScreen)
        assert "is a program" in stage.status() or "program" in "\n".join(stage.lines())
        await stage.press("5")
        await stage.until(lambda: "does not exist" in stage.status())
        assert stage.app.is_running


async def test_keys_of_the_list(folder: tuple[str, ...]) -> None:
    async with opened(NARROW, locations=folder) as stage:
        cursor = lambda: stage.app.screen.query_one(ArticleList).cursor  # noqa: E731
        await filled(stage)
        assert cursor() == 0
        await stage.press("down", "j")
        assert cursor() == 2
        await stage.press("k")
        assert cursor() == 1
        await stage.press("G")
        assert cursor() == 3
        await stage.press("g")
        assert cursor() == 0
        await stage.press("escape", "ctrl+c", "y", "full_stop", "slash", "J")
        assert stage.app.is_running
        await stage.press("question_mark")
        assert isinstance(stage.app.screen, HelpScreen)
        await stage.press("escape")
        theme = stage.app.theme
        await stage.press("T")
        assert stage.app.theme != theme


async def test_a_click_opens(folder: tuple[str, ...]) -> None:
    async with opened(WIDE, locations=folder) as stage:
        await filled(stage)
        y = next(y for y, line in enumerate(stage.lines()) if "La digue" in line)
        await stage.pilot.click(offset=(10, y))
        await stage.settle()
        assert stage.screen.reading.article.title == "La digue de Lanvor"


async def test_notices_are_told_over_the_list_too(folder: tuple[str, ...]) -> None:
    async with opened(WIDE, locations=folder, notices=("the library is damaged",)) as stage:
        await stage.until(lambda: "the library is damaged" in stage.status())


async def test_what_a_source_has_to_say_is_told_when_it_opens(tmp_path: Path) -> None:
    path = tmp_path / "mixed.txt"
    path.write_bytes(
        "Un titre\n\nDu texte en français, assez long pour être lu.\n".encode() * 30 + b"\xff\xfe mal cod\xe9\n"
    )
    async with opened(WIDE, locations=(str(path), str(path))) as stage:
        await stage.press("enter")
        await stage.settle()
        assert "holds 3 bytes" in stage.status()


async def test_what_a_later_part_has_to_say_is_told_when_it_comes() -> None:
    async with opened(WIDE) as stage:
        await stage.worker.send(Part("", (), notices=("some \x1b[31m of it was lost",)))
        await stage.settle()
        assert "some ␛[31m of it was lost" in stage.status()
