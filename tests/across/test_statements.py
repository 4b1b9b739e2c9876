"""Which quotations are one statement, and what became of its words."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.across.statements import Relation, statements
from reader.checking.findings import Change, word_diff

FIRST = "Le toit ne fuit plus et les artisans ont travaillé tout l’hiver."


def relation(later: str, first: str = FIRST) -> Relation:
    return statements([first, later])[1].relation


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (FIRST, Relation.SAME),
        ("le toit ne fuit plus, et les artisans ont travaillé tout l'hiver !", Relation.SAME),
        ("Les artisans ont travaillé tout l’hiver", Relation.SHORTENED),
        ("Le toit ne fuit plus […] tout l’hiver", Relation.SHORTENED),
        (f"Je le redis. {FIRST} Merci à eux.", Relation.LONGER),
        ("Le toit ne fuit plus et les ouvriers ont travaillé tout l’hiver", Relation.CHANGED),
        ("Le toit fuit et les artisans ont travaillé tout l’hiver", Relation.CHANGED),  # words dropped silently
        ("Rien n’est signé.", Relation.FIRST),
        ("l’hiver", Relation.FIRST),
        ("Nous avons travaillé tout l’hiver pour rien au fond du port", Relation.FIRST),
        ("", Relation.FIRST),
    ],
)
def test_how_a_quotation_stands_to_an_earlier_one(later: str, expected: Relation) -> None:
    assert relation(later) is expected


def test_changed_words_are_shown() -> None:
    _, said = statements([FIRST, "Le toit fuit encore et les artisans ont travaillé tout l’hiver."])
    assert said.relation is Relation.CHANGED
    assert word_diff(said.edits) == (
        "Le toit [-ne-] fuit [-plus-]{+encore+} et les artisans ont travaillé tout l’hiver."
    )


def test_each_is_held_against_the_nearest_and_belongs_to_its_statement() -> None:
    changed = "Le toit ne fuit plus et les ouvriers ont travaillé tout l’hiver."
    found = statements([FIRST, "Rien n’est signé du tout.", changed, changed, "rien n'est signé du tout"])
    assert [each.statement for each in found] == [0, 1, 0, 0, 1]
    assert [each.relation.value for each in found] == ["first", "first", "changed", "same", "same"]
    assert [each.earlier for each in found] == [None, None, 0, 2, 1]


WORDS = st.lists(
    st.sampled_from(["un", "deux", "trois", "quatre", "cinq", "six", "[…]", ",", ".", "«"]), max_size=12
).map(" ".join)


@given(st.lists(WORDS, max_size=6))
def test_what_is_kept_and_added_is_the_later_wording_and_what_is_kept_and_removed_the_earlier(texts: list[str]) -> None:
    found = statements(texts)
    assert [each.index for each in found] == list(range(len(texts)))
    for each in found:
        assert (each.relation is Relation.FIRST) == (each.earlier is None)
        if each.earlier is not None:
            assert each.earlier < each.index
            assert found[each.earlier].statement == each.statement
        if each.relation is Relation.CHANGED:
            later = [edit.text for edit in each.edits if edit.change is not Change.REMOVED]
            assert _without_marks("".join(later)) == _without_marks(texts[each.index])


def _without_marks(text: str) -> str:
    return "".join(text.replace("«", "").split())


def test_many_quotations_are_no_matter_of_minutes() -> None:
    pick = random.Random(3)
    words = ["".join(pick.choices("abcdefghij", k=6)) for _ in range(3_000)]
    weights = [1 / (rank + 2) for rank in range(len(words))]
    texts = [" ".join(pick.choices(words, weights, k=pick.randint(5, 40))) for _ in range(3_000)]
    begun = time.process_time()
    assert len(statements(texts)) == 3_000
    assert time.process_time() - begun < 30
