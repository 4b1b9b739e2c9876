"""A fault of Reader's own: the commands give what they find, say what to report, and exit with 70."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reader import analysis
from reader.analysis import STEPS, failing
from reader.analysis.entities import register
from reader.cli import main
from tests.cli.conftest import ARTICLE
from tests.exports.test_contract import VALIDATOR

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reader.analysis.draft import Draft
    from tests.cli.conftest import Done

    Reader = Callable[..., Done]
    Captured = pytest.CaptureFixture[str]

SECRET = "Lebreton"

BREAKING = """\
from reader import analysis
def find_names(draft):
    {fails}
analysis.STEPS = (analysis.STEPS[0], find_names, *analysis.STEPS[2:])
"""
"""A sitecustomize.py: what makes the second step fail in every process."""


def find_names(_: Draft) -> None:
    raise ValueError(f"it fails with {SECRET}")


@pytest.fixture
def _broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis, "STEPS", (STEPS[0], find_names, *STEPS[2:]))


@pytest.fixture
def fails(tmp_path: Path) -> Callable[[str], dict[str, str]]:
    """An environment in which the second step does that instead."""

    def made(instead: str) -> dict[str, str]:
        folder = tmp_path / "site"
        folder.mkdir(exist_ok=True)
        (folder / "sitecustomize.py").write_text(BREAKING.format(fails=instead), encoding="utf-8")
        return {"PYTHONPATH": str(folder)}

    return made


@pytest.mark.usefixtures("_broken")
@pytest.mark.parametrize(
    "words",
    [
        ("quotes", "--format", "jsonl"),
        ("quotes", "--as", "plain"),
        ("extract",),
        ("export", "--format", "markdown"),
        ("export", "--format", "csv"),
    ],
)
def test_what_is_found_is_given_and_the_rest_is_told(words: tuple[str, ...], article: Path, capsys: Captured) -> None:
    assert main([*words, str(article)]) == 70
    out, err = capsys.readouterr()
    assert "Le toit ne fuit plus" in out
    assert err.startswith(f"reader: a fault of Reader itself with {article}: quotations or names may be missing; ")
    assert "`reader doctor SOURCE` tells what to report" in err
    assert err.count("\n") == 1
    assert SECRET not in err


@pytest.mark.usefixtures("_broken")
def test_a_document_says_where_something_may_be_missing(article: Path, capsys: Captured) -> None:
    assert main(["extract", str(article)]) == 70
    (document,) = json.loads(capsys.readouterr().out)
    VALIDATOR.validate(document)
    assert document["gaps"] == [{"step": "find_names", "start": 0, "end": len(ARTICLE.rstrip())}]
    assert document["quotations"]


def test_a_document_without_faults_says_nothing_of_them(article: Path, capsys: Captured) -> None:
    assert main(["extract", str(article)]) == 0
    (document,) = json.loads(capsys.readouterr().out)
    assert "gaps" not in document


@pytest.fixture
def _bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (register, failing):
        monkeypatch.setattr(module, "MOST_NAMES", 1)


@pytest.mark.usefixtures("_bounded")
def test_more_names_than_are_looked_for_are_told_and_are_no_fault(article: Path, capsys: Captured) -> None:
    assert main(["extract", str(article)]) == 0
    out, err = capsys.readouterr()
    (document,) = json.loads(out)
    VALIDATOR.validate(document)
    (gap,) = document["gaps"]
    assert (gap["step"], gap["bound"], gap["end"]) == ("find_names", 1, len(document["text"]))
    assert len(document["entities"]) == 1
    assert document["quotations"]
    assert err == f"reader: {article}: More than 1 names: those that come first behind them are not listed.\n"


@pytest.mark.usefixtures("_bounded")
def test_a_draft_with_more_names_is_checked_all_the_same(article: Path, capsys: Captured) -> None:
    assert main(["check", str(article), "--against", str(article)]) == 0
    assert "a fault of Reader" not in capsys.readouterr().err


@pytest.mark.usefixtures("_broken")
def test_a_draft_that_cannot_be_read_whole_is_not_called_verbatim(article: Path, capsys: Captured) -> None:
    assert main(["check", str(article), "--against", str(article)]) == 70
    out, err = capsys.readouterr()
    assert out == ""
    assert "it is not checked" in err.splitlines()[-1]


@pytest.mark.usefixtures("_broken")
def test_structure_needs_no_analysis(article: Path, capsys: Captured) -> None:
    assert main(["sections", str(article)]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_in_a_batch_with_processes_too(
    jobs: str, article: Path, reader: Reader, fails: Callable[[str], dict[str, str]]
) -> None:
    env = fails("raise ValueError('Lebreton')")
    done = reader("extract", "--format", "jsonl", "--jobs", jobs, str(article), str(article), env=env)
    assert done.returncode == 70
    assert [bool(json.loads(line)["gaps"]) for line in done.stdout.splitlines()] == [True, True]
    assert done.stderr.count(b"\n") == 2


def test_doctor_tells_where_it_fails_and_nothing_of_the_article(
    article: Path, reader: Reader, fails: Callable[[str], dict[str, str]]
) -> None:
    env = fails("raise ValueError('Lebreton')")
    done = reader("doctor", str(article), env=env)
    said = done.stdout.decode()
    assert (done.returncode, done.stderr) == (70, b"")
    assert "find_names fails over" in said
    assert "ValueError" in said
    for secret in ("Lebreton", "moulin", str(article.parent)):
        assert secret not in said
    asked = reader("doctor", "--with-text", str(article), env=env).stdout.decode()
    assert "Anne Lebreton, mairesse" in asked


@pytest.mark.parametrize(
    ("instead", "told"),
    [("import os; os.kill(os.getpid(), 11)", "ended with -11"), ("import os; os._exit(3)", "ended with 3")],
)
def test_doctor_tells_of_what_ends_the_process(
    instead: str, told: str, article: Path, reader: Reader, fails: Callable[[str], dict[str, str]]
) -> None:
    done = reader("doctor", str(article), env=fails(instead))
    assert done.returncode == 70
    assert told in done.stdout.decode()


def test_doctor_says_that_nothing_fails(article: Path, reader: Reader) -> None:
    done = reader("doctor", str(article))
    assert done.returncode == 0
    assert done.stdout.decode().splitlines()[-1] == "nothing fails"


def test_doctor_of_what_is_no_article(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert reader("doctor", str(tmp_path / "empty.txt")).returncode == 4
    assert reader("doctor", str(tmp_path / "none.txt")).returncode == 3
