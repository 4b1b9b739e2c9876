"""Several processes print what one prints, byte for byte; interrupted or cut off, none of them is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.cli.batch import STANDARD_INPUT, Batch
from reader.cli.jobs import AHEAD, JobLostError, Jobs
from tests.cli.conftest import ARTICLE, ROOT, environment
from tests.processes import children, is_alive
from tests.sources.feeds import ATOM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.cli.conftest import Done

COMMANDS = (
    ("quotes", "--format", "csv"),
    ("quotes", "--format", "jsonl", "--speaker", "LEBRETON"),
    ("quotes", "--as", "cited"),
    ("entities", "--format", "markdown"),
    ("entities", "--sentences", "--name", "lebreton"),
)


@pytest.fixture
def sources(tmp_path: Path) -> list[str]:
    """A folder, a feed, files, one that is missing and one that is none, and standard input between them."""
    folder = tmp_path / "folder"
    folder.mkdir()
    for number in range(9):
        (folder / f"{number}.txt").write_text(ARTICLE.replace("Lebreton", f"Lebreton{'-Roux' * number}"), "utf-8")
    (tmp_path / "feed.xml").write_bytes(ATOM)
    (tmp_path / "program").write_bytes(b"\x7fELF\0\0\0\0" * 40)
    names = ["folder", "missing.txt", "feed.xml", "program", "-", "folder/3.txt", "folder/4.txt"]
    return [name if name == STANDARD_INPUT else str(tmp_path / name) for name in names]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_the_same_bytes_as_one(words: tuple[str, ...], sources: list[str], reader: Callable[..., Done]) -> None:
    def run(*more: str) -> tuple[int, bytes, bytes]:
        with Path(sources[0], "0.txt").open("rb") as given:
            done = reader(*words, *more, *sources, stdin=given)
        return done.returncode, done.stdout, done.stderr

    alone = run()
    assert alone[0] == 3, "that of the first that failed"
    assert b"Lebreton" in alone[1]
    assert run("--jobs", "3") == alone


def test_corrections_are_those_of_the_library(sources: list[str], reader: Callable[..., Done], tmp_path: Path) -> None:
    from reader.model import Span
    from reader.model.corrections import Aspect, correction
    from reader.sources import load
    from reader.store import Library

    article = load(str(Path(sources[0], "2.txt")))
    words = "Le toit ne fuit plus"
    at = article.text.index(words)
    with Library.open(tmp_path / "home" / "library.sqlite3") as library:
        made = correction(article.text, Aspect.SPEAKER, Span(at, at + len(words)), "Zoé Quelqu’un")
        library.add_correction(article.source.sha256, made)
    for jobs in ("1", "2"):
        plain = reader("quotes", "--format", "csv", "--jobs", jobs, sources[0]).stdout.decode()
        assert "Zoé" not in plain
        told = reader("quotes", "--format", "csv", "--jobs", jobs, "--corrected", sources[0]).stdout.decode()
        assert told.count("Zoé Quelqu’un") == 2, "as speaker and in the citation"
        copied = reader("quotes", "--as", "cited", "--jobs", jobs, "--corrected", sources[0]).stdout.decode()
        assert copied.count("Zoé Quelqu’un") == 1


@pytest.mark.parametrize("number", ["0", "-1", "65", "many", "²"])
def test_a_number_of_jobs_is_a_small_number(number: str, reader: Callable[..., Done], article: Path) -> None:
    done = reader("quotes", "--jobs", number, str(article))
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are looked up in /proc")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_ended_by_a_signal_it_leaves_nothing_behind(number: signal.Signals, code: int, tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text(ARTICLE * 400, "utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "reader", "quotes", "--jobs", "2", "--format", "csv", *[str(long)] * 40],
        cwd=ROOT, env=environment(tmp_path), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        deadline = time.monotonic() + 30
        while len(started := children(running.pid)) < 2 and time.monotonic() < deadline:
            time.sleep(0.05)
        assert len(started) == 2
        running.send_signal(number)
        _, said = running.communicate(timeout=60)
    assert (running.returncode, said) == (code, b"")
    deadline = time.monotonic() + 60
    while any(map(is_alive, started)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(map(is_alive, started))


def test_nobody_reads_any_more(sources: list[str], tmp_path: Path) -> None:
    line = '"$0" -m reader quotes --jobs 2 --format jsonl "$1" "$1" "$1" "$1" | head -n 1; echo "${PIPESTATUS[0]}"'
    done = subprocess.run(
        ["bash", "-c", line, sys.executable, sources[0]],
        cwd=ROOT, env=environment(tmp_path, {"PYTHONUNBUFFERED": "1"}), capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.stdout.split(b"\n")[-2] == b"141"
    assert done.stderr == b""


def double(number: int) -> int:
    if number == 13:
        os._exit(1)
    return 2 * number


def test_results_come_in_order_and_a_lost_process_is_told_and_replaced() -> None:
    with Jobs(double, 2) as jobs:
        found: list[int | None] = []
        for number, result in jobs.each(range(40)):
            try:
                found.append(result())
            except JobLostError:
                assert number == 13
                found.append(None)
    assert found == [None if number == 13 else 2 * number for number in range(40)]


def test_no_more_is_under_way_than_can_be_used() -> None:
    asked: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(1000):
            asked.append(number)
            yield number

    with Jobs(double, 2) as jobs:
        next(iter(jobs.each(numbers())))
    assert len(asked) == AHEAD * 2 + 1


def read(_: object) -> str:
    os._exit(3)


def test_a_source_whose_process_ended_is_complained_of(capsys: pytest.CaptureFixture[str]) -> None:
    batch = Batch(["a.txt", "b.txt"], jobs=2)
    assert list(batch.each(read)) == []
    assert batch.failure == 70
    told = capsys.readouterr().err.splitlines()
    assert [line.partition(",")[0] for line in told] == [f"reader: a fault of Reader itself with {n}.txt" for n in "ab"]
