"""Entities: one for each thing, typed by all its mentions, the same however the article is cut into windows."""

from __future__ import annotations

from pathlib import Path

import pytest

import reader
from reader.analysis import analyse
from reader.analysis.draft import Draft, Found
from reader.analysis.entities.grouping import gather_entities
from reader.analysis.entities.names import find_names
from reader.model import EntityType, QuotationKind, Span
from tests.analysis.test_names import article, draft_of

SEED = Path(__file__).parents[3] / "shared/seed/openai-open-source.fr.txt"
SEED_NAMES = {
    "person": {"Sam Altman", "Kevin Weil"},
    "organisation": {"OpenAI", "DeepSeek", "Reddit", "National Laboratories"},
    "work": {"Stargate", "o3-mini", "o3", "GPT-5", "DALL-E", "DALL-E 3"},
}


def test_every_mention_counts_for_the_type() -> None:
    text = "On a revu Zorvane hier.\nElle a quitté Zorvane.\nLa société Zorvane recrute."
    assert [(entity.name, entity.type) for entity in draft_of(text).entities] == [("Zorvane", EntityType.ORGANISATION)]


def test_who_is_quoted_is_a_person() -> None:
    text = "« Non », ajoute Zorvane Ulmis. Le bourg a suivi Zorvane Ulmis."
    draft = Draft(article(text), "fr", range(1))
    at = text.index("Zorvane")
    found = Found(QuotationKind.DIRECT, [Span(2, 5)], Span(0, 7), speaker=Span(at, at + len("Zorvane Ulmis")))
    draft.quotations.append(found)
    find_names(draft)
    gather_entities(draft)
    (entity,) = draft.entities
    assert entity.type is EntityType.PERSON
    assert entity.mentions == (Span(at, at + 13), Span(text.rindex("Zorvane"), len(text) - 1))


def test_entities_stand_in_the_order_of_their_first_mention_under_their_fullest_name() -> None:
    text = "Ostrevant et Tarvel.\nPaul Tarvel aime Brest. Léna Ostrevant aime l'OTAN."
    assert [entity.name for entity in draft_of(text).entities] == ["Léna Ostrevant", "Paul Tarvel", "Brest", "OTAN"]


def test_an_identifier_outlives_what_changes_elsewhere() -> None:
    one = draft_of("Paul Tarvel aime Brest.").entities
    other = draft_of("Il pleut. La société Nordélia, dit-on, recrute Paul Tarvel à Brest.").entities
    assert {entity.id for entity in one} < {entity.id for entity in other}


def test_windows_change_nothing_that_matters(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["Léna Ostrevant est maire de Brest.", "Mme Ostrevant a parlé à la firme Nordélia.", "Nordélia recrute."]
    text = "\n".join(lines * 10)
    whole = analyse(article(text)).entities
    monkeypatch.setattr("reader.analysis.WINDOW", 50)
    assert analyse(article(text)).entities == whole
    assert len(whole) == 3


@pytest.mark.skipif(not SEED.is_file(), reason="the seed article lies beside the repository, where it is worked on")
def test_the_seed() -> None:
    found = reader.extract(SEED.read_text(encoding="utf-8"))["entities"]
    typed = {entity["name"]: entity["type"] for entity in found}
    for kind, names in SEED_NAMES.items():
        assert {name: typed.get(name) for name in names} == dict.fromkeys(names, kind)
    false = set(typed) - set().union(*SEED_NAMES.values())
    assert len(false) <= 2, false
