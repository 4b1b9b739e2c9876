"""The shared corpus through every surface: what each shows of it, how long it takes, and the memory that it needs.

    python -m tests.hostile.surfaces [--only PREFIX] [--big] [--app | --commands] [--jobs N] [--all]

Each input is opened in the app as a file, on standard input, as a page and as a feed, where the sections, the sidebar,
the search, the palette and the help are gone through; it is printed by every command; it is taken into a library that
is listed and searched, and it is followed as a feed. All of it in a pseudo-terminal. The table has a line for each
input: surfaces, seconds of the slowest, its peak memory and what may be used (12 times the input and 150 MiB), and
what is not in order. A command hangs when it says nothing for ten seconds; one that says how long it has been at it may
go on for ten seconds and five for each megabyte. Without --all only inputs with findings are listed.
"""

from __future__ import annotations

import argparse
import importlib
import multiprocessing
import os
import re
import select
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import quote

from reader.cli import main as reader
from reader.gate import is_safe
from tests.hostile import full

if TYPE_CHECKING:
    from collections.abc import Iterator

TIMES, BASE = 12, 150
"""Memory that may be used: so many times the input, and so many MiB."""

PATIENCE, FOR_A_MEGABYTE = 10.0, 5.0
"""Seconds without a word after which a surface hangs, and seconds more that it may take in all for each megabyte."""

MOST = 64 << 20
"""Bytes of output that are kept."""

LOADED = (
    "reader.extraction",
    "httpx",
    "trafilatura",
    "feedparser",
    "numpy",
    "rich.table",
    "reader.cli.library.listing",
)
"""Modules that are loaded before the forks, so that each run costs its own work alone."""

READ = {0, 1, 3, 4, 5}
"""Exit codes: read, nothing found, cannot be read, is no article, the network."""

STYLE = re.compile(r"\x1b\[[0-9;]*m|\r(?=\n)")
"""What a command may write of its own: styles, and what the terminal makes of a line feed."""

ERASED = "\r\x1b[K"
"""What it writes to begin a line anew, which says how far it is."""

APP_KEYS = 'pgdn*2,t,J,s,text:",i,tab,down,tab,down,E,I,/,a,enter,n,esc,text:;,esc,?,esc,z,home'
"""Sections, sidebar, quotation, why, entities, hidden characters, search, links, help, zen."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What one surface made of an input: exit code, seconds, peak memory (MiB) and what is not in order."""

    surface: str
    status: int
    seconds: float
    peak: float
    findings: tuple[str, ...] = ()


def commands(path: Path, page: str, feed: str) -> Iterator[tuple[str, list[str]]]:
    """Every command that shows something of an article, by the surface that it stands for."""
    if path.suffix != ".xml":  # the articles of a feed are elsewhere, and would be fetched one by one
        yield "show, a page", ["show", page]
        yield from _of_articles(str(path))
    yield "library list", ["library", "list"]
    yield "search", ["search", "a"]
    yield "feeds add", ["feeds", "add", feed]
    yield "feeds refresh", ["feeds", "refresh", "--now"]
    yield "feeds list", ["feeds", "list"]
    yield "feeds export", ["feeds", "export"]
    yield "doctor", ["doctor"]


def _of_articles(name: str) -> Iterator[tuple[str, list[str]]]:
    yield "show", ["show", name]
    yield "show --plain", ["show", "--plain", name]
    for each in ("sections", "quotes", "entities"):
        yield each, [each, name]
    yield "quotes, markdown", ["quotes", "--format", "markdown", name]
    yield "entities, csv", ["entities", "--format", "csv", name]
    yield "extract", ["extract", name]
    yield "export, markdown", ["export", "--format", "markdown", name]
    yield "export, html", ["export", "--format", "html", name]
    yield "check", ["check", name, "--against", name]
    yield "library import", ["library", "import", name]


def ran(surface: str, words: list[str], home: Path, path: Path) -> Ran:
    """Run `reader WORDS` on `path` in a pseudo-terminal, forked from this process, which has everything loaded."""
    begun = time.monotonic()
    child, terminal = os.forkpty()
    if child == 0:
        _be_reader(words, home)
    written, hangs = _written(terminal, PATIENCE + FOR_A_MEGABYTE * path.stat().st_size / 1_000_000)
    if hangs:
        os.kill(child, signal.SIGKILL)
    os.close(terminal)
    _, status, used = os.wait4(child, 0)
    code, peak = os.waitstatus_to_exitcode(status), used.ru_maxrss / 1024
    found = [hangs] if hangs else list(_wrong(written, code))
    if peak > _most(path):
        found.append(f"{peak:.0f} MiB")
    return Ran(surface, code, time.monotonic() - begun, peak, tuple(found))


def _be_reader(words: list[str], home: Path) -> NoReturn:
    """Be `reader WORDS` to the end, in a process that was forked for it."""
    status = 70
    try:
        os.environ.update(READER_HOME=str(home), TERM="xterm-256color", COLUMNS="80", LINES="24")
        sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115 - until its end
        status = reader(words)
        sys.stdout.flush()
    except SystemExit as error:
        status = int(error.code or 0)
    except BaseException:
        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(status)


