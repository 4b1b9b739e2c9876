"""What the tests of the command line share: `reader` in a process of its own, and facts set by hand in this one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reader.errors import NotAnArticleError, SourceError
from tests.exports.facts import ANALYSIS, elsewhere, hostile, misquoting

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.model import Analysis, Article

Done = subprocess.CompletedProcess[bytes]

ROOT = Path(__file__).parents[2]

ARTICLE = """\
Le vieux moulin rouvre ses portes

Un toit neuf

« Le toit ne fuit plus », a déclaré Anne Lebreton, mairesse de Kervélo, devant les habitants réunis dans la cour.

Anne Lebreton a remercié les artisans. « Ils ont travaillé tout l’hiver », a-t-elle ajouté.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A short article in a file."""
    path = tmp_path / "moulin.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def reader(tmp_path: Path) -> Callable[..., Done]:
    """Runs `python -m reader` with these words, away from the user's own library and settings."""

    def run(*words: str | bytes, env: dict[str, str] | None = None, **streams: Any) -> Done:
        return subprocess.run(
            [sys.executable, "-m", "reader", *words],
            **{"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams},
            cwd=ROOT,
            env=environment(tmp_path, env),
            timeout=60,
            check=False,
        )

    return run


def environment(home: Path, more: dict[str, str] | None = None) -> dict[str, str]:
    """This process's environment with a place of its own for what Reader keeps, and output buffered as usual."""
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return {**usual, "READER_HOME": str(home / "home"), **(more or {})}


@pytest.fixture(autouse=True)
def _own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test looks into the library and the settings of whoever runs it."""
    monkeypatch.setenv("READER_HOME", str(tmp_path / "home"))


@pytest.fixture
def facts_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sources are looked up here and not on the disk, so that what is printed depends on no analysis."""

    def examine(location: str) -> tuple[Article, Analysis]:
        match location:
            case "hostile":
                return hostile()
            case "draft":
                return misquoting()
            case "missing\x1b[2J":
                raise SourceError(f"{location} does not exist")
            case "binary":
                raise NotAnArticleError("binary is a program, not an article")
            case "broken":
                raise ValueError("\x1b]0;broken\x07")
            case _:
                return elsewhere(location), ANALYSIS

    import reader.cli.show  # noqa: F401 - before `load` is another, which it would take over for good

    monkeypatch.setattr("reader.extraction.examine", examine)
    monkeypatch.setattr("reader.extraction.examine_beside", lambda article, _: examine(article.source.location)[1])
    monkeypatch.setattr("reader.sources.load", lambda location: examine(location)[0])
    monkeypatch.setattr("reader.cli.show.load", lambda location: examine(location)[0], raising=False)
