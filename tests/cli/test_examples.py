"""Every example of --help, as printed, in a shell: what is shown to a person works."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.arguments import build_parser, parse
from tests.cli.conftest import ARTICLE, environment
from tests.sources import feeds

PARSER, COMMANDS = build_parser()
EXAMPLES = [
    (name, line.strip())
    for name, command in COMMANDS.items()
    for line in (command.epilog or "").partition("exit codes:")[0].splitlines()[1:]
    if line.strip()
]
STAND_INS = {"jq": "#!/bin/sh\ncat\n", "pandoc": "#!/bin/sh\necho '# Titre'\n", "less": "#!/bin/sh\ncat\n"}
"""What stands in for other programs that examples name, where they are not installed."""

DRAFT = "# Un brouillon\n\n« Le toit ne fuit plus », a déclaré Anne Morvan.\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with the files that examples name, and `reader` on the path."""
    for name in ("article.txt", "article.md", "interview.txt", "leak.md", "articles/a.txt", "articles/b.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(ARTICLE.replace("Lebreton", "Morvan"), encoding="utf-8")
    for name in ("draft.md", "draft.txt"):
        (tmp_path / name).write_text(DRAFT, encoding="utf-8")
    for name in ("bin", "notes", ".zfunc", ".config/fish/completions", ".local/share/bash-completion/completions"):
        (tmp_path / name).mkdir(parents=True)
    stand_ins = {name: script for name, script in STAND_INS.items() if shutil.which(name) is None}
    for name, script in {**stand_ins, "reader": f'#!/bin/sh\nexec {sys.executable} -m reader "$@"\n'}.items():
        (tmp_path / "bin" / name).write_text(script)
        (tmp_path / "bin" / name).chmod(0o755)
    (tmp_path / "feed.xml").write_bytes(feeds.rss(feeds.item(1)))
    (tmp_path / "news.jsonl.gz").write_bytes(gzip.compress(json.dumps({"text": ARTICLE}).encode()))
    return tmp_path


def fill_library(home: Path, more: dict[str, str]) -> None:
    """The library that examples of it ask: the articles, and a feed that is followed."""
    for words in (["library", "import", "articles"], ["feeds", "add", "feed.xml"]):
        command = [sys.executable, "-m", "reader", *words]
        subprocess.run(command, cwd=home, env=environment(home, more), check=True, capture_output=True, timeout=60)


@pytest.mark.parametrize(("command", "line"), EXAMPLES, ids=[line for _, line in EXAMPLES])
def test_an_example_works_as_printed(command: str, line: str, home: Path) -> None:
    assert "reader" in line
    if command in ("open", "serve"):  # for ever; that the words are right is shown here, the rest in app/ and serving/
        words = re.sub(r"^.*\| ", "", line).split()
        assert parse(words[1:]).command == command
        return
    more = {"HOME": str(home), "PATH": f"{home}/bin:{os.environ['PATH']}", "PYTHONPATH": str(Path.cwd())}
    if command in ("library", "search", "feeds"):
        fill_library(home, more)
    done = subprocess.run(
        ["sh", "-c", line],
        cwd=home,
        env=environment(home, more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b""), done.stderr.decode()
    target = re.search(r"(?:>|--output) (\S+)", line)
    written = home / target[1].replace("~/", "") if target else None
    assert done.stdout or written is None or written.stat().st_size
    assert done.stdout or written or "--check" in line or "--quiet" in line


def test_every_command_has_two_examples() -> None:
    for name in COMMANDS:
        assert sum(command == name for command, _ in EXAMPLES) >= 2
