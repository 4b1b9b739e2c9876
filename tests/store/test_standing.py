"""A library that may be read and not be changed: what stands in it is told, and nothing that is half another's."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import pytest

from reader.errors import LibraryError
from reader.store import Library, NoLibrary, Position, schema
from tests.store.test_library import ANCHOR, ONE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A library with something in it, closed."""
    path = tmp_path / "made" / "library.sqlite3"
    with Library.open(path) as library:
        library.save_position(ONE, Position(ANCHOR, 0.5))
        library.save_setting("theme", "dusk")
    return path


def hardened(disk: Path) -> None:
    """Let nobody write to it any more, root neither."""
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)


def test_it_is_read(kept: Path, disk: Path) -> None:
    path = shutil.copy(kept, disk / "library.sqlite3")
    hardened(disk)
    with Library.open(path) as library:
        assert library.setting("theme") == "dusk"
        assert library.position(ONE) == Position(ANCHOR, 0.5, saved_at=library.position(ONE).saved_at)  # type: ignore[union-attr]
        assert library.fault == f"the library {path} may be read, and not be changed"
        assert library.check() == ()
        with pytest.raises(LibraryError, match="may be read, and not be changed"):
            library.save_setting("theme", "dawn")
        assert library.setting("theme") == "dusk"
    assert [each.name for each in disk.iterdir()] == ["library.sqlite3"]


def test_a_copy_of_it_lasts_as_long_as_the_program(kept: Path, disk: Path) -> None:
    path = shutil.copy(kept, disk / "library.sqlite3")
    hardened(disk)
    with Library.open(path) as library:
        copy = NoLibrary(library.fault, library)
    with copy:
        copy.save_setting("theme", "dawn")
        assert copy.setting("theme") == "dawn"
        assert copy.position(ONE) is not None
        assert not copy.remembers
        assert copy.fault
    with Library.open(path) as library:
        assert library.setting("theme") == "dusk"


def test_what_is_changed_while_it_is_read_is_not_given(kept: Path, disk: Path) -> None:
    """The disk takes no writing from here; from elsewhere (here: by another mount of it) it does."""
    path, elsewhere = shutil.copy(kept, disk / "library.sqlite3"), disk.parent / "elsewhere"
    elsewhere.mkdir()
    subprocess.run(["mount", "--bind", disk, elsewhere], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", disk], check=True)
        with Library.open(path) as library:
            assert library.fault
            assert library.setting("theme") == "dusk"
            with Library.open(elsewhere / path.name) as other:
                other.save_setting("theme", "dawn")
                with pytest.raises(LibraryError, match="was changed by another program while it was read"):
                    library.setting("theme")
        with Library.open(path) as library:
            assert library.setting("theme") == "dawn"
    finally:
        subprocess.run(["umount", "-l", elsewhere], check=True)


def spoil(path: Path) -> None:
    """Make of the file what somebody finds in it who knows its first page from before its owner changed it."""
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096) + bytes(4096))


@pytest.mark.parametrize(
    "ask",
    [lambda library: library.setting("theme"), Library.check, lambda library: NoLibrary(like=library)],
    ids=["a question", "the check", "a copy"],
)
def test_a_sound_library_that_is_changed_while_it_is_read_is_not_called_damaged(
    ask: Callable[[Library], object], kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.store.library.may_be_changed", lambda _path: False)
    monkeypatch.setattr("reader.store.library.READ_WHOLE", 0)  # so that nothing of it is known before it is asked
    with Library.open(kept) as library:
        spoil(kept)
        with pytest.raises(LibraryError, match="was changed by another program while it was read"):
            ask(library)
    with pytest.raises(LibraryError, match="damaged"), Library.open(kept) as library:
        ask(library)


def test_one_that_is_changed_while_it_is_opened_is_not_called_damaged(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check_health(connection: sqlite3.Connection, name: str, most: int | None = None) -> None:
        spoil(kept)
        as_it_is(connection, name, most)

    as_it_is = schema.check_health
    monkeypatch.setattr("reader.store.library.may_be_changed", lambda _path: False)
    monkeypatch.setattr(schema, "check_health", check_health)
    with pytest.raises(LibraryError, match="was changed by another program while it was read"):
        Library.open(kept)
    monkeypatch.setattr(schema, "check_health", as_it_is)
    with pytest.raises(LibraryError, match="damaged"):
        Library.open(kept)


def test_what_stands_in_the_log_is_not_passed_over(tmp_path: Path, disk: Path) -> None:
    """A log that was left by a crash holds what is acknowledged: it is read with the file, or nothing is."""
    path = tmp_path / "library.sqlite3"
    with Library.open(path) as library:
        library.save_setting("theme", "dusk")
        for name in ("library.sqlite3", "library.sqlite3-wal"):
            shutil.copy(tmp_path / name, disk / name)
    assert (disk / "library.sqlite3-wal").stat().st_size
    hardened(disk)
    told = "dusk"
    with suppress(LibraryError), Library.open(disk / path.name) as library:
        told = str(library.setting("theme"))
    assert told == "dusk"


def test_an_earlier_schema_is_told(kept: Path, disk: Path) -> None:
    path = shutil.copy(kept, disk / "library.sqlite3")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(schema.MIGRATIONS) - 1}")
    hardened(disk)
    with pytest.raises(LibraryError, match="was written by an earlier Reader"):
        Library.open(path)
