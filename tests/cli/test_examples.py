"""Every example of --help, as printed, in a shell: what is shown to a person works."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from argparse import ArgumentParser, _SubParsersAction
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.cli.arguments import build_parser, parse
from reader.model import Anchor, Highlight, Span
from reader.places import library_path
from reader.store import Library
from reader.store.query import parse as parse_query
from tests.cli.conftest import ARTICLE, environment
from tests.sources import exports_elsewhere, feeds

if TYPE_CHECKING:
    from collections.abc import Iterator

PARSER, COMMANDS = build_parser()


def with_tasks(command: ArgumentParser) -> Iterator[ArgumentParser]:
    """The command, and each of its tasks."""
    yield command
    for action in command._actions:
        if isinstance(action, _SubParsersAction):
            yield from action.choices.values()


EXAMPLES = [
    (name, line.strip())
    for name, command in COMMANDS.items()
    for parser in with_tasks(command)
    for line in (parser.epilog or "").partition("exit codes:")[0].splitlines()[1:]
    if line.strip()
]
STAND_INS = {"jq": "#!/bin/sh\ncat\n", "pandoc": "#!/bin/sh\necho '# Titre'\n", "less": "#!/bin/sh\ncat\n"}
"""What stands in for other programs that examples name, where they are not installed."""

TELLING = ("library backup", "library export")
"""What says in one sentence what it did."""

SILENT = ("--check", "--quiet", "library tag")
"""What says nothing where all is well."""

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
    (tmp_path / "pocket.zip").write_bytes(exports_elsewhere.POCKET_ZIP)
    (tmp_path / "articles" / "c.txt").write_bytes(with_id("3fa2"))
    (tmp_path / "news.jsonl.gz").write_bytes(gzip.compress(json.dumps({"text": ARTICLE}).encode()))
    return tmp_path


def with_id(beginning: str) -> bytes:
    """An article whose id begins so."""
    texts = (f"{ARTICLE}\nC’est la version {number}.\n".encode() for number in count())
    return next(text for text in texts if sha256(text).hexdigest().startswith(beginning))


def fill_library(home: Path, more: dict[str, str]) -> None:
    """The library that examples of it ask: the articles, one with a highlight, and a feed that is followed."""
    for words in (["library", "import", "articles", "pocket.zip"], ["feeds", "add", "feed.xml"]):
        command = [sys.executable, "-m", "reader", *words]
        subprocess.run(command, cwd=home, env=environment(home, more), check=True, capture_output=True, timeout=60)
    with Library.open(library_path(environment(home, more))) as library:
        kept, *_ = library.shelf.articles(parse_query(""), 1)
        text = library.shelf.text(kept.source.sha256) or ""
        library.highlights.add(kept.source.sha256, Highlight(Anchor.to(text, Span(0, 5)), "à citer"))


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
    assert done.returncode == 0, done.stderr.decode()
    assert len(done.stderr.splitlines()) == any(task in line for task in TELLING), done.stderr.decode()
    target = re.search(r"(?:>|--output) (\S+)", line)
    written = home / target[1].replace("~/", "") if target else None
    assert done.stdout or written is None or written.stat().st_size
    assert done.stdout or written or any(task in line for task in (*SILENT, *TELLING))


def test_every_command_has_two_examples() -> None:
    for name in COMMANDS:
        assert sum(command == name for command, _ in EXAMPLES) >= 2


def test_every_command_task_and_option_says_what_it_is() -> None:
    for command in COMMANDS.values():
        for parser in with_tasks(command):
            assert parser.description, parser.prog
            assert all(action.help for action in parser._actions if action.option_strings), parser.prog
