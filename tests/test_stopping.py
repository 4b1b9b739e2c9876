"""The event by which what was begun is ended: in time, once, and with nothing begun after it."""

from __future__ import annotations

import threading
import time

import pytest

from reader.stopping import Stop
from tests.pseudo_terminal import STUCK


def test_what_runs_is_ended_before_setting_returns() -> None:
    stop, ended = Stop(), list[str]()
    with stop.over(lambda: "one", ended.append) as one, stop.over(lambda: "two", ended.append) as two:
        assert (one, two) == ("one", "two")
        assert ended == []
        stop.set()
        assert ended == ["one", "two"]


def test_what_has_come_to_its_end_is_left_alone() -> None:
    stop, ended = Stop(), list[str]()
    with stop.over(lambda: "one", ended.append):
        pass
    with pytest.raises(ZeroDivisionError), stop.over(lambda: "two", ended.append):
        raise ZeroDivisionError
    stop.set()
    assert ended == []


def test_nothing_is_begun_afterwards() -> None:
    stop, begun = Stop(), list[int]()
    stop.set()
    with stop.over(lambda: begun.append(1), lambda _: None) as given:
        assert given is None
    assert begun == []


def test_what_is_just_being_begun_is_ended_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.stopping.PATIENCE", STUCK)
    stop, ended, asked, go, over = Stop(), list[str](), threading.Event(), threading.Event(), threading.Event()

    def begin() -> str:
        asked.set()
        assert go.wait(STUCK)
        return "slow"

    def run() -> None:
        with stop.over(begin, ended.append):
            assert over.wait(STUCK)

    running = threading.Thread(target=run)
    running.start()
    assert asked.wait(STUCK)
    setting = threading.Thread(target=stop.set)
    setting.start()
    assert stop.wait(STUCK)
    go.set()
    setting.join(STUCK)
    assert ended == ["slow"]
    over.set()
    running.join(STUCK)


def test_setting_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.stopping.PATIENCE", 0.01)
    stop, ended, asked, go = Stop(), list[str](), threading.Event(), threading.Event()

    def begin() -> None:
        asked.set()
        go.wait(STUCK)

    def run() -> None:
        with stop.over(begin, lambda _: None):
            pass

    with stop.over(lambda: "quick", ended.append):
        stuck = threading.Thread(target=run)
        stuck.start()
        assert asked.wait(STUCK)
        begun = time.monotonic()
        stop.set()
        assert time.monotonic() - begun < STUCK / 2
        assert ended == ["quick"]
    go.set()
    stuck.join(STUCK)
