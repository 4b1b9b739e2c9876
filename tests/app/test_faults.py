"""The process that reads an article on fails or is killed: the screen stays, it is told once, and it can go on."""

from __future__ import annotations

import os
import signal
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.model import Findings, Gap, Span
from reader.sources import Raw, article_of, parse
from reader.store import Library
from reader.store.query import Query
from reader.worker import Fault, Whole
from tests.app.stage import ANALYSIS, ARTICLE, FILLING, FINDINGS, RAW, WIDE, opened, reading_of
from tests.app.terminal import READER, Terminal
from tests.app.test_arrivals import LONG
from tests.processes import children

if TYPE_CHECKING:
    from pathlib import Path

KILLED = Fault("", killed=True)
GAPS = Findings(0, ANALYSIS.quotations, (), last=True, gaps=(Gap("find_names", Span(0, 40), "ValueError"),))


def in_file(raw: Raw, folder: Path) -> Raw:
    """`raw`, from a file that can be read again."""
    path = folder / "article.md"
    path.write_bytes(raw.data)
    return replace(raw, location=str(path))


async def test_a_step_that_failed_is_told_once_and_what_was_found_is_there() -> None:
    async with opened(WIDE, deliver=(Whole(), GAPS)) as stage:
        assert "quotations or names may be missing. To report it: reader doctor" in stage.status()
        assert len(stage.screen.reading.analysis.quotations) == len(ANALYSIS.quotations)
        assert "Some may be missing." in "\n".join(stage.lines())
        await stage.press("full_stop")
        assert stage.at_hand == ANALYSIS.quotations[0]


async def test_more_names_than_are_looked_for_are_told_and_are_no_fault() -> None:
    found = replace(FINDINGS, gaps=(Gap("find_names", Span(0, 40), bound=20_000),))
    async with opened(WIDE, deliver=(Whole(), found)) as stage:
        assert "More than 20,000 names: those that come first behind them are not listed." in stage.status()
        assert "fault" not in stage.status()
        await stage.press("n")
        assert len(stage.screen.reading.analysis.entities) == len(ANALYSIS.entities)


async def test_a_killed_process_is_told_and_a_key_goes_on(tmp_path: Path) -> None:
    async with opened(WIDE, reading=reading_of(in_file(RAW, tmp_path)), deliver=(Whole(), KILLED)) as stage:
        assert "The analysis was ended from outside: the text is whole, R goes on." in stage.status()
        await stage.press("R")
        await stage.until(lambda: len(stage.workers) == 2 and stage.worker.started)
        assert stage.worker.skip == len(list(parse(RAW)))
        await stage.worker.send(Whole(), FINDINGS)
        await stage.settle()
        assert stage.screen.reading.analysis == ANALYSIS
        assert not stage.screen.reading.is_cut
        await stage.press("R")
        assert "Nothing of the article is missing." in stage.status()


async def test_a_text_that_was_cut_goes_on_where_it_was_cut(tmp_path: Path) -> None:
    raw = in_file(LONG, tmp_path)
    parts = list(parse(raw))
    async with opened(WIDE, reading=reading_of(raw, 1)) as stage:
        await stage.worker.send(*parts[1:3], KILLED)
        await stage.settle()
        assert "The rest of the text is missing, its process was ended from outside: R goes on." in stage.status()
        assert stage.screen.reading.article == article_of(raw, parts[:3])
        await stage.press("J", "j")
        top = stage.top
        await stage.press("e")
        assert "Not exported, for something is missing: R goes on." in stage.status()
        await stage.press("R")
        await stage.until(lambda: len(stage.workers) == 2 and stage.worker.started)
        assert stage.worker.skip == 3
        await stage.worker.send(*parts[3:], Whole())
        await stage.settle()
        assert stage.screen.reading.article == article_of(raw, parts)
        assert stage.top == top


