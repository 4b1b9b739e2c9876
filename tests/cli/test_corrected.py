"""`--corrected` shows an article as its reader overruled it; without it, and without a library, it is as it was."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from reader.cli import main
from reader.model import Span
from reader.model.corrections import NONE, Aspect, correction
from reader.places import library_path
from reader.sources import load
from reader.sources.corrections import overruling
from reader.store import Library
from tests.exports.test_contract import SCHEMA

if TYPE_CHECKING:
    from pathlib import Path

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READER_HOME", str(tmp_path / "home"))


def sections(capsys: Captured, path: Path, *more: str) -> list[str | None]:
    assert main(["sections", "--format", "json", *more, str(path)]) == 0
    return [record["title"] for record in json.loads(capsys.readouterr().out)]


def overrule(path: Path, words: str) -> None:
    article = load(str(path))
    correction = overruling(article, article.text.index(words))
    assert correction is not None
    with Library.open() as library:
        library.add_correction(article.source.sha256, correction)


def test_a_correction_shows_only_where_it_is_asked_for(article: Path, capsys: Captured) -> None:
    assert "Un toit neuf" in sections(capsys, article)
    overrule(article, "Un toit neuf")
    assert "Un toit neuf" in sections(capsys, article)
    assert "Un toit neuf" not in sections(capsys, article, "--corrected")


def test_the_whole_analysis_stands_on_the_corrected_article(article: Path, capsys: Captured) -> None:
    overrule(article, "Anne Lebreton a remercié")
    assert main(["extract", "--corrected", str(article)]) == 0
    (document,) = json.loads(capsys.readouterr().out)
    (block,) = [block for block in document["blocks"] if block["reason"] == "corrected by hand"]
    assert block["kind"] == "heading"
    assert document["text"][block["start"] : block["end"]].startswith("Anne Lebreton a remercié")


def test_to_ask_for_corrections_makes_no_library(article: Path, capsys: Captured) -> None:
    assert sections(capsys, article, "--corrected") == sections(capsys, article)
    assert not library_path().exists()


def test_a_library_that_cannot_be_read_is_said(article: Path, capsys: Captured) -> None:
    library_path().parent.mkdir(parents=True)
    library_path().write_bytes(b"no database" * 500)
    assert main(["sections", "--corrected", str(article)]) == 6
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1


def test_a_speaker_overruled_stands_in_every_command(article: Path, capsys: Captured) -> None:
    found = load(str(article))
    words = "Le toit ne fuit plus"
    at, named = found.text.index(words), found.text.index("Anne Lebreton")
    with Library.open() as library:
        for aspect, value, span in (
            (Aspect.SPEAKER, "Zoé\u202e Tanguy", Span(at, at + len(words))),
            (Aspect.ENTITY, NONE, Span(named, named + len("Anne Lebreton"))),
        ):
            library.add_correction(found.source.sha256, correction(found.text, aspect, span, value))

    def printed(*words: str) -> str:
        assert main([*words, str(article)]) == 0
        return capsys.readouterr().out

    plain = printed("quotes", "--format", "json")
    assert "Zo" not in plain
    first, second = json.loads(printed("quotes", "--format", "json", "--corrected"))
    assert (first["speaker"], first["cue"], first["text"]) == ("Zoé\u202e Tanguy", None, words)
    assert second == json.loads(plain)[1]
    assert len(json.loads(printed("quotes", "--format", "json", "--corrected", "--speaker", "zoe"))) == 1
    (document,) = json.loads(printed("extract", "--corrected"))
    Draft202012Validator(SCHEMA).validate(document)
    assert document["quotations"][0]["speaker"] == {
        "name": "Zoé\u202e Tanguy", "entity": None, "role": None, "start": at, "end": at,
    }  # fmt: skip
    (as_found,) = json.loads(printed("extract"))
    assert as_found["quotations"][0]["speaker"]["name"] == "Anne Lebreton"
    assert "Anne Lebreton" in printed("entities", "--format", "csv")
    assert "Anne Lebreton" not in printed("entities", "--format", "csv", "--corrected")
    assert second["speaker"] == "Anne Lebreton", "who is no entity any more is still called so"
