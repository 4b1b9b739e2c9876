"""How often the analysis is right on the shared dev sets, with 95 % bootstrap intervals over documents.

    python -m tests.benchmarks.accuracy [structure|quotes|entities …] [--sets NAME …] [--together] [--resamples N]

The sets and what counts as right are `../shared/eval`; this only counts document by document, so that documents can
be drawn again (percentile bootstrap: Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13).
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import io
import json
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import reader

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

SHARED = Path(__file__).parents[3] / "shared" / "eval"
KINDS = ("structure", "quotes", "entities")
NAMED = ("PER", "ORG", "LOC")

Counts = Counter[str]
Document = dict[str, Any]


def f1(counts: Mapping[str, int], name: str) -> float | None:
    """The harmonic mean of precision and recall of what `name` counts; None where nothing was wanted or said."""
    whole = 2 * counts[f"{name}_tp"] + counts[f"{name}_fp"] + counts[f"{name}_fn"]
    return 2 * counts[f"{name}_tp"] / whole if whole else None


def share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def accuracy(counts: Mapping[str, int]) -> float | None:
    """The share of speakers that are right, of those quotations that were found and have one."""
    return counts["speaker_right"] / counts["speaker_n"] if counts["speaker_n"] else None


MEASURES: dict[str, dict[str, Callable[[Counts], float | None]]] = {
    "structure": {
        "heading F1": lambda counts: f1(counts, "h"),
        "perfect": lambda counts: share(counts["perfect"], counts["docs"]),
        "clean without any": lambda counts: share(counts["perfect0"], counts["docs0"]),
        "list item F1": lambda counts: f1(counts, "marked_l"),
        "block start F1": lambda counts: f1(counts, "marked_b"),
        "quote precision": lambda counts: share(counts["q_tp"], counts["q_tp"] + counts["q_fp"]),
        "quote recall": lambda counts: share(counts["q_tp"], counts["q_tp"] + counts["q_fn"]),
        "title found": lambda counts: share(counts["t_ok"], counts["t_n"]),
        "false title": lambda counts: share(counts["nt_fp"], counts["nt_n"]),
    },
    "quotes": {
        "span F1": lambda counts: f1(counts, "overlap"),
        "speaker accuracy": accuracy,
        "end to end F1": lambda counts: f1(counts, "e2e"),
    },
    "entities": {"PER+ORG+LOC F1": lambda counts: f1(counts, "named")},
}


def module(path: Path) -> Any:
    """The program at `path`, loaded as a module."""
    sys.path.insert(0, str(path.parent))
    specification = importlib.util.spec_from_file_location(path.stem, path)
    assert specification is not None
    assert specification.loader is not None
    loaded = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(loaded)
    return loaded


def count_structure(scorer: Any, gold: Document, said: Document) -> Counts:
    """What the scorer counts; list items and block starts with their markers, as the gold has them.

    A gold item begins at its bullet or number and one of the JSON contract at its words, so that the scorer alone
    would count every item as a wrong block start, and the shortest ones ("- CI/CD") as wrong items.
    """
    counts: Counts = Counter()
    scorer.score_doc(gold, said, counts)
    text, marked = gold["text"], []
    for block in said["blocks"]:
        line = text.rfind("\n", 0, block["start"]) + 1
        begin = line + len(text[line : block["start"]]) - len(text[line : block["start"]].lstrip())
        marked.append({**block, "start": begin})
    with_markers: Counts = Counter()
    scorer.score_doc(gold, {"blocks": marked}, with_markers)
    return counts + Counter({f"marked_{name}": count for name, count in with_markers.items() if name[0] in "lb"})


def count_quotes(scorer: Any, gold: Document, said: Document) -> Counts:
    """The scorer of quotations is a program: it is given files of one document, and its JSON is read."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / "gold.jsonl", Path(folder) / "said.jsonl"]
        for path, document in zip(files, (gold, said), strict=True):
            path.write_text(json.dumps(document), encoding="utf-8")
        words, sys.argv = sys.argv, ["score_quotes", *map(str, files), "--json"]
        try:
            with contextlib.redirect_stdout(io.StringIO()) as out:
                scorer.main()
        finally:
            sys.argv = words
    found = json.loads(out.getvalue())
    counts = Counter({f"{name}_{of}": found[name][of] for name in ("overlap", "e2e") for of in ("tp", "fp", "fn")})
    counts.update(speaker_n=found["speaker"]["n"], speaker_right=found["speaker"]["right"])
    return counts


