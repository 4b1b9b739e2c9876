"""Screens of every kind under what terminals do: sizes without end, stops, interrupts, and a clock that jumps."""

from __future__ import annotations

import fcntl
import os
import random
import shutil
import signal
import struct
import termios
import time
from pathlib import Path

import pytest

from tests.app.stage import FILLING, RAW
from tests.app.terminal import LEAVING, READER, Terminal
from tests.processes import children
from tests.pseudo_terminal import STUCK

pytestmark = pytest.mark.real

SCREENS = {
    "article": "",
    "help": "?",
    "palette": ":",
    "search": "/",
    "export": "e",
    "command": "|",
    "links": ";",
    "selection": "v",
    "correction": '"x',
    "why": '"i',
    "sidebar": "\t\t",
    "zen": "z",
    "library": "L",
    "feeds": "F",
    "address": "LO",
}
"""What opens each."""

SIZES = ((1, 1), (20, 5), (500, 200), (80, 24), (2, 50), (300, 2), (120, 40))
CLOSES = frozenset({"links"})
"""Those that need not look as before when the size is the same again: the letters of links stand at places of the
screen."""

STORM, SECONDS = 200, 2.0


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "digue.md"
    path.write_bytes(RAW.data + b"\n\nVoir [le port](https://port.example/) aussi.\n")
    return path


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    return {"READER_HOME": str(tmp_path / "home")}


