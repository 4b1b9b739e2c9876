from __future__ import annotations

import pytest

from reader.checking.speakers import compare


def verdict(draft: str, source: str, draft_role: str | None = None, source_role: str | None = None) -> str:
    return compare([draft] if draft else [], draft_role, [source] if source else [], source_role).value


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("Odile Marchais", "Odile Marchais"),
        ("Marchais", "Odile Marchais"),
        ("Odile Marchais", "Marchais"),
        ("ODILE MARCHAIS", "Odile Marchais"),
        ("Mme Marchais", "Odile Marchais"),
        ("Mrs. Marchais", "Odile Marchais"),
        ("O. Marchais", "Odile Marchais"),
        ("Odile B. Marchais", "Odile Marchais"),
        ("Anne-Laure Le Bihan", "Le Bihan"),
        ("Elodie Prévôt", "Élodie Prevot"),
        ("STV", "Syndicat des transports du Valois"),
        ("Syndicat des transports du Valois", "STV"),
        ("Le Syndicat des transports", "Syndicat des transports du Valois"),
        ("la mairie", "La mairie"),
        ("une commerçante du bourg", "Une commerçante du bourg"),
    ],
)
def test_the_same(draft: str, source: str) -> None:
    assert verdict(draft, source) == "same"


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("Odile Marchais", "Victor Salaün"),
        ("Salaün", "Odile Marchais"),
        ("Paul Marchais", "Odile Marchais"),
        ("P. Marchais", "Odile Marchais"),
        ("M. Salaün", "Mme Marchais"),
        ("STV", "Régie des eaux du Valois"),
    ],
)
def test_different(draft: str, source: str) -> None:
    assert verdict(draft, source) == "different"


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("", "Odile Marchais"),
        ("Odile Marchais", ""),
        ("la maire", "Odile Marchais"),
        ("Odile Marchais", "the mayor"),
        ("un pêcheur", "la maire"),
        ("elle", "Odile Marchais"),
    ],
)
def test_unknown_is_never_different(draft: str, source: str) -> None:
    assert verdict(draft, source) == "unknown"


def test_a_role_names_the_one_who_has_it() -> None:
    assert verdict("la maire", "Odile Marchais", source_role="maire de Bourg-Sec") == "same"
    assert verdict("Odile Marchais", "the mayor", draft_role="mayor") == "same"
    assert verdict("le préfet", "Odile Marchais", source_role="maire de Bourg-Sec") == "unknown"


def test_a_shared_surname_proves_nothing_where_both_names_are_full() -> None:
    mentions = ["Paul Marchais", "Marchais"], ["Odile Marchais", "Marchais"]
    assert compare(mentions[0], None, mentions[1], None).value == "different"
    assert compare(["Marchais"], None, mentions[1], None).value == "same"
