"""Many hours' use in minutes: one process opens and closes thousands of articles, with keys pressed in each.

    python -m tests.benchmarks.soak [--articles 5000] [--leak]

The app (without a terminal, so that nothing waits for one) offers so many different articles, with a library on the
disk. Each is opened from the list and gets its findings; it is read, searched, quoted and selected in with keys, and
closed again. The processes at the side are stood in for: what they would find is the same in every article, and is
handed over as they hand it over. What is printed is the memory that the process holds and shares with nobody, with
its threads and open files: after the first hundred articles, on the way, and after the last, each time when the app
has come to rest and has let go what it lets go then. With --leak what is found to live on is printed too, by type.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from reader.app.screens.reading import ReadingScreen
from reader.model import Findings
from reader.sources import Raw
from reader.store import Library
from reader.worker import Whole, work
from tests.app import stage
from tests.app.stage import RAW, Stage, opened
from tests.processes import held

FIRST = 100
"""Articles after which the memory is what the last one's is compared with."""

PATIENCE = 300.0
"""Seconds that one step may take: what is looked at is memory, on a machine that may have other work."""

MOST = 0.10
"""Share by which the memory may have grown then."""

KEYS = (
    ("j", "J", "space", "G", "g"),
    ("quotation_mark", "quotation_mark", "t", "t"),
    ("slash", "m", "e", "r", "enter", "n"),
    ("v", "j", "j", "h", "escape"),
    ("asterisk", "s", "s", "plus", "minus"),
    ("question_mark", "escape", "m", "a", "apostrophe", "a"),
)
"""What is pressed in one article, in the next, and so on, and then from the beginning again."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What the process holds after so many articles; `memory` is in MiB, `seconds` from the first opening on."""

    articles: int
    memory: float
    threads: int
    files: int
    seconds: float

    def __str__(self) -> str:
        return (
            f"{self.articles:>6} articles  {self.memory:6.1f} MiB  {self.threads} threads  {self.files} files"
            f"  {self.seconds:5.0f} s"
        )


def sample(articles: int, begun: float) -> Sample:
    """What this process holds now."""
    threads, files = (len(list(Path("/proc/self", each).iterdir())) for each in ("task", "fd"))
    return Sample(articles, held(os.getpid()), threads, files, time.monotonic() - begun)


def text(number: int) -> bytes:
    return f"# Essai {number:05}\n\nOuvert {number:05}.\n\n".encode() + RAW.data


async def run(folder: Path, articles: int) -> list[Sample]:
    """Open so many articles, one after the other."""
    paths = [folder / f"{number:05}.md" for number in range(articles)]
    for number, path in enumerate(paths):
        path.write_bytes(text(number))
    findings = [each for each in work(Raw(text(0), "text/markdown"), 1) if isinstance(each, Findings)]
    samples: list[Sample] = []
    with Library.open(folder / "library.sqlite3") as library:
        async with opened(locations=tuple(map(str, paths)), library=library) as staged:
            begun = time.monotonic()
            for number in range(articles):
                await open_and_close(staged, number, findings)
                done = number + 1
                if done in (FIRST, articles) or done % max(FIRST, articles // 10) == 0:
                    await staged.until(lambda: not staged.app._untidied)  # else it is chance how many still wait for it
                    samples.append(sample(done, begun))
                    print(samples[-1], flush=True)
    return samples


async def open_and_close(on: Stage, number: int, findings: list[Findings]) -> ReadingScreen:
    """Open the article of that number, which the list points at, and close it; gives the screen that showed it."""
    await on.press("enter")
    await on.until(lambda: isinstance(on.app.screen, ReadingScreen) and on.workers)
    assert f"Ouvert {number:05}" in on.screen.reading.article.text
    screen = on.screen
    await on.worker.send(Whole(), *findings)
    on.workers.clear()
    await on.press(*KEYS[number % len(KEYS)])
    await on.press("q")
    try:
        await on.until(lambda: len(on.app.screen_stack) == 1)
    except AssertionError:
        raise AssertionError(f"article {number} stays: {on.app.screen_stack}, focus {on.app.focused}") from None
    await on.press("j")
    return screen


def growth(samples: list[Sample]) -> float:
    """By which share the last sample's memory is more than that of the first."""
    return samples[-1].memory / samples[0].memory - 1


def main() -> int:
    """Print the samples and what they say; 1 where the memory has grown by more than MOST."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.soak")
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--leak", action="store_true")
    asked = parser.parse_args()
    stage.PATIENCE = PATIENCE
    with tempfile.TemporaryDirectory() as folder:
        samples = asyncio.run(run(Path(folder), asked.articles))
    if asked.leak:
        gc.unfreeze()
        gc.collect()
        for name, count in Counter(type(each).__name__ for each in gc.get_objects()).most_common(40):
            print(f"{count:>8} {name}")
    grown = growth(samples)
    print(f"after {samples[-1].articles} articles {grown:+.1%} of what it was after {samples[0].articles}")
    return int(grown > MOST)


if __name__ == "__main__":
    raise SystemExit(main())
