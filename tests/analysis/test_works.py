"""Products, titles, projects and events: set apart by italics, introduced by a noun, made of heads and digits."""

from __future__ import annotations

import pytest

import reader


def types(text: str, language: str, media_type: str = "text/markdown") -> dict[str, str]:
    """What the text names, with its types."""
    found = reader.extract(text, media_type=media_type, language=language)["entities"]
    return {each["name"]: each["type"] for each in found}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Paul Tarvel a publié *La Nuit des veilleurs* et *Ystrie*.", {
            "Paul Tarvel": "person", "La Nuit des veilleurs": "work", "Ystrie": "work",
        }),
        ("fr", "Elle l’a dit à *Le Monde*, jamais elle n’a vu le film *Sorry We Missed You*.", {
            "Le Monde": "organisation", "Sorry We Missed You": "work",
        }),
        ("fr", "Il a dit *jamais*, puis *Alors*.", {}),
        ("fr", "Le texte dit :\n\n*Zorvane et Ystrie sont loin.*", {"Zorvane": "person", "Ystrie": "person"}),
        ("en", "Critics liked *Quiet Water*, and the ship *Marigold* sank.", {
            "Quiet Water": "work", "Marigold": "work",
        }),
        ("en", "The album Blue Harbour sold well; the film Night Tide too.", {
            "Blue Harbour": "work", "Night Tide": "work",
        }),
        ("fr", "Le projet Hélios et le modèle GPT-5 sont prêts.", {"Hélios": "work", "GPT-5": "work"}),
        ("fr", "Elle a gagné la Coupe du monde. On a fêté la Nuit des musées.", {
            "Coupe du monde": "work", "Nuit des musées": "work",
        }),
    ],
)  # fmt: skip
def test_works(language: str, text: str, expected: dict[str, str]) -> None:
    assert types(text, language) == expected


def test_italics_of_a_web_page_are_seen_too() -> None:
    html = (
        "<html><body><article><h1>Deux livres</h1><p>Hier soir, à la librairie, Paul Tarvel a lu des pages de "
        "<em>La Nuit des veilleurs</em> devant une salle pleine, et il y est resté longtemps.</p>"
        "</article></body></html>"
    )
    assert types(html, "fr", "text/html")["La Nuit des veilleurs"] == "work"


def test_a_title_with_its_article_is_one_name_wherever_it_stands() -> None:
    text = "Il a lu *La Nuit des veilleurs*. La Nuit des veilleurs a plu."
    (found,) = reader.extract(text, media_type="text/markdown", language="fr")["entities"]
    assert len(found["mentions"]) == 2
