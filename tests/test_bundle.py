"""The byte code of a start, gathered in one file: the same modules, and never ones that are out of date."""

from __future__ import annotations

import errno
import sys
from typing import TYPE_CHECKING

import pytest

from reader.bundle import Bundle, make, use

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A module `gathered_one` in a package `gathered`, which has been imported and can be again."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.syspath_prepend(str(tmp_path))
    folder = tmp_path / "gathered"
    folder.mkdir()
    (folder / "__init__.py").write_text("", encoding="utf-8")
    path = folder / "one.py"
    path.write_text("VALUE = 1\n", encoding="utf-8")
    __import__("gathered.one")
    make(str(tmp_path / "cache" / "modules.bin"))
    yield path
    _forget()
    for finder in [each for each in sys.meta_path if isinstance(each, Bundle)]:
        finder.close()


def _forget() -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "gathered"]:
        del sys.modules[name]


def _used(module: Path) -> Bundle:
    found = use(str(module.parents[1] / "cache" / "modules.bin"))
    assert found is not None
    _forget()
    return found


def _imported() -> object:
    __import__("gathered.one")
    return sys.modules["gathered.one"]


def test_a_module_is_as_if_it_had_been_imported_from_its_source(module: Path) -> None:
    first = vars(_imported())
    found = _used(module)
    again = _imported()
    assert type(again.__loader__).__module__ == "reader.bundle"  # type: ignore[attr-defined]
    for name in ("__file__", "__cached__", "__package__", "__name__", "VALUE"):
        assert getattr(again, name) == first[name]
    assert list(sys.modules["gathered"].__path__) == [str(module.parent)]
    assert not found.is_stale


def test_a_module_that_was_changed_is_imported_anew(module: Path) -> None:
    module.write_text("VALUE = 'another'\n", encoding="utf-8")
    found = _used(module)
    assert _imported().VALUE == "another"  # type: ignore[attr-defined]
    assert found.is_stale


def test_a_module_that_is_gone_is_gone(module: Path) -> None:
    module.unlink()
    _used(module)
    with pytest.raises(ModuleNotFoundError):
        _imported()


@pytest.mark.parametrize("damage", ["cut", "scribbled", "empty"])
def test_a_damaged_file_is_left_alone(module: Path, damage: str) -> None:
    path = module.parents[1] / "cache" / "modules.bin"
    data = path.read_bytes()
    path.write_bytes({"cut": data[:-10], "scribbled": data[:4] + b"\xff" * 40 + data[44:], "empty": b""}[damage])
    assert use(str(path)) is None


def test_what_another_may_have_written_is_not_run(module: Path) -> None:
    path = module.parents[1] / "cache" / "modules.bin"
    assert path.stat().st_mode & 0o077 == 0
    path.chmod(0o666)
    assert use(str(path)) is None


def test_another_python_or_another_place_to_look_has_a_file_of_its_own(
    module: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, "/elsewhere"])
    assert use(str(module.parents[1] / "cache" / "modules.bin")) is None


def test_where_there_is_none_nothing_is_opened(tmp_path: Path) -> None:
    assert use(str(tmp_path / "none.bin")) is None
    assert use("") is None


def test_a_disk_that_is_full_keeps_no_half_of_it(module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = module.parents[1] / "cache" / "modules.bin"
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("reader.bundle.os.replace", full)
    with pytest.raises(OSError, match="No space left"):
        make(str(path))
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert path.read_bytes() == before
