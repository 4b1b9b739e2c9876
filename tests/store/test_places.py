"""A library whose file is moved away, removed or replaced while it is open: nothing is said to be kept that is not."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from reader.errors import LibraryError
from reader.model import Analysis
from reader.sources import Raw, article_of
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


def keep(path: Path, count: int) -> None:
    with Library.open(path) as library:
        for number in range(count):
            text = f"Un titre {number}\n\n" + "Un mot. " * 400
            article = article_of(Raw(text.encode(), "text/plain", f"/a/{number}"))
            library.shelf.keep(article, Analysis(), text.encode())


def test_a_copy_that_was_put_back_while_reader_was_open_is_not_spoiled_by_what_was_in_its_log(path: Path) -> None:
    copy = path.with_name("copy.sqlite3")
    keep(copy, 30)
    as_it_was = copy.read_bytes()
    Library.open(path).close()
    with Library.open(path) as library:
        library.save_setting("theme", "dusk")
        copy.replace(path)  # from here on the log is nobody's: it stays when the library is closed
    log = path.with_name(f"{path.name}-wal")
    assert log.stat().st_size
    for _ in range(2):
        with pytest.raises(LibraryError, match=f"log beside it is of another file: move {log.name} away"):
            Library.open(path)
        assert path.read_bytes() == as_it_was
    log.rename(path.with_name("log"))
    with Library.open(path) as library:
        assert library.check() == ()
        assert library.shelf.count() == 30


def test_what_is_damaged_with_and_without_its_log_is_damaged(path: Path, tmp_path: Path) -> None:
    keep(path, 20)
    other = tmp_path / path.name
    with Library.open(path) as library:
        library.save_setting("theme", "dusk")
        for each in path.parent.iterdir():
            shutil.copy(each, tmp_path)
    whole = other.read_bytes()
    damaged = whole[:4096] + bytes(b"\xff" * (len(whole) - 4096))
    other.write_bytes(damaged)
    with pytest.raises(LibraryError, match="is damaged and was left as it is"):
        Library.open(other)
    assert other.read_bytes() == damaged
