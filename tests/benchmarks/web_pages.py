"""How well the article is found in web pages: ours and the extractor's alone, on pages of many families.

    python -m tests.benchmarks.web_pages [--unmet] [--seeds N] [--first SEED] [--layout NAME …] [--show]
    python -m tests.benchmarks.web_pages --published FOLDER [--held-out]

The pages are made (`tests/sources/page_layouts.py`), so that every word of the article is known, or they are those of
real papers that packages carry (`published.py`), which are looked for in a folder of yours. Counted are the
article's words, as often as they stand there, and its headings, list items and quoted paragraphs, which must be found
word for word as what they are. What an editor may count either way (the title, captions, pull quotes, a box's heading)
counts for nobody. The intervals are 95 % bootstrap intervals over pages.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from reader.model import BlockKind
from reader.sources import Raw, article_of
from tests.benchmarks.accuracy import interval
from tests.benchmarks.published import how_to_get, published
from tests.sources.page_first_met import FIRST_MET
from tests.sources.page_layouts import LAYOUTS, page
from tests.sources.page_strangers import STRANGERS
from tests.sources.page_unmet import UNMET

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reader.model import Block
    from tests.sources.page_articles import NewsArticle

Counts = Counter[str]
Blocks = list[tuple[str, str]]
"""What was found: each block's kind (heading, list, quote, other) and its words."""

MEASURED = ("words", "headings", "lists", "quotes")
_WORD = re.compile(r"\w+")


