"""Articles out of all proportion, a hundredth of each: no key is held up, and the memory stays within its bound."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hostile.oversized import ARTICLES, BASE, FIRST, HANGS, TIMES, sit

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.real
@pytest.mark.parametrize("name", ARTICLES)
def test_keys_are_answered_and_memory_is_bounded(name: str, tmp_path: Path) -> None:
    make, ending = ARTICLES[name]
    path = tmp_path / f"{name}.{ending}"
    path.write_text("".join(make(0.01)), encoding="utf-8")
    assert path.read_text(encoding="utf-8").lstrip("# ").startswith(FIRST)
    found = sit(path, tmp_path / "home")
    assert found.seconds < HANGS, found.slowest
    assert found.leaving < HANGS
    assert found.peak <= TIMES * path.stat().st_size / (1 << 20) + BASE
