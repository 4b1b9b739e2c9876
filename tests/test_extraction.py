from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import reader
from reader.errors import NotAnArticleError, SourceError
from reader.extraction import examine, examine_beside, extract
from reader.sources import Raw, article_of
from tests.exports.test_contract import KEYS, VALIDATOR

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
Le vieux moulin rouvre ses portes

« Le toit ne fuit plus », a déclaré Anne Lebreton, mairesse de Kervélo, devant les habitants réunis dans la cour.
"""


def test_a_text_becomes_the_contract_s_document() -> None:
    found = extract(TEXT)
    VALIDATOR.validate(found)
    assert list(found) == KEYS
    assert found["text"] == TEXT
    assert found["language"] == "fr"
    assert found["source"] == {
        "location": None, "media_type": "text/plain", "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
    }  # fmt: skip
    assert [each["text"] for each in found["quotations"]] == ["Le toit ne fuit plus"]


def test_the_package_offers_it() -> None:
    assert reader.extract is extract
    assert "extract" in dir(reader)


def test_the_caller_s_language_counts() -> None:
    assert extract("Bonjour à tous, il est tard.", language="fr")["language"] == "fr"
    assert extract(TEXT, language="en")["language"] == "en"


def test_markdown_is_read_as_markdown() -> None:
    found = extract("# Un titre\n\nUn *mot*.\n", media_type="text/markdown")
    VALIDATOR.validate(found)
    assert found["source"]["media_type"] == "text/markdown"
    assert [each["kind"] for each in found["inlines"]] == ["emphasis"]


def test_a_lone_surrogate_keeps_its_place() -> None:
    text = "Un mot \ud800 ici, « oui \udcff non », dit-elle à son voisin du dessous."
    found = extract(text)
    assert found["text"] == text.replace("\ud800", "\ufffd").replace("\udcff", "\ufffd")
    assert found["source"]["sha256"] == hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@pytest.mark.parametrize(
    "text", ["", "A", "\x1b]0;a\x07 « \u202e", "«" * 500, "\x85\u2028\x0c", "a\tb\n\n\n\n- \n> \n"]
)
def test_odd_text_gives_a_document_or_says_that_it_is_none(text: str) -> None:
    try:
        VALIDATOR.validate(extract(text))
    except NotAnArticleError:
        assert not text.strip()


def test_what_has_no_parser_is_no_article() -> None:
    with pytest.raises(NotAnArticleError):
        extract(TEXT, media_type="image/png")


def test_a_file_gives_the_same_facts_as_its_text(tmp_path: Path) -> None:
    path = tmp_path / "moulin.txt"
    path.write_text(TEXT, encoding="utf-8")
    article, analysis = examine(str(path))
    found = extract(TEXT)
    assert article.source.location == str(path)
    assert article.text == found["text"]
    assert [each.id for each in analysis.quotations] == [each["id"] for each in found["quotations"]]


def test_what_is_missing_cannot_be_examined(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        examine(str(tmp_path / "nothing"))


def test_a_short_draft_is_read_in_the_language_of_its_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    french, english, short = (
        article_of(Raw(text.encode(), "text/plain"))
        for text in (
            "Il n’est pas dans la maison, et elle est avec nous sur le pont pour la nuit, mais on ne sait pas où.",
            "It was not in the house, and she is with us on the bridge for the night, but they do not know where.",
            "« Zut », dixit Ida.",
        )
    )
    monkeypatch.setattr("reader.extraction.analyse", lambda article: article.metadata.language)
    short = replace(short, metadata=replace(short.metadata, language=None))
    assert examine_beside(short, [french, french]) == "fr"
    assert examine_beside(short, [french, english]) is None
    assert examine_beside(short, []) is None
    assert examine_beside(french, [english]) in ("fr", None)
