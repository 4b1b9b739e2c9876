"""One thing under several names: acronyms, dots, case; and two names in one run of words."""

from __future__ import annotations

import pytest

import reader
from reader.analysis.entities.aliases import things
from reader.analysis.entities.lexicon import phrase
from reader.lang import LANGUAGES, entries, knowledge


def mentions(text: str, language: str) -> dict[str, list[str]]:
    """What is named in the text: for each entity its mentions as printed."""
    found = reader.extract(text, language=language)["entities"]
    return {each["name"]: [text[one["start"] : one["end"]] for one in each["mentions"]] for each in found}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "L’ONU a voté mardi. Les Nations unies saluent ce vote.", {"Nations unies": ["ONU", "Nations unies"]}),
        ("fr", "L’Otan recule, écrit le ministre. La NATO, dit-on ici.", {"Otan": ["Otan", "NATO"]}),
        ("fr", "Le FMI prête. Le Fonds monétaire international attend.", {
            "Fonds monétaire international": ["FMI", "Fonds monétaire international"],
        }),
        ("en", "The U.S. and the US are one. The United States voted.", {
            "United States": ["U.S.", "US", "United States"],
        }),
        ("en", "The U.S. Senate met. The U.S. paid.", {"U.S. Senate": ["U.S. Senate"], "U.S.": ["U.S."]}),
        ("en", "The EU paid up. The European Union paid more.", {"European Union": ["EU", "European Union"]}),
    ],
)  # fmt: skip
def test_names_that_are_listed_as_one_are_one(language: str, text: str, expected: dict[str, list[str]]) -> None:
    assert mentions(text, language) == expected


def test_a_name_in_capitals_is_the_one_that_is_written_so_elsewhere() -> None:
    text = "LÉNA OSTREVANT S’EN VA\n\nLéna Ostrevant quitte Brest. Mme Ostrevant y vivait. Jean-Luc Tarvel reste."
    assert mentions(text, "fr")["Léna Ostrevant"] == ["LÉNA OSTREVANT", "Léna Ostrevant", "Mme Ostrevant"]


def test_joined_names_stay_one_over_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n".join(["L’ONU a voté un texte de plus mardi soir.", "Les Nations unies saluent ce vote de mardi."] * 4)
    whole = mentions(text, "fr")
    monkeypatch.setattr("reader.analysis.WINDOW", 50)
    assert mentions(text, "fr") == whole
    assert [len(each) for each in whole.values()] == [8]


def test_no_listed_form_stands_for_two_things() -> None:
    lines = [line for each in LANGUAGES for line in entries(str(knowledge(each, "aliases").get("same", "")))]
    assert len(lines) > 150
    for line in lines:
        forms = [phrase(form) for form in line.split("|")]
        assert len(forms) > 1, line
        assert all(forms), line
        assert len({things()[form] for form in forms}) == 1
    # what two lines of one language share is a mistake
    for language in LANGUAGES:
        own = [
            form for line in entries(str(knowledge(language, "aliases").get("same", "")))
            for form in {phrase(form) for form in line.split("|")}
        ]  # fmt: skip
        assert len(own) == len(set(own)), sorted(form for form in own if own.count(form) > 1)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Martin Smith of PBS said so on Monday.", ["Martin Smith", "PBS"]),
        ("en", "They saw Joan of Arc and Omar Calloway of the Maritime Union.", [
            "Joan of Arc", "Omar Calloway", "Maritime Union",
        ]),
        ("en", "The envoy to Portugal Carlos Gil spoke.", ["Portugal", "Carlos Gil"]),
        ("en", "Prime Minister Keir Starmer met the 65th Air Division.", ["Keir Starmer", "65th Air Division"]),
        ("en", "She saw Clay Tice Jr. and King Charles III there.", ["Clay Tice Jr", "Charles III"]),
        ("fr", "Le secrétaire général de l’OTAN Jens Stoltenberg est venu.", ["OTAN", "Jens Stoltenberg"]),
        ("fr", "On a vu Paul Tarvel des Blue Jays et Valéry Giscard d’Estaing.", [
            "Paul Tarvel", "Blue Jays", "Valéry Giscard d’Estaing",
        ]),
        ("fr", "L’ancien Premier ministre Lionel Tarvel a parlé.", ["Lionel Tarvel"]),
        ("fr", "Croyez-moi, il a vu Brest.", ["Brest"]),
    ],
)  # fmt: skip
def test_a_run_is_parted_where_a_second_name_begins(language: str, text: str, expected: list[str]) -> None:
    assert [form for forms in mentions(text, language).values() for form in forms] == expected


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "Stennick is a small fishing village.", "place"),
        ("en", "Stennick was an English poet and farmer.", "person"),
        ("en", "Stennick is a Scottish software company.", "organisation"),
        ("en", "They met Stennick’s widow there.", "person"),
        ("en", "Yesterday Stennick resigned at last.", "person"),
        ("fr", "Zorvic est une petite commune de la côte.", "place"),
        ("fr", "Zorvic est un romancier de la côte.", "person"),
        ("fr", "On a vu la veuve de Zorvic hier.", "person"),
        ("fr", "On dit que Zorvic est mort hier.", "person"),
    ],
)
def test_what_is_said_of_a_name_tells_its_type(language: str, text: str, kind: str) -> None:
    (found,) = reader.extract(text, language=language)["entities"]
    assert found["type"] == kind
