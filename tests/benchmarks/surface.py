"""How fast the reading surface is, against an empty Textual app in the same run: the table of what it must reach.

    python -m tests.benchmarks.surface [--rounds N] [--only 10k,1m] [--patience SECONDS] [--json FILE]

Candidates run in turn, so that a busy machine hits all alike; what is printed are medians over rounds of each round's
ratio to its own floor. Documents are made here (`documents.py`), the stop watch is `watched.py`. Quiet keys are
measured when the analysis has ended, or is held after PATIENCE: a full round takes two minutes on a quiet machine. All
of 10 MB is analysed in two further minutes; `--patience 300` waits for that, and then tells what memory it takes.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from reader.places import MODULES
from tests.benchmarks import documents
from tests.benchmarks.watched import Key, Watched, cost_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

FLOOR = (sys.executable, str(Path(__file__).with_name("empty_app.py")))
FLOOR_TEXT = "Nothing is here"
DOCUMENTS = ("10k.md", "100k.md", "1m.md", "10m.md", "paragraph.txt")
LINES, PAGES = 20, 10
"""How often each key is pressed."""

PATIENCE = 25.0
"""Seconds that an analysis is waited for before keys are measured without it."""

PANES = "J section"
"""What stands on the screen once the app has it."""

TOO_LONG = 60.0
"""Seconds after which the end of an article does not come."""

SMALL, LARGE = (100, 40), (120, 40)
"""Sizes of the terminal that it changes between."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One run of one program. Seconds, bytes, and MB; None where it was not looked for."""

    paint: float
    cpu_to_paint: float
    effect: float
    lines: tuple[Key, ...] = ()
    pages: tuple[Key, ...] = ()
    busy: tuple[Key, ...] = ()
    resize: float | None = None
    end: float | None = None
    peak: float = 0.0
    child_peak: float = 0.0
    quit: float = 0.0
    is_analysed: bool = False


@dataclass(slots=True)
class Round:
    """The visits of one round, by the document's name; `first_end` is G as the first key in the largest one.

    Seconds from the key to the last words, once the panes stand, and from the start, where it is typed into it.
    """

    floor: Visit
    visits: dict[str, Visit] = field(default_factory=dict)
    first_end: tuple[float, float] | None = None


def visit_floor() -> Visit:
    """Run the empty app."""
    with Watched(FLOOR, {}) as program:
        paint, cpu = program.until(FLOOR_TEXT), program.cpu()
        program.type("j")
        effect = program.until(f"{FLOOR_TEXT} 1")
        program.rest()
        lines = _keys(program, "j" * LINES)
        resize = _resizes(program)
        peak = cost_of(program.pid)
        return Visit(paint, cpu, effect, lines, resize=resize, peak=peak.peak if peak else 0.0, quit=program.quit())


