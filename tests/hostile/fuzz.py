"""Every parser and the layout, given inputs that nobody wrote, for as long as is asked.

    python -m tests.hostile.fuzz --minutes 10 [--only NAME…] [--engine atheris|mutations] [--keep]

Each target (`targets.py`) runs in processes of its own, one after the other on half of the cores. Where atheris is
installed it looks for inputs that reach code which none has reached before; without it seeds are mutated blindly. An
input that breaks a promise, or takes longer than PATIENCE, is made as short as it can be and printed; `--keep` adds
it to `found/`, which the suite replays. Exit code 1 where there is any.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOUND = Path(__file__).with_name("found")
"""What was found once, by target; none of it may ever be found again."""

PATIENCE = 10
"""Seconds that one small input may take, on a machine that does other things too."""

SHRINKING = 20.0
"""Seconds spent on making what was found shorter."""

_READER = os.sep + "reader" + os.sep
_OVERDUE = "takes too long"


class OverdueError(Exception):
    """An input takes longer than PATIENCE."""


@dataclass(frozen=True, slots=True)
class Finding:
    """An input of `target` that breaks a promise, and how: where it broke is what tells two findings apart."""

    target: str
    data: bytes
    where: str
    said: str


def attempt(run: Callable[[bytes], object], target: str, data: bytes) -> Finding | None:
    """What is wrong with the way in which `run` takes `data`; None where nothing is."""

    def overdue(_number: int, _frame: object) -> None:
        raise OverdueError(_OVERDUE)

    before = signal.signal(signal.SIGALRM, overdue)
    signal.alarm(PATIENCE)
    try:
        run(data)
    except OverdueError:
        return Finding(target, data, _OVERDUE, f"over {PATIENCE} s")
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in frames if _READER in frame.filename] or frames
        where = f"{type(error).__name__} at {Path(ours[-1].filename).name}:{ours[-1].name} from {frames[-1].name}"
        return Finding(target, data, where, " ".join(str(error).split())[:300])
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
    return None


def shortened(run: Callable[[bytes], object], finding: Finding) -> Finding:
    """The same finding with fewer bytes: pieces are left out, ever smaller ones, while it stays what it is."""
    end = time.monotonic() + SHRINKING
    size = max(1, len(finding.data) // 2)
    while size:
        at = 0
        while at < len(finding.data) and time.monotonic() < end:
            shorter = attempt(run, finding.target, finding.data[:at] + finding.data[at + size :])
            if shorter is not None and shorter.where == finding.where:
                finding = shorter
            else:
                at += size
        size //= 2
    return finding


def by_mutation(name: str, seconds: float, folder: Path, seed: int) -> None:
    """Fuzz the target `name` by mutating its seeds; what is found goes to `folder`."""
    from tests.hostile.seeds import mutated
    from tests.hostile.targets import TARGETS

    run, chance, known = TARGETS[name], random.Random(seed), set[str]()
    end, tried = time.monotonic() + seconds, 0
    last = folder / "last"
    while time.monotonic() < end:
        data = mutated(name, chance)
        last.write_bytes(data)
        finding, tried = attempt(run, name, data), tried + 1
        if finding is not None and finding.where not in known:
            known.add(finding.where)
            _keep(folder, shortened(run, finding).data)
    last.unlink(missing_ok=True)
    (folder / "tried").write_text(str(tried))


def by_coverage(name: str, seconds: float, folder: Path, seed: int) -> None:
    """Fuzz the target `name` with atheris, which ends the process at the first finding."""
    import atheris

    from tests.hostile.seeds import ODD, SEEDS, WORDS

    with atheris.instrument_imports(include=["reader"]):
        from tests.hostile.growth import import_everything
        from tests.hostile.targets import TARGETS

        import_everything()  # a parser that is imported when it is first needed would not be looked into
    seeds = folder / "corpus"
    seeds.mkdir(exist_ok=True)
    for data in SEEDS[name]:
        _keep(seeds, data)
    words = folder / "words"
    encoded = [word.encode("utf-8", "surrogatepass") for word in (*WORDS.get(name, ()), *ODD)]
    words.write_text("".join('"' + "".join(f"\\x{byte:02x}" for byte in word) + '"\n' for word in encoded))
    limits = [f"-max_total_time={seconds:.0f}", f"-timeout={PATIENCE}", "-rss_limit_mb=3000", "-max_len=20000"]
    places = [f"-artifact_prefix={folder}{os.sep}found-", f"-seed={seed}", f"-dict={words}"]
    atheris.Setup([sys.argv[0], *limits, *places, "-print_final_stats=1", str(seeds)], TARGETS[name])
    atheris.Fuzz()


def _keep(folder: Path, data: bytes) -> Path:
    path = folder / hashlib.sha256(data).hexdigest()[:12]
    path.write_bytes(data)
    return path


def _fuzzed(name: str, seconds: float, engine: str, seed: int) -> tuple[str, list[bytes]]:
    """What a process of its own says at its end, and finds; it is ended where it hangs."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as made:
        folder = Path(made)
        command = [
            sys.executable,
            "-m",
            "tests.hostile.fuzz",
            "--one",
            name,
            str(folder),
            engine,
            str(seconds),
            str(seed),
        ]
        try:
            done = subprocess.run(
                command, capture_output=True, timeout=seconds + 8 * PATIENCE, cwd=FOUND.parents[2], check=False
            )
            said = done.stderr.decode("utf-8", "replace")
        except subprocess.TimeoutExpired:
            said = "hangs"
        if engine == "atheris":
            found = [path.read_bytes() for path in folder.glob("found-*")]
            tried = next((row.split()[-1] for row in said.splitlines() if "number_of_executed_units" in row), "?")
        else:
            found = [path.read_bytes() for path in folder.iterdir() if path.name != "tried"]  # `last` where it died
            tried = (folder / "tried").read_text() if (folder / "tried").is_file() else said[-300:]
        return tried, found


