"""Quotations and speakers kind by kind on the shared dev sets, with intervals, and the commonest errors.

    python -m tests.benchmarks.speakers [--sets NAME …] [--resamples N] [--errors N]

Gold tells statements (direct), fragments (mixed) and block quotes apart; what is interrupted, carried over or said by
somebody whom a pronoun or a description stands for is told by how the analysis came to its answer. A speaker counts as
right by the scorer's own rule; intervals are those of `accuracy`: 95 %, over documents drawn again.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.analysis import analyse
from reader.analysis.attribution.attributing import BY_DESCRIPTION, BY_PRONOUN, CARRIED
from reader.sources import Raw, article_of
from tests.benchmarks.accuracy import SHARED, Counts, interval, module

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reader.model import Article, Quotation

SETS = ("wikinews_fr", "wikinews_en", "wikinews_de")
GOLD_KINDS = {"direct": "marked", "mixed": "fragment", "block": "block"}
KINDS = (*GOLD_KINDS.values(), "interrupted", "carried over", "pronoun", "description")
OVERLAP = 0.8
"""Intersection over union from which on a quotation is found."""


class Error(NamedTuple):
    """What is wrong with one quotation: the sort of error, and the case in words."""

    sort: str
    case: str


def kinds(quotation: Quotation) -> Iterable[str]:
    """How the analysis came to the speaker of a quotation."""
    if len(quotation.spans) > 1:
        yield "interrupted"
    for kind, words in (("carried over", CARRIED), ("pronoun", BY_PRONOUN), ("description", BY_DESCRIPTION)):
        if words in quotation.reason:
            yield kind


def pieces(
    article: Article, quotations: Sequence[Quotation], trim: Callable[..., tuple[int, int]]
) -> dict[tuple[int, int], Quotation]:
    """Each piece of each quotation, trimmed as the scorer does; pieces that no mark parts count as one."""
    mark = module(SHARED / "run.py").MARK
    found: dict[tuple[int, int], Quotation] = {}
    for quotation in quotations:
        joined: list[list[int]] = []
        for span in quotation.spans:
            if joined and not mark.search(article.text, joined[-1][1], span.start):
                joined[-1][1] = span.end
            else:
                joined.append([span.start, span.end])
        found.update({trim(article.text, *each): quotation for each in joined})
    return found


def examine(gold: dict[str, Any], scorer: Any, errors: list[Error]) -> Counts:
    """Count one document; what is wrong in it goes to `errors`."""
    article = article_of(Raw(gold["text"].encode(), "text/plain", language=gold.get("lang")))
    found = pieces(article, analyse(article).quotations, scorer.trim)
    counts: Counts = Counter()
    for each in gold["quotes"]:
        kind = GOLD_KINDS.get(each["type"])
        span = scorer.trim(gold["text"], each["start"], each["end"])
        if kind is None or span[0] >= span[1]:
            continue
        best = max(found, key=lambda piece: scorer.iou(span, piece), default=None)
        quotation = found[best] if best is not None and scorer.iou(span, best) >= OVERLAP else None
        counts[f"{kind} n"] += 1
        if quotation is None:
            if kind == "marked":
                errors.append(Error("missed", f"{each['text'][:60]!r} ({each['speaker']})"))
            continue
        counts[f"{kind} found"] += 1
        if each["speaker"] is None:
            continue
        said = quotation.speaker.name if quotation.speaker else None
        right = scorer.speaker_ok(each, {"speaker": said})
        for name in (kind, *kinds(quotation)):
            counts[f"{name} named"] += 1
            counts[f"{name} right"] += right
        if not right:
            sort = f"{'wrong' if said else 'nobody'}: {quotation.reason}"
            errors.append(Error(sort, f"{said!r}, not {each['speaker']!r}: {each['text'][:50]!r}"))
    return counts


def share(part: str, whole: str) -> Callable[[Counts], float | None]:
    """The measure that divides one count by another."""
    return lambda counts: counts[part] / counts[whole] if counts[whole] else None


def shown(documents: Sequence[Counts], part: str, whole: str, resamples: int) -> str:
    """A share with its interval in per cent, and of how many."""
    total: Counts = sum(documents, Counter())
    value = share(part, whole)(total)
    around = interval(documents, share(part, whole), resamples)
    if value is None or around is None:
        return f"{'–':>6} {'':15} {total[whole]:5}"
    return f"{100 * value:6.1f} ({100 * around[0]:5.1f} – {100 * around[1]:5.1f}) {total[whole]:5}"


def report(name: str, resamples: int, most: int) -> None:
    """Print the table and the errors of one set."""
    scorer = module(SHARED / "quotes" / "score_quotes.py")
    path = SHARED / "quotes" / f"{name}.dev.jsonl"
    errors: list[Error] = []
    documents = [examine(json.loads(line), scorer, errors) for line in path.read_text(encoding="utf-8").splitlines()]
    print(f"\n{name:14} found %                      of   speaker right %               of")
    for kind in KINDS:
        found = shown(documents, f"{kind} found", f"{kind} n", resamples) if kind in GOLD_KINDS.values() else " " * 30
        print(f"  {kind:12} {found}   {shown(documents, f'{kind} right', f'{kind} named', resamples)}")
    cases: defaultdict[str, list[str]] = defaultdict(list)
    for error in errors:
        cases[error.sort].append(error.case)
    for sort, held in sorted(cases.items(), key=lambda each: -len(each[1]))[:most]:
        print(f"  {len(held):3} × {sort}\n        {held[0]}")


def main() -> int:
    """Print the report of each set."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.speakers")
    parser.add_argument("--sets", nargs="*", default=SETS, help="sets by name, such as wikinews_fr")
    parser.add_argument("--resamples", type=int, default=1000)
    parser.add_argument("--errors", type=int, default=10, help="how many sorts of errors to show a set")
    asked = parser.parse_args()
    if not SHARED.is_dir():
        print(f"there is no {SHARED}", file=sys.stderr)
        return 2
    for name in asked.sets:
        report(name, asked.resamples, asked.errors)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
