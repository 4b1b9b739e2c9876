"""What is under way when Reader is left: what was promised is done, what is not done is said, and nothing runs on."""

from __future__ import annotations

import os
import signal
import sqlite3
import threading
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from reader.app.changes import Changes
from reader.app.messages import CopyRequested
from reader.clipboard import Receipt
from reader.errors import LibraryBusyError, LibraryError
from reader.model import Analysis
from reader.sources import Raw, article_of
from reader.store import Library, NoLibrary
from tests.app.stage import ARTICLE, RAW, opened
from tests.app.terminal import READER, Terminal
from tests.processes import is_alive
from tests.pseudo_terminal import STUCK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from functools import partial
    from pathlib import Path

    from reader.app.shelf.undoing import Undo
    from reader.model import Highlight

SHA256 = ARTICLE.source.sha256

NOT_COPIED = "Not copied: the program was left before the clipboard had the text"


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaving waits for as long as it takes, so that a slow machine fails no test."""
    monkeypatch.setattr("reader.app.closing.CHANGE_PATIENCE", STUCK)


# Changes of the library


@pytest.mark.usefixtures("patient")
async def test_leaving_loses_no_change_of_which_word_is_on_its_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One change that had to wait is on the disk and is told of, while the app's thread has other things to do."""
    path, first = tmp_path / "library.sqlite3", threading.Event()
    with Library.open(path) as library, closing(sqlite3.connect(path, isolation_level=None)) as other:
        async with opened(library=library) as stage:
            add = library.highlights.add

            def adding(*words: Any, **named: Any) -> Highlight:
                made = add(*words, **named)
                first.set()
                return made

            monkeypatch.setattr(library.highlights, "add", adding)
            other.execute("BEGIN IMMEDIATE")
            for _ in range(3):
                await stage.press("v", "right_parenthesis", "enter", "d")
            assert not first.is_set()
            other.execute("COMMIT")
            assert first.wait(STUCK)  # with the app's thread standing still
            stage.app.on_unmount()
            assert len(library.highlights.of(SHA256)) == 3
            assert stage.app.farewell == ""


@pytest.mark.usefixtures("patient")
async def test_leaving_loses_no_change_of_the_shelf_either(tmp_path: Path) -> None:
    first = threading.Event()
    with Library.open(tmp_path / "library.sqlite3") as library:
        for number in range(3):
            raw = Raw(f"# Article {number}\n".encode(), "text/markdown", f"https://example.org/{number}")
            library.shelf.keep(article_of(raw), Analysis(), raw.data, by="test")
        hashes = [sha256 for sha256, _ in library.whole.hashes()]
        async with opened(library=library, shelved=True) as stage:

            def archiving(sha256: str) -> Callable[[Library], Undo | None]:
                def change(library: Library) -> None:
                    library.shelf.archive(sha256)
                    first.set()

                return change

            for sha256 in hashes:
                stage.app.desk.change(archiving(sha256), lambda _: None)
            assert first.wait(STUCK)
            stage.app.on_unmount()
            kept = [library.shelf.article(sha256) for sha256 in hashes]
            assert [each is not None and each.is_archived for each in kept] == [True] * 3
            assert stage.app.farewell == ""


async def test_what_is_not_kept_in_time_is_said_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.app.closing.CHANGE_PATIENCE", 0.01)
    go, library = threading.Event(), NoLibrary()
    async with opened(library=library) as stage:
        stage.app.desk.change(lambda _: go.wait(STUCK) and None, lambda _: None)
        stage.app.on_unmount()
        assert stage.app.farewell == "Not kept: 1 change that the library had not taken when Reader was left"
        stage.app.farewell = ""
        stage.app.desk.change(lambda _: None, lambda _: None)
        stage.app._copies.under_way.add(1)
        stage.app.on_unmount()
        assert stage.app.farewell.splitlines() == [
            NOT_COPIED,
            "Not kept: 2 changes that the library had not taken when Reader was left",
        ]
        go.set()


class Refusing:
    """A library that is busy at first, and then takes nothing."""

    @contextmanager
    def hurried(self) -> Iterator[None]:
        raise LibraryBusyError("busy")
        yield

    def change(self) -> None:
        raise LibraryError("refused")


def test_a_change_that_fails_while_one_leaves_counts_until_it_is_told_of() -> None:
    told, home = list[str](), list["partial[None]"]()
    changes = Changes(Refusing, home.append)  # type: ignore[arg-type,type-abstract]
    changes.make(lambda library: library.change(), lambda fault: told.append(str(fault)))  # type: ignore[attr-defined]
    changes.make(lambda library: library.change(), name="position")  # type: ignore[attr-defined]
    changes.finish(STUCK)
    assert len(changes.unkept) == 1, "nobody waits to hear of a position"
    for call in home:
        call()
    assert told == ["refused"]
    assert not changes.unkept


# Copies


async def test_only_a_copy_under_way_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    go, slow = threading.Event(), list["Callable[[], None]"]()

    def copy(text: str, **_: object) -> Receipt:
        assert text == "A" or go.wait(STUCK)
        return Receipt("test", len(text), confirmed=True, sent=True)

    monkeypatch.setattr("reader.app.copies.copy", copy)
    monkeypatch.setattr("reader.app.outgoing.once_after", lambda _pump, _seconds, act: slow.append(act))
    async with opened() as stage:
        said: list[str] = []
        monkeypatch.setattr(stage.app, "_say", lambda notice, **_: said.append(notice))
        stage.app._copy(CopyRequested("A", "the first"))
        await stage.until(lambda: not stage.app._copies.under_way)
        stage.app._copy(CopyRequested("B", "the second"))
        for act in slow:
            act()
        assert [each for each in said if each.startswith("Copying")] == ["Copying the second …"]
        go.set()
        await stage.until(lambda: not stage.app._copies.under_way)


