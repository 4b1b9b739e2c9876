"""What a query means as it is typed, and that nothing typed reaches the index as anything but words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import UsageError
from reader.store import NoLibrary
from reader.store.query import Query, Term, joined, parse


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", Query()),
        ("phare automate", Query(words=(Term("phare"), Term("automate")))),
        ('"dernière gardienne"', Query(words=(Term("dernière gardienne"),))),
        ("gard*", Query(words=(Term("gard", is_prefix=True),))),
        ("-scierie phare", Query(words=(Term("phare"),), without=(Term("scierie"),))),
        ("aujourd’hui", Query(words=(Term("aujourd hui"),))),
        ('speaker:"Yuna Morvan" nuit', Query(words=(Term("nuit"),), speakers=(Term("Yuna Morvan"),))),
        ("entity:Brévonne title:bus", Query(entities=(Term("Brévonne"),), titles=(Term("bus"),))),
        ("tag:mer -tag:lu", Query(tags=("mer",), not_tags=("lu",))),
        ("site:lemonde.fr language:FR", Query(sites=("lemonde.fr",), languages=("fr",))),
        ("after:2024 before:2025-03", Query(after="2024-01-01", before="2025-03-01")),
        ("after:2024-02-29 is:unread", Query(after="2024-02-29", states=("unread",))),
        ("10:30 https://exemple.fr", Query(words=(Term("10 30"), Term("https exemple fr")))),
        ('"never closed', Query(words=(Term("never closed"),))),
        ("speaker: nuit", Query(words=(Term("speaker"), Term("nuit")))),
    ],
)
def test_what_is_typed_and_what_is_meant(typed: str, meant: Query) -> None:
    assert parse(typed) == meant


@pytest.mark.parametrize("typed", ["before:yesterday", "after:2024-02-30", "after:2024-13", "is:lost", "-speaker:Weil"])
def test_what_a_field_cannot_hold_is_said(typed: str) -> None:
    field = typed.lstrip("-").partition(":")[0]
    with pytest.raises(UsageError, match=field):
        parse(typed)


@given(st.text())
def test_whatever_is_typed_is_a_question_that_the_index_understands(typed: str) -> None:
    try:
        query = parse(typed)
    except UsageError:
        return
    with NoLibrary() as library:
        assert library.shelf.search(query, 5) == ()
        assert library.shelf.said(query, 5) == ()
        assert library.shelf.articles(query, 5) == ()


@given(st.text('"*^():-+{}ab NEAROT', min_size=1))
def test_the_index_has_a_language_of_its_own_that_nobody_speaks_here(typed: str) -> None:
    with NoLibrary() as library:
        library.shelf.search(Query(words=(Term(typed), Term(typed, is_prefix=True)), titles=(Term(typed),)), 5)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["speaker:Anne Morvan", "toit"], 'speaker:"Anne Morvan" toit'),
        (['speaker:"Anne Morvan" toit'], 'speaker:"Anne Morvan" toit'),
        (["le toit", "neuf"], "le toit neuf"),
        (["note:le toit"], "note:le toit"),
    ],
)
def test_what_the_shell_kept_together_stays_together(words: list[str], meant: str) -> None:
    assert joined(words) == meant
