from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reader.cli import main
from reader.exports.files import file_name
from reader.model import Article, Metadata, Source
from tests.exports.facts import ARTICLE

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("facts_by_hand")

Captured = pytest.CaptureFixture[str]


def test_a_note_is_printed(capsys: Captured) -> None:
    assert main(["export", "a/moulin.txt"]) == 0
    assert capsys.readouterr().out.startswith('---\ntitle: "Le moulin | *de* Kervélo"\n')


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_several_notes_need_a_folder(form: str, capsys: Captured) -> None:
    assert main(["export", "a", "b", "--format", form]) == 2
    assert capsys.readouterr() == ("", f"reader: {form} holds one article: name a folder for the files with --output\n")


def test_a_file_for_each_article(tmp_path: Path, capsys: Captured) -> None:
    folder = tmp_path / "notes" / "new"
    words = ["export", "a/moulin.txt", "hostile", "--output", str(folder)]
    assert main(words) == 0
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["Le moulin de Kervélo.md", "a␛ 0;owned␇␦31m↔.md"]
    assert sorted(capsys.readouterr().out.splitlines()) == [str(folder / name) for name in names]
    assert main(words) == 2
    assert "is there already: give another folder, or --force to replace it" in capsys.readouterr().err
    assert main([*words, "--force"]) == 0


def test_two_articles_of_one_title_are_two_files(tmp_path: Path, capsys: Captured) -> None:
    for force in ([], ["--force"]):
        assert main(["export", "a", "b", "--output", str(tmp_path), *force]) == 0
        assert capsys.readouterr().out.count("\n") == 2
        assert sorted(each.name for each in tmp_path.iterdir()) == [
            "Le moulin de Kervélo 2.md",
            "Le moulin de Kervélo.md",
        ]


def test_a_file_that_is_there_does_not_stop_the_others(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "Le moulin de Kervélo.md").write_text("mine")
    assert main(["export", "a", "hostile", "--output", str(tmp_path)]) == 2
    out, err = capsys.readouterr()
    assert (out.count("\n"), err.count("\n")) == (1, 1)
    assert (tmp_path / "Le moulin de Kervélo.md").read_text() == "mine"


def test_a_folder_of_several_prints_no_note(tmp_path: Path, capsys: Captured) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Un titre\n\nUn texte.\n")
    assert main(["export", str(tmp_path)]) == 2
    assert capsys.readouterr() == (
        "",
        "reader: markdown holds one article: name a folder for the files with --output\n",
    )


def test_a_folder_that_cannot_be_is_said(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "file").write_text("")
    assert main(["export", "a", "--output", str(tmp_path / "file")]) != 0
    assert capsys.readouterr().err.count("\n") == 1


def test_a_folder_is_for_notes_alone(capsys: Captured) -> None:
    assert main(["export", "a", "--format", "csv", "--output", "x"]) == 2
    assert "csv holds all articles" in capsys.readouterr().err


def test_json_is_what_extract_prints(capsys: Captured) -> None:
    assert main(["export", "a", "b", "--format", "jsonl"]) == 0
    exported = capsys.readouterr().out
    assert main(["extract", "a", "b", "--format", "jsonl"]) == 0
    assert exported == capsys.readouterr().out
    assert [json.loads(line)["source"]["location"] for line in exported.splitlines()] == ["a", "b"]


def test_a_bad_source_does_not_stop_the_others(tmp_path: Path, capsys: Captured) -> None:
    assert main(["export", "binary", "a", "--output", str(tmp_path)]) == 4
    out, err = capsys.readouterr()
    assert out.count("\n") == err.count("\n") == 1


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Le quai : un adieu ?", "Le quai un adieu"),
        ("../../etc/passwd", "etc passwd"),
        ("...", "0" * 12),
        ("CO\x00N\x1b[2J", "CO␀N␛ 2J"),
        ("a" * 300, "a" * 80),
        ("海" * 300, "海" * 53),
        ("[[x]] #y ^z", "x y z"),
        (".hidden", "hidden"),
        ("CON", "_CON"),
        ("aux.md", "_aux.md"),
        ("Com¹ : suite", "Com¹ suite"),
        ("com¹.", "_com¹"),
        ("Nul n’est prophète", "Nul n’est prophète"),
        ("Console", "Console"),
        ("\u200b\u2060", "0" * 12),
    ],
)
def test_names_of_files(title: str, name: str) -> None:
    assert file_name(Article("", (), Source(None, "text/plain", "0" * 64), Metadata(title=title))) == name


def test_an_article_without_a_title_is_named_by_its_file() -> None:
    assert file_name(Article("", (), Source("a/b/moulin.txt", "text/plain", "0" * 64))) == "moulin"
    assert file_name(ARTICLE) == "Le moulin de Kervélo"