def _written(terminal: int, seconds: float) -> tuple[bytes, str]:
    """All that is written to the terminal until nobody has it any more, and "", or how it hangs."""
    written = bytearray()
    begun = last = time.monotonic()
    while (now := time.monotonic()) - last < PATIENCE and now - begun < seconds:
        if select.select([terminal], [], [], 0.5)[0]:
            try:
                piece = os.read(terminal, 1 << 16)
            except OSError:  # Linux says so when the last writer has gone
                return bytes(written), ""
            if not piece:
                return bytes(written), ""
            last = time.monotonic()
            written += piece if len(written) < MOST else b""
    return bytes(written), f"hangs: {now - begun:.0f} s, the last {now - last:.0f} without a word"


def _wrong(written: bytes, code: int) -> Iterator[str]:
    text = STYLE.sub("", written.decode("utf-8", "replace").replace(ERASED, "\n"))
    if not is_safe(text):
        acting = sorted({hex(ord(char)) for char in text if not is_safe(char)})
        yield f"reached the terminal: {', '.join(acting[:8])}"
    if "Traceback (most recent call last)" in text:
        yield "a traceback is shown"
    if code not in READ:
        yield f"exit code {code}: {text.strip()[-160:]!r}"
    if code in (3, 4, 5) and not any(line.startswith("reader: ") for line in text.splitlines()):
        yield "a refusal without a sentence"


def in_app(
    path: Path, home: Path, addresses: dict[str, str], own: frozenset[tuple[str, ...]], most: float
) -> Iterator[Ran]:
    """The app on one input, by each of the ways in which it can come."""
    ways = {"article": [str(path)], "standard input": ["-"], "page": [addresses["page"]], "feed": [addresses["feed"]]}
    for way, words in ways.items():
        keys = ("enter,wait:1," if way == "feed" else "") + APP_KEYS
        checked = full.check(path, home, own, way=full.Way(words, keys, stdin=way == "standard input", leave="ctrl+q"))
        found = [*checked.findings, *([f"{checked.peak:.0f} MiB"] if checked.peak > most else [])]
        yield Ran(f"app: {way}", checked.status, checked.first or 0.0, checked.peak, tuple(found))


def main() -> int:
    """Print the table; 1 where something is not in order."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.hostile.surfaces", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--only", default="", help="inputs whose path in the corpus begins so, such as md or esc/")
    parser.add_argument("--big", action="store_true", help="the eleven big inputs too (330 MB)")
    parser.add_argument("--app", action="store_true", help="the app alone")
    parser.add_argument("--commands", action="store_true", help="the commands alone")
    parser.add_argument("--jobs", type=int, default=2, help="inputs at a time (default: 2)")
    parser.add_argument("--all", action="store_true", help="list what is in order too")
    asked = parser.parse_args()
    if not full.CHECKER.is_file():
        print(f"there is no {full.CHECKER}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        inputs = [
            each for each in full.make_corpus(folder, big=asked.big) if _name(each, folder).startswith(asked.only)
        ]
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.hostile.corpus_server", folder / "corpus"],
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert server.stdout is not None
            root = f"http://127.0.0.1:{server.stdout.readline().strip()}"
            return _table(inputs, folder, root, asked)
        finally:
            server.kill()
            server.wait()


def _name(path: Path, folder: Path) -> str:
    return str(path.relative_to(folder / "corpus"))


def _table(inputs: list[Path], folder: Path, root: str, asked: argparse.Namespace) -> int:
    own = full.own_shapes(folder / "home") if not asked.commands else frozenset()
    through = partial(_through, folder=folder, root=root, own=own, asked=asked)
    spawning = multiprocessing.get_context("spawn")  # what forks later must have no threads
    count = wrong = 0
    peak = slowest = 0.0
    with ProcessPoolExecutor(asked.jobs, mp_context=spawning, initializer=_load) as pool:
        for path, found in zip(inputs, pool.map(through, inputs), strict=True):
            most = _most(path)
            count, wrong = count + len(found), wrong + sum(bool(each.findings) for each in found)
            worst, longest = max(each.peak for each in found), max(found, key=lambda each: each.seconds)
            peak, slowest = max(peak, worst / most), max(slowest, longest.seconds)
            if asked.all or any(each.findings for each in found):
                times = f"{longest.seconds:6.2f} s ({longest.surface})"
                name = _name(path, folder)[:44]
                print(f"{name!r:46} {len(found):3}  {times:26} {worst:5.0f} of {most:5.0f} MiB", flush=True)
                for each in found:
                    if each.findings:
                        print(f"    {each.surface}: {'; '.join(each.findings)}", flush=True)
    print(f"{len(inputs)} inputs, {count} surfaces, {wrong} not in order", end="; ")
    print(f"slowest {slowest:.1f} s, memory at most {peak:.0%} of what may be used")
    return int(wrong > 0)


def _through(
    path: Path, folder: Path, root: str, own: frozenset[tuple[str, ...]], asked: argparse.Namespace
) -> list[Ran]:
    """One input through every surface that was asked for, with a library of its own."""
    name = _name(path, folder)
    addresses = {kind: f"{root}/{kind}/{quote(os.fsencode(name))}" for kind in ("page", "feed")}
    found: list[Ran] = []
    with tempfile.TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as home:
        if not asked.app:
            found += [ran(*each, Path(home), path) for each in commands(path, **addresses)]
        if not asked.commands:
            found += in_app(path, Path(home), addresses, own, _most(path))
    return found


def _most(path: Path) -> float:
    """MiB that may be used for an input."""
    return TIMES * path.stat().st_size / (1 << 20) + BASE


def _load() -> None:
    for module in LOADED:
        importlib.import_module(module)


if __name__ == "__main__":
    raise SystemExit(main())
