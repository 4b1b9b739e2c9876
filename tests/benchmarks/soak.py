"""Many hours' use in minutes: one process opens and closes thousands of articles, with keys pressed in each.

    python -m tests.benchmarks.soak [--articles 5000] [--every 10]

The app runs in a terminal on a choice of so many different articles, with a library. Each is opened from the list, read
with some keys, searched, and closed again; every tenth only when its analysis is done. What is printed is the memory
that the process holds and shares with nobody, and how many threads, files and child processes it has: after the first
hundred articles, on the way, and after the last.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from reader.store import Library
from tests.app.stage import RAW
from tests.app.terminal import READER, Terminal
from tests.processes import children, held

FIRST = 100
"""Articles after which the memory is what the last one's is compared with."""

MOST = 0.10
"""Share by which the memory may have grown then."""

KEYS = ("j", "J", '"', "/mer\r", "\x1b", "s", "s", "t", "t", "G", "T", "?", "\x1b", "+", "-")

PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Sample:
    """What the process holds after so many articles; `memory` is in MiB, `seconds` from the first opening on."""

    articles: int
    memory: float
    threads: int
    files: int
    processes: int
    seconds: float

    @classmethod
    def of(cls, pid: int, articles: int, begun: float) -> Sample:
        proc = Path(f"/proc/{pid}")
        threads, files = (len(list((proc / each).iterdir())) for each in ("task", "fd"))
        return cls(articles, held(pid), threads, files, len(children(pid)), time.monotonic() - begun)

    def __str__(self) -> str:
        return (
            f"{self.articles:>6} articles  {self.memory:6.1f} MiB  {self.threads} threads  {self.files} files"
            f"  {self.processes} child processes  {self.seconds:5.0f} s"
        )


def run(folder: Path, articles: int, every: int) -> list[Sample]:
    """Open so many articles, and wait for the analysis of each `every`th."""
    names = [f"{number:05}.md" for number in range(articles)]
    for number, name in enumerate(names):
        (folder / name).write_bytes(f"# Essai {number:05}\n\n".encode() + RAW.data + f"\n\nFin {number}.\n".encode())
    with Library.open(folder / "home" / "library.sqlite3") as store:
        store.save_setting("welcomed", "1")
    samples: list[Sample] = []
    with Terminal([*READER, "open", *names], env={"READER_HOME": str(folder / "home")}, cwd=folder) as terminal:
        terminal.wait_for(names[0], PATIENCE)
        terminal.settle()
        begun = time.monotonic()
        for number in range(articles):
            _read(terminal, number, waits=number % every == 0)
            done = number + 1
            if done in (FIRST, articles) or done % max(500, articles // 10) == 0:
                samples.append(Sample.of(terminal.pid, done, begun))
                print(samples[-1], flush=True)
        terminal.write("q")
        assert terminal.end(PATIENCE) == 0
    return samples


def _read(terminal: Terminal, number: int, *, waits: bool) -> None:
    terminal.output = b""
    terminal.write("\r")
    terminal.wait_for(f"Essai {number:05}", PATIENCE)
    if waits:
        terminal.wait_for("Yuna", PATIENCE)
    for key in KEYS[: 3 + number % len(KEYS)]:
        terminal.write(key)
        terminal.read(0.02)
    terminal.write("\x1b\x1b")
    terminal.settle(0.05, PATIENCE)
    terminal.output = b""
    terminal.write("q")
    terminal.wait_for(f"{number:05}.md", PATIENCE)
    terminal.write("j")
    terminal.settle(0.03, PATIENCE)


def growth(samples: list[Sample]) -> float:
    """By which share the last sample's memory is more than the first's."""
    return samples[-1].memory / samples[0].memory - 1


def main() -> int:
    """Print the samples and what they say; 1 where the memory has grown by more than MOST."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.soak")
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--every", type=int, default=10)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        samples = run(Path(folder), asked.articles, asked.every)
    grown = growth(samples)
    print(f"after {samples[-1].articles} articles {grown:+.1%} of what it was after {samples[0].articles}")
    return int(grown > MOST)


if __name__ == "__main__":
    raise SystemExit(main())
