"""Articles that were closed are given up, whatever the app, its framework and the collector hold on to."""

from __future__ import annotations

import asyncio
import weakref
from typing import TYPE_CHECKING

from reader.app import closing
from reader.model import Findings
from reader.sources import Raw
from reader.worker import work
from tests.app.stage import opened
from tests.benchmarks.soak import open_and_close, text

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

HELD = 3
"""Closed articles that may be there still: the one before the last is held by what it had begun."""


def articles(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"{number:05}.md" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(text(number))
    return paths


async def test_closed_articles_are_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closing, "AT_REST", 0.05)
    paths = articles(tmp_path, 9)
    findings = [each for each in work(Raw(text(0), "text/markdown"), 1) if isinstance(each, Findings)]
    async with opened(locations=tuple(map(str, paths))) as stage:
        screens = [weakref.ref(await open_and_close(stage, number, findings)) for number in range(len(paths))]
        await asyncio.sleep(0.3)
        await stage.settle()
        assert sum(screen() is not None for screen in screens) <= HELD


async def test_with_no_rest_in_between_they_are_given_up_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closing, "AT_REST", 60.0)
    monkeypatch.setattr(closing, "MOST_CLOSED", 2)
    paths = articles(tmp_path, 6)
    async with opened(locations=tuple(map(str, paths))) as stage:
        screens = [weakref.ref(await open_and_close(stage, number, [])) for number in range(len(paths))]
        await stage.settle()
        assert sum(screen() is not None for screen in screens) <= HELD
