"""Archives by the thousand: the same bytes however many processes read them, and however often they were cut off."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.cli.ledger import Ledger, OutputFileError
from reader.errors import UsageError
from tests.cli.conftest import ARTICLE, ROOT, environment
from tests.sources.feeds import ATOM

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Done


@pytest.fixture
def sources(tmp_path: Path) -> list[str]:
    """An archive with bad lines, a folder with an archive in it, a feed, and a file that is missing."""
    folder = tmp_path / "folder"
    folder.mkdir()
    with (tmp_path / "news.jsonl").open("w", encoding="utf-8") as archive:
        for number in range(60):
            text = ARTICLE.replace("Lebreton", f"Lebreton{'-Roux' * (number % 5)}")
            archive.write(json.dumps({"text": text, "title": f"Titre {number}"}) + "\n" if number % 9 else "{\n")
    for number in range(5):
        (folder / f"{number}.txt").write_text(ARTICLE.replace("toit", f"toit {number}"), "utf-8")
    (folder / "more.ndjson").write_text(json.dumps({"content": ARTICLE, "url": "https://raz.example/1"}), "utf-8")
    (tmp_path / "feed.xml").write_bytes(ATOM)
    return [str(tmp_path / name) for name in ("news.jsonl", "folder", "missing.txt", "feed.xml")]


def test_archives_and_folders_with_several_processes(sources: list[str], reader: Callable[..., Done]) -> None:
    for words in (("extract", "--format", "jsonl"), ("extract",), ("quotes", "--format", "csv")):
        alone, several = (reader(*words, "--jobs", jobs, *sources) for jobs in ("1", "3"))
        assert (alone.returncode, alone.stdout, alone.stderr) == (several.returncode, several.stdout, several.stderr)
    assert alone.returncode == 3
    assert alone.stderr.count(b"is no JSON") == 7
    assert b"more.ndjson:1" in alone.stdout


def test_an_archive_from_a_pipe(reader: Callable[..., Done], sources: list[str]) -> None:
    with Path(sources[0]).open("rb") as given:
        piped = reader("extract", "--jobs", "2", "--type", "jsonl", "-", stdin=given)
    documents = json.loads(piped.stdout)
    assert len(documents) == 53
    assert documents[0]["source"]["location"] == "-:2"


def test_a_file_is_there_when_all_of_it_is(reader: Callable[..., Done], sources: list[str], tmp_path: Path) -> None:
    printed = reader("extract", "--format", "jsonl", *sources)
    target = tmp_path / "found.jsonl"
    written = reader("extract", "--jobs", "2", "--output", str(target), *sources)
    assert (written.returncode, written.stdout, written.stderr) == (3, b"", printed.stderr)
    assert target.read_bytes() == printed.stdout
    assert [path.name for path in tmp_path.glob("found*")] == ["found.jsonl"]


def test_however_often_it_is_killed_the_bytes_are_the_same(
    sources: list[str], reader: Callable[..., Done], tmp_path: Path
) -> None:
    whole = reader("extract", "--format", "jsonl", *sources)
    target, moments, kills = tmp_path / "found.jsonl", random.Random(3), 0
    command = [sys.executable, "-m", "reader", "extract", "-q", "--output", str(target), "--resume"]
    while True:
        jobs = ["--jobs", str(1 + kills % 2)]
        with subprocess.Popen(
            [*command, *jobs, *sources], cwd=ROOT, env=environment(tmp_path), stderr=subprocess.DEVNULL
        ) as running:
            size = journal_size(target)
            wanted = moments.randint(1, 700)  # a record is some 30 bytes
            while running.poll() is None and journal_size(target) < size + wanted:
                time.sleep(0.001)
            if running.poll() is None:
                running.kill()
        if running.returncode != -signal.SIGKILL:
            break
        kills += 1
        assert not target.exists()
    assert kills > 2
    assert running.returncode == whole.returncode == 3
    assert target.read_bytes() == whole.stdout


def journal_size(target: Path) -> int:
    try:
        return target.with_name(target.name + ".journal").stat().st_size
    except FileNotFoundError:
        return 0


def lines_of(target: Path) -> int:
    journal = target.with_name(target.name + ".journal")
    return journal.read_bytes().count(b"\n") if journal.exists() else 0


def test_interrupted_it_says_how_to_go_on(sources: list[str], tmp_path: Path) -> None:
    target = tmp_path / "found.jsonl"
    command = [sys.executable, "-m", "reader", "extract", "--output", str(target), *sources * 20]
    with subprocess.Popen(command, cwd=ROOT, env=environment(tmp_path), stderr=subprocess.PIPE) as running:
        while lines_of(target) < 9:
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        said = running.communicate(timeout=60)[1].decode()
    assert running.returncode == 130
    assert said.splitlines()[-1].startswith(f"reader: interrupted: what was found stands in {target}.part")
    assert "Traceback" not in said
    part = target.with_name("found.jsonl.part").read_bytes()
    assert part.endswith(b"\n")
    assert all(json.loads(line) for line in part.splitlines())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--resume",), "name it with --output"),
        (("--output", "{}", "--format", "json"), "leave out --format json"),
        (("--dask", "tcp://127.0.0.1:1", "--corrected"), "leave out --corrected or --dask"),
        (("--output", "{}/none/found.jsonl",), "cannot be written"),
    ],
)  # fmt: skip
def test_wrong_usage(words: tuple[str, ...], said: str, reader: Callable[..., Done], article: Path) -> None:
    done = reader("extract", *(word.format(article.parent) for word in words), str(article))
    assert done.returncode in (1, 2)
    assert done.stdout == b""
    assert said in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


MARKS = [f"{number:024x}" for number in range(9)]


def begun(target: Path, count: int = 3, run: str = "a run") -> None:
    """A run that was cut off after so many records."""
    with Ledger.opened(target, run, resume=False) as ledger:
        for number, mark in enumerate(MARKS[:count]):
            ledger.record(mark, f"{number}\n", 3 if number == 1 else 0)


def test_another_run_does_not_go_on_with_it(tmp_path: Path) -> None:
    target = tmp_path / "a.jsonl"
    begun(target)
    with pytest.raises(UsageError, match="--resume goes on with it"), Ledger.opened(target, "a run", resume=False):
        pass
    with pytest.raises(UsageError, match="other sources or options"), Ledger.opened(target, "no run", resume=True):
        pass
    assert target.with_name("a.jsonl.part").read_text() == "0\n1\n2\n"


def test_two_runs_do_not_write_one_file(tmp_path: Path) -> None:
    target = tmp_path / "a.jsonl"
    with (
        Ledger.opened(target, "a run", resume=False),
        pytest.raises(UsageError, match="another run is writing"),
        Ledger.opened(target, "a run", resume=True),
    ):
        pass


@pytest.mark.parametrize("cut", [1, 5, 28])
@pytest.mark.parametrize("more", [b"", b"torn"])
def test_what_the_journal_does_not_know_is_cut_away(cut: int, more: bytes, tmp_path: Path) -> None:
    target = tmp_path / "a.jsonl"
    begun(target)
    journal, part = target.with_name("a.jsonl.journal"), target.with_name("a.jsonl.part")
    journal.write_bytes(journal.read_bytes()[:-cut])
    part.write_bytes(part.read_bytes() + more)
    with Ledger.opened(target, "a run", resume=True) as ledger:
        assert (ledger.done, ledger.failure) == (2, 3)
        assert [ledger.is_done(mark) for mark in MARKS[:3]] == [True, True, False]
        assert not ledger.is_done(MARKS[0]), "once each"
        ledger.record(MARKS[2], "2\n", 0)
        ledger.finish()
    assert target.read_text() == "0\n1\n2\n"
    assert not journal.exists()


def test_an_output_that_lost_its_end_is_taken_up_where_it_ends(tmp_path: Path) -> None:
    target = tmp_path / "a.jsonl"
    begun(target)
    part = target.with_name("a.jsonl.part")
    part.write_bytes(part.read_bytes()[:-1])
    with Ledger.opened(target, "a run", resume=True) as ledger:
        assert ledger.done == 2
    assert part.read_text() == "0\n1\n"


@pytest.mark.parametrize("named", [True, False])
def test_cut_off_between_the_end_and_the_name(named: bool, tmp_path: Path) -> None:
    target = tmp_path / "a.jsonl"
    begun(target)
    journal, part = target.with_name("a.jsonl.journal"), target.with_name("a.jsonl.part")
    journal.write_bytes(journal.read_bytes() + b"end\n")
    if named:
        part.replace(target)
    with Ledger.opened(target, "a run", resume=True) as ledger:
        assert ledger.is_complete
        assert ledger.failure == 3
    assert target.read_text() == "0\n1\n2\n"
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]


def test_a_full_disk_is_one_sentence_and_loses_nothing(tmp_path: Path) -> None:
    target = tmp_path / "a.jsonl"
    limited = f"""
import resource, signal, pathlib
from reader.cli.ledger import Ledger, OutputFileError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    with Ledger.opened(pathlib.Path({str(target)!r}), "a run", resume=False) as ledger:
        for number in range(9):
            ledger.record(f"{{number:024x}}", "x" * 299 + chr(10), 0)
except OutputFileError as error:
    print(error)
"""
    said = subprocess.run([sys.executable, "-c", limited], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said.count("\n") == 1
    assert "cannot be written" in said
    with Ledger.opened(target, "a run", resume=True) as ledger:
        assert ledger.done == 3
    assert target.with_name("a.jsonl.part").stat().st_size == 900


def test_an_output_in_a_folder_that_is_none(tmp_path: Path) -> None:
    with (
        pytest.raises(OutputFileError, match="cannot be written"),
        Ledger.opened(tmp_path / "no" / "a", "", resume=True),
    ):
        pass
