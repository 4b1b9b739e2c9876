"""How the app begins and ends in a real terminal: signals, a terminal that goes, pipes, no terminal at all."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.gate import is_safe
from tests.app.stage import FILLING, RAW
from tests.app.terminal import READER, Terminal
from tests.conftest import require_tool
from tests.processes import children, is_alive
from tests.pseudo_terminal import STUCK

pytestmark = pytest.mark.real

KILLS = int(os.environ.get("READER_KILLS", "16"))
"""Moments of a start at which it is ended."""

AT_MOST = 2.0
"""Seconds in which the program ends."""

OURS = re.compile(rb"reader/cli/__init__\.py\", line \d+, in main")
"""A frame of a traceback from which on signals are ours; Python's own start has a function of that name too."""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "digue.md"
    path.write_bytes(RAW.data)
    return path


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    return {"READER_HOME": str(tmp_path / "home")}


def shell(line: str, *paths: Path) -> list[str]:
    """A line for the shell, in which {} stand for paths and `reader` for the program."""
    reader = shlex.join(READER)
    return ["sh", "-c", line.replace("reader", reader, 1).format(*(shlex.quote(str(path)) for path in paths))]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_and_gives_the_terminal_back(number: int, article: Path, home: dict[str, str]) -> None:
    with Terminal([*READER, "open", article], env=home) as terminal:
        terminal.open()
        terminal.press("JJ")
        begin = time.monotonic()
        terminal.send(number)
        assert terminal.end() == 128 + number
        assert time.monotonic() - begin < AT_MOST
        assert terminal.give_back() == (True, True)
        assert b"Traceback" not in terminal.written


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_where_the_terminal_takes_nothing(number: int, article: Path, home: dict[str, str]) -> None:
    with Terminal([*READER, "open", article], env=home) as terminal:
        terminal.open()
        for at in range(80):  # nobody reads what that brings, until no more of it can be written
            terminal.write("ud"[at % 2])
            time.sleep(0.03)
        terminal.send(number)
        assert terminal.wait(10) == 128 + number
        assert terminal.restored


def test_a_signal_while_it_starts(article: Path, home: dict[str, str]) -> None:
    with Terminal([*READER, "open", article], env=home) as terminal:
        while b"\x1b[?1049h" not in terminal.output:
            terminal.read(0.1)
        begin = time.monotonic()
        terminal.send(signal.SIGTERM)
        assert terminal.end() == 128 + signal.SIGTERM
        assert time.monotonic() - begin < AT_MOST
        assert terminal.give_back() == (True, True)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_at_any_moment_of_the_start(number: int, article: Path, home: dict[str, str]) -> None:
    """All but Python's own start, which is over before anything of ours is there to hear signals."""
    with Terminal([*READER, "open", article], env=home) as terminal:
        began = time.monotonic()
        terminal.open()
        whole = time.monotonic() - began
    for kill in range(KILLS):
        with Terminal([*READER, "open", article], env=home) as terminal:
            end = time.monotonic() + whole * kill / KILLS
            while (left := end - time.monotonic()) > 0:
                terminal.read(min(left, 0.01))
            terminal.send(number)
            code = terminal.end()
            if code in (-number, 1):
                assert not OURS.search(terminal.output)
                assert b"\x1b[?1049h" not in terminal.output
                continue
            assert code == 128 + number, terminal.written[-3000:].decode("utf-8", "replace")
            assert b"Traceback" not in terminal.output
            assert terminal.restored
            assert b"\x1b[?1049h" not in terminal.output or terminal.give_back() == (True, True)
            assert terminal.output.rfind(b"\x1b[?1003h") <= terminal.output.rfind(b"\x1b[?1003l")


SIGNALLED = """
import os, signal, sys
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # where the tests run under nohup it is ignored, and so it is by Reader
from reader.app.driver import ReaderDriver
from reader.cli import main
made = ReaderDriver.__init__
def make(self, *words, **named):
    made(self, *words, **named)
    os.kill(os.getpid(), {number})
ReaderDriver.__init__ = make
sys.exit(main(["open", {folder!r}]))
"""
"""The program, to which a signal comes when Textual runs, and has not taken the terminal yet."""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_before_the_terminal_is_taken(number: int, article: Path, home: dict[str, str]) -> None:
    code = SIGNALLED.format(number=int(number), folder=str(article.parent))
    with Terminal([sys.executable, "-c", code], env=home) as terminal:
        assert terminal.end() == 128 + number
        assert terminal.restored
        assert b"\x1b[?1049h" not in terminal.output
        assert b"Traceback" not in terminal.output