def visit(document: Path, home: Path, patience: float) -> Visit:
    """Read `document`: measure what can be measured in one sitting, quiet keys after so many seconds at most."""
    with Watched(_reader(document), {"READER_HOME": str(home)}) as program:
        paint, cpu = program.until(documents.FIRST), program.cpu()
        program.type("+")
        effect = program.until("Lines of at most")
        for _ in range(100):  # until the analysis has begun
            if program.children():
                break
            time.sleep(0.02)
        busy: list[Key] = []
        while program.children() and len(busy) < LINES:
            busy += _keys(program, "j")
        program.rest(patience)
        is_analysed = not program.children()
        with program.held():
            program.rest(patience)
            lines, pages = _keys(program, "j" * LINES), _keys(program, " b" * (PAGES // 2))
            resize = _resizes(program)
        peak = cost_of(program.pid)
        began = time.perf_counter()
        program.type("G")
        end = program.until(documents.LAST, limit=began - program.began + 20) + program.began - began
        known = peak.peak if peak else 0.0
        child = program.child_peak
        leaving = program.quit()
        return Visit(
            paint, cpu, effect, lines, pages, tuple(busy), resize, end, known, child, leaving, is_analysed=is_analysed
        )


def first_end(document: Path, home: Path, after: str) -> tuple[float, float]:
    """Seconds to the last words of `document` from G, the first key, and from the start; typed once `after` shows."""
    with Watched(_reader(document), {"READER_HOME": str(home)}) as program:
        program.until(after)
        began = time.perf_counter() - program.began
        program.type("G")
        try:
            shown = program.until(documents.LAST, limit=TOO_LONG)
        except TimeoutError:
            shown = float("inf")
        return shown - began, shown


def _reader(document: Path, *, remembers: bool = False) -> tuple[str, ...]:
    script = Path(sys.executable).with_name("reader")
    start = (str(script),) if script.exists() else (sys.executable, "-m", "reader")
    return (*start, "open", *(() if remembers else ("--no-library",)), str(document))


def _keys(program: Watched, keys: str) -> tuple[Key, ...]:
    return tuple(pressed for key in keys if (pressed := program.press(key)))


def _resizes(program: Watched) -> float | None:
    found = [resized.settled for size in (SMALL, LARGE, SMALL, LARGE) if (resized := program.resize(*size))]
    return median(found) if found else None


def measure(
    folder: Path, names: Sequence[str], rounds: int, tell: Callable[[str], object], patience: float = PATIENCE
) -> list[Round]:
    """So many rounds over the documents called `names` in `folder`."""
    documents.make(folder)
    visit_floor()  # byte code and file cache are there from now on, for all
    with Watched(_reader(folder / "10k.md", remembers=True), {"READER_HOME": str(folder / "home")}) as program:
        end = program.until(documents.FIRST) + program.began + TOO_LONG
        while not (folder / "home" / "cache" / MODULES).exists() and time.perf_counter() < end:
            program.rest()  # what a start imports is gathered for the next one
    found = []
    for number in range(rounds):
        this = Round(visit_floor())
        for name in names:
            this.visits[name] = visit(folder / name, folder / "home", patience)
            tell(f"round {number + 1}: {name}")
        if "10m.md" in names:
            document, home = folder / "10m.md", folder / "home"
            shown, typed = first_end(document, home, PANES), first_end(document, home, documents.FIRST)
            this.first_end = shown[0], typed[1]
        found.append(this)
    return found


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of the table: what was measured, and what it must not exceed."""

    name: str
    value: float
    target: float
    unit: str = ""

    @property
    def holds(self) -> bool:
        """Whether the target is reached."""
        return self.value <= self.target


def rows(found: Sequence[Round], names: Sequence[str]) -> Iterator[Row]:
    """The table's rows for the documents called `names`."""
    for name in names:
        early = 0.3 if name == "10m.md" else 0.2
        yield Row(f"first text, {name}", _ratio(found, name, lambda v: v.paint), early)
        yield Row(f"first text, {name}, by CPU seconds", _ratio(found, name, lambda v: v.cpu_to_paint), early)
    for name in names:
        yield Row(
            f"effect of a first key, {name}", _ratio(found, name, lambda v: v.effect), 1.25 if "10m" in name else 1.15
        )
    if "1m.md" in names:
        yield from _keys_of_a_megabyte(found)
    if "10m.md" in names and "10k.md" in names:
        own = [_settled(r.visits["10m.md"].lines) / _settled(r.visits["10k.md"].lines) for r in found]
        yield Row("key at 10 MB / at 10 KB", median(own), 1.1)
    if "10m.md" in names:
        yield from _ten_megabytes(found)
    yield Row("quit", median(r.visits[n].quit / r.floor.quit for r in found for n in names), 0.1)


def _keys_of_a_megabyte(found: Sequence[Round]) -> Iterator[Row]:
    visits = [r.visits["1m.md"] for r in found]
    yield Row("key to settled screen", _ratio(found, "1m.md", lambda v: _settled(v.lines)), 2.5)
    keys = sorted(key.settled for v in visits for key in (*v.lines, *v.pages))
    yield Row("its 95th percentile / its median", keys[int(0.95 * len(keys))] / median(keys), 1.6)
    for name, kind in (
        ("lines", [key for v in visits for key in v.lines]),
        ("pages", [k for v in visits for k in v.pages]),
    ):
        each = sorted(key.settled for key in kind)
        yield Row(f"the same of {name} alone", each[int(0.95 * len(each))] / median(each), 1.6)
    busy = [_settled(v.busy) / _settled(v.lines) for v in visits if v.busy]
    yield Row("the same while analysis runs / quiet", median(busy) if busy else float("nan"), 1.3)
    yield Row("bytes a page", median(key.size for v in visits for key in v.pages) / 1000, 11, " KB")
    yield Row("bytes a line", median(key.size for v in visits for key in v.lines) / 1000, 4, " KB")
    yield Row("resize", _ratio(found, "1m.md", lambda v: v.resize or float("inf")), 1.5)


def _ten_megabytes(found: Sequence[Round]) -> Iterator[Row]:
    visits = [r.visits["10m.md"] for r in found]
    yield Row("jump to the end / page key", median((v.end or 0) / _settled(v.pages) for v in visits), 3)
    ends = [(r, r.first_end) for r in found if r.first_end is not None]
    if ends:
        stands = median(end / _settled(r.visits["10m.md"].pages) for r, (end, _typed) in ends)
        yield Row("the same as the first key, once the panes stand", stands, 3)
        yield Row("the same, typed into the start", median(typed / r.floor.effect for r, (_end, typed) in ends), 1.25)
    if all(v.is_analysed for v in visits):
        memory = median((r.visits["10m.md"].peak - r.floor.peak) / 10 for r in found)
        yield Row("memory above the app's / the file's bytes", memory, 8)
        yield Row("memory of the analysis", median(v.child_peak for v in visits), 100, " MB")


def _ratio(found: Sequence[Round], name: str, figure: Callable[[Visit], float]) -> float:
    return median(figure(r.visits[name]) / figure(r.floor) for r in found)


def _settled(keys: Sequence[Key]) -> float:
    return median(key.settled for key in keys)


def table(found: Sequence[Row]) -> str:
    """The rows as text."""
    width = max(len(row.name) for row in found)
    lines = [f"{'':{width}}  measured    target"]
    for row in found:
        shown, target = f"{row.value:.2f}{row.unit}", f"{row.target:g}{row.unit}"
        lines.append(f"{row.name:{width}}  {shown:>9}  ≤ {target:>7}  {'holds' if row.holds else 'NOT REACHED'}")
    return "\n".join(lines)


def main() -> int:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.surface")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default=",".join(name.partition(".")[0] for name in DOCUMENTS))
    parser.add_argument("--json", type=Path, help="where all that was measured is written to")
    parser.add_argument("--patience", type=float, default=PATIENCE, help="seconds that an analysis is waited for")
    asked = parser.parse_args()
    names = [name for name in DOCUMENTS if name.partition(".")[0] in asked.only.split(",")]
    with tempfile.TemporaryDirectory() as folder:
        found = measure(
            Path(folder), names, asked.rounds, lambda said: print(said, file=sys.stderr, flush=True), asked.patience
        )
    floor = median(r.floor.paint for r in found)
    print(f"floor: first text after {floor * 1000:.0f} ms; {asked.rounds} rounds, load {os.getloadavg()[0]:.1f}")
    measured = list(rows(found, names))
    print(table(measured))
    if asked.json:
        everything: list[Any] = [asdict(each) for each in found]
        asked.json.write_text(json.dumps(everything, indent=1), encoding="utf-8")
    return 0 if all(row.holds for row in measured) else 1


if __name__ == "__main__":
    raise SystemExit(main())
