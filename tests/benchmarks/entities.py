"""How well entities are found: per type and set with 95 % bootstrap intervals, whole articles, and what it costs.

    python -m tests.benchmarks.entities [--rules] [--sets NAME …] [--only sets|articles|cost] [--resamples N]

The sets and what counts as right are `../shared/eval`; without that folder the sets are left out. The articles are
those of tests/gold/entities: each entity counts once, by name and type, after merging. `--rules` leaves all weights
aside. Costs are taken in fresh processes: seconds of processor time to load, numpy's import among them; memory above a
process that has the rest of the analysis; milliseconds of processor time per 1,000 words when warm; and megabytes of
the installed packages that weights need.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
import tomllib
from collections import Counter
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any

import reader
from tests.benchmarks.accuracy import SHARED, f1, interval, module

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests/gold/entities"
TYPES = ("person", "organisation", "place", "work")
LABELS = {"PER": "people", "ORG": "organisations", "LOC": "places", "MISC": "works"}
NAMED = ("PER", "ORG", "LOC")
NEEDED = ("numpy",)

Counts = Counter[str]


def plain(words: str) -> str:
    """Words with one kind of apostrophe and single spaces."""
    return " ".join(words.replace("’", "'").split())


# Whole articles


def articles() -> Iterator[tuple[str, dict[str, Any]]]:
    """The annotated articles."""
    for path in sorted(GOLD.glob("*.toml")):
        yield path.stem, tomllib.loads(path.read_text(encoding="utf-8"))


def compared(gold: Mapping[str, Any]) -> tuple[Counts, list[str]]:
    """What of an article's entities is found, and a line for each that is missing or false."""
    wanted = {tuple(map(plain, name.split(" / "))): kind for kind in TYPES for name in gold[kind]}
    doubtful = set(map(plain, gold["doubtful"]))
    counts: Counts = Counter()
    lines = []
    left = dict(wanted)
    for one in reader.extract(gold["text"], language=gold["language"])["entities"]:
        name = plain(one["name"])
        forms = next((forms for forms, kind in left.items() if name in forms and kind == one["type"]), None)
        if forms is not None:
            del left[forms]
            counts["all_tp"] += 1
            counts[f"{one['type']}_tp"] += 1
        elif name not in doubtful:
            counts["all_fp"] += 1
            counts[f"{one['type']}_fp"] += 1
            lines.append(f"  false   {one['type']:12} {name}")
    for forms, kind in left.items():
        if doubtful.isdisjoint(forms):
            counts["all_fn"] += 1
            counts[f"{kind}_fn"] += 1
            lines.append(f"  missing {kind:12} {forms[0]}")
    return counts, lines


def line(what: str, of: str, documents: Sequence[Counts], measure: str, resamples: int) -> str:
    """A row of the table: F1 with its interval."""
    value = f1(sum(documents, Counter()), measure)
    around = interval(documents, lambda counts: f1(counts, measure), resamples)
    if value is None or around is None:
        return f"{what:20} {of:14}  none"
    return f"{what:20} {of:14} {100 * value:6.1f}   {100 * around[0]:5.1f} - {100 * around[1]:5.1f}"


def show_articles(resamples: int, *, errors: bool) -> None:
    """Print the rows of the articles."""
    counted = {}
    for name, gold in articles():
        counted[name], lines = compared(gold)
        if errors:
            print(name, *lines, sep="\n")
    documents = list(counted.values())
    for measure in ("all", *TYPES):
        print(line(f"{len(documents)} articles", measure, documents, measure, resamples))


# Sentences of the shared sets


def count(scorer: Any, gold: Mapping[str, Any], said: Sequence[Mapping[str, Any]]) -> Counts:
    """One document's right, false and missing names, as the shared scorer counts them for all documents."""
    text, ignored = gold["text"], gold.get("ignore", ())
    wanted = {scorer.normalise(text, one["start"], one["end"]): one["label"] for one in gold["entities"]}
    found: dict[tuple[int, int], str] = {}
    for one in said:
        if not any(one["start"] < each["end"] and one["end"] > each["start"] for each in ignored):
            span = scorer.normalise(text, one["start"], one["end"])
            if span[0] < span[1]:
                found.setdefault(span, one["label"])
    counts: Counts = Counter(span_tp=len(wanted.keys() & found.keys()))
    counts["span_fp"], counts["span_fn"] = len(found) - counts["span_tp"], len(wanted) - counts["span_tp"]
    for label in LABELS:
        mine = {span for span, kind in found.items() if kind == label}
        gold_spans = {span for span, kind in wanted.items() if kind == label}
        either = {span for span in mine if wanted.get(span) == "ORGLOC" and label in ("ORG", "LOC")}
        right = len(mine & gold_spans)
        one_set = {
            f"{label}_tp": right,
            f"{label}_fp": len(mine - either) - right,
            f"{label}_fn": len(gold_spans) - right,
        }
        counts.update(one_set)
        if label in NAMED:
            counts.update({f"named_{key[-2:]}": value for key, value in one_set.items()})
    return counts


