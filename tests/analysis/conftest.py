"""What the rules find is tested without weights, whether any are installed or not."""

from __future__ import annotations

import pytest

from reader.analysis.entities import recognised


@pytest.fixture(autouse=True)
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognised, "recogniser", lambda _: None)
