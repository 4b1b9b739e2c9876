"""Names that weights see joined with those of the rules; the weights here are a table of what they are to see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from reader.analysis.draft import Draft
from reader.analysis.entities import recognised
from reader.analysis.entities.grouping import gather_entities
from reader.analysis.entities.models import Reading
from reader.analysis.entities.names import find_names
from reader.model import Article, Block, BlockKind, EntityType, Source, Span
from tests.analysis.test_names import draft_of

if TYPE_CHECKING:
    from collections.abc import Sequence

PERSON, PLACE, BODY, WORK = EntityType.PERSON, EntityType.PLACE, EntityType.ORGANISATION, EntityType.WORK


class Seeing:
    """Weights that see given words wherever they stand."""

    def __init__(self, names: dict[str, EntityType]) -> None:
        self._names = names

    def read(self, passages: Sequence[str]) -> list[list[Reading]]:
        return [
            sorted(
                Reading.without_doubt(*match.span(), kind)
                for words, kind in self._names.items()
                for match in re.finditer(re.escape(words), passage)
            )
            for passage in passages
        ]


def found(
    monkeypatch: pytest.MonkeyPatch, text: str, sees: dict[str, EntityType], language: str = "fr"
) -> dict[str, str]:
    monkeypatch.setattr(recognised, "recogniser", lambda _: Seeing(sees))
    return {entity.name: str(entity.type) for entity in draft_of(text, language).entities}


@pytest.mark.parametrize(
    ("text", "sees", "expected"),
    [
        # a type that nothing else tells
        ("On a revu Zorvane hier.", {"Zorvane": PLACE}, {"Zorvane": "place"}),
        # the longer span, of either
        ("Il aide Les Amis de Zorvane ici.", {"Les Amis de Zorvane": BODY}, {"Les Amis de Zorvane": "organisation"}),
        ("Hier, Léna Ostrevant a ri.", {"Ostrevant": PERSON}, {"Léna Ostrevant": "person"}),
        # articles, marks and elisions are no part of a name
        ("Il part à l’Ystrie demain.", {"l’Ystrie": PLACE}, {"Ystrie": "place"}),
        # what the rules know well is not outvoted by one reading
        ("Le maire de Marseille a ri.", {"Marseille": BODY}, {"Marseille": "place"}),
        # everyday words are no names, whatever sees them
        ("Demain, il pleuvra. Il part demain.", {"Demain": PLACE}, {}),
        # what stands on both sides of a comma is not one name
        ("Il aime Ulmis, Zorvane et Ystrie.", {"Ulmis, Zorvane": PLACE, "Ystrie": PLACE}, {"Ystrie": "place"}),
    ],
)
def test_names_of_both(
    monkeypatch: pytest.MonkeyPatch, text: str, sees: dict[str, EntityType], expected: dict[str, str]
) -> None:
    names = found(monkeypatch, text, sees)
    assert {name: kind for name, kind in names.items() if name in expected or not expected} == expected


def test_the_whole_article_votes(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "On a revu Zorvane hier. Mme Zorvane a ri. M. Zorvane, lui, pleure."
    assert found(monkeypatch, text, {"revu Zorvane": PLACE})["Zorvane"] == "person"


def test_a_newswires_spaces_do_not_cut_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    names = found(monkeypatch, "Police met Sami Al - Amri there.", {"Sami Al - Amri": PERSON}, "en")
    assert names == {"Sami Al - Amri": "person"}


def test_a_name_over_a_line_with_a_prefix_is_seen_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Hier, Maëlle\n> Corvaisier a ri."
    passages: list[str] = []

    class Watching(Seeing):
        def read(self, given: Sequence[str]) -> list[list[Reading]]:
            passages.extend(given)
            return super().read(given)

    monkeypatch.setattr(recognised, "recogniser", lambda _: Watching({"Maëlle   Corvaisier": PERSON}))
    block = Block(BlockKind.PARAGRAPH, Span(0, len(text)), lines=(Span(0, 12), Span(15, len(text))))
    draft = Draft(Article(text, (block,), Source(None, "text/plain", "")), "fr", range(1))
    find_names(draft)
    gather_entities(draft)
    assert passages == ["Hier, Maëlle   Corvaisier a ri."]
    assert [(entity.name, entity.mentions) for entity in draft.entities] == [("Maëlle Corvaisier", (Span(6, 25),))]
