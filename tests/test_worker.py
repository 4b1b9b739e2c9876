"""The process at the side: it sends the whole article and all that is found in it, or one fault."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader import worker
from reader.analysis import analyse
from reader.model import Analysis, Findings, Part
from reader.reading import Reading
from reader.sources import Raw, article_of, parse
from reader.sources.fetch import fetch
from reader.worker import Ending, Fault, Whole, Worker, work

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.worker import Delivery

ARTICLES = sorted((Path(__file__).parents[1] / "articles").iterdir())
PATIENCE = 30.0

FRENCH = (
    "Le moulin tourne encore. « Il n’a jamais cessé », assure Anne Lebreton, qui le garde depuis dix ans. À Kervélo, "
    "on y vient de loin, et Paul Hervieu, meunier, n’en revient pas : « Le dimanche, il y a foule. »\n\n"
)
LONG = Raw("".join(f"## Chapitre {n}\n\n{FRENCH * 3}" for n in range(120)).encode(), "text/markdown", "long.md")


def test_how_a_long_article_ends_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not any(isinstance(each, Ending) for each in work(LONG, 0))
    monkeypatch.setattr(worker, "FAR", len(LONG.data) - 1)
    first, *others = work(LONG, 0)
    assert isinstance(first, Ending)
    assert article_of(LONG).text.endswith(first.part.text)
    assert not any(isinstance(each, Ending) for each in others)


class Received:
    """What a worker hands over, and when it is done."""

    def __init__(self, raw: Raw, skip: int = 0, on: Callable[[Delivery], object] = lambda _: None) -> None:
        self.deliveries: list[Delivery] = []
        self._ended = threading.Event()
        self._on = on
        self.worker = Worker(raw, skip, self._take)
        self.worker.start()

    def _take(self, delivery: Delivery) -> None:
        self.deliveries.append(delivery)
        self._on(delivery)
        if isinstance(delivery, Fault) or (isinstance(delivery, Findings) and delivery.last):
            self._ended.set()

    def wait(self) -> list[Delivery]:
        assert self._ended.wait(PATIENCE)
        time.sleep(0.2)  # a second fault would come now
        return self.deliveries

    def faults(self) -> list[Fault]:
        return [each for each in self.wait() if isinstance(each, Fault)]


def summed(raw: Raw, skip: int, deliveries: list[Delivery]) -> Reading:
    """What a screen makes of what is sent."""
    reading = Reading(raw, article_of(raw, list(parse(raw))[:skip]), parts=skip)
    for delivery in deliveries:
        match delivery:
            case Part():
                reading = reading.with_part(delivery)
            case Whole():
                reading = reading.as_whole()
            case Findings():
                reading = reading.with_findings(delivery)
    return reading


def exists(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("raw", [*(fetch(str(path)) for path in ARTICLES[:2]), LONG], ids=["one", "two", "long"])
@pytest.mark.parametrize("skip", [0, 1])
def test_what_is_sent_adds_up_to_the_article_and_its_analysis(raw: Raw, skip: int) -> None:
    whole = article_of(raw)
    reading = summed(raw, skip, list(work(raw, skip)))
    assert reading.article == whole
    assert reading.is_whole
    assert reading.is_analysed
    assert reading.analysis == analyse(whole)


def test_the_whole_article_comes_before_what_is_found_in_it() -> None:
    kinds = [type(each) for each in work(LONG, 0)]
    assert kinds.index(Whole) == kinds.count(Part)
    assert kinds.index(Findings) > kinds.index(Whole)


@pytest.mark.real
def test_end_to_end_in_a_process_of_its_own(capfd: pytest.CaptureFixture[str]) -> None:
    received = Received(LONG, 1)
    reading = summed(LONG, 1, received.wait())
    assert reading.article == article_of(LONG)
    assert reading.analysis == analyse(reading.article)
    assert reading.analysis != Analysis()
    assert received.faults() == []
    assert capfd.readouterr() == ("", "")


@pytest.mark.real
def test_a_killed_process_is_one_fault() -> None:
    received: Received

    def kill(delivery: Delivery) -> None:
        if isinstance(delivery, Whole):
            received.worker._process.kill()  # type: ignore[union-attr]

    received = Received(LONG, 0, kill)
    assert len(received.faults()) == 1
    assert not any(isinstance(each, Findings) and each.last for each in received.deliveries)


@pytest.mark.real
def test_a_process_that_ends_before_it_has_read_is_one_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-S", "-c", ""], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    monkeypatch.setattr(worker, "_start", start)
    big = Raw(b"x" * 5_000_000, "text/plain")
    assert len(Received(big).faults()) == 1


def test_no_process_is_one_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def start() -> subprocess.Popen[bytes]:
        raise OSError("no room")

    monkeypatch.setattr(worker, "_start", start)
    (fault,) = Received(LONG).faults()
    assert "no room" in fault.report


@pytest.mark.real
def test_an_error_in_the_process_is_one_fault_with_its_report() -> None:
    (fault,) = Received(Raw(b"x", "no/such")).faults()
    assert "NotAnArticleError" in fault.report


@pytest.mark.real
def test_a_stopped_worker_delivers_no_more_and_leaves_no_process() -> None:
    received: Received

    def stop(_: Delivery) -> None:
        received.worker.stop()

    received = Received(LONG, 0, stop)
    end = time.monotonic() + PATIENCE
    while not received.deliveries or exists(received.worker._process.pid):  # type: ignore[union-attr]
        assert time.monotonic() < end
        time.sleep(0.02)
    assert len(received.deliveries) == 1


@pytest.mark.real
def test_a_worker_may_be_stopped_before_it_has_begun() -> None:
    received = Received(LONG)
    received.worker.stop()
    end = time.monotonic() + PATIENCE
    while any(thread.name == "worker" for thread in threading.enumerate()):
        assert time.monotonic() < end
        time.sleep(0.02)
    assert received.deliveries == []


@pytest.mark.real
def test_it_gives_way_to_others_and_imports_nothing_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pickle.py").write_text("raise SystemExit('a file of the folder was imported')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    nice: list[int] = []

    def look(_: Delivery) -> None:
        if not nice:
            nice.append(os.getpriority(os.PRIO_PROCESS, received.worker._process.pid))  # type: ignore[union-attr]

    received = Received(LONG, 0, look)
    assert received.faults() == []
    assert nice[0] >= min(19, os.nice(0) + worker.NICENESS)
