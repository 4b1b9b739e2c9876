"""The samples of articles/ against what a careful reader finds in them, written by hand in tests/gold.

A quotation is found when one stands at its place among the article's quotations and its copied words begin, end and
are attributed as the gold says: `speaker` absent means unknown, `pieces` and `without` (the reporter's words that an
incise put between) hold how it is cut. An entity is found when one has that name and type and every listed form is
among its mentions; names neither listed nor doubtful are false, and two of them are allowed. `known_misses` holds what
is not found yet, as the test tells it: what is found after all must be taken off it. White space and apostrophes are
equal in all their forms.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import reader

ROOT = Path(__file__).parents[2]
MEDIA_TYPES = {".txt": "text/plain", ".md": "text/markdown"}
METADATA = ("language", "authors", "date")
FALSE_NAMES = 2
SAMPLES = {path.stem: path for path in sorted((ROOT / "articles").iterdir()) if path.suffix in MEDIA_TYPES}

over_samples = pytest.mark.parametrize("sample", SAMPLES)


def plain(words: str) -> str:
    return " ".join(words.replace("’", "'").split())


@cache
def gold(sample: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / "tests/gold" / f"{sample}.toml").read_text(encoding="utf-8"))


@cache
def found(sample: str) -> dict[str, Any]:
    path = SAMPLES[sample]
    return reader.extract(path.read_text(encoding="utf-8"), media_type=MEDIA_TYPES[path.suffix])


def beginning(sample: str, words: str) -> dict[str, Any] | None:
    """The quotation that begins with `words`; test_quotations reports where there is none."""
    return next((one for one in found(sample)["quotations"] if plain(one["text"]).startswith(words)), None)


def names(value: str | list[str]) -> list[str]:
    return [plain(name) for name in ([value] if isinstance(value, str) else value)]


def test_every_sample_has_its_gold_and_says_what_it_is() -> None:
    assert set(SAMPLES) == {path.stem for path in (ROOT / "tests/gold").glob("*.toml")}
    for path in SAMPLES.values():
        assert "Reader" in path.read_text(encoding="utf-8").splitlines()[-1]


@over_samples
def test_metadata(sample: str) -> None:
    said, wanted = found(sample), gold(sample)
    assert plain(said["title"] or "") == wanted["title"]
    assert [said[key] for key in METADATA if key in wanted] == [wanted[key] for key in METADATA if key in wanted]


@over_samples
def test_sections(sample: str) -> None:
    said = found(sample)
    expected = gold(sample)["sections"]
    assert [plain(section["title"] or "") for section in said["sections"]] == [
        section.get("title", "") for section in expected
    ]
    for section, wanted in zip(said["sections"], expected, strict=True):
        assert section["level"] == wanted.get("level", section["level"])
        assert plain(said["text"][section["start"] : section["end"]]).startswith(
            wanted.get("begins", wanted.get("title"))
        )


def outline(quotation: dict[str, Any]) -> str:
    """Enough of a quotation to tell it by in a failure's report: its first and last word and its kind."""
    words = plain(quotation["text"]).split(" ")
    return f"{quotation['kind']}: {words[0]} … {words[-1]}"


@over_samples
def test_quotations(sample: str) -> None:
    expected = gold(sample)["quotations"]
    wanted = [
        f"{each.get('kind', 'direct')}: {each['begins'].split(' ')[0]} … {each['ends'].split(' ')[-1]}"
        for each in expected
    ]
    quotations = found(sample)["quotations"]
    assert [outline(quotation) for quotation in quotations] == wanted
    for quotation, each in zip(quotations, expected, strict=True):
        words = plain(quotation["text"])
        assert words.startswith(each["begins"])
        assert words.endswith(each["ends"])
        assert each.get("without", "\0") not in words
        assert len(quotation["spans"]) == each.get("pieces", 2 if "without" in each else 1), words
        assert len(quotation["repeats"]) == each.get("repeats", 0), words


@over_samples
def test_what_is_marked_but_no_quotation(sample: str) -> None:
    said = {plain(quotation["text"]) for quotation in found(sample)["quotations"]}
    assert said.isdisjoint(gold(sample)["not_quotations"])


@over_samples
def test_speakers(sample: str) -> None:
    wrong = []
    for each in gold(sample)["quotations"]:
        speaker = (beginning(sample, each["begins"]) or {}).get("speaker")
        name = plain(speaker["name"]) if speaker else None
        if name not in (names(each["speaker"]) if "speaker" in each else [None]):
            wrong.append(f"{each['begins']}: {name!r}, not {each.get('speaker')!r}")
    assert not wrong


@over_samples
def test_fragments(sample: str) -> None:
    wrong = []
    for each in gold(sample)["quotations"]:
        quotation = beginning(sample, each["begins"])
        if quotation and each.get("fragment", False) not in ("either", quotation["fragment"]):
            wrong.append(each["begins"])
    assert not wrong


@over_samples
def test_entities(sample: str) -> None:
    said = found(sample)
    missing = []
    for each in gold(sample)["entities"]:
        called = names(each["name"])
        entity = next((one for one in said["entities"] if plain(one["name"]) in called), None)
        if entity is None or entity["type"] != each["type"]:
            missing.append(f"{called[0]}: {entity and entity['type']}, not {each['type']}")
            continue
        forms = {plain(said["text"][one["start"] : one["end"]]) for one in entity["mentions"]}
        missing.extend(f"{called[0]}: {form}" for form in each.get("forms", []) if form not in forms)
    assert missing == gold(sample).get("known_misses", [])


@over_samples
def test_false_entities(sample: str) -> None:
    known = {name for each in gold(sample)["entities"] for name in names(each["name"]) + each.get("forms", [])}
    known.update(gold(sample)["doubtful"])
    false = [one["name"] for one in found(sample)["entities"] if plain(one["name"]) not in known]
    assert len(false) <= FALSE_NAMES, false
