"""What the README tells people to type is what is tested, and what it points to is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [line for line in README.splitlines() if line.startswith("python3 -m venv ")]


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


@pytest.mark.parametrize("document", ["README.md", "SECURITY.md", "CHANGELOG.md", "reader/README.md"])
def test_links_between_documents_hold(document: str) -> None:
    path = ROOT / document
    targets = re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8"))
    assert [target for target in targets if "://" not in target and not (path.parent / target).exists()] == []
