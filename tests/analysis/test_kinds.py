"""The tables of kinds, first names and towns, and what they say of names."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from reader.analysis.entities import tables
from reader.analysis.entities.tables import SURE, Kind, holds, is_of, known
from tests.analysis.test_names import draft_of


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Toyota", Kind.ORGANISATION),
        ("Kinshasa", Kind.PLACE),
        ("Romero", Kind.PERSON),
        ("achieve", Kind.EVERYDAY),
        ("Finnish", Kind.PEOPLE),
    ],
)
def test_a_word_has_a_kind_in_any_case(word: str, kind: Kind) -> None:
    for form in (word, word.lower(), word.upper()):
        found = known(form)
        assert found is not None
        assert found.kind is kind
    assert is_of(word, kind, SURE)
    assert not is_of(word, kind, SURE + 1)


def test_what_is_in_no_table() -> None:
    assert known("Zorvanelli-Qwx") is None
    assert not holds("town", "zorvanelli qwx")
    assert not holds("first", "zorvanelliqwx")


def test_towns_and_first_names_are_found_folded() -> None:
    assert holds("town", "san pedro sula")
    assert holds("first", "clara")


def test_few_made_up_words_are_taken_for_known_ones() -> None:
    words = [f"zq{number}vx" for number in range(20_000)]
    assert sum(known(word) is not None for word in words) < 10


def test_the_card_names_every_table_and_what_it_is_made_of() -> None:
    folder = files(tables)
    card = tomllib.loads((folder / "card.toml").read_text(encoding="utf-8"))
    assert {f"{name}.table" for name in card} == {
        file.name for file in folder.iterdir() if file.name.endswith(".table")
    }
    for told in card.values():
        assert told["what"]
        assert all("(" in source or "License" in source or "this package's" in source for source in told["made_of"])


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        # a word's kind tells its type where nothing else does
        ("We met Deshpande there.", "en", {"Deshpande": "person"}),
        ("They flew over Raipur twice.", "en", {"Raipur": "place"}),
        # a head inside the name takes what follows 'of' with it
        ("The Maritime Union of Zorvania struck.", "en", {"Maritime Union of Zorvania": "organisation"}),
        ("The Central Statistical Office was shut.", "en", {"Central Statistical Office": "organisation"}),
        ("He left the Islamic Republic of Zorvan in May.", "en", {"Islamic Republic of Zorvan": "place"}),
        # a currency is no country
        ("It cost US $20 million.", "en", {}),
        # a company in a country
        ("On a visité Zorvane France hier.", "fr", {"Zorvane France": "organisation"}),
        # the noun before an adjective of nationality says what the thing is
        ("Le groupe suédois Zorvik a ri.", "fr", {"Zorvik": "organisation"}),
        # a court with its matter and its place
        ("Le tribunal de commerce de Zorville a statué.", "fr", {"tribunal de commerce de Zorville": "organisation"}),
        # a people in the plural is no name
        ("Nous aidons les Ukrainiens ici.", "fr", {}),
    ],
)
def test_names_by_what_is_known(text: str, language: str, expected: dict[str, str]) -> None:
    assert {entity.name: str(entity.type) for entity in draft_of(text, language).entities} == expected


@pytest.mark.parametrize(
    ("text", "language", "name", "forms"),
    [
        # initials in another language's order
        (
            "L'Agence spatiale européenne (ESA) a parlé. L'ESA attend.",
            "fr",
            "Agence spatiale européenne",
            ["Agence spatiale européenne", "ESA", "ESA"],
        ),
        # a firm without what ends its name
        (
            "Zorvane Systems Inc. rose. Zorvane fell again.",
            "en",
            "Zorvane Systems Inc",
            ["Zorvane Systems Inc", "Zorvane"],
        ),
        # a first name stands for the one person who has it
        (
            "Sigrún Halldórsdóttir walked. They thanked Sigrún for it.",
            "en",
            "Sigrún Halldórsdóttir",
            ["Sigrún Halldórsdóttir", "Sigrún"],
        ),
    ],
)
def test_one_thing_by_several_names(text: str, language: str, name: str, forms: list[str]) -> None:
    draft = draft_of(text, language)
    entity = next(each for each in draft.entities if each.name == name)
    assert [text[span.start : span.end] for span in entity.mentions] == forms
