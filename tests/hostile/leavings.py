"""The app ended again and again in every way that a program can be, at random moments of use.

    python -m tests.hostile.leavings [--times 500] [--seed 9] [--within 2]

Each time an article that was never seen before is opened in a terminal, random keys are pressed, words are highlighted,
and the program gets SIGTERM, SIGHUP, SIGINT, SIGQUIT or SIGKILL, or its terminal is closed; every fifth time while it
is starting still. Then: the program and its worker are gone within 2 seconds, the exit status says what ended it, the
terminal's modes and screen are back (but after SIGKILL, which leaves no time for it), and the library has every
highlight of which the screen said that it was kept. At the end the whole library is checked.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from reader.store import Library
from tests.app.stage import FILLING, RAW
from tests.app.terminal import READER, Terminal
from tests.processes import children, is_alive

if TYPE_CHECKING:
    from collections.abc import Sequence

KEYS = (
    *"jkdubgGJK][tsz\"'.,*#+-nNITC?123456789",
    " ",
    "\t",
    "\x1b",
    "/mer\r",
    "\x04",
    "\x15",
    "\x1b[6~",
    "\x1b[B",
    "H",
)
"""Keys that are pressed; none that leaves, copies, opens a browser or starts a program."""

HIGHLIGHT = "\x1b\x1bgvjh"
"""Whatever is open is closed, and two lines from the top are selected and highlighted."""

SAID = "Highlighted;"

ENDS: tuple[int | None, ...] = (
    signal.SIGTERM,
    signal.SIGHUP,
    signal.SIGINT,
    signal.SIGQUIT,
    signal.SIGKILL,
    None,  # the terminal is closed
)


@dataclass(slots=True)
class Report:
    """`slowest` is in seconds, from the end's beginning until all processes were gone."""

    within: float
    ends: Counter[str] = field(default_factory=Counter)
    kept: int = 0
    slowest: float = 0.0
    wrong: list[str] = field(default_factory=list)


def run(folder: Path, times: int, seed: int, within: float) -> Report:
    """End the app so many times; `within` are the seconds in which it and its worker have to be gone."""
    report, pick = Report(within), random.Random(seed)
    library = folder / "home" / "library.sqlite3"
    with Library.open(library) as store:
        store.save_setting("welcomed", "1")
    for number in range(times):
        end = ENDS[number % len(ENDS)]
        name = signal.Signals(end).name if end else "closed"
        report.ends[name] += 1
        article = folder / f"{number}.md"
        long = f"\n\n{FILLING * 4}".encode() * pick.choice((0, 0, 40, 400))
        article.write_bytes(f"# Essai {number}\n\n".encode() + RAW.data + long)
        report.wrong += [f"{number} ({name}): {fault}" for fault in _ended(article, end, number % 5 == 4, pick, report)]
        article.unlink()
    with Library.open(library) as store:
        report.wrong += store.check()
    return report


def _ended(article: Path, end: int | None, early: bool, pick: random.Random, report: Report) -> Sequence[str]:
    home = article.parent / "home"
    sha256 = hashlib.sha256(article.read_bytes()).hexdigest()
    with Terminal([*READER, "open", article], env={"READER_HOME": str(home)}) as terminal:
        began = False
        if early:
            _read_for(terminal, pick.uniform(0, 0.8))
            began = b"\x1b[?1049h" in terminal.output
        else:
            terminal.open()
            began = True
            _press(terminal, pick.choices(KEYS, k=pick.randint(0, 25)))
            _press(terminal, [HIGHLIGHT])
            _press(terminal, pick.choices(KEYS, k=pick.randint(0, 10)))
            _read_for(terminal, pick.uniform(0, 0.4))
        was_said = terminal.shows(SAID)
        pid = terminal.pid
        started = [pid, *children(pid)]
        begun = time.monotonic()
        if end is None:
            terminal.hang_up()
        else:
            terminal.send(end)
        left = _until_gone(terminal, started, begun + report.within, is_closed=end is None)
        took = time.monotonic() - begun
        report.slowest = max(report.slowest, took)
        faults = [f"{left} not gone within {report.within:g} s"] if left else []
        if not left:
            faults += _faults(terminal, end, began)
    if was_said:
        report.kept += 1
        with Library.open(home / "library.sqlite3") as store:
            if not store.highlights.of(sha256):
                faults.append("a highlight that was kept is not there")
    return faults


def _faults(terminal: Terminal, end: int | None, began: bool) -> Sequence[str]:
    """What is wrong with how a program left that got `end`; early ones (not `began`) had nothing to give back."""
    status = terminal.wait()
    expected = {-signal.SIGKILL} if end == signal.SIGKILL else {128 + (end or signal.SIGHUP)}
    if not began:
        expected |= {-(end or signal.SIGHUP)}  # Python itself had not come so far
        if b"init_import_site" in terminal.output:
            expected |= {1}  # nor so far as to have a way to end by a signal
    faults = [] if status in expected else [f"exit status {status}"]
    if end not in (None, signal.SIGKILL):
        if not terminal.restored:
            faults.append("the terminal's modes are not restored")
        if b"\x1b[?1049h" in terminal.output and not all(terminal.give_back()):
            faults.append("the terminal's screen is not restored")
        if b"Traceback" in terminal.output and (began or end != signal.SIGINT):  # Python says so of its own start
            faults.append("a traceback is shown")
    return faults


def _until_gone(terminal: Terminal, pids: Sequence[int], end: float, *, is_closed: bool) -> list[int]:
    """Those of `pids` that are still there when it is `end`."""
    while left := [pid for pid in pids if is_alive(pid)]:
        if time.monotonic() > end:
            return left
        if is_closed:
            time.sleep(0.01)
        else:
            terminal.read(0.01)
    if not is_closed:
        _read_for(terminal, 0.02)
    return []


def _press(terminal: Terminal, keys: Sequence[str]) -> None:
    for key in keys:
        terminal.write(key)
        _read_for(terminal, 0.02)


def _read_for(terminal: Terminal, seconds: float) -> None:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        terminal.read(left)


def main() -> int:
    """Print what came of it; 1 where anything is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile.leavings")
    parser.add_argument("--times", type=int, default=500)
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--within", type=float, default=2.0, help="seconds in which all has to be gone (default: 2)")
    asked = parser.parse_args()
    os.environ["BROWSER"] = "false"
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)  # what nohup and & ignore stays ignored in what is started
    with tempfile.TemporaryDirectory() as folder:
        report = run(Path(folder), asked.times, asked.seed, asked.within)
    print(f"{report.ends.total()} ends ({', '.join(f'{count} {name}' for name, count in report.ends.items())}):")
    print(
        f"  gone after {report.slowest:.2f} s at most; {report.kept} highlights were kept; {len(report.wrong)} faults"
    )
    for each in report.wrong:
        print(each, file=sys.stderr)
    return int(bool(report.wrong))


if __name__ == "__main__":
    raise SystemExit(main())
