"""What the tests of the app share."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from reader.clipboard import Receipt
from tests.app.tmux import Tmux
from tests.conftest import require_tool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Other programs share the machine: what has to be fast is measured by tests of its own.
settings.register_profile("app", deadline=None, max_examples=60)
settings.register_profile("long", deadline=None, max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "app"))


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is copied; no clipboard is touched."""
    texts: list[str] = []

    def copy(text: str, **_: object) -> Receipt:
        texts.append(text)
        return Receipt("test", len(text), confirmed=True, sent=True)

    monkeypatch.setattr("reader.app.copies.copy", copy)
    return texts


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    require_tool("tmux")
    server = Tmux(tmp_path / "home")
    yield server
    server.close()
