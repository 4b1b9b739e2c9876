"""Windows, as far as it can be shown without one: what is POSIX's alone is taken away in a process of its own.

There its modules cannot be imported, its signals and calls are not there, and `sys.platform` says win32. The file
system stays the one there is, so that this shows that nothing needs POSIX, and not how paths look elsewhere.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SAMPLE = "articles/le-phare-d-ar-vran.fr.txt"

ABSENT = ("fcntl", "grp", "posix_spawn", "pty", "pwd", "resource", "syslog", "termios", "tty")
"""Modules of the standard library that are "not available on Windows" by its documentation."""

PRELUDE = f"""
import asyncio, importlib, logging, os, pathlib, pkgutil, platform, selectors, signal, socket, subprocess, sys, tempfile
import ctypes.util, curses, multiprocessing, shutil, sqlite3, ssl, sysconfig, threading, urllib.request, uuid, zipfile
import aiohttp, httpx, lxml.etree, numpy, platformdirs, pyperclip, trafilatura

for name in {ABSENT!r}:
    sys.modules[name] = None
for name in ("SIGHUP", "SIGQUIT", "SIGTSTP", "SIGCONT", "SIGPIPE", "SIGWINCH", "SIGALRM", "SIGUSR1"):
    if hasattr(signal, name):
        delattr(signal, name)
for name in (
    "O_NONBLOCK", "O_NOCTTY", "O_NOFOLLOW", "O_DIRECTORY", "O_CLOEXEC", "fork", "killpg", "nice", "setsid", "getuid",
    "geteuid", "getgid", "openpty", "uname", "sysconf", "fchmod", "chown", "mkfifo", "getpgid", "ctermid",
):
    if hasattr(os, name):
        delattr(os, name)
sys.platform = "win32"
"""
"""What stands first in the child. The libraries are imported while the platform is what they were installed for."""


def on_windows(code: str, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", f"{PRELUDE}\n{code}"],
        cwd=ROOT,
        env={**os.environ, "READER_HOME": str(home), "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )


def test_every_module_is_imported_but_the_terminals_driver(tmp_path: Path) -> None:
    code = """
import reader
refused = []
for found in pkgutil.walk_packages(reader.__path__, "reader."):
    if found.name == "reader.__main__":
        continue
    try:
        importlib.import_module(found.name)
    except ImportError as error:
        refused.append((found.name, error.name))
print(refused)
"""
    done = on_windows(code, tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "[('reader.app.driver', 'termios')]\n"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["extract", SAMPLE], '"version": 1'),
        (["quotes", SAMPLE], "Étienne Vasseur"),
        (["quotes", "--jobs", "2", SAMPLE, SAMPLE], "Étienne Vasseur"),
        (["show", SAMPLE], "Une lampe de 1874"),
        (["library", "import", SAMPLE], ""),
        (["doctor"], "clipboard"),
    ],
    ids=lambda words: words[0] if isinstance(words, list) else "",
)
def test_the_commands_work(words: list[str], shown: str, tmp_path: Path) -> None:
    done = on_windows(f"from reader.cli import main\nraise SystemExit(main({words!r}))", tmp_path)
    assert done.returncode == 0, done.stderr
    assert shown in done.stdout
    assert "fault" not in done.stderr


def test_without_a_console_open_says_so(tmp_path: Path) -> None:
    done = on_windows(f"from reader.cli import main\nraise SystemExit(main(['open', {SAMPLE!r}]))", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("reader: there is no terminal to read on")


def test_the_app_reads_and_copies_without_an_early_screen(tmp_path: Path) -> None:
    """The whole app, with Textual's own test driver in place of its Windows one, which only Windows can load."""
    code = f"""
import textual.drivers
from textual.drivers.headless_driver import HeadlessDriver
stand_in = type(sys)("textual.drivers.windows_driver")
stand_in.WindowsDriver = HeadlessDriver
sys.modules[stand_in.__name__] = stand_in
import textual.app

from reader import clipboard
from reader.app import copies
from reader.app.app import ReaderApp
from reader.app.drivers import driver_of
from reader.cli.first import first_screen
from reader.config import Settings
from reader.reading import open_reading
from reader.store import NoLibrary

assert first_screen(["open", {SAMPLE!r}]) is None
assert driver_of(in_page=False) is HeadlessDriver
taken = []
copies.copy = lambda text, **_: (taken.append(text), clipboard.Receipt("Windows", len(text), True, True))[1]

async def read():
    app = ReaderApp(Settings(), NoLibrary, open_reading({SAMPLE!r}, NoLibrary()))
    async with app.run_test(size=(120, 40)) as pilot:
        for _ in range(400):
            await pilot.pause(0.05)
            if app.screen.reading.is_analysed:
                break
        await pilot.press("quotation_mark", "y")
        for _ in range(100):
            await pilot.pause(0.05)
            if taken:
                break
        await pilot.press("q")

asyncio.run(read())
print(taken)
"""
    done = on_windows(code, tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "['Cet appareil coûte dix fois moins cher qu’une relève, et il ne dort jamais']\n"


GUARDED = re.compile(r"hasattr|getattr|sys\.platform|AttributeError|win32")
POSIX = re.compile(
    r"\bos\.(O_NONBLOCK|O_NOCTTY|killpg|nice|fork|setsid|getuid|geteuid|openpty|uname|fchmod|chown|mkfifo|set_blocking)\b"
    r"|\bsignal\.(SIGHUP|SIGQUIT|SIGTSTP|SIGCONT|SIGKILL|SIGPIPE|SIGWINCH|SIGALRM)\b"
)


def test_nothing_of_posix_is_used_without_a_look() -> None:
    """A name that Windows has not stands in a file that asks for it, or for the platform, and says so."""
    unguarded = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "reader").rglob("*.py"))
        if POSIX.search(text := path.read_text(encoding="utf-8")) and not GUARDED.search(text)
    ]
    assert unguarded == []


GNU = re.compile(r"/proc/|\bstat -c|\bsed -i|\breadlink -f|\bdate -d|\bxargs -r|\bgrep -P")


def test_nothing_asks_for_gnu_or_for_linux() -> None:
    """macOS has no /proc, and its tools are BSD's. One place looks whether a path is /proc's own name of a pipe."""
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in sorted((ROOT / "reader").rglob("*.py"))
        for match in GNU.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == ["reader/sources/fetch.py: /proc/"]
