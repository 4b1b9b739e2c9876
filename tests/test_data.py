"""Tables are kept as Python keeps compiled modules: never older than their source, and never a reason to fail."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reader.data import read_table


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "table.toml").write_text('word = "quai"\n[deep]\nlist = [1, 2]\n', encoding="utf-8")
    return str(tmp_path / "module.py")


def kept(module: str) -> list[str]:
    return [path.name for path in (Path(module).parent / "__pycache__").glob("*")]


def test_a_table_is_kept_and_read_again(module: str) -> None:
    first = read_table(module, "table.toml")
    assert first == read_table(module, "table.toml") == {"word": "quai", "deep": {"list": [1, 2]}}
    assert len(kept(module)) == 1


def test_a_table_that_changes_is_read_anew(module: str, tmp_path: Path) -> None:
    read_table(module, "table.toml")
    (tmp_path / "table.toml").write_text('word = "môle"\n', encoding="utf-8")
    assert read_table(module, "table.toml") == {"word": "môle"}


@pytest.mark.parametrize("broken", [b"", b"\xff\xff", b"i\x01\x00\x00\x00"])
def test_what_is_kept_may_be_broken(module: str, tmp_path: Path, broken: bytes) -> None:
    read_table(module, "table.toml")
    (tmp_path / "__pycache__" / kept(module)[0]).write_bytes(broken)
    assert read_table(module, "table.toml") == {"word": "quai", "deep": {"list": [1, 2]}}


def test_nothing_is_kept_where_nothing_may_be_written(module: str, tmp_path: Path) -> None:
    (tmp_path / "__pycache__").write_text("in the way")
    assert (read_table(module, "table.toml") or {})["word"] == "quai"
    assert read_table(module, "no.toml") is None


def test_a_table_with_a_date_is_read_each_time(module: str, tmp_path: Path) -> None:
    (tmp_path / "table.toml").write_text("day = 2026-11-28\n", encoding="utf-8")
    assert str((read_table(module, "table.toml") or {})["day"]) == "2026-11-28"
    assert not kept(module)
