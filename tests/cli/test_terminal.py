"""The listings on a terminal: as wide as it is, safe, and with progress that leaves nothing behind."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import time
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from reader.cli import narration
from reader.cli.narration import Progress
from reader.gate import is_safe
from tests.cli.conftest import ROOT, environment
from tests.sources.server import answer, serving

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.real

STYLE = re.compile(r"\x1b\[[0-9;]*m")
"""What the table itself sends to the terminal: SGR and nothing else."""


def on_terminal(words: list[str], home: Path, *, columns: int, **more: str) -> tuple[int, str]:
    """The exit code and all that comes out of a terminal of so many columns on which `reader` runs."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    variables = {
        name: value for name, value in environment(home).items() if name not in ("COLUMNS", "LINES", "NO_COLOR")
    }
    with subprocess.Popen(
        [sys.executable, "-m", "reader", *words],
        cwd=ROOT, env={**variables, "TERM": "xterm-256color", **more}, stdin=theirs, stdout=theirs, stderr=theirs,
    ) as running:  # fmt: skip
        os.close(theirs)
        shown = bytearray()
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux says so when the last writer has gone
                break
            if not piece:
                break
            shown += piece
        os.close(ours)
        return running.wait(60), shown.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [20, 60, 100])
@pytest.mark.parametrize("command", ["sections", "quotes", "entities"])
def test_a_table_is_as_wide_as_the_terminal(command: str, columns: int, article: Path, tmp_path: Path) -> None:
    code, shown = on_terminal([command, str(article)], tmp_path, columns=columns)
    plain = STYLE.sub("", shown)
    assert code == 0
    assert plain != shown, "headings are bold"
    assert is_safe(plain)
    assert all(cell_len(each) <= columns for each in plain.split("\n"))


def test_a_list_without_sources_is_a_table_too(tmp_path: Path) -> None:
    """Feeds are none: they were once asked for a source, and the terminal got a fault."""
    feed = "<rss version='2.0'><channel><title>Le Ponant &amp;#x9b;31m</title></channel></rss>"
    with serving({"/feed": answer(feed.encode(), media_type="application/rss+xml")}) as server:
        code, shown = on_terminal(["feeds", "add", server.address("/feed")], tmp_path, columns=80)
        assert code == 0, shown
    code, shown = on_terminal(["feeds", "list"], tmp_path, columns=80)
    assert code == 0, shown
    assert "Le Ponant" in shown
    assert is_safe(STYLE.sub("", shown).replace("\r", ""))


def test_no_style_where_the_terminal_is_dumb_or_colour_unwanted(article: Path, tmp_path: Path) -> None:
    _, shown = on_terminal(["sections", str(article)], tmp_path, columns=80, TERM="dumb")
    assert "\x1b" not in shown
    _, shown = on_terminal(["sections", str(article)], tmp_path, columns=80, NO_COLOR="1")
    assert not re.search(r"\x1b\[[0-9;]*[349][0-7]", shown)


@pytest.mark.parametrize("form", ["csv", "markdown", "json", "jsonl"])
def test_every_format_is_safe_on_a_terminal(form: str, tmp_path: Path) -> None:
    path = tmp_path / "a\x1b]0;owned\x07.txt"
    path.write_text(
        "Un titre\n\n« Oui \x1b]52;c;b3duZWQ=\x07 \u202enon », dit-elle à la fin de la soirée.\n", encoding="utf-8"
    )
    for command in ("sections", "quotes") if form in ("csv", "markdown") else ("sections", "quotes", "extract"):
        _, shown = on_terminal([command, "--format", form, str(path)], tmp_path, columns=80)
        assert is_safe(shown), command


def test_progress_of_a_batch_is_erased(article: Path, tmp_path: Path) -> None:
    _, shown = on_terminal(["sections", "--format", "jsonl", str(article), str(article)], tmp_path, columns=80)
    assert "1/2 " in shown
    assert "2/2 " in shown
    left = [piece.rpartition("\r\x1b[K")[2] for piece in shown.split("\n")]
    assert all(piece.startswith("{") for piece in left[:-1])
    assert left[-1] == ""
    _, alone = on_terminal(["sections", "--format", "jsonl", str(article)], tmp_path, columns=80)
    assert "\x1b" not in alone


@pytest.mark.parametrize("columns", [0, 20, 80])
@pytest.mark.parametrize(("total", "says"), [(1, "le-port.txt · 0 s"), (3, "━" * 6)])
def test_a_source_that_takes_long_says_for_how_long_it_has(
    total: int, says: str, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(narration, "TICK", 0.02)
    monkeypatch.setattr(narration, "LONG", 0.04)
    with open(theirs, "w", encoding="utf-8") as terminal:  # noqa: PTH123 - a descriptor
        monkeypatch.setattr(sys, "stderr", terminal)
        with Progress(total).reading("le-port.txt"):
            time.sleep(0.3)
        time.sleep(0.05)
        shown = os.read(ours, 1 << 16).decode()
    os.close(ours)
    lines = shown.split("\r\x1b[K")
    assert len(lines) > 5
    assert any(says in each for each in lines)
    assert all(cell_len(each) < (columns or 80) for each in lines)
    assert lines[-1] == ""


def test_a_source_that_is_read_at_once_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = pty.openpty()
    monkeypatch.setenv("TERM", "xterm-256color")
    with open(theirs, "w", encoding="utf-8") as terminal:  # noqa: PTH123 - a descriptor
        monkeypatch.setattr(sys, "stderr", terminal)
        with Progress(1).reading("le-port.txt"):
            pass
        terminal.write("!")
        terminal.flush()
        assert os.read(ours, 100) == b"!"
    os.close(ours)