def test_a_terminal_that_is_closed_ends_it(article: Path, home: dict[str, str]) -> None:
    with Terminal([*READER, "open", article], env=home) as terminal:
        terminal.open()
        begin = time.monotonic()
        terminal.hang_up()
        assert terminal.wait() == 128 + signal.SIGHUP
        assert time.monotonic() - begin < AT_MOST


def test_a_terminal_that_is_closed_unheard_ends_it_too(article: Path, home: dict[str, str]) -> None:
    """As under nohup: the signal is ignored, and the end of input alone tells."""
    words = shell("trap '' HUP; exec reader open {}", article)
    with Terminal(words, env=home) as terminal:
        terminal.open()
        begin = time.monotonic()
        terminal.hang_up()
        assert terminal.wait() == 128 + signal.SIGHUP
        assert time.monotonic() - begin < AT_MOST


def test_leaving_takes_no_time_and_leaves_no_process(article: Path, home: dict[str, str]) -> None:
    article.write_bytes(RAW.data + f"\n\n{FILLING * 20}".encode() * 300)
    with Terminal([*READER, "open", article], env=home) as terminal:
        terminal.wait_for("J section")
        begin = time.monotonic()
        terminal.press("q")
        assert terminal.end() == 0
        assert time.monotonic() - begin < AT_MOST
        assert terminal.give_back() == (True, True)
        session = terminal._process.pid
    listed = subprocess.run(["ps", "-eo", "ppid,args"], capture_output=True, text=True, check=True).stdout
    assert not [line for line in listed.splitlines() if line.split()[0] == str(session)]


def test_an_article_from_a_pipe_leaves_the_keyboard_working(article: Path, home: dict[str, str]) -> None:
    with Terminal(shell("cat {1} | reader open --no-library -", article, article), env=home) as terminal:
        terminal.open()
        assert not any(line[20:90].strip().startswith("Ce que dit la mer") for line in terminal.screen()[1:5])
        terminal.press("3")
        assert any(line[20:90].strip().startswith("Ce que dit la mer") for line in terminal.screen()[1:5])
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.give_back() == (True, True)


def test_a_pipe_among_other_sources_is_refused_in_one_sentence(article: Path, home: dict[str, str]) -> None:
    with Terminal(shell("cat {0} | reader open - {0}", article), env=home) as terminal:
        assert terminal.end() == 2
        assert len(terminal.written.decode().strip().splitlines()) == 1


@pytest.mark.parametrize("line", ["reader open {0} 2>{1}", "reader open {0} >{1} 2>{1}"])
def test_redirected_output_swallows_no_screen(line: str, article: Path, tmp_path: Path, home: dict[str, str]) -> None:
    swallowed = tmp_path / "swallowed"
    with Terminal(shell(line, article, swallowed), env=home) as terminal:
        terminal.open()
        assert any("Le conseil de Lanvor" in each for each in terminal.screen())
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.give_back() == (True, True)
    assert swallowed.read_bytes() == b""


