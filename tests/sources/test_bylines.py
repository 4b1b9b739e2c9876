"""Who wrote a plain text and when: only what the lines at its top print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sources.outline import article

if TYPE_CHECKING:
    from reader.model import Metadata

BODY = (
    "\nThe tide book of Dunmarrow is wrong by eleven minutes, and everybody in the town has known it for as long as "
    "there are clocks to set by it.\n"
)


def said(language: str, *top: str) -> Metadata:
    return article("\n".join(["The book that is always late\n", *top, BODY]), language=language).metadata


@pytest.mark.parametrize(
    ("language", "line", "authors"),
    [
        ("en", "By Nell Arkwright", ("Nell Arkwright",)),
        ("en", "By Nell Arkwright and Per van der Moss", ("Nell Arkwright", "Per van der Moss")),
        ("fr", "Par Gwenola Jaffré, à Kersaint – 3 mars 2026", ("Gwenola Jaffré",)),
        (
            "fr",
            "Propos recueillis par Yann d’Arvor, Maï Le Goff et Ronan Briand",
            ("Yann d’Arvor", "Maï Le Goff", "Ronan Briand"),
        ),
        ("fr", "Par Yann Kervella avec AFP", ("Yann Kervella",)),
        ("de", "Von Ilse Brandt", ("Ilse Brandt",)),
        ("fr", "Par AFP", ()),
        ("fr", "Par ailleurs, la mer monte", ()),
        ("en", "By the harbour", ()),
    ],
)
def test_authors(language: str, line: str, authors: tuple[str, ...]) -> None:
    assert said(language, line).authors == authors


@pytest.mark.parametrize(
    ("language", "line", "date"),
    [
        ("fr", "Publié le 4 février 2024 à 18h12", "2024-02-04"),
        ("fr", "Mis à jour le 1er août 2025", "2025-08-01"),
        ("en", "Published March 3, 2026", "2026-03-03"),
        ("en", "3 March 2026", "2026-03-03"),
        ("en", "Updated on 2026-03-03 at noon", "2026-03-03"),
        ("de", "Veröffentlicht am 3. März 2026", "2026-03-03"),
        ("es", "Publicado el 3 de marzo de 2026", "2026-03-03"),
        ("fr", "Publié le 31 février 2024", None),
        ("fr", "Publié hier", None),
    ],
)
def test_date(language: str, line: str, date: str | None) -> None:
    assert said(language, line).date == date


def test_a_date_in_the_text_is_not_the_articles() -> None:
    assert (
        said("en", "The bell was cast on 3 March 1926, and it cracked on 4 March 1926, as it had been told to.").date
        is None
    )
