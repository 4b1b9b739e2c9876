"""How fast a large library is: opened, listed, searched, added to, asked across; and how large its file is.

    python -m tests.benchmarks.library [--articles N] [--folder F] [--queries N]

The articles are made (2 to 20 KB each, words as frequent as Zipf says, with quotations and entities); made once, a
library in FOLDER is used again. Opening and listing are measured beside an empty library, in turn.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import random
import re
import statistics
import tempfile
import time
from argparse import Namespace
from contextlib import redirect_stdout
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.library import across, plotting
from reader.model import (
    Analysis,
    Article,
    Block,
    BlockKind,
    Entity,
    EntityType,
    Metadata,
    Quotation,
    QuotationKind,
    Source,
    Span,
    Speaker,
)
from reader.store import Library
from reader.store.query import Query, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SYLLABLES = re.findall("..", "babebibochadadedidofafefifogaguegigolalelilomamemimonanéninonopa")
VOCABULARY = 40_000
PEOPLE = 4_000


class Words:
    """A vocabulary with Zipf's frequencies, and people; the same every time."""

    def __init__(self) -> None:
        self.random = random.Random(8)
        made = dict.fromkeys(
            "".join(self.random.choices(SYLLABLES, k=self.random.randint(2, 5))) for _ in range(90_000)
        )
        self.words = list(made)[:VOCABULARY]
        self.weights = list(accumulate(1 / (rank + 2) for rank in range(len(self.words))))
        self.people = [f"{self.words[at % 500].title()} {self.words[-at - 1].title()}" for at in range(PEOPLE)]

    def some(self, count: int) -> list[str]:
        return self.random.choices(self.words, cum_weights=self.weights, k=count)

    def article(self, number: int) -> tuple[Article, Analysis]:
        """The article of that number, of 2 to 20 KB, with six quotations and twelve entities."""
        pick = self.random
        size, text, blocks, quotations = pick.randint(2_000, 20_000), "", [], []
        cast = pick.choices(self.people, k=12)
        while len(text) < size:
            start = len(text)
            words = " ".join(self.some(pick.randint(40, 120)))
            name = pick.choice(cast)
            text += f"{words} « {' '.join(self.some(15))} », dit {name}.\n\n"
            end = len(text) - 2
            blocks.append(Block(BlockKind.PARAGRAPH, Span(start, end), (Span(start, end),)))
            if len(quotations) < 6:
                at = text.rindex(name)
                quoted = Span(start + len(words) + 3, at - 7)
                speaker = Speaker(name, Span(at, at + len(name)), f"e{number}")
                quotations.append(
                    Quotation(f"q{number}-{len(quotations)}", QuotationKind.DIRECT, (quoted,), speaker=speaker)
                )
        title = " ".join(self.some(7))
        day = f"{2010 + number % 16}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        entities = tuple(
            Entity(f"e{number}-{at}", name, EntityType.PERSON, (Span(at, at + 5), Span(at + 50, at + 55)))
            for at, name in enumerate(cast)
        )
        location = f"https://journal-{number % 40}.example/{number}"
        source = Source(location, "text/plain", hashlib.sha256(f"{number}".encode()).hexdigest())
        known = Metadata(title, ("A B",), f"Journal {number % 40}", day, location, "fr")
        return Article(text, tuple(blocks), source, known), Analysis(tuple(quotations), entities)


def filled(path: Path, articles: int) -> tuple[int, list[float]]:
    """The library at `path` with that many articles: characters of their texts, seconds that each addition took."""
    words, characters, took = Words(), 0, []
    with Library.open(path) as library:
        have = library.shelf.count()
        for number in range(articles):
            article, analysis = words.article(number)
            characters += len(article.text.encode())
            if number >= have:
                begun = time.perf_counter()
                library.shelf.keep(article, analysis, article.text.encode(), by="benchmark")
                took.append(time.perf_counter() - begun)
    return characters, took


def timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def queries(count: int) -> Iterator[str]:
    """What people ask: common words, rare ones, phrases, prefixes, fields."""
    words, pick = Words(), random.Random(5)
    for _ in range(count):
        common, rare = pick.choice(words.words[:50]), pick.choice(words.words[2_000:])
        name = pick.choice(words.people)
        yield pick.choice(
            [
                common,
                rare,
                f"{common} {rare}",
                f'"{common} {pick.choice(words.words[:50])}"',
                f"{rare[:5]}*",
                f'speaker:"{name}"',
                f"speaker:{name.split()[1]} {common}",
                f"entity:{name.split()[1]}",
                f"{common} after:2020 before:2021",
                f"{rare} site:journal-7",
                f"title:{rare}",
                f"{common} -{rare}",
            ]
        )


def quantile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def measure(path: Path, articles: int, asked: int) -> None:
    characters, took = filled(path, articles)
    if took:
        print(f"one article added: median {statistics.median(took) * 1e3:.1f} ms, p95 {quantile(took, 0.95) * 1e3:.1f}")
    size = path.stat().st_size
    print(f"{articles:,} articles, {characters / 1e6:,.0f} MB of text")
    print(f"the file: {size / 1e6:,.0f} MB, {size / characters:.2f} x the text")
    empty = path.with_name("empty.sqlite3")
    Library.open(empty).close()

    def opened(at: Path) -> float:
        def work() -> None:
            with Library.open(at) as library:
                library.shelf.articles(Query(), 200)
                library.shelf.count()

        return timed(work)

    pairs = [(opened(path), opened(empty)) for _ in range(15)]
    full, none = (statistics.median(each) for each in zip(*pairs, strict=True))
    print(f"opened and listed: {full * 1e3:.1f} ms, empty {none * 1e3:.1f} ms, {full / none:.2f} x")
    with Library.open(path) as library:
        spent: list[tuple[float, str]] = []
        for typed in queries(asked):
            spent.append((timed(lambda typed=typed: library.shelf.search(parse(typed), 50)), typed))
    times = [seconds for seconds, _ in spent]
    print(f"search: median {statistics.median(times) * 1e3:.1f} ms, p95 {quantile(times, 0.95) * 1e3:.1f} ms")
    for seconds, typed in sorted(spent, reverse=True)[:5]:
        print(f"  slowest {seconds * 1e3:.0f} ms: {typed}")
    with Library.open(path) as library:
        measure_across(library)


def measure_across(library: Library) -> None:
    """How long the commands take that look across articles, each for somebody else every time."""
    words, pick = Words(), random.Random(7)
    for task, more in ACROSS.items():
        times = []
        for _ in range(20 if task != "voices" else 3):
            name = pick.choice(words.people)
            asked = Namespace(**DEFAULTS, **more, task=more.get("does", task), name=name, names=[name])
            module = plotting if asked.task in ("trend", "voices") else across
            with redirect_stdout(io.StringIO()):
                times.append(timed(lambda module=module, asked=asked: module.run(asked, library)))
        print(f"{task}: median {statistics.median(times) * 1e3:.0f} ms, p95 {quantile(times, 0.95) * 1e3:.0f} ms")


DEFAULTS = {"query": [], "most": 100, "format": "json", "by": None, "within": [], "plain": False}
ACROSS = {
    "said": {"people": False},
    "named": {"people": False},
    "named --people": {"people": True, "does": "named"},
    "trend": {"people": False},
    "voices": {"people": False},
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--folder", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        measure(folder / "library.sqlite3", arguments.articles, arguments.queries)


if __name__ == "__main__":
    main()
