"""How many articles a second quotations and attribution alone take: one core, warm, names given.

    python -m tests.benchmarks.quotations [--rounds N] [--profile]

The articles are the samples of `articles/`, cut between blocks into pieces of about 2,000 characters, so that anybody
can run it. A round finds and attributes the quotations of each once; what is printed is the median over rounds, in
CPU seconds of this process, and beside it what the whole analysis of the same articles takes in the same run.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import time
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from reader.analysis import STEPS, analyse, masking
from reader.analysis.draft import Draft
from reader.analysis.entities.names import find_names
from reader.analysis.findings import make_quotations
from reader.analysis.quotations.finding import find_quotations
from reader.sources import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import Article, Span

SAMPLES = Path(__file__).parents[2] / "articles"
SIZE = 2_000
"""Characters of an article."""
ALONE = [step for step in STEPS if step.__name__ in ("find_quotations", "attribute")]


def articles() -> Iterator[Article]:
    """The samples in pieces of at least SIZE characters, each a whole number of blocks."""
    for path in sorted(SAMPLES.glob("*.*.*")):
        whole = load(str(path))
        begin = 0
        for index, block in enumerate(whole.blocks):
            first, last = whole.blocks[begin].span.start, block.span.end
            if last - first < SIZE:
                continue
            blocks = tuple(
                replace(
                    each,
                    span=each.span.shifted(-first),
                    lines=tuple(line.shifted(-first) for line in each.lines),
                    inlines=(),
                )
                for each in whole.blocks[begin : index + 1]
            )
            yield replace(whole, text=whole.text[first:last], blocks=blocks)
            begin = index + 1


def _shifted(spans: tuple[Span, ...], by: int) -> tuple[Span, ...]:
    return tuple(span.shifted(by) for span in spans)


def drafts(given: list[Article]) -> list[Draft]:
    """A draft an article, with the names that the analysis finds there and without quotations."""
    made = []
    for article in given:
        draft = Draft(article, article.metadata.language, range(len(article.blocks)))
        find_quotations(draft)
        find_names(draft)
        draft.quotations.clear()
        made.append(draft)
    return made


def quotations(draft: Draft) -> None:
    """The two steps, and the quotations made of what they find; no token is known from before."""
    masking._cached.cache_clear()
    for step in ALONE:
        step(draft)
    make_quotations(draft)


def spent(given: list[Article]) -> tuple[float, float]:
    """CPU seconds that quotations and attribution of all articles take, and those that their analysis takes."""
    ready = drafts(given)
    began = time.process_time()
    for draft in ready:
        quotations(draft)
    alone = time.process_time() - began
    began = time.process_time()
    for article in given:
        masking._cached.cache_clear()
        analyse(article)
    return alone, time.process_time() - began


def main() -> int:
    """Print the line, or where the time goes."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.quotations")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--profile", action="store_true", help="print the functions that take most of the time")
    asked = parser.parse_args()
    given = list(articles())
    characters = sum(len(article.text) for article in given) / len(given)
    found = sum(len(analyse(article).quotations) for article in given)
    print(f"{len(given)} articles of {characters:.0f} characters and {found / len(given):.1f} quotations on average")
    if asked.profile:
        ready = [draft for _ in range(asked.rounds) for draft in drafts(given)]
        profile = cProfile.Profile()
        profile.enable()
        for draft in ready:
            quotations(draft)
        profile.disable()
        pstats.Stats(profile).strip_dirs().sort_stats("tottime").print_stats(25)
        return 0
    rounds = [spent(given) for _ in range(asked.rounds)]
    alone, whole = (median(times) for times in zip(*rounds, strict=True))
    print(
        f"quotations and attribution {len(given) / alone:8.0f} articles/CPU s   {1e3 * alone / len(given):6.2f} ms each"
    )
    print(
        f"the whole analysis         {len(given) / whole:8.0f} articles/CPU s   {1e3 * whole / len(given):6.2f} ms each"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
