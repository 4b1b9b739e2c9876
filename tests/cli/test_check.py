from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reader.cli import main
from reader.exports import FORMATS
from reader.sources import load

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = """\
# Le bac de Kerlouan

## Une saison sans moteur

« Le moteur a rendu l’âme en juillet », a déclaré Maël Tanguy, patron du bac.

« Nous traverserons à la rame s’il le faut », a promis Enora Le Dantec.
"""


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "bac.md").write_text(SOURCE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(files: Path, draft: str, *words: str) -> int:
    (files / "draft.txt").write_text(f"Brouillon\n\n{draft}\n", encoding="utf-8")
    return main(["check", "draft.txt", "--against", "bac.md", *words])


@pytest.mark.parametrize(
    ("draft", "code", "verdict", "speaker"),
    [
        ("« Le moteur a rendu l’âme en juillet », a déclaré Maël Tanguy.", 0, "verbatim", "same"),
        ("« Le moteur a rendu l'âme en juillet », a déclaré Maël Tanguy.", 0, "typography", "same"),
        ("« Le moteur a rendu l’âme en août », a déclaré Maël Tanguy.", 1, "changed", "same"),
        ("« Le moteur a rendu l’âme en juillet », a déclaré Enora Le Dantec.", 1, "verbatim", "different"),
        ("« Les poules traversent la route la nuit », a déclaré Maël Tanguy.", 1, "not_found", "unknown"),
    ],
)
def test_the_exit_code_tells(
    draft: str, code: int, verdict: str, speaker: str, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(files, draft, "--format", "json") == code
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["verdict"], row["speaker_verdict"]) == (verdict, speaker)


def test_it_says_where_and_what(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(files, "« Le moteur a rendu l’âme en août », a déclaré Maël Tanguy.", "--format", "jsonl") == 1
    row = json.loads(capsys.readouterr().out)
    assert row["source"] == "draft.txt"
    assert row["found_in"] == "bac.md"
    assert (row["section"], row["section_title"], row["paragraph"]) == (1, "Une saison sans moteur", 1)
    assert row["source_text"] == "Le moteur a rendu l’âme en juillet"
    text = load("bac.md").text
    assert text[row["source_start"] : row["source_end"]] == row["source_text"]
    assert row["difference"] == "Le moteur a rendu l’âme en [-juillet-]{+août+}"
    assert row["edits"] == [
        {"change": "kept", "text": "Le moteur a rendu l’âme en"},
        {"change": "removed", "text": "juillet"},
        {"change": "added", "text": "août"},
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_tells_it(form: str, files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(files, "« Le moteur a rendu l’âme en août », a déclaré Maël Tanguy.", "--format", form) == 1
    shown = capsys.readouterr().out
    assert "changed" in shown
    assert "août" in shown


def test_a_missing_source_does_not_stop_the_check(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = "« Le moteur a rendu l’âme en juillet », a déclaré Maël Tanguy."
    assert run(files, draft, "missing.txt") == 3
    shown, said = capsys.readouterr()
    assert "verbatim" in shown
    assert said.count("\n") == 1


def test_a_missing_draft_is_a_source_that_cannot_be_read(files: Path) -> None:
    assert main(["check", "nowhere.txt", "--against", "bac.md"]) == 3


def test_without_a_source_it_is_wrong_usage(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "bac.md"]) == 2
    assert "--against" in capsys.readouterr().err


def test_a_draft_without_quotations_has_nothing_wrong(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(files, "Rien à signaler.") == 0
    assert capsys.readouterr() == ("", "reader: no quotation in draft.txt\n")
    assert run(files, "Rien à signaler.", "--quiet") == 0
    assert capsys.readouterr() == ("", "")