async def test_of_two_copies_the_later_one_is_made_last(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, overtaken = list[str](), threading.Event()

    def copy(text: str, **_: object) -> Receipt:
        begun.append(text)
        if text == "long":
            overtaken.wait(0.3)  # so long it takes to look it through
        else:
            overtaken.set()
        begun.append(f"{text} is there")
        return Receipt("test", len(text), confirmed=True, sent=True)

    monkeypatch.setattr("reader.app.copies.copy", copy)
    async with opened() as stage:
        stage.app._copy(CopyRequested("long", "the section"))
        stage.app._copy(CopyRequested("short", "the quotation"))
        await stage.until(lambda: not stage.app._copies.under_way)
    assert begun == ["long", "long is there", "short", "short is there"]


async def test_a_copy_that_is_not_made_counts_though_one_before_it_was() -> None:
    async with opened() as stage:
        stage.app._copies.under_way.update((1, 2))
        await stage.press("q")
        stage.app._copies.under_way.discard(1)
        stage.app._copied(Receipt("test", 3, confirmed=True, sent=True), "the first")
        assert stage.app.is_running
        assert stage.app.farewell == NOT_COPIED


# In a terminal


class Left:
    """Reader in a terminal, with a folder for what a program notes that it starts."""

    def __init__(self, folder: Path) -> None:
        self.note = folder / "pid"
        (folder / "digue.md").write_bytes(RAW.data)
        (folder / "home").mkdir()
        (folder / "home" / "config.toml").write_text('clipboard = "local"\n', encoding="utf-8")
        path = f"{folder}{os.pathsep}{os.environ['PATH']}"
        self._folder = folder
        self._around = {"READER_HOME": str(folder / "home"), "DISPLAY": ":77", "SSH_TTY": "", "PATH": path}

    def opened(self, *words: str) -> Terminal:
        """The article on the screen of a terminal that is to be entered."""
        return Terminal([*READER, "open", *words, self._folder / "digue.md"], env=self._around)

    def clipboard(self, script: str) -> None:
        """Have `script` be the clipboard program."""
        for name in ("xclip", "xsel"):
            (self._folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
            (self._folder / name).chmod(0o755)

    def started(self, terminal: Terminal) -> int:
        """The process that was noted, once it is."""

        def noted() -> bool:
            terminal.read(0)
            return self.note.exists() and self.note.read_text(encoding="utf-8").endswith("\n")

        until(noted)
        return int(self.note.read_text())


def until(happened: Callable[[], object]) -> None:
    end = time.monotonic() + STUCK
    while not happened():
        assert time.monotonic() < end, "it does not happen"
        time.sleep(0.01)


def after_the_screen(terminal: Terminal) -> str:
    """What stands in the terminal when Reader's screen is gone."""
    end = terminal.output.rindex(b"\x1b[?1049l")
    return terminal.output[end:].decode()


@pytest.fixture
def left(tmp_path: Path) -> Left:
    return Left(tmp_path)


@pytest.mark.real
def test_a_copy_that_fails_right_after_leaving_is_told_of(left: Left) -> None:
    left.clipboard("exit 1")
    with left.opened("--no-library") as terminal:
        terminal.open()
        terminal.write("2\x1bsq")
        assert terminal.end() == 0
        assert "reader: Not copied" in after_the_screen(terminal)
        assert terminal.give_back() == (True, True)


@pytest.mark.real
@pytest.mark.parametrize(("how", "code"), [("q", 0), ("", 128 + signal.SIGTERM)])
def test_a_copy_that_hangs_is_ended_and_told_of(how: str, code: int, left: Left) -> None:
    left.clipboard(f"echo $$ >{left.note}\nexec sleep 4321")
    with left.opened("--no-library") as terminal:
        terminal.open()
        terminal.write("2\x1bs")
        copying = left.started(terminal)
        if how:
            terminal.write(how)
        else:
            terminal.send(signal.SIGTERM)
        assert terminal.end() == code
        assert "reader: Not copied" in after_the_screen(terminal)
        until(lambda: not is_alive(copying))


@pytest.mark.real
def test_no_command_outlives_it(left: Left) -> None:
    with left.opened("--no-library") as terminal:
        terminal.open()
        terminal.press("|")
        terminal.write(f"cat >/dev/null; echo $$ >{left.note}; sleep 4321; echo\r")
        command = left.started(terminal)
        try:
            terminal.write("q")
            assert terminal.end() == 0
            until(lambda: not is_alive(command))
        finally:
            if is_alive(command):
                os.killpg(command, signal.SIGKILL)


@pytest.mark.real
def test_a_highlight_that_still_waits_is_told_of(left: Left, tmp_path: Path) -> None:
    path = tmp_path / "home" / "library.sqlite3"
    with Library.open(path) as made:
        made.save_setting("welcomed", "1")
    with closing(sqlite3.connect(path, isolation_level=None)) as other, left.opened() as terminal:
        terminal.open()
        other.execute("BEGIN IMMEDIATE")
        terminal.press("\x1bgvjh")
        assert not terminal.shows("Highlighted;")
        begun = time.monotonic()
        terminal.write("q")
        assert terminal.end() == 0
        assert time.monotonic() - begun < 4, "it does not wait as long as a change would"
        assert "reader: Not kept: 1 change" in after_the_screen(terminal)
        other.execute("ROLLBACK")
    with Library.open(path) as kept:
        assert kept.highlights.of(SHA256) == ()