def findings(name: str, found: list[bytes]) -> Iterator[Finding]:
    """What is wrong with each of `found`, one for each place where something breaks."""
    from tests.hostile.targets import TARGETS

    known = set[str]()
    for data in found:
        finding = attempt(TARGETS[name], name, data)
        if finding is not None and finding.where not in known:
            known.add(finding.where)
            yield shortened(TARGETS[name], finding)


def main() -> int:
    """Fuzz, and print what was tried and found; 1 where anything was found."""
    if sys.argv[1:2] == ["--one"]:
        name, folder, engine, seconds, seed = sys.argv[2:]
        one: Any = by_coverage if engine == "atheris" else by_mutation
        one(name, float(seconds), Path(folder), int(seed))
        return 0
    from tests.hostile.targets import TARGETS

    best = "atheris" if importlib.util.find_spec("atheris") else "mutations"
    parser = argparse.ArgumentParser(prog="python -m tests.hostile.fuzz", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--minutes", type=float, default=10.0, help="for all targets together")
    parser.add_argument("--only", nargs="*", default=list(TARGETS), choices=list(TARGETS), metavar="NAME")
    parser.add_argument("--engine", choices=["atheris", "mutations"], default=best)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--keep", action="store_true", help="add what is found to tests/hostile/found")
    asked = parser.parse_args()
    cores = max(1, (os.cpu_count() or 2) // 2)
    each = asked.minutes * 60 * cores / len(asked.only)
    count = 0
    with ThreadPoolExecutor(cores) as pool:
        made = [(name, pool.submit(_fuzzed, name, each, asked.engine, asked.seed)) for name in asked.only]
        for name, future in made:
            tried, found = future.result()
            print(f"{name:14} {tried:>9} inputs in {each:.0f} s, {len(found)} kept by {asked.engine}", flush=True)
            for finding in findings(name, found):
                count += 1
                print(f"    {finding.where}: {finding.said}\n    {finding.data[:200]!r}", flush=True)
                if asked.keep:
                    (FOUND / name).mkdir(parents=True, exist_ok=True)
                    print(f"    kept as {_keep(FOUND / name, finding.data)}")
    print(f"{count} findings (seed {asked.seed})")
    return int(count > 0)


if __name__ == "__main__":
    raise SystemExit(main())