@pytest.mark.parametrize("dumb", [True, False])
def test_without_a_terminal_it_says_so(dumb: bool, article: Path, tmp_path: Path, home: dict[str, str]) -> None:
    if dumb:
        with Terminal([*READER, "open", article], env={**home, "TERM": "dumb"}) as terminal:
            code, said = terminal.end(), terminal.written.decode()
    else:
        done = subprocess.run(
            [sys.executable, "-m", "reader", "open", str(article)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            start_new_session=True,
            env={**os.environ, **home},
            timeout=20,
            check=False,
        )
        assert done.stdout == b""
        code, said = done.returncode, done.stderr.decode()
    assert code == 2
    assert len(said.strip().splitlines()) == 1
    assert said.startswith("reader: ")
    assert is_safe(said.replace("\r\n", "\n"))


@pytest.mark.parametrize(
    ("name", "code"), [("missing.txt", 3), ("empty.txt", 4), ("binary.txt", 4), ("folder", 4), ("a\x1b[31m.txt", 3)]
)
def test_what_cannot_be_opened_is_one_sentence(name: str, code: int, tmp_path: Path, home: dict[str, str]) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00")
    (tmp_path / "folder").mkdir()
    with Terminal([*READER, "open", tmp_path / name], env=home) as terminal:
        assert terminal.end() == code
        said = terminal.output.decode().replace("\r\n", "\n")
        assert len(said.strip().splitlines()) == 1
        assert is_safe(said)
        assert b"\x1b" not in terminal.output
        assert terminal.restored


def stopped(terminal: Terminal, pid: int) -> None:
    """Wait until `pid` stands still."""
    end = time.monotonic() + STUCK
    while " T " not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8"):
        terminal.read(0.02)
        assert time.monotonic() < end, "it does not stop"


@pytest.mark.parametrize("stop", [signal.SIGTSTP, signal.SIGSTOP])
def test_stopping_and_going_on(stop: int, article: Path, home: dict[str, str]) -> None:
    with Terminal([*READER, "open", article], env=home) as terminal:
        terminal.open()
        terminal.send(stop)
        stopped(terminal, terminal.pid)
        terminal.settle(0.3)
        terminal.output = b""
        terminal.send(signal.SIGCONT)
        terminal.settle(0.3)
        assert any("Le conseil" in line for line in terminal.screen())
        terminal.press("J")
        assert any("Un vote serré" in line for line in terminal.screen()[1:4])
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.restored
        assert b"\x1b[?1049l" in terminal.output


WRITING = """
import os, sys, time
from textual.drivers.linux_driver import LinuxDriver
from reader.cli import main
begun = LinuxDriver.start_application_mode
def start(self):
    self.flush = lambda: os.kill(os.getpid(), {number})
    begun(self)
LinuxDriver.start_application_mode = start
from textual.drivers import _writer_thread
put = _writer_thread.WriterThread.run
def run(self):
    time.sleep(0.01)  # it has had no turn yet
    put(self)
_writer_thread.WriterThread.run = run
sys.exit(main(["open", {folder!r}]))
"""
"""The program, to which a signal comes while what takes the terminal is being written by a thread."""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_while_the_terminal_is_taken(number: int, article: Path, home: dict[str, str]) -> None:
    code = WRITING.format(number=int(number), folder=str(article.parent))
    with Terminal([sys.executable, "-c", code], env=home) as terminal:
        assert terminal.end() == 128 + number
        assert b"\x1b[?1049h" in terminal.output
        assert terminal.give_back() == (True, True)


STOPPED = """
import os, sys
from reader.app import early
from reader.cli import main
shown = early.EarlyScreen.paint
def paint(self, text):
    shown(self, text)
    os.kill(os.getpid(), {number})
early.EarlyScreen.paint = paint
sys.exit(main(["open", {article!r}]))
"""
"""The program, which is stopped when its first screen stands, and the app is not there yet."""


def test_stopping_at_the_first_screen_and_going_on(article: Path, home: dict[str, str]) -> None:
    code = STOPPED.format(number=int(signal.SIGTSTP), article=str(article))
    with Terminal([sys.executable, "-c", code], env=home) as terminal:
        stopped(terminal, terminal.pid)
        terminal.settle()
        assert terminal.give_back() == (True, True), "the shell has its terminal"
        terminal.output = b""
        terminal.send(signal.SIGCONT)
        terminal.open()
        assert any("Le conseil" in line for line in terminal.screen())
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.give_back() == (True, True)


HANDED_OVER = """
import os, sys
from textual.drivers.linux_driver import LinuxDriver
from reader.app.driver import ReaderDriver
from reader.cli import main
step = {owner}.{name}
signalled = []
def stopped(self, *words, **named):
    step(self, *words, **named)
    if not signalled:
        signalled.append(os.kill(os.getpid(), {number}))
{owner}.{name} = stopped
sys.exit(main(["open", {source!r}]))
"""
"""The program, which is told to stop while Textual takes the terminal over."""


@pytest.mark.parametrize(
    ("owner", "name"), [("ReaderDriver", "__init__"), ("LinuxDriver", "_request_terminal_sync_mode_support")]
)
@pytest.mark.parametrize("painted", [True, False], ids=["first screen", "none"])
def test_stopping_while_the_terminal_is_taken(
    owner: str, name: str, painted: bool, article: Path, home: dict[str, str]
) -> None:
    source = str(article if painted else article.parent)
    code = HANDED_OVER.format(owner=owner, name=name, number=int(signal.SIGTSTP), source=source)
    with Terminal([sys.executable, "-c", code], env=home) as terminal:
        stopped(terminal, terminal.pid)
        assert terminal.restored, "the shell has its terminal"
        terminal.output = b""
        terminal.send(signal.SIGCONT)
        terminal.wait_for("J section" if painted else "Enter open")
        terminal.settle()
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.restored
        assert b"\x1b[?1049l" in terminal.output


WOKEN_IN_VAIN = """
import os, sys
from reader.app.driver import ReaderDriver
from reader.cli import main
step = ReaderDriver.disable_input
def disable(self):
    step(self)
    os.write(self._waker, b"x")
ReaderDriver.disable_input = disable
sys.exit(main(["open", {source!r}]))
"""
"""The program, whose thread that hears keys always ends before it is woken to end."""


def test_keys_are_heard_after_a_stop_that_came_before_the_thread_was_waiting(
    article: Path, home: dict[str, str]
) -> None:
    with Terminal([sys.executable, "-c", WOKEN_IN_VAIN.format(source=str(article))], env=home) as terminal:
        terminal.open()
        terminal.send(signal.SIGTSTP)
        stopped(terminal, terminal.pid)
        terminal.output = b""
        terminal.send(signal.SIGCONT)
        terminal.wait_for("J section")
        terminal.press("q")
        assert terminal.end() == 0


@pytest.mark.parametrize("how", ["app", "first screen", "unheard"])
def test_a_stopped_program_is_ended_by_the_shell_that_stopped_it(
    how: str, article: Path, tmp_path: Path, home: dict[str, str]
) -> None:
    """`kill %1` sends the signal to end and has the program go on, which is not in front then."""
    script = tmp_path / "stopped.py"
    script.write_text(STOPPED.format(number=int(signal.SIGTSTP), article=str(article)), encoding="utf-8")
    words = [sys.executable, script] if how == "first screen" else [*READER, "open", article]
    require_tool("bash")
    with Terminal(["bash", "--norc", "-i"], env={**home, "PS1": "$ "}) as terminal:
        terminal.settle()
        terminal.write(f"{shlex.join(map(str, words))}\r")
        if how != "first screen":
            terminal.wait_for("J section")
        end = time.monotonic() + STUCK
        while not (started := children(terminal.pid)):
            terminal.read(0.02)
            assert time.monotonic() < end, "it does not begin"
        (reader,) = started
        if how != "first screen":
            os.kill(reader, signal.SIGTSTP if how == "app" else signal.SIGSTOP)
        stopped(terminal, reader)
        terminal.settle()
        terminal.output = b""
        terminal.write("kill %1\r")
        end = time.monotonic() + STUCK
        while is_alive(reader):
            terminal.read(0.02)
            assert time.monotonic() < end, "it does not end"
        terminal.write("echo a''live\r")
        terminal.wait_for("alive")
        assert (b"\x1b[?1049l" in terminal.output) == (how == "unheard"), "what was given back is not given back again"


def test_a_terminal_that_changes_its_size(article: Path, home: dict[str, str]) -> None:
    with Terminal([*READER, "open", article], env=home) as terminal:
        terminal.open()
        terminal.press("J")
        for size in ((1, 1), (140, 45)):
            terminal.resize(size)
        assert any("Un vote serré" in line for line in terminal.screen()[1:4])
        terminal.press("q")
        assert terminal.end() == 0


def test_it_comes_back_to_where_it_was(article: Path, home: dict[str, str]) -> None:
    for number in range(2):
        with Terminal([*READER, "open", article], env=home) as terminal:
            terminal.open()
            there = any("Ceux qui restent" in line[20:90] for line in terminal.screen()[1:4])
            assert there == bool(number)
            terminal.press("2q")
            assert terminal.end() == 0


def test_a_measure_is_kept_however_fast_the_leaving(article: Path, home: dict[str, str]) -> None:
    with Terminal([*READER, "open", article], env=home) as terminal:
        terminal.wait_for("J section")
        terminal.write("+q")
        assert terminal.end() == 0
    with Terminal([*READER, "open", article], env=home) as terminal:
        terminal.open()
        terminal.press("+")
        assert "at most 80" in terminal.screen()[-1]


def test_nothing_is_left_behind_without_the_library(article: Path, tmp_path: Path, home: dict[str, str]) -> None:
    with Terminal([*READER, "open", "--no-library", article], env=home) as terminal:
        terminal.wait_for("J section")
        terminal.press("2Tq")
        assert terminal.end() == 0
    assert not (tmp_path / "home").exists()


def test_keys_in_one_write_go_one_after_the_other(article: Path, home: dict[str, str]) -> None:
    with Terminal([*READER, "open", article], env=home) as terminal:
        terminal.open()
        terminal.press("/qqdigue")
        assert "qqdigue" in "\n".join(terminal.screen())


def test_a_copy_is_made_however_fast_the_leaving(article: Path, home: dict[str, str]) -> None:
    environ = {**home, "SSH_TTY": "/dev/pts/1", "DISPLAY": "", "WAYLAND_DISPLAY": "", "TMUX": ""}
    with Terminal([*READER, "open", article], env=environ) as terminal:
        terminal.open()
        terminal.write("2\x1bsq")  # a section, which needs no analysis
        assert terminal.end() == 0
        assert b"\x1b]52;c;" in terminal.output, terminal.written[-200:]