def normal(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def gold(article: NewsArticle) -> tuple[Blocks, set[str]]:
    """The blocks of an article, and the texts that count for nobody."""
    blocks: Blocks = [("other", article.standfirst)]
    neutral = {normal(article.title), "journal"}  # the second is an attribution in a quote
    for piece in article.pieces:
        if piece.kind in ("pull", "figure"):
            neutral.update(map(normal, piece.texts))
        elif piece.kind == "box":
            neutral.add(normal(piece.texts[0]))
            blocks.append(("other", piece.texts[1]))
        else:
            kind = {"heading": "headings", "list": "lists", "quote": "quotes"}.get(piece.kind, "other")
            blocks += [(kind, text) for text in piece.texts]
    return blocks, neutral


def ours(html: str) -> Blocks:
    article = article_of(Raw(html.encode(), "text/html"))
    kinds = {BlockKind.HEADING: "headings", BlockKind.LIST_ITEM: "lists", BlockKind.BLOCKQUOTE: "quotes"}
    return [
        (kinds.get(block.kind, "other"), text)
        for block in article.blocks
        if block.kind not in (BlockKind.TITLE, BlockKind.IMAGE)
        for text in _cells(block, article.text)
    ]


def _cells(block: Block, text: str) -> list[str]:
    words = block.span.of(text)
    return re.split(r"[\t\n]", words) if block.kind is BlockKind.TABLE else [words]


def extractor(html: str) -> Blocks:
    """What trafilatura finds, read from its XML."""
    from lxml import etree
    from trafilatura import extract

    found = extract(
        html,
        output_format="xml",
        include_formatting=True,
        include_links=True,
        include_tables=True,
        include_comments=False,
        with_metadata=True,
    )
    blocks: Blocks = []
    if not found:
        return blocks
    root = etree.fromstring(found.encode())
    main = root.find(".//main")
    for element in (root if main is None else main).iter("p", "head", "item", "quote", "cell", "code", "ab"):
        nested = element.find(".//p") is not None or element.find(".//item") is not None
        words = "".join(element.itertext())
        if nested or not words.strip():
            continue
        inside = {element.tag, *(each.tag for each in element.iterancestors())}
        kind = next(
            (kind for tag, kind in (("head", "headings"), ("item", "lists"), ("quote", "quotes")) if tag in inside),
            "other",
        )
        blocks += [(kind, line) for line in (words.split("\n") if kind == "quotes" else [words]) if line.strip()]
    return blocks


def judged(blocks: Blocks, is_neutral: Callable[[str], bool]) -> Blocks:
    """The blocks that count."""
    return [(kind, text) for kind, text in blocks if normal(text) and not is_neutral(normal(text))]


def count(found: Blocks, wanted: Blocks, is_neutral: Callable[[str], bool]) -> Counts:
    """True and false positives and negatives of one page."""
    found, wanted = judged(found, is_neutral), judged(wanted, is_neutral)
    counts: Counts = Counter()
    for measure in MEASURED:
        said, known = _bag(found, measure), _bag(wanted, measure)
        right = sum((said & known).values())
        counts.update(
            {f"{measure}_tp": right, f"{measure}_fp": said.total() - right, f"{measure}_fn": known.total() - right}
        )
    return counts


def _bag(blocks: Blocks, measure: str) -> Counter[str]:
    if measure == "words":
        return Counter(word for _, text in blocks for word in _WORD.findall(text.lower()))
    return Counter(normal(text) for kind, text in blocks if kind == measure)


def shares(counts: Counts, measure: str) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    tp, fp, fn = (counts[f"{measure}_{of}"] for of in ("tp", "fp", "fn"))
    precision, recall = tp / max(1, tp + fp), tp / max(1, tp + fn)
    return precision, recall, 2 * tp / max(1, 2 * tp + fp + fn)


def table(name: str, pages: Sequence[Counts], resamples: int) -> None:
    whole = sum(pages, Counter())
    for measure in MEASURED:
        precision, recall, f1 = shares(whole, measure)
        between = interval(pages, lambda counts, measure=measure: shares(counts, measure)[2], resamples)  # type: ignore[misc]
        low, high = between or (0, 0)
        print(f"{name:12} {measure:9} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  [{low:.3f}, {high:.3f}]")


def differences(found: Blocks, wanted: Blocks) -> Iterable[str]:
    """What was missed and what was found too much, a line each; of words those that are nowhere on the other side."""
    said = Counter((kind, normal(text)) for kind, text in found)
    known = Counter((kind, normal(text)) for kind, text in wanted)
    for name, these, those in (("missed", known - said, said), ("too much", said - known, known)):
        there = " ¶ ".join(text for _, text in those)
        yield from (f"    {name} {kind}: {text[:90]}" for kind, text in these if kind != "other" or text not in there)


Case = tuple[str, str, Blocks, "Callable[[str], bool]"]
"""A page's name, its markup, its article's blocks, and whether a text counts for nobody."""


def made(asked: argparse.Namespace) -> Iterator[Case]:
    """The pages that are made here."""
    for layout in (*UNMET, *FIRST_MET) if asked.unmet else (*LAYOUTS, *STRANGERS):
        if asked.layout and layout.__name__ not in asked.layout:
            continue
        for lang in ("fr", "en"):
            for seed in range(asked.first, asked.first + asked.seeds):
                article, html = page(layout, seed, lang)
                wanted, neutral = gold(article)
                yield f"{layout.__name__} {lang} {seed}", html, wanted, neutral.__contains__


def real(asked: argparse.Namespace) -> Iterator[Case]:
    """The pages of real papers."""
    for each in published(asked.published, held_out=asked.held_out):
        neutral = f" {normal(each.neutral)} "
        if not asked.layout or each.name in asked.layout:
            yield each.name, each.markup, each.blocks, lambda text, neutral=neutral: f" {text} " in neutral  # type: ignore[misc]


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.web_pages", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--seeds", type=int, default=6, help="pages of each family and language")
    parser.add_argument("--first", type=int, default=1, help="the first number to draw with")
    parser.add_argument("--layout", action="append", default=[], help="only this family or page; may be given again")
    parser.add_argument("--unmet", action="store_true", help="the families that nothing was made for instead")
    parser.add_argument("--published", type=Path, help="real papers' pages below this folder instead")
    parser.add_argument("--held-out", action="store_true", help="of those the half that nothing is improved on")
    parser.add_argument("--show", action="store_true", help="list what is not as it should be")
    parser.add_argument("--resamples", type=int, default=1000)
    asked = parser.parse_args()
    systems = {"trafilatura": extractor, "reader": ours}
    pages: dict[str, list[Counts]] = {name: [] for name in systems}
    spent = dict.fromkeys(systems, 0.0)
    for title, html, wanted, is_neutral in real(asked) if asked.published else made(asked):
        for name, system in systems.items():
            begun = time.perf_counter()
            found = system(html)
            spent[name] += time.perf_counter() - begun
            pages[name].append(count(found, wanted, is_neutral))
            pair = judged(found, is_neutral), judged(wanted, is_neutral)
            if asked.show and name == "reader" and (lines := list(differences(*pair))):
                print("\n".join([title, *lines]))
    if not pages["reader"]:
        sources = "\n".join(f"    {command}" for command in how_to_get())
        print(f"No such page is in {asked.published}: unpack there what these fetch\n{sources}", file=sys.stderr)
        return 3
    for name in systems:
        table(name, pages[name], asked.resamples)
        print(f"{name:12} {len(pages[name])} pages, {1000 * spent[name] / len(pages[name]):.0f} ms a page\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
