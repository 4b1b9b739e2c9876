"""Which names mean the same person across articles, and when that cannot be told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.across.people import meant, people


def groups(*names: str) -> list[tuple[tuple[str, ...], bool]]:
    return sorted((person.names, person.is_unclear) for person in people(dict.fromkeys(names, 1)))


def test_a_surname_is_the_full_names() -> None:
    assert groups("Altman", "Sam Altman") == [(("Sam Altman", "Altman"), False)]
    assert groups("S. Altman", "Sam Altman", "ALTMAN") == [(("Sam Altman", "S. Altman", "ALTMAN"), False)]


def test_an_acronym_is_what_it_stands_for() -> None:
    assert groups("OMS", "Organisation mondiale de la santé", "ONU") == [
        (("ONU",), False),
        (("Organisation mondiale de la santé", "OMS"), False),
    ]


def test_two_of_one_surname_are_two_and_the_surname_alone_is_neithers() -> None:
    found = groups("Sam Altman", "Jack Altman", "Altman")
    assert found == [(("Altman",), True), (("Jack Altman",), False), (("Sam Altman",), False)]


def test_whom_a_name_means() -> None:
    known = people({"Sam Altman": 5, "Jack Altman": 2, "Altman": 3, "Anne Morvan": 1})
    assert [person.name for person in meant("Altman", known)] == ["Sam Altman", "Altman", "Jack Altman"]
    assert [person.name for person in meant("Sam Altman", known)] == ["Sam Altman"]
    assert [person.name for person in meant("altman", people({"Altman": 3, "Sam Altman": 5}))] == ["Sam Altman"]
    assert meant("Weil", known) == []


NAMES = st.lists(st.text(st.sampled_from("AB. -é'"), min_size=1, max_size=6), max_size=8, unique=True)


@given(NAMES)
def test_every_name_is_somebodys_once(names: list[str]) -> None:
    found = [name for person in people(dict.fromkeys(names, 1)) for name in person.names]
    assert sorted(found) == sorted(names)