def count_entities(scorer: Any, gold: Document, said: Document) -> Counts:
    """What the scorer's `score` does for all documents, for one: it gives shares, and shares cannot be added."""
    text, ignored = gold["text"], gold.get("ignore", ())
    wanted = {scorer.normalise(text, one["start"], one["end"]): one["label"] for one in gold["entities"]}
    found: dict[tuple[int, int], str] = {}
    for one in said["entities"]:
        if not any(one["start"] < each["end"] and one["end"] > each["start"] for each in ignored):
            span = scorer.normalise(text, one["start"], one["end"])
            if span[0] < span[1]:
                found.setdefault(span, one["label"])
    right = sum(wanted.get(span) == label for span, label in found.items() if label in NAMED)
    either = sum(wanted.get(span) == "ORGLOC" and label in ("ORG", "LOC") for span, label in found.items())
    return Counter(
        named_tp=right,
        named_fp=sum(label in NAMED for label in found.values()) - right - either,
        named_fn=sum(label in NAMED for label in wanted.values()) - right,
    )


COUNT = {
    "structure": ("score_structure.py", count_structure),
    "quotes": ("score_quotes.py", count_quotes),
    "entities": ("score_ner.py", count_entities),
}


def interval(
    documents: Sequence[Counts], measure: Callable[[Counts], float | None], resamples: int
) -> tuple[float, float] | None:
    """The middle 95 % of `measure` over `resamples` draws of as many documents as there are."""
    chance = random.Random(20_26)
    values = []
    for _ in range(resamples):
        drawn: Counts = Counter()
        for counts in chance.choices(documents, k=len(documents)):
            for name, count in counts.items():
                drawn[name] += count
        if (value := measure(drawn)) is not None:
            values.append(value)
    values.sort()
    return (values[int(0.025 * len(values))], values[int(0.975 * (len(values) - 1))]) if values else None


def score(kind: str, paths: Sequence[Path], resamples: int) -> None:
    """Print the lines of the sets at `paths`, taken as one."""
    program, count = COUNT[kind]
    scorer, convert = module(SHARED / kind / program), module(SHARED / "run.py").CONVERT[kind]
    gold = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    named = paths[0].name.removesuffix(".dev.jsonl") if len(paths) == 1 else f"{len(paths)} sets together"
    spent, counted = 0.0, []
    for document in gold:
        began = time.process_time()
        said = reader.extract(document["text"], media_type="text/plain", language=document.get("lang"))
        spent += time.process_time() - began
        counted.append(count(scorer, document, {"id": document["id"], "text": document["text"], **convert(said)}))
    total: Counts = sum(counted, Counter())
    for name, measure in MEASURES[kind].items():
        value, around = measure(total), interval(counted, measure, resamples)
        shown = (
            "    none"
            if value is None or around is None
            else (f"{100 * value:8.1f}   {100 * around[0]:5.1f} – {100 * around[1]:5.1f}")
        )
        speed = f"{len(gold) / spent:9.0f} documents/CPU s" if name == next(iter(MEASURES[kind])) else ""
        print(
            f"{kind:10} {named:24} {len(gold):5}   {name:17} {shown}   {speed}",
            flush=True,
        )


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.accuracy")
    parser.add_argument("kinds", nargs="*", default=[], metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--sets", nargs="*", default=[], help="sets by name, such as wikinews_fr")
    parser.add_argument("--together", action="store_true", help="count the documents of these sets as one set")
    parser.add_argument("--resamples", type=int, default=1000)
    asked = parser.parse_args()
    if wrong := set(asked.kinds) - set(KINDS):
        parser.error(f"no such kind: {', '.join(sorted(wrong))}")
    if not SHARED.is_dir():
        print(f"there is no {SHARED}", file=sys.stderr)
        return 2
    print("kind       set                      documents  measure              value   95 % interval")
    for kind in asked.kinds or KINDS:
        paths = sorted((SHARED / kind).glob("*.dev.jsonl"))
        wanted = [path for path in paths if not asked.sets or path.name.removesuffix(".dev.jsonl") in asked.sets]
        for group in [wanted] if asked.together and wanted else [[path] for path in wanted]:
            score(kind, group, asked.resamples)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
