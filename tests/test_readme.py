"""What the documents tell people to type is what is tested, what they point to is there, and their tables are true.

Every command in a fenced block of README.md, SECURITY.md or reader/README.md runs, in a folder that has the files which
they name. What cannot run here has its reason beside it in NOT_RUN, and is held in another way.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.cli.arguments import build_parser, parse
from reader.config import settings_of
from tests.cli.conftest import environment
from tests.cli.test_examples import fill_library, home
from tests.documents import README, brought_up_to_date

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["home"]

ROOT = Path(__file__).parents[1]
DOCUMENTS = ("README.md", "SECURITY.md", "reader/README.md")
COMMANDS = [line for line in README.read_text(encoding="utf-8").splitlines() if line.startswith("python3 -m venv ")]

NOT_RUN = {
    "python3 -m venv": "installs everything: .ci/run does it, and tests/test_package.py",
    "reader open": "wants a terminal: its words are parsed here, the rest is tests/app",
    "reader serve": "serves until it is told to end: its words are parsed here, the rest is tests/serving",
    "pandoc": "as `reader open`, to which it leads",
    "dask": "a cluster: tests/cli runs one",
    "reader extract --dask": "the same",
    "reader library fetch": "goes to the network: tests/moving has servers of its own",
    "python -m tests.benchmarks": "measures for minutes: that the module is there and can be run is shown here",
    ".ci/": "downloads: that it is there and can be run is shown here",
}
"""How a command begins that is not run, and why."""

ELSEWHERE = "https://example.org/feed.xml"
"""The one address in the documents; here it is a file of that name."""


def blocks(language: str) -> Iterator[tuple[str, str]]:
    """The fenced blocks of `language`, with the document that they are in."""
    fenced = re.compile(rf"^```{language}\n(.*?)^```", re.DOTALL | re.MULTILINE)
    for document in DOCUMENTS:
        text = (ROOT / document).read_text(encoding="utf-8")
        yield from ((document, block) for block in fenced.findall(text))


def commands() -> list[str]:
    lines = [line for _, block in blocks("sh") for line in block.splitlines() if line.strip()]
    return list(dict.fromkeys(re.sub(r"\s+#.*", "", line) for line in lines))


def is_run(command: str) -> bool:
    return not command.startswith(tuple(NOT_RUN))


@pytest.fixture
def place(home: Path) -> Path:
    """The folder of the examples of --help, with what the documents name beside."""
    (home / "news.jsonl.gz").write_bytes(gzip.compress(json.dumps({"text": "Un mot."}).encode() + b"\n"))
    (home / "articles" / "c.txt").write_text("Le séchoir solaire\n\nLe séchoir solaire tourne.\n", encoding="utf-8")
    (home / "reader").symlink_to(ROOT / "reader")
    (home / "tests").symlink_to(ROOT / "tests")
    (home / "bin" / "python").write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n', encoding="utf-8")
    (home / "bin" / "python").chmod(0o755)
    return home


def in_shell(command: str, place: Path, more: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["sh", "-c", command],
        cwd=place,
        env=environment(place, more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=100,
        check=False,
    )


@pytest.mark.parametrize("command", [command for command in commands() if is_run(command)])
def test_a_command_works_as_printed(command: str, place: Path) -> None:
    more = {"HOME": str(place), "PATH": f"{place}/bin:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    if re.match(r"reader (search|library|feeds)", command):
        fill_library(place, more)
    if "--resume" in command:
        assert in_shell(command.replace(" --resume", ""), place, more).returncode == 0
    done = in_shell(command.replace(ELSEWHERE, "feed.xml"), place, more)
    assert done.returncode == 0, done.stderr.decode()
    written = re.search(r"(?:> |--output |backup |library export )(\S+)", command)
    assert done.stdout or (written and (place / written[1]).exists())


@pytest.mark.parametrize("command", [command for command in commands() if not is_run(command)])
def test_a_command_that_is_not_run_is_one(command: str) -> None:
    words = shlex.split(command.rpartition("| ")[2].removesuffix(" &"))
    match words:
        case ["reader", *rest]:
            assert parse(rest).command == rest[0]
        case ["python", "-m", module, *_]:
            spec = importlib.util.find_spec(module)
            assert spec is not None
            assert spec.origin is not None
            assert '__name__ == "__main__"' in Path(spec.origin).read_text(encoding="utf-8")
        case [path, *_] if path.startswith(".ci/"):
            assert os.access(ROOT / path, os.X_OK)
        case ["dask", *_]:
            assert importlib.util.find_spec("distributed") is not None
        case _:
            assert words[:3] == ["python3", "-m", "venv"]


def test_a_command_within_a_sentence_is_one() -> None:
    _, known = build_parser()
    for document in DOCUMENTS:
        text = re.sub(r"^```.*?^```", "", (ROOT / document).read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
        for words in re.findall(r"`reader ([a-z]+)([^`]*)`", text):
            assert words[0] in known, words
            options = re.findall(r"--[a-z-]+", words[1])
            tasks = known[words[0]].format_help() + "".join(
                sub.format_help()
                for action in known[words[0]]._actions
                if isinstance(action.choices, dict)
                for sub in action.choices.values()
            )
            assert [option for option in options if option not in tasks] == [], words
        for module in re.findall(r"`python -m ([a-z.]+)", text):
            assert importlib.util.find_spec(module) is not None
        for path in re.findall(r"`((?:\.ci|tests|reader|screenshots)/[\w./-]+)`", text):
            assert (ROOT / path).exists(), path


@pytest.mark.parametrize("code", [code for _, code in blocks("python") if "import reader" in code])
def test_python_works_as_printed(code: str, home: Path) -> None:
    environ = environment(home, {"PYTHONPATH": str(ROOT)})
    done = subprocess.run([sys.executable, "-c", code], cwd=home, env=environ, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout


@pytest.mark.parametrize("block", [block for _, block in blocks("toml")])
def test_configuration_is_valid_as_printed(block: str) -> None:
    assert settings_of(tomllib.loads(block))[1] == ()


def test_the_tables_are_what_the_program_says() -> None:
    text = README.read_text(encoding="utf-8")
    assert text == brought_up_to_date(text), "python -m tests.documents writes them anew"


def test_the_readme_has_its_two_commands() -> None:
    opens, tests = COMMANDS
    assert re.fullmatch(
        r"python3 -m venv \.venv && \.venv/bin/pip install -q -e \. && \.venv/bin/reader open (articles/\S+)", opens
    )
    assert (ROOT / opens.split()[-1]).is_file()
    assert tests.endswith("&& .venv/bin/pytest")


def test_ci_runs_the_test_command_step_by_step() -> None:
    run = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    steps = COMMANDS[1].split(" && ")
    assert [line for line in run if line in steps] == steps
    assert run[-1] == steps[-1]


@pytest.mark.parametrize("document", [*DOCUMENTS, "CHANGELOG.md"])
def test_links_between_documents_hold(document: str) -> None:
    path = ROOT / document
    text = path.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)\s]+)\)", text)
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    headings = {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in titles}
    assert [target for target in targets if target.startswith("#") and target[1:] not in headings] == []
    local = [target.partition("#")[0] for target in targets if "://" not in target and not target.startswith("#")]
    assert [target for target in local if not (path.parent / target).exists()] == []


def test_every_promise_of_security_names_the_tests_that_hold_it() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ") and not line.endswith("| shown by |")]
    assert len(rows) > 10
    for row in rows:
        named = re.findall(r"`(tests/[\w/.]+)`", row.rpartition(" | ")[2])
        assert named, row
        for path in named:
            assert (ROOT / path).exists(), path
            held = [ROOT / path] if path.endswith(".py") else (ROOT / path).glob("test_*.py")
            assert any("def test_" in each.read_text(encoding="utf-8") for each in held), path
