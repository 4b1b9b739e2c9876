"""The shared corpus of hostile inputs, opened one by one in a pseudo-terminal.

    python -m tests.hostile.full [--only PREFIX] [--all]

prints a table: input, exit status, seconds to the first text, peak memory, findings. Without --all only what is not
in order is listed. The checker and the corpus are `../shared/hostile`; this takes some minutes on two cores.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import multiprocessing
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.sources.detection import MEDIA_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SHARED = Path(__file__).parents[3] / "shared" / "hostile"
CHECKER = SHARED / "escape_check.py"
WORKERS = 2
REFUSALS = {3, 4}
"""Exit statuses of what cannot be read, or is no article."""

MEMORY = 1500 << 20
KEYS = "pgdn*3,end,home"


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one input. `first` is seconds to the first text (None where it has no start mark), `peak` MiB."""

    name: str
    status: int
    first: float | None
    peak: float
    findings: tuple[str, ...]


def make_corpus(folder: Path, *, big: bool = False) -> list[Path]:
    """The shared corpus, made in `folder`; with its `big` inputs where they are wanted."""
    made = folder / "corpus"
    command = [sys.executable, SHARED / "make_corpus.py", made, *(["--big"] if big else [])]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return sorted(path for path in made.rglob("*") if path.is_file() and path.name != "manifest.json")


def readable(inputs: Iterable[Path]) -> list[Path]:
    """Those of `inputs` that by their names are of a kind that Reader opens."""
    return [path for path in inputs if path.suffix in MEDIA_TYPES]


def check_all(inputs: Sequence[Path], home: Path) -> list[Result]:
    """Open every input and see what reaches the terminal."""
    own = own_shapes(home)
    spawning = multiprocessing.get_context("spawn")  # the checker forks, which is safe only without threads
    with ProcessPoolExecutor(WORKERS, mp_context=spawning) as pool:
        return list(pool.map(partial(check, home=home, own=own), inputs))


@dataclass(frozen=True, slots=True)
class Way:
    """How an input comes to Reader: what is opened, which keys are typed, and whether it is standard input."""

    words: Sequence[str]
    keys: str = KEYS
    stdin: bool = False
    leave: str = "q"


def check(path: Path, home: Path, own: frozenset[tuple[str, ...]], way: Way | None = None) -> Result:
    """Open one input; `own` are the shapes of the control sequences that Reader writes for a harmless article."""
    checker = _checker()
    run = _run(checker, path, home, way or Way([str(path)]))
    seen = checker.analyse(run["out"], set(own))
    findings = []
    if seen["content"]:
        findings.append(f"{len(seen['content'])} escapes of the content reached the terminal")
    if seen["suspect"]:
        findings.append(f"sequences that are not Reader's own: {', '.join(map(str, seen['suspect']))}")
    if run["hang"]:
        findings.append(f"hangs: {run['hang']}")
    if run["status"] and not (run["exited_early"] and run["status"] in REFUSALS):
        findings.append(f"exit status {run['status']}")
    if b"Traceback (most recent call last)" in seen["text"]:
        findings.append("a traceback is shown")
    if seen["left_on"]:
        findings.append(f"left on: {', '.join(seen['left_on'])}")
    if not run["termios_ok"]:
        findings.append("the terminal's modes are not restored")
    if run["status"] in REFUSALS and len(seen["text"].strip().splitlines()) != 1:
        findings.append("a refusal that is not one sentence")
    name = str(path.relative_to(path.parents[1]))
    return Result(name, run["status"], run["t_first"], run["rss"] / (1 << 20), tuple(findings))


def own_shapes(home: Path) -> frozenset[tuple[str, ...]]:
    """The shapes of the control sequences that Reader writes for a harmless article."""
    checker, harmless = _checker(), home.parent / "harmless.txt"
    harmless.write_text("MARKSTART\n\nA harmless paragraph.\n\nMARKEND\n", encoding="utf-8")
    return frozenset(checker.analyse(_run(checker, harmless, home, Way([str(harmless)]))["out"])["shapes"])


def _run(checker: Any, path: Path, home: Path, way: Way) -> dict[str, Any]:
    found: dict[str, Any] = checker.run(
        [sys.executable, "-m", "reader", "open", "--no-library", *way.words],
        keyspec=way.keys,
        stdin_file=str(path) if way.stdin else None,
        quitspec=way.leave,
        start_mark=checker.mark_of(path),
        rss_limit=MEMORY,
        env={"READER_HOME": str(home)},
        cwd=str(Path(__file__).parents[2]),
    )
    return found


def _checker() -> Any:
    specification = importlib.util.spec_from_file_location("escape_check", CHECKER)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    module.tree_rss = _memory
    return module


def _memory(process: int) -> int:
    """Bytes that a process and all below it take: what each has alone, and once the most that one of them shares.

    What is shared is counted whole, however many others that are no part of this run share it too.
    """
    below: dict[int, list[int]] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            below.setdefault(int(status.read_text().rpartition(")")[2].split()[1]), []).append(int(status.parent.name))
    alone = shared = 0
    left = [process]
    while left:
        each = left.pop()
        left += below.get(each, [])
        with contextlib.suppress(OSError):
            rows = Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()[1:]
            held = {name: 1024 * int(rest.split()[0]) for name, _, rest in (row.partition(":") for row in rows)}
            alone += held["Private_Clean"] + held["Private_Dirty"]
            shared = max(shared, held["Shared_Clean"] + held["Shared_Dirty"])
    return alone + shared


def main() -> int:
    """Print the table; 1 where something is not in order."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile.full", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--only", default="", help="inputs whose path in the corpus begins so, such as md or esc/")
    parser.add_argument("--all", action="store_true", help="list what is in order too")
    asked = parser.parse_args()
    if not CHECKER.is_file():
        print(f"there is no {CHECKER}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        inputs = [
            path for path in make_corpus(folder) if str(path.relative_to(folder / "corpus")).startswith(asked.only)
        ]
        results = check_all(inputs, folder / "home")
    for result in results:
        if result.findings or asked.all:
            first = "     -" if result.first is None else f"{result.first:5.2f}s"
            print(f"{result.name[:60]!r:64}{result.status:4}  {first}  {result.peak:5.0f} MiB  ", end="")
            print("; ".join(result.findings) or "in order")
    wrong = sum(bool(result.findings) for result in results)
    print(f"{len(results)} inputs, {wrong} not in order, {sum(result.status != 0 for result in results)} refused")
    return int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main())
