"""The command in a process of its own: pipes, signals, locales and start-up, as a shell sees them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.gate import is_safe
from tests.cli.conftest import ARTICLE, ROOT, environment

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Done

    Reader = Callable[..., Done]

COMMANDS = ("extract", "sections", "quotes", "entities")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_prints_data_and_says_nothing(command: str, reader: Reader, article: Path) -> None:
    done = reader(command, str(article), "--format", "json")
    assert (done.returncode, done.stderr) == (0, b"")
    found = json.loads(done.stdout)
    assert isinstance(found, list)
    assert found


def test_a_document_of_a_file_tells_its_place_and_its_bytes(reader: Reader, article: Path) -> None:
    import hashlib

    (found,) = json.loads(reader("extract", str(article)).stdout)
    assert found["source"]["location"] == str(article)
    assert found["source"]["sha256"] == hashlib.sha256(article.read_bytes()).hexdigest()
    assert found["text"] == ARTICLE


def test_standard_input_is_a_source(reader: Reader, article: Path) -> None:
    with article.open("rb") as given:
        done = reader("extract", "-", stdin=given)
    assert done.returncode == 0
    assert json.loads(done.stdout)[0]["text"] == ARTICLE


def test_a_batch_with_a_missing_file(reader: Reader, article: Path, tmp_path: Path) -> None:
    done = reader("extract", "--format", "jsonl", str(article), str(tmp_path / "no\x1bthere.txt"), str(article))
    assert done.returncode == 3
    assert done.stdout.count(b"\n") == 2
    said = done.stderr.decode()
    assert said.count("\n") == 1
    assert is_safe(said)
    assert "Traceback" not in said


@pytest.mark.parametrize(("content", "code"), [(b"", 4), (b"\x7fELF\x02\x01\x01\x00\x00\x00", 4)])
def test_what_is_no_article_is_four(content: bytes, code: int, reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(content)
    done = reader("quotes", str(path))
    assert done.returncode == code
    assert done.stdout == b""
    assert done.stderr.startswith(b"reader: ")
    assert done.stderr.count(b"\n") == 1


def test_a_folder_is_one_sentence(reader: Reader, tmp_path: Path) -> None:
    done = reader("sections", str(tmp_path))
    assert done.returncode in (3, 4)
    assert done.stderr.count(b"\n") == 1


def test_a_file_name_of_odd_bytes_is_no_obstacle(reader: Reader, tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/a\xff\x1b\n.txt"
    with open(name, "w", encoding="utf-8") as file:  # noqa: PTH123 - a name in bytes
        file.write(ARTICLE)
    for form in ("json", "jsonl", "csv", "table", "markdown"):
        done = reader("sections", "--format", form, name)
        assert (done.returncode, done.stderr) == (0, b""), form
    (row, *_) = json.loads(reader("sections", "--format", "json", name).stdout)
    assert os.fsencode(row["source"]) == name


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}]
)
def test_output_is_utf_8_whatever_the_locale(locale: dict[str, str], reader: Reader, article: Path) -> None:
    done = reader("quotes", str(article), env=locale)
    assert done.returncode == 0
    assert "Le toit ne fuit plus" in done.stdout.decode("utf-8")
    assert "Kervélo" in reader("extract", str(article), env=locale).stdout.decode("utf-8")


def test_the_same_input_gives_the_same_bytes(reader: Reader, article: Path) -> None:
    for command in COMMANDS:
        outputs = {
            reader(command, "--format", "json", str(article), env={"PYTHONHASHSEED": seed}).stdout
            for seed in ("0", "1", "4711")
        }
        assert len(outputs) == 1
        assert outputs != {b""}


def test_a_reader_of_the_pipe_that_leaves_is_141_without_a_word(article: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "reader", "extract", "--format", "jsonl", *[str(article)] * 40]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(1)
        running.stdout.close()
        said = running.stderr.read()
        assert running.wait(60) == 141
    assert said == b""


PRINTING = {
    "sections": ["sections", "ARTICLE"],
    "quotes": ["quotes", "ARTICLE"],
    "quotes --as": ["quotes", "--as", "apa", "ARTICLE"],
    "quotes --as csl-json": ["quotes", "--as", "csl-json", "ARTICLE"],
    "entities": ["entities", "ARTICLE"],
    "extract": ["extract", "ARTICLE"],
    "export": ["export", "ARTICLE"],
    "export --format csv": ["export", "--format", "csv", "ARTICLE"],
    "show": ["show", "ARTICLE"],
    "check": ["check", "ARTICLE", "--against", "ARTICLE"],
    "doctor": ["doctor"],
    "config": ["config"],
    "config --path": ["config", "--path"],
    "completion": ["completion", "bash"],
    "--help": ["--help"],
    "--version": ["--version"],
    "quotes --help": ["quotes", "--help"],
}


@pytest.fixture(params=PRINTING)
def printing(request: pytest.FixtureRequest, article: Path) -> list[str]:
    """The words of a command that prints something."""
    return [str(article) if word == "ARTICLE" else word for word in PRINTING[request.param]]


def test_a_pipe_that_was_closed_before_is_141_too(printing: list[str], reader: Reader) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = reader(*printing, stdout=writing)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full on this system")  # noqa: PTH110 - no need of one
def test_a_full_disk_is_one_sentence(printing: list[str], reader: Reader) -> None:
    unbuffered = {"PYTHONUNBUFFERED": "1"} if printing[-1] == "--help" else None
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        done = reader(*printing, stdout=full, env=unbuffered)
    assert done.returncode == 1
    assert done.stderr.startswith(b"reader: standard output cannot be written: ")
    assert done.stderr.count(b"\n") == 1


def test_a_closed_standard_output_is_one_sentence(printing: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", 'exec "$0" -m reader "$@" >&-', sys.executable, *printing],
        cwd=ROOT, env=environment(tmp_path), stderr=subprocess.PIPE, timeout=60, check=False,
    )  # fmt: skip
    if printing[-1] in ("--help", "--version"):  # what it has to say goes where it can be read
        assert (done.returncode, done.stderr[:6]) in ((0, b"usage:"), (0, b"reader"))
        return
    assert done.returncode == 1
    assert done.stderr == b"reader: standard output is closed\n"


def test_ctrl_c_is_130_without_a_traceback(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "reader", "extract", "-"],
        cwd=ROOT, env=environment(tmp_path), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        assert running.stdin is not None
        running.stdin.write(b"It waits for more. ")
        running.stdin.flush()
        _wait_until_it_reads(running.pid)
        running.send_signal(signal.SIGINT)
        running.stdin.close()
        running.stdin = None
        out, said = running.communicate(timeout=60)
    assert (running.returncode, said, out) == (130, b"", b"")


def _wait_until_it_reads(pid: int) -> None:
    """Until the process sleeps in a read of its standard input, its imports behind it."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        time.sleep(0.05)
        try:
            call = Path(f"/proc/{pid}/syscall").read_text().split()
        except OSError:
            time.sleep(1.5)
            return
        if call[:2] == ["0", "0x0"]:
            return
    pytest.fail("the program never waited for its input")


