"""Ctrl+C at any moment of any command: silence or one sentence, 130, nothing half, and all that was told is kept."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from reader.gate import is_safe
from tests.cli.conftest import ARTICLE, ROOT, environment

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.real

KILLS = int(os.environ.get("READER_KILLS", "3"))
"""Moments of each command at which it is interrupted."""

AT_MOST = 5.0
"""Seconds in which it ends; 2 on a machine that has nothing else to do."""

SERVED = 2.0
"""Seconds in which a server, which has no end of its own, is interrupted."""

OURS = re.compile(rb"reader/cli/__init__\.py\", line \d+, in main")
"""A frame from which on Ctrl+C is ours: until then Python itself starts, and tells of it as it likes."""

COMMANDS = {
    "extract": ["extract", "--format", "jsonl", "ARTICLES"],
    "extract --jobs": ["extract", "--format", "jsonl", "--jobs", "2", "ARTICLES"],
    "quotes": ["quotes", "ARTICLES"],
    "show": ["show", "LONG"],
    "check": ["check", "LONG", "--against", "ARTICLES"],
    "export": ["export", "--format", "html", "--force", "--output", "OUT", "ARTICLES"],
    "library import": ["library", "import", "--format", "jsonl", "ARTICLES"],
    "library list": ["library", "list"],
    "library backup": ["library", "backup", "--force", "BACKUP"],
    "search": ["search", "toit"],
    "feeds add": ["feeds", "add", "FEED"],
    "feeds refresh": ["feeds", "refresh", "--now"],
    "serve": ["serve", "LONG"],
}


@pytest.fixture
def around(tmp_path: Path) -> dict[str, list[str]]:
    """What the words in capitals stand for."""
    articles = []
    for number in range(8):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"{ARTICLE}\nNuméro {number}.\n", encoding="utf-8")
        articles.append(str(path))
    long, feed = tmp_path / "long.txt", tmp_path / "feed.xml"
    long.write_text(ARTICLE * 200, encoding="utf-8")
    items = "".join(f"<item><guid>{each}</guid><title>{each}</title></item>" for each in range(200))
    feed.write_text(f'<rss version="2.0"><channel><title>t</title>{items}</channel></rss>', encoding="utf-8")
    one = {"LONG": long, "FEED": feed, "OUT": tmp_path / "out", "BACKUP": tmp_path / "kept.sqlite3"}
    return {"ARTICLES": articles, **{name: [str(path)] for name, path in one.items()}}


def interrupted(words: list[str], home: Path, after: float) -> tuple[int, bytes, bytes]:
    """The command's exit code, what it printed and what it said, where it is interrupted after so many seconds."""
    with subprocess.Popen(
        [sys.executable, "-m", "reader", *words],
        cwd=ROOT, env=environment(home), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True,
    ) as running:  # fmt: skip
        time.sleep(after)
        begun = time.monotonic()
        os.killpg(running.pid, signal.SIGINT)  # as the terminal does: all of its processes are told
        printed, said = running.communicate(timeout=30)
        assert time.monotonic() - begun < AT_MOST
    return running.returncode, printed, said


@pytest.mark.parametrize("name", COMMANDS)
def test_an_interrupted_command_says_next_to_nothing(name: str, around: dict[str, list[str]], tmp_path: Path) -> None:
    words = [each for word in COMMANDS[name] for each in around.get(word, [word])]
    prepared = [["library", "import", *around["ARTICLES"]]] if words[0] in ("search", "library") else []
    for needed in [*prepared, *([["feeds", "add", *around["FEED"]]] if name == "feeds refresh" else [])]:
        if name != "library import":
            assert command(needed, tmp_path).returncode == 0
    begun = time.monotonic()
    if name == "serve":
        whole = SERVED
    else:
        code = command(words, tmp_path / "elsewhere" if name == "library import" else tmp_path).returncode
        assert code in (0, 1), name
        whole = time.monotonic() - begun
    for kill in range(KILLS):
        code, printed, said = interrupted(words, tmp_path, whole * (kill + 0.5) / KILLS)
        if code in (-signal.SIGINT, 1) and not OURS.search(said):
            continue  # Python had not begun with us, or had ended
        assert code in (0, 1, 130), said
        assert b"Traceback" not in said, said.decode()
        assert said.count(b"\n") <= 1
        assert is_safe(said.decode())
        if name == "library import":
            told = {json.loads(line)["id"] for line in printed.splitlines() if line.endswith(b"}")}
            kept = command(["library", "list", "--format", "jsonl"], tmp_path).stdout.splitlines()
            assert told <= {json.loads(line)["id"] for line in kept}
    nothing_half(tmp_path)


def nothing_half(home: Path) -> None:
    """What was exported is whole, nothing else lies there, and the library is in order."""
    exported = {path.name: path.read_bytes() for path in (home / "out").glob("*")}
    assert all(name.endswith(".html") and b"</html>" in page for name, page in exported.items()), exported.keys()
    lie_here = {path.name for path in home.iterdir()} - {"home", "elsewhere", "out", "kept.sqlite3"}
    assert all(name.endswith((".txt", ".xml")) for name in lie_here), lie_here
    assert command(["doctor"], home).returncode == 0
    backup = home / "kept.sqlite3"
    if backup.exists():
        with closing(sqlite3.connect(backup)) as opened:
            assert opened.execute("PRAGMA quick_check").fetchone() == ("ok",)


def command(words: list[str], home: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "reader", *words],
        cwd=ROOT, env=environment(home), stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False,
    )  # fmt: skip


IMPORTS = """
import os, signal, sys, time
sys.path.insert(0, {folder!r})
from reader import cli
from reader.cli import running
def _run(words, screen):
    import interrupted
    time.sleep(20)
running._run = _run
sys.exit(cli.main(["config", "--path"]))
"""

TWICE = """
import os, signal, sys, time
sys.path.insert(0, {folder!r})
from reader import cli
from reader.cli import running
def _run(words, screen):
    import interrupted
    raise KeyboardInterrupt  # as the first one does, while the second waits still
running._run = _run
code = cli.main(["config", "--path"])
signal.signal(signal.SIGALRM, signal.SIG_DFL)  # as Python itself does at its end
time.sleep(0.2)
sys.exit(code)
"""


def test_an_interrupt_that_waits_does_not_outlive_the_command(tmp_path: Path) -> None:
    (tmp_path / "interrupted.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n")
    done = subprocess.run(
        [sys.executable, "-c", TWICE.format(folder=str(tmp_path))],
        cwd=ROOT, env=environment(tmp_path), stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


LOSING = {
    "while a class is made": """
        class Named:
            def __set_name__(self, owner, name):
                os.kill(os.getpid(), signal.SIGINT)
        class Owner:
            name = Named()
        """,
    "where an object goes": """
        import weakref
        class Held: pass
        held = Held()
        gone = weakref.ref(held, lambda _: os.kill(os.getpid(), signal.SIGINT))
        del held
        """,
    "while a module is found": """
        os.kill(os.getpid(), signal.SIGINT)
        import contextlib
        """,
}
"""What a module does while it is imported, at which Python drops an exception or makes another one of it."""


@pytest.mark.parametrize("name", LOSING)
def test_an_interrupt_amid_an_import_is_heard_all_the_same(name: str, tmp_path: Path) -> None:
    (tmp_path / "interrupted.py").write_text(f"import os, signal\n{textwrap.dedent(LOSING[name])}", encoding="utf-8")
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS.format(folder=str(tmp_path))],
        cwd=ROOT, env=environment(tmp_path), stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")
    assert time.monotonic() - begun < AT_MOST
