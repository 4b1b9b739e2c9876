"""A library whose file is moved away, removed or replaced while it is open: nothing is said to be kept that is not."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from reader.errors import LibraryError
from reader.store import Library, opening

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name != "posix", reason="elsewhere a file that is open stays where it is")

GONE = "was removed or replaced while it was open"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "library.sqlite3"


def moved(path: Path) -> None:
    path.rename(path.with_name("old.sqlite3"))


def removed(path: Path) -> None:
    shutil.rmtree(path.parent)


def replaced(path: Path) -> None:
    Library.open(path.with_name("copy.sqlite3")).close()
    path.with_name("copy.sqlite3").replace(path)


@pytest.mark.parametrize("become", [moved, removed, replaced], ids=lambda become: become.__name__)
def test_what_nobody_would_find_is_not_said_to_be_kept(become: Callable[[Path], None], path: Path) -> None:
    with Library.open(path) as library:
        library.save_setting("theme", "dusk")
        become(path)
        for _ in range(2):
            with pytest.raises(LibraryError, match=GONE) as refused:
                library.save_setting("theme", "dawn")
        assert str(path) in str(refused.value)
        assert library.setting("theme") == "dusk", "what was kept can be read, and copied, until Reader is left"


def test_a_library_that_comes_back_is_kept_in_again(path: Path) -> None:
    with Library.open(path) as library:
        moved(path)
        with pytest.raises(LibraryError, match=GONE):
            library.save_setting("theme", "dusk")
        path.with_name("old.sqlite3").rename(path)
        library.save_setting("theme", "dawn")
    with Library.open(path) as library:
        assert library.setting("theme") == "dawn"


def test_one_that_is_put_there_while_it_is_opened_is_the_one_that_is_open(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Library.open(path).close()
    times = 0

    def connected(where: Path, wait: float) -> sqlite3.Connection:
        nonlocal times
        connection = as_it_is(where, wait)
        times += 1
        if times == 1:
            replaced(path)
        return connection

    as_it_is = opening.connected
    monkeypatch.setattr(opening, "connected", connected)
    with Library.open(path) as library:
        library.save_setting("theme", "dusk")
    monkeypatch.undo()
    with Library.open(path) as library:
        assert library.setting("theme") == "dusk"