def storm(terminal: Terminal, seed: str) -> None:
    """So many sizes in so many seconds, without waiting for anything to be drawn."""
    chance = random.Random(seed)
    for columns, rows in (*chance.choices(SIZES, k=STORM), (80, 24)):
        fcntl.ioctl(terminal._theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.kill(terminal.pid, signal.SIGWINCH)
        terminal.read(SECONDS / STORM)
        terminal.output = terminal.output[-100_000:]


def watched(terminal: Terminal, seconds: float) -> None:
    """Take what comes in so many seconds; where a cursor blinks, the screen never comes to rest."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        terminal.read(0.05)


def analysed(terminal: Terminal) -> None:
    """Wait until all that will be shown has come: the process at the side has ended."""
    watched(terminal, 1.0)
    end = time.monotonic() + 3 * STUCK
    while children(terminal.pid):
        terminal.read(0.05)
        assert time.monotonic() < end


def stopped(terminal: Terminal) -> None:
    """Wait until the process stands still: what tells it to go on before that is lost."""
    end = time.monotonic() + STUCK
    while " T " not in Path(f"/proc/{terminal.pid}/stat").read_text(encoding="utf-8"):
        terminal.read(0.02)
        assert time.monotonic() < end


def shows_again(terminal: Terminal, wanted: list[str]) -> bool:
    end = time.monotonic() + STUCK
    while terminal.screen()[1:-1] != wanted and time.monotonic() < end:
        terminal.read(0.1)
    return terminal.screen()[1:-1] == wanted


@pytest.mark.parametrize("name", SCREENS)
def test_stops_and_sizes_and_an_interrupt_in_every_screen(name: str, article: Path, home: dict[str, str]) -> None:
    with Terminal([*READER, "open", article], env=home) as terminal:
        terminal.open()
        analysed(terminal)
        terminal.press(SCREENS[name])
        watched(terminal, 1.0)
        before = terminal.screen()[1:-1]
        for stop in (signal.SIGTSTP, signal.SIGSTOP):
            terminal.send(stop)
            stopped(terminal)
            terminal.output = b""
            terminal.send(signal.SIGCONT)
            assert shows_again(terminal, before)
        storm(terminal, name)
        watched(terminal, 0.5)
        terminal.resize((120, 40))
        assert shows_again(terminal, before) or name in CLOSES, terminal.screen()
        terminal.send(signal.SIGINT)
        assert terminal.end() == 130, terminal.written[-6000:].decode("utf-8", "replace")
        assert terminal.restored
        assert all(each in terminal.output for each in LEAVING)
        assert b"Traceback" not in terminal.written


def test_a_terminal_that_is_small_for_a_moment_shows_everything_again(article: Path, home: dict[str, str]) -> None:
    with Terminal([*READER, "open", article], env=home) as terminal:
        terminal.open()
        analysed(terminal)
        before = terminal.screen()
        terminal.send(signal.SIGSTOP)  # it misses one of the two sizes
        stopped(terminal)
        terminal.resize((20, 5))
        terminal.send(signal.SIGCONT)
        terminal.resize((120, 40))
        assert shows_again(terminal, before[1:-1])
        terminal.press("q")
        assert terminal.end() == 0


def test_a_storm_of_sizes_while_an_article_streams(tmp_path: Path, home: dict[str, str]) -> None:
    path = tmp_path / "long.md"
    path.write_text("\n\n".join(f"## Chapitre {n}\n\n{FILLING * 12}" for n in range(2500)), encoding="utf-8")
    with Terminal([*READER, "open", path], env=home) as terminal:
        terminal.wait_for("J section")
        storm(terminal, "stream")
        terminal.settle(0.3, 30)
        terminal.resize((120, 40))
        terminal.press("g")
        assert any("Chapitre 0" in line for line in terminal.screen())
        terminal.press("J")
        assert any("Chapitre 1" in line for line in terminal.screen()[1:5])
        terminal.press("q")
        assert terminal.end() == 0


@pytest.mark.parametrize(
    "surroundings",
    [
        {"READER_HOME": "", "HOME": "{file}", "XDG_DATA_HOME": "", "XDG_CONFIG_HOME": "", "XDG_CACHE_HOME": ""},
        {"READER_HOME": "{file}"},
        {"READER_HOME": "", "XDG_DATA_HOME": "{file}", "XDG_CONFIG_HOME": "{file}", "XDG_CACHE_HOME": "{file}"},
        {"TERM": "nothing-known"},
        {"TERM": "vt100"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "LANG": "C"},
        {"COLUMNS": "999999999", "LINES": "0"},
        {"COLUMNS": "-1", "LINES": "wide"},
    ],
    ids=",".join,
)
def test_an_article_is_on_the_screen_whatever_surrounds_it(
    surroundings: dict[str, str], article: Path, tmp_path: Path, home: dict[str, str]
) -> None:
    file = tmp_path / "file"
    file.write_text("no folder", encoding="utf-8")
    env = {**home, **{name: value.format(file=file) for name, value in surroundings.items()}}
    with Terminal([*READER, "open", article], env=env) as terminal:
        terminal.open()
        assert any("Le conseil de Lanvor a voté" in line for line in terminal.screen())
        terminal.press("J")
        assert any("Un vote serré" in line for line in terminal.screen()[1:4])
        terminal.press("q")
        assert terminal.end() == 0
        assert b"Traceback" not in terminal.written
    assert file.read_text(encoding="utf-8") == "no folder"


def test_a_library_that_vanishes_while_it_is_used(article: Path, tmp_path: Path, home: dict[str, str]) -> None:
    with Terminal([*READER, "open", article], env=home) as terminal:
        terminal.open()
        terminal.settle(1.0)
        shutil.rmtree(tmp_path / "home")
        for keys in ("J", '"', "h", "J", "T", "L", "F", "\x1b", "q", "q"):
            terminal.press(keys)
            terminal.settle(0.2)
        if terminal._process.poll() is None:
            terminal.write("\x11")
        assert terminal.end() == 0
        assert b"Traceback" not in terminal.written
        assert terminal.give_back()[0]
    with Terminal([*READER, "open", article], env=home) as terminal:
        terminal.open()
        terminal.press("q")
        assert terminal.end() == 0


def test_a_clipboard_that_hangs_holds_up_no_key(article: Path, tmp_path: Path, home: dict[str, str]) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("xclip", "xsel", "wl-copy", "wl-paste"):
        tool = tools / name
        tool.write_text("#!/bin/sh\nexec sleep 600\n", encoding="utf-8")
        tool.chmod(0o755)
    env = {**home, "PATH": f"{tools}:{os.environ['PATH']}", "DISPLAY": ":77", "WAYLAND_DISPLAY": "w", "SSH_TTY": ""}
    with Terminal([*READER, "open", article], env=env) as terminal:
        terminal.open()
        terminal.settle(0.6)
        terminal.write('"y')
        terminal.press("J")
        assert any("Un vote serré" in line for line in terminal.screen()[1:4])
        begun = time.monotonic()
        terminal.write("q")
        assert terminal.end() == 0
        assert time.monotonic() - begun < 3
        assert b"Copied" not in terminal.written
