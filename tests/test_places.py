"""Where Reader keeps things, and that READER_HOME moves all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader import places

if TYPE_CHECKING:
    from pathlib import Path

ALL = (places.config_path, places.library_path, places.cache_path)


@pytest.mark.parametrize("place", ALL)
def test_reader_home_moves_everything(place, tmp_path: Path) -> None:
    assert tmp_path in place({"READER_HOME": str(tmp_path)}).parents


def test_reader_home_may_be_relative_or_begin_with_a_tilde(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert places.library_path({"READER_HOME": "here"}).parent == tmp_path / "here"
    assert places.library_path({"READER_HOME": "~/there"}).parent == tmp_path / "home" / "there"


@pytest.mark.parametrize("place", ALL)
def test_an_empty_reader_home_counts_as_none(place) -> None:
    assert place({"READER_HOME": ""}) == place({})
    assert "reader" in str(place({}))


def test_nothing_is_created_by_asking(tmp_path: Path) -> None:
    for place in ALL:
        place({"READER_HOME": str(tmp_path / "not yet")})
    assert list(tmp_path.iterdir()) == []
