"""Which marks make a pair: told as the words between the outermost pairs, in order."""

from __future__ import annotations

import pytest

from reader.analysis.quotations.marks import MARKS, closes_at, pairs


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("« Oui », dit-il, « non ».", ["Oui", "non"]),
        ("«Oui», dit-il", ["Oui"]),
        ("« Oui, » dit-il", ["Oui"]),
        ("“Yes,” she said. “No.”", ["Yes", "No."]),
        ('"Yes," she said. "No."', ["Yes", "No."]),
        ("‘We’re the players’ friends,’ she said", ["We’re the players’ friends"]),
        ("'We're here,' she said", ["We're here"]),
        ("„Ja“, sagte er, „nein“", ["Ja", "nein"]),
        ("»Ja«, sagte er, »nein«", ["Ja", "nein"]),
        ("‹ Oui › et « non »", ["Oui", "non"]),
        ("「はい」と言った", ["はい"]),
        ("« Il a dit “non” », dit-elle", ["Il a dit “non”"]),
        ("« Il a dit « non » hier », dit-elle", ["Il a dit « non » hier"]),
        ("“He said ‘no’ twice,” she said", ["He said ‘no’ twice"]),
        ('“An odd end," she said', ["An odd end"]),
        ("l’eau d’ici, the players’ strike, rock 'n' roll", ["n"]),
        ("5'10\" tall in the '90s", []),
        ("« »", []),
        ("« ... »", []),
        ("a closing mark» without an opening one", []),
        ("« Une marque perdue. Puis « une autre », dit-il.", ["Une marque perdue.", "une autre"]),
        ("« Une marque que rien ne ferme", ["Une marque que rien ne ferme"]),
        ('"One lost mark. "Another quotation," he said', ["One lost mark.", "Another quotation"]),
    ],
)
def test_pairs(text: str, inside: list[str]) -> None:
    found = pairs(text)
    assert [each.inner.of(text) for each in found] == inside
    for each in found:
        assert each.outer.of(text)[0] in MARKS
        assert each.closed == (each.outer.of(text)[-1] in MARKS and len(each.outer) > 1)


def test_pairs_count_from_where_the_block_begins() -> None:
    (found,) = pairs("« Oui »", 100)
    assert (found.outer.start, found.outer.end, found.inner.start, found.inner.end) == (100, 107, 102, 105)


def test_a_pair_that_the_next_paragraph_takes_up_holds_what_is_nested_in_it() -> None:
    text = "“It was an “error” of mine."
    assert [each.inner.of(text) for each in pairs(text, goes_on="“")] == ["It was an “error” of mine."]


@pytest.mark.parametrize(
    ("text", "opener", "at"), [("to the end”, he said", "“", 10), ("“again”", "“", None), ("fin », dit-il", "«", 4)]
)
def test_where_a_block_closes_what_another_opened(text: str, opener: str, at: int | None) -> None:
    assert closes_at(text, opener) == at
