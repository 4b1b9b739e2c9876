"""How fast the screen shows a large library: from the start of the process to its list, beside an empty library's.

    python -m tests.benchmarks.shelf [--articles N] [--folder F] [--rounds N]

The articles are those of `library.py`; made once, a library in FOLDER is used again. Both libraries are opened in turn,
so that a busy machine hits both alike; what is printed are medians over the rounds. Keys are measured too: how long
until the screen has settled after one that moves, one that goes to the last article, and one that narrows the list.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from reader.store import Library
from reader.store.query import Query
from tests.benchmarks.library import filled
from tests.benchmarks.watched import Watched

if TYPE_CHECKING:
    from collections.abc import Sequence

RATIO = 1.5
"""How many times the empty library's time the full one may take."""

EMPTY = "Your library is empty"


class Visit(NamedTuple):
    """One look at a library. Seconds; keys are until the screen had settled."""

    shown: float
    cpu: float
    keys: dict[str, float]


def visit(home: Path, text: str, keys: Sequence[tuple[str, str]] = ()) -> Visit:
    """Start Reader on the library in `home`, wait for `text`, and press `keys` (what they do, and the key)."""
    with Watched((sys.executable, "-m", "reader"), {"READER_HOME": str(home)}) as program:
        shown, cpu = program.until(text), program.cpu()
        program.rest()
        took = {}
        for name, key in keys:
            pressed = program.press(key)
            took[name] = pressed.settled if pressed else float("nan")
        return Visit(shown, cpu, took)


KEYS = (
    ("a line down", "j"),
    ("the last article", "G"),
    ("the first again", "g"),
    ("the filter is there", "f"),
    ("a first letter", "b"),
    ("a second letter", "a"),
    ("a letter less", "\x7f"),
)


def measure(full: Path, empty: Path, rounds: int) -> tuple[list[Visit], list[Visit]]:
    """Looks at both libraries in turn."""
    with Library.open(full / "library.sqlite3") as library:
        first = library.shelf.articles(Query(), 1)[0].name
    visit(empty, EMPTY)  # byte code and file cache are there from now on, for both
    pairs = [(visit(full, first[:40], KEYS), visit(empty, EMPTY)) for _ in range(rounds)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def _count(path: Path) -> int:
    with Library.open(path) as library:
        return library.shelf.count()


def main() -> int:
    """Measure, and print what was measured; 1 where the target is not reached."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--folder", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        full, empty = arguments.folder or Path(temporary, "full"), Path(temporary, "empty")
        full.mkdir(parents=True, exist_ok=True)
        if _count(full / "library.sqlite3") < arguments.articles:
            filled(full / "library.sqlite3", arguments.articles)
        of_full, of_empty = measure(full, empty, arguments.rounds)
    ratio = median(one.shown / other.shown for one, other in zip(of_full, of_empty, strict=True))
    by_cpu = median(one.cpu / other.cpu for one, other in zip(of_full, of_empty, strict=True))
    print(f"{arguments.articles:,} articles, {arguments.rounds} rounds, load {os.getloadavg()[0]:.1f}")
    print(f"list on the screen after {median(each.shown for each in of_full) * 1e3:.0f} ms,", end=" ")
    print(f"empty {median(each.shown for each in of_empty) * 1e3:.0f} ms")
    print(f"{ratio:.2f} x the empty library's time (at most {RATIO:g}), {by_cpu:.2f} x by CPU seconds")
    for name, _ in KEYS:
        print(f"  {name:<20} {median(each.keys[name] for each in of_full) * 1e3:6.0f} ms")
    return 0 if ratio <= RATIO else 1


if __name__ == "__main__":
    raise SystemExit(main())
