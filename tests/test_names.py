"""Names as people compare them."""

from __future__ import annotations

import pytest

from reader.model.names import begins, holds, words_of


@pytest.mark.parametrize(
    ("name", "wanted", "found"),
    [
        ("Hélène Le Bihan", "le bihan", True),
        ("Hélène Le Bihan", "HELENE", True),
        ("Hélène Le Bihan", "Hélène Bihan", False),
        ("Hélène Le Bihan", "Biha", False),
        ("Awen Le Floc’h", "floc'h", True),
        ("Hélène", "", False),
    ],
)
def test_a_part_in_whole_words(name: str, wanted: str, found: bool) -> None:
    assert holds(name, wanted) is found


@pytest.mark.parametrize(
    ("name", "typed", "found"),
    [
        ("Hélène Le Bihan", "hel", True),
        ("Hélène Le Bihan", "bi hé", True),
        ("Hélène Le Bihan", "ihan", False),
        ("Hélène Le Bihan", "hel zo", False),
        ("Hélène Le Bihan", "  ", True),
    ],
)
def test_what_is_being_typed(name: str, typed: str, found: bool) -> None:
    assert begins(name, typed) is found


def test_signs_and_accents_do_not_count() -> None:
    assert words_of("Jean-Luc É. d’Ormesson") == ("jean", "luc", "e", "d", "ormesson")
