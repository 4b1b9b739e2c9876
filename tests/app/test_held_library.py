"""A library that another program is writing to: no key waits for it, and what is said to be kept is kept."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from reader.store import Library
from tests.app.stage import RAW
from tests.app.terminal import READER, Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.real

SHA256 = hashlib.sha256(RAW.data).hexdigest()

AT_ONCE = 2.0
"""Seconds in which a key is answered, on a machine that does other things; one that waited took 5 and more."""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "home" / "library.sqlite3"
    with Library.open(path) as made:
        made.save_setting("welcomed", "1")
    return path


@pytest.fixture
def terminal(library: Path, tmp_path: Path) -> Iterator[Terminal]:
    (tmp_path / "digue.md").write_bytes(RAW.data)
    with Terminal([*READER, "open", tmp_path / "digue.md"], env={"READER_HOME": str(library.parent)}) as terminal:
        yield terminal


def test_no_key_waits_and_what_waited_is_kept(library: Path, terminal: Terminal) -> None:
    with closing(sqlite3.connect(library, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        terminal.open()
        terminal.press("\x1bgvjh")
        assert not terminal.shows("Highlighted;")
        for key in "JKjkJK":
            begun = time.monotonic()
            terminal.press(key)
            assert time.monotonic() - begun < AT_ONCE
        other.execute("ROLLBACK")
    terminal.wait_for("Highlighted;")
    terminal.press("q")
    assert terminal.end() == 0
    with Library.open(library) as kept:
        assert len(kept.highlights.of(SHA256)) == 1
        assert [each.sha256 for each in kept.opened()] == [SHA256]
        assert kept.position(SHA256) is not None


def test_what_is_not_kept_is_not_said_to_be(library: Path, terminal: Terminal) -> None:
    with closing(sqlite3.connect(library, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        terminal.open()
        terminal.press("\x1bgvjh")
        terminal.wait_for("It holds only until Reader is left", 20)
        assert not terminal.shows("Highlighted;")
        terminal.press("q")
        assert terminal.end() == 0
        other.execute("ROLLBACK")
    with Library.open(library) as kept:
        assert kept.highlights.of(SHA256) == ()
