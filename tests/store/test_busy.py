"""A library that another program is writing to: a change waits for it, no reading does, and who hurries is told."""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest

from reader.errors import LibraryBusyError
from reader.store import Library
from reader.store.opening import WAIT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AT_ONCE = 0.5
"""Seconds that are none to a reader; waiting takes ten times as long."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "library.sqlite3"
    with Library.open(path) as library:
        library.save_setting("theme", "dusk")
    return path


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Another program amid a change."""
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


def test_who_hurries_is_told_at_once(path: Path) -> None:
    with Library.open(path) as library:
        with held(path), library.hurried():
            begun = time.monotonic()
            with pytest.raises(LibraryBusyError, match="is being changed by another program"):
                library.save_setting("theme", "dawn")
            assert time.monotonic() - begun < AT_ONCE
        with library.hurried():
            library.save_setting("theme", "dawn")
        assert library.setting("theme") == "dawn"


def test_who_waits_keeps_nobody_waiting(path: Path) -> None:
    with Library.open(path) as library:
        with held(path):
            change = threading.Thread(target=library.save_setting, args=("theme", "dawn"))
            change.start()
            time.sleep(0.1)
            begun = time.monotonic()
            for _ in range(20):
                assert library.setting("theme") == "dusk"
            assert time.monotonic() - begun < AT_ONCE
            assert change.is_alive()
        change.join(10)
        assert library.setting("theme") == "dawn"


def test_who_opens_it_waits_no_longer_than_asked(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:  # as another program may have set it: readers wait too
        assert other.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)
    with held(path):
        begun = time.monotonic()
        with pytest.raises(LibraryBusyError, match="is being changed by another program"):
            Library.open(path, wait=0.1)
        assert time.monotonic() - begun < 3.0
    with Library.open(path, wait=0.1) as library:
        assert library.setting("theme") == "dusk"
        assert library._database._connection.execute("PRAGMA busy_timeout").fetchone() == (WAIT * 1000,)
