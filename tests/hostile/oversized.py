"""Articles out of all proportion in the app: how long each of the main keys takes there, and the memory that it needs.

    python -m tests.hostile.oversized [--only NAME,…] [--small]

Each is opened in a pseudo-terminal, and the keys are pressed that a reader would press: next section, panes, quotation,
why, search, export, end and beginning, another size. They are pressed at once, while the rest of the article arrives,
and again when nothing moves any more or LATER seconds have passed; then the app is left. A key's seconds are those
until the screen changes; what arrives changes it too, but not while the app is held up. The table has a line for each
article: the slowest key, its seconds, seconds to quit, and the most memory of the app and its worker together at one
moment (what they share counted twice), against 12 times the input and 150 MiB. --small makes a hundredth of each.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.watched import Watched
from tests.processes import children, resident

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TIMES, BASE = 12, 150
"""Memory that may be used: so many times the input, and so many MiB."""

LATER = 60.0
"""Seconds after which the keys are pressed again, whatever has arrived."""

SLOW, HANGS = 1.0, 10.0
"""Seconds that a key may take, and after which it hangs."""

FIRST = "Where it begins"
"""What the screen shows of each of them first."""

KEYS = ("J", "t", "t", '"', "i", "/", "s", "a", "\r", "\x1b", "e", "\x1b", "G", "g", " ", "b")
"""The main keys; what is typed behind / is searched."""

PROBE = "+"
"""A key that always shows something: whether the app was held up, or only had nothing to show."""

SIZES = ((80, 24), (120, 40))
"""Sizes of the terminal that it changes between."""

WORDS = "the ferry does not sail in a wind like this and nobody knows when it will "


def title(share: float) -> Iterator[str]:
    """A title of a megabyte."""
    yield f"# {FIRST} {WORDS * int(13_500 * share)}\n\nThat was the title.\n"


def quotations(share: float) -> Iterator[str]:
    """A hundred thousand quotations."""
    yield f"{FIRST}.\n\n"
    for number in range(int(100_000 * share)):
        yield f"“It is number {number} that we shall talk about,” said Mara Lindgren{number % 50}.\n\n"


def table(share: float) -> Iterator[str]:
    """A table of sixty thousand rows."""
    yield f"{FIRST}.\n\n| Port | Sailings | Master |\n| --- | ---: | --- |\n"
    for number in range(int(60_000 * share)):
        yield f"| Harbour {number} | {number} | M. Lindgren, who also sails in winter |\n"


def items(share: float) -> Iterator[str]:
    """A list of sixty thousand items."""
    yield f"{FIRST}.\n\n"
    for number in range(int(60_000 * share)):
        yield f"- {number}: {WORDS}\n"


def lines(share: float) -> Iterator[str]:
    """A paragraph of sixty thousand lines."""
    yield f"{FIRST}.\n\n"
    for number in range(int(60_000 * share)):
        yield f"{number}: {WORDS.strip()}\n"


def headings(share: float) -> Iterator[str]:
    """A million headings."""
    yield f"{FIRST}.\n\n"
    for number in range(int(1_000_000 * share)):
        yield f"## H{number}\n\n"


def text(share: float) -> Iterator[str]:
    """Fifty megabytes of paragraphs."""
    yield f"{FIRST}.\n\n"
    for number in range(int(130_000 * share)):
        yield f"{number}: {WORDS * 5}.\n\n"


def one_line(share: float) -> Iterator[str]:
    """Fifty megabytes on one line."""
    yield f"{FIRST}. "
    for _ in range(int(6_700 * share)):
        yield WORDS * 100


ARTICLES: dict[str, tuple[Callable[[float], Iterator[str]], str]] = {
    "title": (title, "md"),
    "quotations": (quotations, "txt"),
    "table": (table, "md"),
    "list": (items, "md"),
    "lines": (lines, "md"),
    "headings": (headings, "md"),
    "text": (text, "txt"),
    "one-line": (one_line, "txt"),
}
"""Each with what makes it (of a share of its size) and the ending of its name."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """What one article made of the app: seconds and MiB."""

    slowest: str
    seconds: float
    leaving: float
    peak: float


def sit(path: Path, home: Path) -> Sitting:
    """Open the article at `path`, press the keys, leave."""
    words = (sys.executable, "-m", "reader", "open", "--no-library", str(path))
    with Watched(words, {"READER_HOME": str(home)}) as program, _Peak(program.pid) as peak:
        program.until(FIRST)
        took = list[tuple[float, str]]()
        for when in ("", " later"):
            if when:
                program.rest(LATER)
            for key in KEYS:
                took.append((_answered(program, key), repr(key) + when))
            for columns, rows in SIZES:
                resized = program.resize(columns, rows)
                took.append((resized.first if resized else HANGS, f"{columns}x{rows}{when}"))
        slowest = max(took)
        return Sitting(slowest[1], slowest[0], program.quit(), peak.most)


def _answered(program: Watched, key: str) -> float:
    """Seconds until the screen changes after `key`; 0 where there was nothing to show, as the next key is answered."""
    pressed = program.press(key, SLOW)
    if pressed is not None:
        return pressed.first
    after = program.press(PROBE, HANGS)
    if after is None:
        return HANGS
    return 0.0 if after.first < SLOW / 2 else SLOW + after.first


class _Peak:
    """The most memory (MiB) that a process and its children were seen to have at one moment."""

    def __init__(self, pid: int) -> None:
        self._pid, self._ends = pid, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self.most = 0.0

    def __enter__(self) -> _Peak:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ends.wait(0.05):
            self.most = max(self.most, sum(map(resident, (self._pid, *children(self._pid)))))


def main() -> int:
    """Print the table; 1 where something is not in order."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.hostile.oversized", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--only", default=",".join(ARTICLES), help="which of: " + ", ".join(ARTICLES))
    parser.add_argument("--small", action="store_true", help="a hundredth of each")
    asked = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as made:
        for name in asked.only.split(","):
            make, ending = ARTICLES[name]
            path = Path(made) / f"{name}.{ending}"
            with path.open("w", encoding="utf-8") as file:
                file.writelines(make(0.01 if asked.small else 1.0))
            size = path.stat().st_size / (1 << 20)
            begun, most = time.monotonic(), TIMES * size + BASE
            found = sit(path, Path(made) / "home")
            bad = [
                *(["slow"] if found.seconds > SLOW else []),
                *(["hangs"] if found.seconds >= HANGS or found.leaving >= HANGS else []),
                *(["memory"] if found.peak > most else []),
            ]
            wrong += bool(bad)
            print(
                f"{name:12} {size:6.1f} MB  slowest key {found.slowest:12} {found.seconds:6.2f} s  left in "
                f"{found.leaving:5.2f} s  {found.peak:5.0f} of {most:5.0f} MiB  ({time.monotonic() - begun:.0f} s)  "
                f"{', '.join(bad) or 'in order'}",
                flush=True,
            )
            path.unlink()
    return int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main())
