from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from reader.exports.contract import document
from reader.model import Analysis, Article, Source, Span
from tests.exports.facts import ANALYSIS, ARTICLE, ROOF, hostile

SCHEMA: dict[str, Any] = json.loads(files("reader.exports").joinpath("contract.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)

KEYS = [
    "version", "source", "title", "authors", "site", "date", "url", "language", "text",
    "blocks", "inlines", "sections", "quotations", "entities",
]  # fmt: skip


def test_keys_stand_in_the_order_of_the_contract() -> None:
    found = document(ARTICLE, ANALYSIS)
    assert list(found) == KEYS
    assert list(found["source"]) == ["location", "media_type", "sha256"]
    assert list(found["blocks"][0]) == ["kind", "level", "start", "end", "lines", "reason"]
    assert list(found["inlines"][0]) == ["kind", "start", "end", "target"]
    assert list(found["sections"][0]) == ["title", "level", "start", "end"]
    assert list(found["quotations"][0]) == [
        "id", "kind", "fragment", "text", "start", "end", "spans", "repeats", "speaker", "cue",
    ]  # fmt: skip
    assert list(found["quotations"][0]["speaker"]) == ["name", "entity", "role", "start", "end"]
    assert list(found["quotations"][0]["cue"]) == ["text", "start", "end"]
    assert list(found["entities"][0]) == ["id", "name", "type", "mentions", "roles"]


def test_a_quotation_is_its_pieces_joined() -> None:
    found = document(ARTICLE, ANALYSIS)["quotations"][0]
    text = ARTICLE.text
    assert found["text"] == "Le toit […] fuit depuis dix ans. Il ira jusqu’à Noël."
    assert text[found["start"] : found["end"]] == (
        "Le toit, soupire Anne Lebreton,\nmairesse, fuit depuis dix ans.\nIl ira jusqu’à Noël."
    )
    assert [text[piece["start"] : piece["end"]] for piece in found["spans"]] == [
        "Le toit",
        "fuit depuis dix ans.\nIl ira jusqu’à Noël.",
    ]
    assert found["speaker"] == {
        "name": "Anne Lebreton", "entity": "aaaaaaaaaa", "role": "mairesse",
        "start": text.index("Anne"), "end": text.index("Anne") + 13,
    }  # fmt: skip
    assert found["cue"] == {"text": "soupire", "start": text.index("soupire"), "end": text.index("soupire") + 7}


def test_what_is_not_known_is_null() -> None:
    found = document(Article("Mm.", (), Source(None, "text/plain", "0" * 64)), Analysis())
    assert [found[key] for key in ("title", "site", "date", "url", "language")] == [None] * 5
    assert found["source"]["location"] is None
    assert found["sections"] == [{"title": None, "level": 0, "start": 0, "end": 3}]
    assert document(ARTICLE, ANALYSIS)["quotations"][1]["speaker"] is None


def test_sections_leave_no_character_uncovered() -> None:
    found = document(ARTICLE, ANALYSIS)
    outer = [each for each in found["sections"] if each["level"] in (0, 2)]
    assert outer[0]["start"] == 0
    assert outer[-1]["end"] == len(found["text"])
    assert all(before["end"] == after["start"] for before, after in pairwise(outer))


def test_a_language_that_is_not_declared_is_told_by_the_words() -> None:
    text = "Il n’est pas dans la maison, et elle est avec nous sur le pont pour la nuit, mais on ne sait pas où."
    article = Article(text, (), Source(None, "text/plain", "0" * 64))
    assert document(article, Analysis())["language"] == "fr"


def test_documents_hold_to_the_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    VALIDATOR.validate(document(ARTICLE, ANALYSIS))
    VALIDATOR.validate(document(*hostile()))
    VALIDATOR.validate(document(Article("", (), Source(None, "text/plain", "0" * 64)), Analysis()))


def test_the_schema_requires_every_key_in_the_contract_s_order() -> None:
    assert SCHEMA["required"] == KEYS
    found = document(ARTICLE, ANALYSIS)
    for name in ("blocks", "inlines", "sections", "quotations", "entities"):
        assert SCHEMA["properties"][name]["items"]["required"] == list(found[name][0])


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), 2),
        (("source", "sha256"), "AB" * 32),
        (("blocks", 0, "kind"), "poem"),
        (("blocks", 0, "start"), -1),
        (("quotations", 0, "spans"), []),
        (("quotations", 0, "speaker"), "Anne Lebreton"),
        (("entities", 0, "type"), "animal"),
    ],
)
def test_the_schema_refuses_what_the_contract_does_not_know(path: tuple[str | int, ...], value: object) -> None:
    found: Any = document(ARTICLE, ANALYSIS)
    inner = found
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    with pytest.raises(ValidationError):
        VALIDATOR.validate(found)


def test_an_empty_cue_is_a_cue() -> None:
    bare = replace(ROOF, cue=Span(3, 3))
    assert document(ARTICLE, Analysis((bare,)))["quotations"][0]["cue"] == {"text": "", "start": 3, "end": 3}
