"""The shell completions and the man page: made from the parser, so that they know all that there is."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from reader.cli import main
from reader.cli.arguments import build_parser
from reader.cli.completion import script
from reader.cli.manual import page
from reader.cli.words.surroundings import SHELLS
from tests.cli.test_examples import with_tasks
from tests.conftest import require_tool

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = dict(build_parser()[1])
PARSERS = [parser for command in COMMANDS.values() for parser in with_tasks(command)]
OPTIONS = {
    option
    for parser in PARSERS
    for action in parser._actions
    for option in action.option_strings
    if option.startswith("--")
}


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_knows_every_command_and_option(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    shown = capsys.readouterr().out
    assert shown == script(shell)
    assert all(re.search(rf"\b{name}\b", shown) for name in COMMANDS)
    spelt = {option.removeprefix("--") if shell == "fish" else option for option in OPTIONS}
    assert all(option in shown for option in spelt)


def test_a_shell_that_is_none_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "csh"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.real
@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_takes_its_script(shell: str, tmp_path: Path) -> None:
    require_tool(shell)
    path = tmp_path / "script"
    path.write_text(script(shell), encoding="utf-8")
    done = subprocess.run([shell, "-n", path], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.real
@pytest.mark.parametrize(
    ("words", "completed"),
    [
        (["reader", "ex"], {"extract", "export"}),
        (["reader", "check", "draft", "--ag"], {"--against"}),
        (["reader", "quotes", "--format", "js"], {"json", "jsonl"}),
        (["reader", "completion", "z"], {"zsh"}),
    ],
)
def test_bash_completes(words: list[str], completed: set[str], tmp_path: Path) -> None:
    require_tool("bash")
    path = tmp_path / "script"
    path.write_text(script("bash"), encoding="utf-8")
    quoted = " ".join(f"'{word}'" for word in words)
    code = f"""
source {path}
COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; COMP_LINE={" ".join(words)!r}; COMP_POINT={len(" ".join(words))}
"$(complete -p reader | sed 's/.*-F \\([^ ]*\\).*/\\1/')" reader "${{COMP_WORDS[-1]}}" "${{COMP_WORDS[-2]}}"
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, check=False, timeout=60, cwd=tmp_path)
    assert set(map(str.strip, done.stdout.splitlines())) == completed, done.stderr


@pytest.mark.real
def test_fish_completes(tmp_path: Path) -> None:
    require_tool("fish")
    path = tmp_path / "reader.fish"
    path.write_text(script("fish"), encoding="utf-8")
    code = f"source {path}; complete -C 'reader ex'"
    done = subprocess.run(
        ["fish", "-c", code], capture_output=True, text=True, check=False, timeout=60, cwd=tmp_path,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert {line.split("\t")[0] for line in done.stdout.splitlines()} == {"extract", "export"}, done.stderr


def test_the_man_page_knows_every_command_option_and_exit_code() -> None:
    shown = page().replace(r"\-", "-")
    assert all(f".SS {parser.prog}\n" in shown for parser in PARSERS)
    assert all(option in shown for option in OPTIONS)
    assert all(f" {code} " in shown for code in (0, 1, 2, 3, 4, 5, 6, 70, 130, 141))
    told = [parser.epilog or "" for parser in PARSERS]
    assert shown.count("\nexamples:\n") == sum(epilog.startswith("examples:") for epilog in told) >= len(COMMANDS)
    assert page() == page()


@pytest.mark.real
def test_the_man_page_is_set_without_a_warning(tmp_path: Path) -> None:
    require_tool("man")
    path = tmp_path / "reader.1"
    path.write_text(page(), encoding="utf-8")
    done = subprocess.run(
        ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", path], capture_output=True, text=True, check=False,
        timeout=60, env={"MANWIDTH": "90", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "reader check draft.md --against interview.txt" in done.stdout
