"""The house's storeys: imports go down only, and what a command does not need it does not load.

Every import statement counts for the direction, those under TYPE_CHECKING and inside functions too, and so does every
string that is the dotted name of one of our modules (the tables of what is loaded when first needed).
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "reader"

STOREYS: tuple[frozenset[str], ...] = (
    frozenset({"facts"}),
    frozenset({"data", "defaults", "lazy", "places", "compiled", "stopping"}),
    frozenset({"bundle"}),
    frozenset({"tongue"}),
    frozenset({"model", "errors", "gate", "formats", "lang", "actions", "templates"}),
    frozenset({"config", "search"}),
    frozenset({"clipboard", "sources", "analysis", "checking", "exports", "store"}),
    frozenset({"reading", "extraction", "across"}),
    frozenset({"worker", "catalogue", "keeping", "subscriptions", "serving"}),
    frozenset({"moving"}),
    frozenset({"app"}),
    frozenset({"cli"}),
    frozenset({"__main__"}),
)
"""Rooms from the ground up: each may import from lower storeys, none from its own storey or above."""

API = "__init__"
"""The public API names rooms of every storey, loaded when first used; of it the others may have the version."""

WIDGET_BASES = frozenset({"article_view", "card", "fact_list", "lines"})
"""What widgets share by inheritance; these import no widget."""

NOT_FOR_WIDGETS = ("reader.sources", "reader.store", "sqlite3", "socket", "subprocess", "asyncio.subprocess", "http")
BANNED_NAMES = re.compile(r"(^|_)(utils?|helpers?|common|managers?|misc)(_|$)")
LINES = 320
"""The house's rule is about 300; a file that needs a few more is not yet two files."""

MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}


@cache
def imported_by(module: str) -> frozenset[str]:
    """Dotted names of all that `module` imports, ever and for whatever reason."""
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    strings = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return frozenset({*_names(module, ast.walk(tree)), *(name for name in strings if name in MODULES)} - {module})


@cache
def loaded_with(module: str) -> frozenset[str]:
    """Dotted names of what is loaded when `module` is: its imports but for those in functions and for types only."""
    return frozenset(_names(module, ast.parse(MODULES[module].read_text(encoding="utf-8")).body)) - {module}


def _names(module: str, nodes: Iterable[ast.AST]) -> Iterator[str]:
    """What the import statements among `nodes` name: `from a import b` is a.b where that is our module, else a."""
    package = module if MODULES[module].name == "__init__.py" else module.rpartition(".")[0]
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) + 1 - node.level] if node.level else []
            home = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{home}.{alias.name}" if f"{home}.{alias.name}" in MODULES else home for alias in node.names)


def room(module: str) -> str:
    """The room that a module of ours belongs to."""
    return module.split(".")[1] if "." in module else API


def ours(module: str) -> list[str]:
    return sorted(name for name in imported_by(module) if name.split(".")[0] == "reader")


def storey(module: str) -> int:
    return next(height for height, rooms in enumerate(STOREYS) if room(module) in rooms)


def test_every_room_has_its_storey() -> None:
    rooms = {room(module) for module in MODULES} - {API}
    assert rooms - frozenset().union(*STOREYS) == set()


@pytest.mark.parametrize("module", sorted(set(MODULES) - {"reader"}))
def test_imports_go_down_only(module: str) -> None:
    upwards = [
        name for name in ours(module) if room(name) not in (API, room(module)) and storey(name) >= storey(module)
    ]
    assert not upwards


def test_only_the_version_is_had_from_the_public_api() -> None:
    wanted = [
        (module, alias.name)
        for module, path in MODULES.items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "reader"
        for alias in node.names
        if f"reader.{alias.name}" not in MODULES
    ]
    assert {name for _, name in wanted} <= {"__version__"}, wanted


def test_widgets_know_no_source_store_or_process() -> None:
    widgets = [module for module in MODULES if module.startswith("reader.app.widgets.")]
    assert widgets
    wrong = [
        (module, name)
        for module in widgets
        for name in imported_by(module)
        if any(name == banned or name.startswith(f"{banned}.") for banned in NOT_FOR_WIDGETS)
    ]
    assert not wrong


def test_widgets_do_not_know_each_other() -> None:
    home = "reader.app.widgets."
    wrong = [
        (module, name)
        for module in MODULES
        if module.startswith(home)
        for name in ours(module)
        if name.startswith(home)
        and (name.removeprefix(home) not in WIDGET_BASES or module.removeprefix(home) in WIDGET_BASES)
    ]
    assert not wrong


def test_only_the_app_speaks_textual() -> None:
    outside = [
        module
        for module in MODULES
        if room(module) != "app" and any(name.split(".")[0] == "textual" for name in imported_by(module))
    ]
    assert not outside


def test_there_is_no_ring_of_imports() -> None:
    """What modules load with them forms no ring, within a room either: a ring has no bottom to begin reading at."""
    ring = {module: loaded_with(module) & set(MODULES) for module in MODULES}
    while free := {module for module, wanted in ring.items() if not wanted}:
        ring = {module: wanted - free for module, wanted in ring.items() if module not in free}
    while free := set(ring) - set().union(*ring.values()):
        ring = {module: wanted for module, wanted in ring.items() if module not in free}
    assert not ring


@pytest.mark.parametrize("module", sorted(MODULES))
def test_files_are_small_and_named_for_what_they_are(module: str) -> None:
    assert len(MODULES[module].read_text(encoding="utf-8").splitlines()) <= LINES
    assert not BANNED_NAMES.search(module.rpartition(".")[2])


# What a fresh process has loaded.

HEAVY = {
    *("textual", "rich", "pyperclip", "markdown_it", "sqlite3", "asyncio", "multiprocessing", "numpy"),
    *("httpx", "lxml", "trafilatura"),
}
SAMPLE = "articles/la-scierie-de-brevonne.fr.txt"
COMMANDS = {
    ("--help",): 0,
    ("--version",): 0,
    ("extract", SAMPLE): 0,
    ("sections", SAMPLE): 0,
    ("quotes", SAMPLE): 0,
    ("quotes", SAMPLE, "--format", "csv"): 0,
    ("entities", SAMPLE, "--format", "markdown"): 0,
    ("open", "there-is-no-such-article.txt"): 3,
    ("doctor",): 0,
}
"""Words behind `reader`, with the exit code that they must give: a fault loads nothing either."""


def loaded_after(code: str, home: Path) -> set[str]:
    """The top-level packages in a fresh process after `code`."""
    report = (
        "import json, sys; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{report}"],
        cwd=ROOT,
        env={**os.environ, "READER_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_the_package_itself_loads_next_to_nothing(tmp_path: Path) -> None:
    bare = loaded_after("import sys", tmp_path)
    assert not loaded_after("import reader", tmp_path) & HEAVY - bare


def test_analysis_needs_no_screen(tmp_path: Path) -> None:
    code = f"import reader; reader.analyse(reader.load({SAMPLE!r})); reader.extract('One line.')"
    assert not loaded_after(code, tmp_path) & {"textual", "rich", "pyperclip", "sqlite3"}


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_command_but_open_loads_textual(words: tuple[str, ...], tmp_path: Path) -> None:
    code = f"""
import contextlib, io
from reader.cli import main
with contextlib.redirect_stdout(io.StringIO()):
    code = main({list(words)!r})
assert code == {COMMANDS[words]}, code
"""
    assert not loaded_after(code, tmp_path) & {"textual", "pyperclip"}
