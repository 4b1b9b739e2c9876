"""Regular expressions that an article could make slow: every one of the program, against repeats made for it.

    python -m tests.hostile.growth

prints those whose search takes more than in proportion to the length of some text: a text of four times the length
may take four times as long, and GROWTH times at most. The texts are what each repeat in the expression takes, many
times over, and what people and machines repeat (spaces, marks, initials), each with and without an end that fits.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORT, LONG = 1_000, 4_000
"""Characters of the texts whose times are compared."""

GROWTH = 8.0
"""How many times as long the longer one may take: 4 is linear, 16 quadratic."""

ENDLESS = 20.0
"""Seconds after which a search is given up: 4,000 characters take a millisecond."""

LEAST = 0.002
"""Seconds below which a time says nothing."""

COMMON = (
    " ",
    "a",
    "A",
    "é",
    "1",
    ".",
    ",",
    "-",
    "’",
    "«",
    "« ",
    "» ",
    "“",
    '"',
    "\n",
    "\t",
    "\n\n",
    " \n",
    "a ",
    "A ",
    "A. ",
)
COMMON_LONG = (
    "1,",
    "1 ",
    "a-",
    "a.",
    "(a",
    "[a",
    "<a",
    "&a",
    "&#",
    "http://",
    "a@",
    "Mr. ",
    "a, ",
    "A a ",
    "— ",
    "\xa0",
    "* ",
)

BOUNDED = {
    "reader.analysis.entities.datelines": "is matched within the first 100 characters of a block",
    "reader.analysis.entities.models.words": "is given words of at most _LONGEST characters",
    "reader.app.brevity": "is given what the program itself draws, a screen at a time",
    "reader.sources.html.linked_data._CLOSING": "is given the last _LAST characters",
    "reader.sources.html.press": "is given lines of at most LONGEST characters",
    "reader.sources.plain.furniture": "is matched at a line's beginning, or looked for in lines of bounded length",
    "reader.sources.plain.headings._ADDRESS": "is given lines of at most LONGEST characters",
    "reader.sources.plain.quoting._QUOTED": "is given four times _LONGEST characters at most",
    "reader.sources.plain.stops._ABBREVIATED": "is given _ABBREVIATION characters",
    "reader.sources.plain.titles._DATE": "is given units of at most _DATED characters",
}
"""Slow expressions that never see a long text, by module and name, or all those of a module, and why."""

FEW = 3
"""Characters that a class of characters is tried with."""


def import_everything() -> None:
    """Import all of the program, but for what runs when it is imported, and for extras that are not installed."""
    import reader

    for found in pkgutil.walk_packages(reader.__path__, "reader."):
        if not found.name.endswith(("__main__", "pyperclip_child")):
            try:
                importlib.import_module(found.name)
            except ModuleNotFoundError as error:
                if (error.name or "reader").partition(".")[0] == "reader":
                    raise


def use_everything() -> None:
    """Import all of the program, and use it, so that what is compiled when it is first needed is compiled."""
    import_everything()
    from tests.hostile.seeds import SEEDS
    from tests.hostile.targets import TARGETS

    for name, run in TARGETS.items():
        for data in SEEDS[name]:
            run(data)
    from reader import extract
    from reader.lang import LANGUAGES

    for language in LANGUAGES:
        extract(
            "« Oui, c’est sûr », a dit Paul Durand.\n\n“No,” said Ann.\n\n- un\n\nIl part.\n" * 3, language=language
        )


def patterns() -> dict[re.Pattern[str], str]:
    """Every expression for texts that the program compiles, and the module that does."""
    compiled: dict[re.Pattern[str], str] = {}
    real = re._compiler.compile  # type: ignore[attr-defined]

    def compiling(pattern: Any, flags: int = 0) -> Any:
        made, frame = real(pattern, flags), sys._getframe(1)
        while frame.f_back is not None and frame.f_globals.get("__name__", "").partition(".")[0] in ("re", "functools"):
            frame = frame.f_back
        module = str(frame.f_globals.get("__name__"))
        if isinstance(made.pattern, str) and module.startswith("reader."):
            compiled.setdefault(made, module)
        return made

    re._compiler.compile = compiling  # type: ignore[attr-defined]
    try:
        use_everything()
    finally:
        re._compiler.compile = real  # type: ignore[attr-defined]
    return compiled


def attacks(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """What to repeat, and what to put before it, so that `pattern` has the most to try."""
    yield from (("", each) for each in (*COMMON, *COMMON_LONG))
    seen = set()
    for before, repeat in _repeats(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG), ""):
        for attack in ((before, repeat), ("", repeat), ("", before + repeat)):
            if attack[1] and attack not in seen:
                seen.add(attack)
                yield attack


def _repeats(items: Any, before: str) -> Iterator[tuple[str, str]]:
    """Each repeat below `items` without a close end: a text that leads to it, and one that it takes once."""
    for code, value in items:
        if code in (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT):
            _least, most, body = value
            if most > LONG // 8:
                for each in _samples(body):
                    yield before, each
            yield from _repeats(body, before)
        elif code is constants.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch, before)
        elif code is constants.SUBPATTERN:
            yield from _repeats(value[3], before)
        elif code in (constants.ASSERT, constants.ASSERT_NOT):
            yield from _repeats(value[1], before)
        elif code is constants.ATOMIC_GROUP:
            yield from _repeats(value, before)
        before += next(iter(_samples([(code, value)])), "")


def _samples(items: Any) -> list[str]:
    """Some texts that `items` take."""
    found = [""]
    for code, value in items:
        match code:
            case constants.LITERAL:
                pieces = [chr(value)]
            case constants.NOT_LITERAL | constants.ANY:
                pieces = ["a", " "]
            case constants.IN:
                pieces = _of_class(value)
            case constants.MAX_REPEAT | constants.MIN_REPEAT | constants.POSSESSIVE_REPEAT:
                pieces = [each * max(1, min(value[0], 3)) for each in _samples(value[2])] if value[1] else [""]
            case constants.SUBPATTERN:
                pieces = _samples(value[3])
            case constants.ATOMIC_GROUP:
                pieces = _samples(value)
            case constants.BRANCH:
                pieces = [each for branch in value[1][:4] for each in _samples(branch)[:1]]
            case _:
                pieces = [""]
        found = [one + piece for one in found for piece in (pieces or [""])[:FEW]][: 2 * FEW]
    return found


def _of_class(items: Any) -> list[str]:
    if items and items[0][0] is constants.NEGATE:
        excluded = (
            re.compile("[" + "".join(re.escape(each) for each in _of_class(items[1:])) + "]")
            if len(items) > 1
            else None
        )
        return [char for char in "a 1.,«\n" if excluded is None or not excluded.match(char)][:FEW]
    out: list[str] = []
    for code, value in items:
        if code is constants.LITERAL:
            out.append(chr(value))
        elif code is constants.RANGE:
            out.append(chr(value[0]))
        elif code is constants.CATEGORY:
            out += {"CATEGORY_SPACE": [" ", "\n"], "CATEGORY_DIGIT": ["1"], "CATEGORY_WORD": ["a", "1"]}.get(
                str(value), [".", "a"]
            )
    return list(dict.fromkeys(out))[: 2 * FEW]


def names_of(pattern: re.Pattern[str], module: str) -> list[str]:
    """What its module calls `pattern`, or the words that it is compiled of when it is needed."""
    found = sys.modules.get(module)
    return (
        [name for name, value in vars(found).items() if value is pattern or value == pattern.pattern] if found else []
    )


def is_only_matched(pattern: re.Pattern[str], module: str) -> bool:
    """Whether its module tries `pattern` at one place of a text and never looks for it: then that is what counts."""
    found = sys.modules.get(module)
    names = names_of(pattern, module)
    source = Path(found.__file__).read_text(encoding="utf-8") if found and found.__file__ else ""
    uses = {use for name in names for use in re.findall(rf"\b(?:{name}\.|re\.(?=\w+\({name}\b))(\w+)", source)}
    return bool(uses) and uses <= {"match", "fullmatch"}


def seconds(pattern: re.Pattern[str], text: str, times: int = 1, *, matched: bool = False) -> float:
    """How long it takes to find all that `pattern` matches in `text`, the best of so many times.

    Where it is only `matched` to a place, how long that takes at the beginning.
    """
    best = 1e9
    for _ in range(times):
        begun = time.perf_counter()
        for _match in [pattern.match(text), pattern.fullmatch(text)] if matched else pattern.finditer(text):
            if time.perf_counter() - begun > 5:
                break
        best = min(best, time.perf_counter() - begun)
    return best


class EndlessError(Exception):
    """A search of the longer text takes longer than any does that is worth comparing."""


@contextmanager
def at_most(limit: float) -> Iterator[None]:
    """End what is searched for longer than that, in seconds; `re` looks for signals while it searches.

    Raises:
        EndlessError: where it was.
    """

    def end(*_: object) -> None:
        raise EndlessError

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def growth(pattern: re.Pattern[str], before: str, repeat: str, *, matched: bool = False) -> float:
    """How many times as long a text of four times the length takes; 0 where neither takes any time to speak of.

    Infinite where that takes no end.
    """
    worst = 0.0
    for end in ("", "\0"):
        short, long = (before + repeat * (size // len(repeat)) + end for size in (SHORT, LONG))
        try:
            with at_most(ENDLESS):
                once = seconds(pattern, long, matched=matched)
        except EndlessError:
            return float("inf")
        if once > LEAST:
            slow = seconds(pattern, long, 3, matched=matched) / max(seconds(pattern, short, 3, matched=matched), 1e-9)
            worst = max(worst, slow)
    return worst


def is_bounded(pattern: re.Pattern[str], module: str) -> bool:
    """Whether it never sees a long text, as BOUNDED says."""
    return module in BOUNDED or any(f"{module}.{name}" in BOUNDED for name in names_of(pattern, module))


def worst_of(pattern: re.Pattern[str], module: str) -> tuple[float, str, str]:
    """How much the time grew where it grew most, what was put before there, and what was repeated."""
    only, worst = is_only_matched(pattern, module), (0.0, "", "")
    for attack in attacks(pattern):
        worst = max(worst, (growth(pattern, *attack, matched=only), *attack))
        if worst[0] == float("inf"):  # one is enough, and each takes ENDLESS seconds
            return worst
    for _ in range(2 if worst[0] > GROWTH else 0):  # on a busy machine once proves nothing
        worst = min(worst, (growth(pattern, *worst[1:], matched=only), *worst[1:]))
    return worst


def main() -> int:
    """Print what is slow."""
    found = [each for each in patterns().items() if not is_bounded(*each)]
    count = 0
    for number, (pattern, module) in enumerate(found, 1):
        print(f"{number} of {len(found)}", end="\r", file=sys.stderr, flush=True)
        times, before, repeat = worst_of(pattern, module)
        if times > GROWTH:
            count += 1
            print(f"{module}: {pattern.pattern[:300]!r}\n    x{times:.0f} with {before!r} + {repeat!r} * n", flush=True)
    print(f"{len(found)} expressions, {count} slow")
    return int(count > 0)


if __name__ == "__main__":
    raise SystemExit(main())