LISTED = """
import sys
from reader.cli import main
code = main(sys.argv[1:])
print(*sorted(sys.modules), file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.parametrize(
    "words", [["--help"], ["--version"], ["doctor"], *([command] for command in COMMANDS)], ids=lambda words: words[0]
)
def test_no_command_but_open_loads_textual(words: list[str], article: Path, tmp_path: Path) -> None:
    sources = [str(article)] if words[0] in COMMANDS else []
    done = subprocess.run(
        [sys.executable, "-c", LISTED, *words, *sources],
        cwd=ROOT, env=environment(tmp_path), capture_output=True, timeout=60, check=False, text=True,
    )  # fmt: skip
    assert done.returncode == 0
    loaded = set(done.stderr.split())
    assert "reader.cli" in loaded
    assert not {name for name in loaded if name.split(".")[0] == "textual" or name.startswith("reader.app")}
    if words[0] == "sections":
        assert "reader.analysis" not in loaded
    if words[0].startswith("--"):
        assert not loaded & {"reader.sources", "reader.analysis", "reader.clipboard", "rich", "markdown_it"}


TIMED = """
import time
before = time.process_time()
import {module}
print(time.process_time() - before)
"""


@pytest.mark.parametrize(("module", "most"), [("reader", 0.05), ("reader.cli", 0.1)])
def test_importing_it_costs_next_to_nothing(module: str, most: float) -> None:
    """The least CPU seconds of several fresh processes, since the load of others only ever adds."""
    timed = [sys.executable, "-c", TIMED.format(module=module)]
    spent = [float(subprocess.run(timed, cwd=ROOT, check=True, capture_output=True).stdout) for _ in range(5)]
    assert min(spent) < most


def test_doctor_looks_and_leaves_nothing(reader: Reader, tmp_path: Path) -> None:
    done = reader("doctor", env={"TERM": "xterm\x1b[2J"})
    shown = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert is_safe(shown)
    assert "terminal   xterm␛[2J, standard output is no terminal" in shown
    assert str(tmp_path / "home" / "library.sqlite3") in shown
    assert "clipboard" in shown
    assert not (tmp_path / "home").exists()


def test_doctor_tells_of_a_library_that_is_none(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "home" / "library.sqlite3").mkdir(parents=True)
    done = reader("doctor")
    assert done.returncode == 6
    assert b"it is no file" in done.stdout
