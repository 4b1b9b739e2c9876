"""How long a search holds up a key: `python -m tests.benchmarks.searching [MEGABYTES]`.

For each query: its hits, the seconds until the first and until all of them, and the longest that the search went on
between two looks at the keyboard, which is what a key pressed meanwhile waits.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from reader.app.hits import Hits
from reader.search import find

ARTICLES = Path(__file__).parents[2] / "articles"
QUERIES = ("e", "de", "bus", "les bus", "é", "xyzzy")


class Figure(NamedTuple):
    """One query: `first`, `whole` and `longest` are seconds."""

    query: str
    hits: int
    first: float
    whole: float
    longest: float


def text_of(megabytes: float) -> str:
    """So many million characters of the sample articles."""
    sample = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(ARTICLES.iterdir()))
    wanted = round(megabytes * 1_000_000)
    return (sample * (wanted // len(sample) + 1))[:wanted]


def measured(text: str, query: str) -> Figure:
    """Search `text` for `query` as the search line does."""
    hits = Hits()
    began = last = perf_counter()
    first = longest = 0.0
    for found in find(text, query):
        hits.extend(found)
        now = perf_counter()
        longest, last = max(longest, now - last), now
        if hits and not first:
            first = now - began
    return Figure(query, len(hits), first, perf_counter() - began, longest)


def main() -> int:
    """Print a line for each query."""
    text = text_of(float(sys.argv[1]) if len(sys.argv) > 1 else 10)
    print(f"{'query':<10}{'hits':>12}{'first hit':>12}{'all':>10}{'a key waits':>14}")
    for query in QUERIES:
        one = measured(text, query)
        first, longest = one.first * 1000, one.longest * 1000
        print(f"{one.query:<10}{one.hits:>12,}{first:>9.1f} ms{one.whole:>8.2f} s{longest:>11.1f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