async def test_what_was_cut_is_not_kept_as_the_whole(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.sqlite3") as library:
        async with opened(WIDE, library=library, deliver=(Whole(), KILLED)) as stage:
            await stage.settle()
            await stage.press("R")
            await stage.until(lambda: len(stage.workers) == 2)
            assert library.shelf.count() == 0
            await stage.worker.send(Whole(), FINDINGS)
            await stage.until(lambda: library.shelf.count() == 1)
        (kept,) = library.shelf.articles(Query(), 5)
        assert kept.characters == len(ARTICLE.text)


async def test_what_has_gaps_is_kept_and_analysed_anew_when_it_is_opened_again(tmp_path: Path) -> None:
    from reader.keeping import open_kept

    with Library.open(tmp_path / "library.sqlite3") as library:
        async with opened(WIDE, library=library, deliver=(Whole(), GAPS)) as stage:
            await stage.until(lambda: library.shelf.count() == 1)
        assert not open_kept(ARTICLE.source.sha256, library).is_analysed


async def test_a_changed_file_is_not_gone_on_with(tmp_path: Path) -> None:
    raw = in_file(RAW, tmp_path)
    async with opened(WIDE, reading=reading_of(raw), deliver=(KILLED,)) as stage:
        in_file(replace(RAW, data=b"# Autre chose\n\nUn autre texte.\n"), tmp_path)
        await stage.press("R")
        await stage.until(lambda: "It has changed" in stage.status())
        assert len(stage.workers) == 1


async def test_what_is_gone_is_not_gone_on_with() -> None:
    async with opened(WIDE, deliver=(KILLED,)) as stage:
        await stage.press("R")
        await stage.until(lambda: "does not exist" in stage.status())


# In a terminal, with a process that is really killed


CHAPTER = "## Chapitre {n}\n\n« Le toit ne fuit plus », a déclaré Anne Lebreton, mairesse de Kervélo.\n\n{filling}\n\n"


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("long") / "long.md"
    filling = "\n\n".join([FILLING * 4] * 8)
    path.write_text("".join(CHAPTER.format(n=n, filling=filling) for n in range(800)), encoding="utf-8")
    return path


def worker_of(terminal: Terminal) -> int:
    end = time.monotonic() + 10
    while not (found := children(terminal.pid)):
        terminal.read(0.01)
        assert time.monotonic() < end
    return found[0]


@pytest.mark.real
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
@pytest.mark.parametrize("after", [0.0, 0.4, 1.2])
def test_a_kill_at_any_time_leaves_the_screen_and_the_keys(
    after: float, number: int, long: Path, tmp_path: Path
) -> None:
    with Terminal([*READER, "open", long], env={"READER_HOME": str(tmp_path)}) as terminal:
        process = worker_of(terminal)
        end = time.monotonic() + after
        while time.monotonic() < end:
            terminal.read(0.05)
        os.kill(process, number)
        terminal.wait_for("ended from outside")
        assert terminal.shows("Chapitre 0")
        terminal.press("J")
        assert any("Chapitre 1" in line for line in terminal.screen()[1:5])
        terminal.press("R")
        end = time.monotonic() + 60
        while not terminal.shows("Chapitre 799"):
            assert time.monotonic() < end
            terminal.press("gG")
        assert b"Traceback" not in terminal.written
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.give_back() == (True, True)


@pytest.mark.real
def test_a_kill_after_all_is_nobody_s_business(tmp_path: Path) -> None:
    path = tmp_path / "digue.md"
    path.write_bytes(RAW.data)
    with Terminal([*READER, "open", path], env={"READER_HOME": str(tmp_path / "home")}) as terminal:
        terminal.open()
        end = time.monotonic() + 15
        while children(terminal.pid):
            terminal.read(0.05)
            assert time.monotonic() < end
        terminal.press("J")
        assert not terminal.shows("ended from outside")


FAILING = """
import sys
from reader.{module} import {name}
from reader.cli import main
def fail(self, *words):
    raise ValueError("words of the article")
{name}.{method} = fail
sys.exit(main(["open", sys.argv[1]]))
"""


@pytest.mark.real
@pytest.mark.parametrize(
    ("module", "name", "method"),
    [
        ("app.screens.reading", "ReadingScreen", "action_next_section"),
        ("app.driver", "ReaderDriver", "_read"),
    ],
)
def test_a_fault_of_the_app_is_reported_without_a_word_of_the_article(
    module: str, name: str, method: str, tmp_path: Path
) -> None:
    path = tmp_path / "digue.md"
    path.write_bytes(RAW.data)
    code = FAILING.format(module=module, name=name, method=method)
    with Terminal([sys.executable, "-c", code, path], env={"READER_HOME": str(tmp_path / "home")}) as terminal:
        terminal.open()
        terminal.write("J")
        begun = time.monotonic()
        assert terminal.end() == 70
        assert time.monotonic() - begun < AT_ONCE
        assert terminal.give_back() == (True, True)
        told = terminal.output[terminal.output.rfind(b"\x1b[?1049l") :].decode()
    assert "ValueError\r\n" in told
    assert f"{module.replace('.', '/')}.py" in told or "<string>" in told
    assert "reader: Reader failed; please report what stands above" in told
    assert "words of the article" not in told
    assert "La mer" not in told


AT_ONCE = 3.0
"""Seconds in which it ends; Textual's own report took longer, and named the values of all variables."""