def show_set(path: Path, resamples: int) -> None:
    """Print the rows of one set."""
    scorer, convert = module(SHARED / "entities/score_ner.py"), module(SHARED / "run.py").CONVERT["entities"]
    documents = []
    for row in path.read_text(encoding="utf-8").splitlines():
        gold = json.loads(row)
        said = convert(reader.extract(gold["text"], language=gold.get("lang")))["entities"]
        documents.append(count(scorer, gold, said))
    name = path.name.removesuffix(".dev.jsonl")
    for measure, of in {"named": "PER+ORG+LOC", "span": "spans, all", **LABELS}.items():
        print(line(name, of, documents, measure, resamples), flush=True)


# Costs

_PROBE = """
import json, resource, sys, time
from pathlib import Path
text, language, rules = Path(sys.argv[1]).read_text(encoding="utf-8"), sys.argv[2], sys.argv[3] == "rules"
import reader
from reader.analysis.entities import models
if rules:
    models.recogniser.cache_clear()
    models.cards = lambda: {}
reader.extract("Un essai.", language="it")
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20
before, began = resident(), time.process_time()
models.recogniser(language)
load = time.process_time() - began
reader.extract(text, language=language)
memory = resident() - before
began = time.process_time()
for _ in range(3):
    reader.extract(text, language=language)
spent = (time.process_time() - began) / 3
print(json.dumps({"load": load, "memory": memory, "warm": spent / len(text.split()) * 1e6}))
"""


def installed(name: str) -> float | None:
    """Megabytes of an installed package's files; None where it is not installed."""
    try:
        files = distribution(name).files or []
    except PackageNotFoundError:
        return None
    paths = (Path(str(each.locate())) for each in files)
    return sum(path.stat().st_size for path in paths if path.is_file()) / 2**20


def show_costs(*, rules: bool) -> None:
    """Print what weights cost, language by language."""
    for language in ("fr", "en"):
        texts = [gold["text"] for _, gold in articles() if gold["language"] == language]
        path = GOLD / f".probe.{language}.txt"
        path.write_text("\n".join(texts), encoding="utf-8")
        try:
            said = subprocess.run(
                [sys.executable, "-c", _PROBE, str(path), language, "rules" if rules else "all"],
                capture_output=True, text=True, check=True, cwd=ROOT,
            )  # fmt: skip
        finally:
            path.unlink()
        cost = json.loads(said.stdout)
        print(
            f"{language}: weights loaded in {cost['load']:.2f} s CPU, {cost['memory']:.0f} MB, "
            f"{cost['warm']:.0f} ms CPU per 1,000 words for the whole analysis"
        )
    sizes = {name: size for name in NEEDED if (size := installed(name)) is not None}
    own = (path for path in (ROOT / "reader/analysis/entities").rglob("*") if path.suffix in (".table", ".weights"))
    sizes["Reader's own"] = sum(path.stat().st_size for path in own) / 2**20
    each = ", ".join(f"{name} {size:.1f} MB" for name, size in sizes.items())
    print(f"installed: {each} = {sum(sizes.values()):.0f} MB")


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.entities")
    parser.add_argument("--rules", action="store_true", help="without any weights")
    parser.add_argument("--errors", action="store_true", help="what is missing and false in the articles")
    parser.add_argument("--sets", nargs="*", default=[], help="sets by name, such as fenec_fr_news")
    parser.add_argument("--only", choices=("sets", "articles", "cost"))
    parser.add_argument("--resamples", type=int, default=1000)
    asked = parser.parse_args()
    if asked.rules:
        from reader.analysis.entities import recognised

        recognised.recogniser = lambda _: None
    began = time.monotonic()
    print("what                 type             F1   95 % interval")
    if asked.only in (None, "articles"):
        show_articles(asked.resamples, errors=asked.errors)
    if asked.only in (None, "sets") and SHARED.is_dir():
        for path in sorted((SHARED / "entities").glob("*.dev.jsonl")):
            if not asked.sets or path.name.removesuffix(".dev.jsonl") in asked.sets:
                show_set(path, asked.resamples)
    if asked.only in (None, "cost"):
        show_costs(rules=asked.rules)
    print(f"{time.monotonic() - began:.0f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
