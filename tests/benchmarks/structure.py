"""How fast the structure of plain text is recovered: lines a second on one core, from the bytes to the last part.

    python -m tests.benchmarks.structure [--articles N] [--short N] [--rounds N] [--profile]

The articles are made (`tests/sources/page_articles.py`) and set in the layouts that text arrives in. A line is a line
of the file that shows something. Beside lines a second stands how many times as long it takes as a bare loop over the
lines of the same text, which says more where the machine is busy or slow. The best of the rounds counts. The last
line says how many blocks of the articles are found again, word for word, when each is hard-wrapped.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import textwrap
import time
from collections import Counter
from typing import TYPE_CHECKING

from reader.sources import Raw
from reader.sources.plain.parser import parse
from tests.sources.page_articles import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COLUMNS = 72


def blocks(seed: int) -> Iterator[str]:
    """The blocks of one made article, as they stand in a file that marks nothing but its lists."""
    writer = Writer(seed, "fr" if seed % 2 else "en")
    article = writer.article()
    yield article.title
    yield article.standfirst
    for piece in article.pieces:
        if piece.kind == "list":
            yield from (f"- {text}" for text in piece.texts)
        elif piece.kind not in ("table", "code"):
            yield from piece.texts


def wrapped(block: str, width: int = COLUMNS) -> str:
    indent = "  " if block.startswith("- ") else ""
    return textwrap.fill(block, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def one_block_a_line(articles: int) -> str:
    return "\n".join(block for seed in range(articles) for block in blocks(seed)) + "\n"


def blank_lines_between(articles: int) -> str:
    return "\n\n".join(block for seed in range(articles) for block in blocks(seed)) + "\n"


def hard_wrapped(articles: int) -> str:
    return "\n\n".join(wrapped(block) for seed in range(articles) for block in blocks(seed)) + "\n"


LAYOUTS: dict[str, Callable[[int], str]] = {
    "one block a line": one_block_a_line,
    "blank lines between": blank_lines_between,
    "hard-wrapped at 72": hard_wrapped,
}


def starts_again(articles: int) -> float:
    """F1 of the blocks' first words in hard-wrapped articles, against the same articles one block a line."""
    right = missed = wrong = 0
    for seed in range(articles):
        whole = list(blocks(seed))
        found = _beginnings("\n\n".join(map(wrapped, whole)))
        wanted = _beginnings("\n".join(whole))
        right += (found & wanted).total()
        missed += (wanted - found).total()
        wrong += (found - wanted).total()
    return 2 * right / (2 * right + missed + wrong)


def _beginnings(text: str) -> Counter[tuple[str, ...]]:
    """The words of each block, a wrap read as one space."""
    return Counter(
        tuple(" ".join(line.of(text) for line in block.lines).split())
        for part in parse(Raw(text.encode(), "text/plain", language="fr"))
        for block in part.blocks
    )


def short_lines(count: int) -> str:
    return "".join(f"line {number} of few words\n" for number in range(count))


def bare(text: str) -> int:
    """What any reader of the text must do: look at every line."""
    return sum(1 for line in text.split("\n") if line.strip())


def recovered(text: str) -> int:
    """How many blocks are found in `text`."""
    return sum(len(part.blocks) for part in parse(Raw(text.encode(), "text/plain", language="fr")))


def seconds(work: Callable[[str], int], text: str, rounds: int) -> float:
    """Processor seconds of the fastest of the rounds."""
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        work(text)
        times.append(time.process_time() - begun)
    return min(times)


def report(name: str, text: str, rounds: int) -> None:
    count, taken = bare(text), seconds(recovered, text, rounds)
    ratio = taken / seconds(bare, text, rounds)
    speed = f"{count / taken:>9,.0f} lines/s  {len(text) / taken / 1e6:5.1f} M characters/s"
    print(f"{name:<22} {count:>9,} lines  {taken:6.2f} s  {speed}  {ratio:4.0f} × a bare loop")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--short", type=int, default=200_000, help="short lines in a row")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", action="store_true", help="show instead where the time goes")
    arguments = parser.parse_args()
    texts = {name: make(arguments.articles) for name, make in LAYOUTS.items()}
    if arguments.short:
        texts["short lines"] = short_lines(arguments.short)
    if arguments.profile:
        with cProfile.Profile() as profile:
            for text in texts.values():
                recovered(text)
        pstats.Stats(profile).sort_stats("tottime").print_stats(30)
        return
    for name, text in texts.items():
        report(name, text, arguments.rounds)
    some = max(1, arguments.articles // 10)
    share = 100 * starts_again(some)
    print(f"blocks found again in {some} articles when hard-wrapped at {COLUMNS}: F1 {share:.2f}")


if __name__ == "__main__":
    main()
