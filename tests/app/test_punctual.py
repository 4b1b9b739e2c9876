"""What is to be done once is done, however late the machine comes to it."""

from __future__ import annotations

import asyncio
import re
import time
from itertools import count
from pathlib import Path

import pytest
from textual import _time
from textual.app import App

import reader.app
from reader.app.punctual import once_after
from reader.worker import Whole
from tests.app.stage import FINDINGS, RAW, opened, reading_of


def hold_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a second pass between each two of the next looks at the clock, as on a machine that has much to do."""
    looks = count()
    monkeypatch.setattr(_time, "get_time", lambda: time.monotonic() + min(next(looks), 99))


async def done(app: App[None], seconds: float) -> bool:
    happened = asyncio.Event()
    once_after(app, seconds, happened.set)
    try:
        await asyncio.wait_for(happened.wait(), 2)
    except TimeoutError:
        return False
    return True


@pytest.mark.parametrize("seconds", [0, 1e-6, 0.5])
async def test_what_is_late_is_done(seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
    app: App[None] = App()
    async with app.run_test():
        hold_up(monkeypatch)
        assert await done(app, seconds)


async def test_what_was_stopped_is_not_done() -> None:
    app: App[None] = App()
    async with app.run_test():
        happened = asyncio.Event()
        once_after(app, 0.01, happened.set).stop()
        await asyncio.sleep(0.05)
        assert not happened.is_set()


async def test_what_is_found_is_shown_on_a_busy_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(reading=reading_of(RAW), deliver=()) as stage:
        hold_up(monkeypatch)
        stage.screen.deliver(Whole())
        stage.screen.deliver(FINDINGS)
        await stage.until(lambda: stage.screen._reading_shown is stage.screen.reading)
        assert stage.screen._quotation_list.items


def test_nothing_else_in_the_app_waits_by_itself() -> None:
    folder = Path(reader.app.__file__).parent
    callers = {path.name for path in folder.rglob("*.py") if re.search(r"\bset_timer\(", path.read_text("utf-8"))}
    assert callers == {"punctual.py"}
