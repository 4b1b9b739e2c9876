"""The clipboard's roads in real programs: an X server with xclip, tmux as it is set up here and there, GNU screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.clipboard import copy
from tests.conftest import require_tool

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.real

TEXT = "« Le bac part à six heures »,\n a prévenu Maël\N{NO-BREAK SPACE}; 船 🛶 سفينة\n"
ROOT = Path(__file__).parents[1]

COPIES = """
import json, pathlib, sys
from reader.clipboard import copy
text, options, result = pathlib.Path(sys.argv[1]), json.loads(sys.argv[2]), pathlib.Path(sys.argv[3])
receipt = copy(text.read_text(encoding="utf-8"), limit=20, **options)
done = result.with_name("receipt.new")
done.write_text(json.dumps([receipt.notice(), receipt.confirmed, receipt.sent]), encoding="utf-8")
done.rename(result)
"""


def clean(**environ: str) -> dict[str, str]:
    """The environment without what says where this test runs."""
    where = ("TMUX", "TMUX_PANE", "STY", "DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT")
    return {name: value for name, value in os.environ.items() if name not in where} | environ


class Server:
    """A tmux of its own, whose panes run what it is given."""

    def __init__(self, folder: Path, name: str, environ: dict[str, str], *options: str) -> None:
        self.folder = folder
        self.socket = folder / name
        self.config = folder / f"{name}.conf"
        self.config.write_text("\n".join(["set -g default-terminal xterm-256color", *options]) + "\n")
        self.environ = environ

    def tmux(self, *command: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["tmux", "-S", self.socket, "-f", self.config, *command],
            env=self.environ,
            capture_output=True,
            check=False,
            timeout=20,
        )

    def run(self, *command: str | Path) -> None:
        """Runs `command` in a new session."""
        started = self.tmux("new-session", "-d", "-x", "120", "-y", "40", *map(str, command))
        assert started.returncode == 0, started.stderr

    def copy(self, text: str = TEXT, **options: object) -> tuple[str, bool, bool]:
        """The notice of a copy in one of its panes, whether it was confirmed, and whether it was sent."""
        given, result = self.folder / "text", self.folder / "receipt"
        given.write_text(text, encoding="utf-8")
        self.run("env", f"PYTHONPATH={ROOT}", sys.executable, "-c", COPIES, given, json.dumps(options), result)
        return self.receipt(result)

    @staticmethod
    def receipt(result: Path) -> tuple[str, bool, bool]:
        until(result.exists)
        notice, confirmed, sent = json.loads(result.read_text(encoding="utf-8"))
        return notice, confirmed, sent

    def buffer(self) -> str | None:
        shown = self.tmux("save-buffer", "-")
        return shown.stdout.decode("utf-8") if shown.returncode == 0 else None

    def await_buffer(self, text: str) -> None:
        until(lambda: self.buffer() == text)


def until(condition, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.05)


@pytest.fixture
def server(tmp_path: Path) -> Iterator:
    require_tool("tmux")
    servers: list[Server] = []

    def start(*options: str, name: str = "socket", **environ: str) -> Server:
        home = {"READER_HOME": str(tmp_path / "home"), "TERM": "xterm-256color"}
        # One idle session keeps the server, and with it the buffer, after the program has ended.
        servers.append(Server(tmp_path, name, clean(**home, **environ), *options))
        servers[-1].run("sleep", "300")
        return servers[-1]

    yield start
    for each in servers:
        each.tmux("kill-server")


def pasted(display: str, *target: str) -> bytes:
    command = ["xclip", "-selection", "clipboard", "-o", *target]
    return subprocess.run(command, env=clean(DISPLAY=display), capture_output=True, check=True, timeout=20).stdout


# X


def test_the_desktop_has_the_text_to_the_byte(display: str, tmp_path: Path) -> None:
    receipt = copy(TEXT, environ=clean(DISPLAY=display, READER_HOME=str(tmp_path)), limit=20)
    assert receipt.notice() == f"Copied {len(TEXT)} characters (xclip), verified"
    assert pasted(display) == TEXT.encode()
    assert list(tmp_path.iterdir()) == []


def test_the_desktop_takes_a_megabyte(display: str, tmp_path: Path) -> None:
    text = "Ligne après ligne, la marée monte. 🌊\n" * 30_000
    receipt = copy(text, environ=clean(DISPLAY=display, READER_HOME=str(tmp_path)), limit=20)
    assert receipt.confirmed
    assert pasted(display) == text.encode()


def test_a_display_that_is_not_there_is_passed_over(tmp_path: Path) -> None:
    require_tool("xclip")
    sent: list[str] = []
    environ = clean(DISPLAY=":987", READER_HOME=str(tmp_path), TERM="xterm")
    receipt = copy(TEXT, write=sent.append, environ=environ, limit=20)
    assert receipt.notice().endswith("to the terminal (OSC 52), not confirmed; xclip gave nothing back")
    assert len(sent) == 1


def test_the_text_outlives_the_program_that_copied_it(display: str, tmp_path: Path) -> None:
    environ = clean(DISPLAY=display, READER_HOME=str(tmp_path), PYTHONPATH=str(ROOT))
    code = "from reader.clipboard import copy; print(copy('still there', limit=20).notice())"
    ended = subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True, start_new_session=True
    )
    assert ended.stdout == "Copied 11 characters (xclip), verified\n"
    assert pasted(display) == b"still there"


# tmux


@pytest.mark.parametrize("clipboard", ["on", "external", "off"])
def test_in_tmux_the_paste_buffer_has_the_text_however_it_is_set_up(server, clipboard: str) -> None:
    tmux = server(f"set -g set-clipboard {clipboard}")
    assert tmux.copy() == (f"Copied {len(TEXT)} characters (tmux buffer), verified", True, True)
    assert tmux.buffer() == TEXT


@pytest.mark.parametrize(("clipboard", "arrives"), [("on", True), ("external", False), ("off", False)])
def test_in_tmux_osc_52_arrives_or_not_and_is_never_said_to_have(server, clipboard: str, arrives: bool) -> None:
    tmux = server(f"set -g set-clipboard {clipboard}")
    notice, confirmed, sent = tmux.copy(road="osc52")
    assert (notice, confirmed, sent) == (
        f"Sent {len(TEXT)} characters to the terminal (OSC 52), not confirmed",
        False,
        True,
    )
    if arrives:
        tmux.await_buffer(TEXT)
    else:
        # What the pane wrote before it ended has been read once its session is gone.
        until(lambda: tmux.tmux("list-sessions").stdout.count(b"\n") == 1)
        assert tmux.buffer() is None


def test_in_tmux_osc_52_carries_more_where_the_limit_is_raised(server) -> None:
    tmux = server("set -g set-clipboard on")
    text = "m" * 780_000
    assert tmux.copy(text, road="osc52")[0].endswith(": 780,000 bytes are more than some terminals take (74,994)")
    (tmux.folder / "receipt").unlink()
    assert tmux.copy(text, road="osc52", osc52_limit=780_000)[2]
    tmux.await_buffer(text)


def test_tmux_takes_a_megabyte(server) -> None:
    tmux = server()
    text = "Ligne après ligne, la marée monte. 🌊\n" * 30_000
    assert tmux.copy(text)[1]
    assert tmux.buffer() == text


def test_in_tmux_on_a_desktop_both_have_the_text(server, display: str) -> None:
    tmux = server(DISPLAY=display)
    assert tmux.copy()[0] == f"Copied {len(TEXT)} characters (tmux buffer and xclip), verified"
    assert tmux.buffer() == TEXT
    assert pasted(display) == TEXT.encode()


def test_tmux_passes_the_text_on_to_its_terminal(server) -> None:
    outer = server("set -g set-clipboard on", name="outer")
    inner = server("set -g set-clipboard external", name="inner")
    outer.run("env", "-u", "TMUX", "tmux", "-S", inner.socket, "attach")
    until(lambda: inner.tmux("list-clients").stdout != b"")
    assert inner.copy()[1]
    assert inner.buffer() == TEXT
    outer.await_buffer(TEXT)


def test_where_the_tmux_command_is_missing_a_passthrough_reaches_the_terminal(server, tmp_path: Path) -> None:
    outer = server("set -g set-clipboard on", name="outer")
    inner = server("set -g set-clipboard off", "set -g allow-passthrough on", name="inner")
    outer.run("env", "-u", "TMUX", "tmux", "-S", inner.socket, "attach")
    until(lambda: inner.tmux("list-clients").stdout != b"")
    # tmux passes on only what a visible pane writes, so the copy runs in a window of the attached session.
    given, result = tmp_path / "text", tmp_path / "receipt"
    given.write_text(TEXT, encoding="utf-8")
    environ = [f"PYTHONPATH={ROOT}", f"PATH={tmp_path}"]
    command = ["env", *environ, sys.executable, "-c", COPIES, str(given), "{}", str(result)]
    inner.tmux("new-window", *command)
    assert inner.receipt(result)[0] == (
        f"Sent {len(TEXT)} characters to the terminal (OSC 52), not confirmed; the tmux command is not installed here"
    )
    outer.await_buffer(TEXT)
    assert inner.buffer() is None


# GNU screen


def test_screen_passes_the_text_on_to_its_terminal(server, tmp_path: Path) -> None:
    require_tool("screen")
    outer = server("set -g set-clipboard on", SCREENDIR=str(tmp_path / "screens"))
    (tmp_path / "screens").mkdir(mode=0o700)
    given, result = tmp_path / "text", tmp_path / "receipt"
    text = TEXT * 200
    given.write_text(text, encoding="utf-8")
    copying = [sys.executable, "-c", COPIES, str(given), "{}", str(result)]
    outer.run("env", "-u", "TMUX", f"PYTHONPATH={ROOT}", "screen", "-c", "/dev/null", *copying)
    assert outer.receipt(result) == (
        f"Sent {len(text):,} characters to the terminal (OSC 52), not confirmed",
        False,
        True,
    )
    outer.await_buffer(text)
