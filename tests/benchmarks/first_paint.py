"""How soon the text is there and a key has settled, against an empty Textual app in the same run.

    python -m tests.benchmarks.first_paint [--rounds N] [--sizes 10k,1m]

Documents, harness and floor are `../shared/bench`. Programs run in turn, so that a busy machine hits all alike; what
is printed are medians over rounds: the ratio of each round's first paint to the floor's of the same round, and
milliseconds from a key to the last change on the screen that it made.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

SHARED = Path(__file__).parents[3] / "shared" / "bench"
FIRST = "The harbour council voted late"
SIZES = ("10k", "1m")
FORMATS = ("txt", "md")
KEYS = "pagedown,j*12,k*4"
"""The first key is sent before the program is at rest and counts for nothing here."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One document. `paint_ratio` is to the floor, `key` milliseconds, `cpu` CPU seconds until the text was there."""

    document: str
    paint_ratio: float
    paint: float
    key: float
    cpu: float
    faults: tuple[str, ...]


def make_documents(folder: Path, sizes: tuple[str, ...] = SIZES) -> None:
    """The shared documents of `sizes`, in `folder`."""
    words: list[str | Path] = [sys.executable, SHARED / "gendocs.py", folder, "--sizes", ",".join(sizes)]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)


def measure(folder: Path, documents: list[str], rounds: int) -> tuple[float, list[Measured]]:
    """Median milliseconds of the floor's first paint, and what was measured for each of `documents` in `folder`."""
    python = shlex.quote(sys.executable)
    out = folder / "measured.json"
    words: list[str | Path] = [
        sys.executable,
        SHARED / "ttybench.py",
        "--rounds",
        str(rounds),
        "--expect",
        FIRST,
        "--quit",
        "q",
    ]
    words += ["--keys", KEYS, "--env", f"READER_HOME={folder / 'home'}", "--json", out]
    words += ["--name", "floor", "--cmd", f"{python} {shlex.quote(str(SHARED / 'hello.py'))}"]
    for document in documents:
        path = shlex.quote(str(folder / document))
        words += ["--name", document, "--cmd", f"{python} -m reader open --no-library {path}"]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    runs = json.loads(out.read_text(encoding="utf-8"))["runs"]
    floor = [run["paint"] for run in runs["floor"]]
    return median(floor), [_measured(document, runs[document], floor) for document in documents]


def _measured(document: str, runs: list[dict[str, Any]], floor: list[float]) -> Measured:
    faults = {str(run[key]) for run in runs for key in ("error", "error_quit", "replay_error") if key in run}
    if faults:
        return Measured(document, float("inf"), float("inf"), float("inf"), float("inf"), tuple(sorted(faults)))
    paints = [run["paint"] for run in runs]
    keys = [key["settled"] for run in runs for key in run["keys"] if key["settled"] is not None]
    return Measured(
        document,
        median(mine / its for mine, its in zip(paints, floor, strict=True)),
        median(paints),
        median(keys) if keys else float("inf"),
        median(run["cpu_paint_s"] for run in runs),
        (),
    )


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.first_paint")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sizes", default=",".join(SIZES), help="such as 10k,100k,1m,10m")
    asked = parser.parse_args()
    if not SHARED.is_dir():
        print(f"there is no {SHARED}", file=sys.stderr)
        return 2
    sizes = tuple(asked.sizes.split(","))
    documents = [f"{size}.{suffix}" for size in sizes for suffix in FORMATS]
    with tempfile.TemporaryDirectory() as made:
        make_documents(Path(made), sizes)
        floor, measured = measure(Path(made), documents, asked.rounds)
    print(f"empty Textual app: first paint {floor:.0f} ms (medians of {asked.rounds} rounds)")
    print("document    paint / floor      paint   key settled   CPU to paint")
    for one in measured:
        print(
            f"{one.document:10} {one.paint_ratio:14.2f} {one.paint:7.0f} ms {one.key:10.1f} ms {one.cpu:12.2f} s",
            end="",
        )
        print(f"   {'; '.join(one.faults)}" if one.faults else "")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
