"""Where lines break: nothing is lost, nothing is too wide, and French marks keep to their words."""

from __future__ import annotations

import re
import sys
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.app.wrapping import cropped, is_plain, line_ranges
from tests.app.texts import french, graphemes, lines

widths = st.integers(1, 30)
languages = st.sampled_from(["fr", "en", "de", None])


def broken(text: str, width: int, language: str | None = None) -> list[str]:
    return [text[a:b] for a, b in line_ranges(text, width, language)]


@given(lines, widths, languages)
def test_every_character_but_spaces_is_on_exactly_one_line(text: str, width: int, language: str | None) -> None:
    ranges = line_ranges(text, width, language)
    assert ranges
    at = 0
    for start, end in ranges:
        assert at <= start <= end <= len(text)
        assert not text[at:start].strip(" ")
        at = end
    assert not text[at:].strip(" ")


@given(lines, widths, languages)
def test_no_line_is_wider_than_the_measure_but_a_single_wide_character(
    text: str, width: int, language: str | None
) -> None:
    for line in broken(text, width, language):
        assert cell_len(line) <= width or len([g for g in graphemes(line) if g[2]]) == 1


@given(lines, widths, languages)
def test_no_grapheme_is_split(text: str, width: int, language: str | None) -> None:
    inside = {offset for start, end, _ in graphemes(text) for offset in range(start + 1, end)}
    ranges = line_ranges(text, width, language)
    cuts = {start for start, _ in ranges} | {end for _, end in ranges}
    assert not cuts & inside


@given(french(), st.integers(16, 60))
def test_french_marks_keep_to_their_words(text: str, width: int) -> None:
    found = broken(text, width, "fr")
    for line, following in pairwise(found):
        assert not re.search("«[ \u00a0]?$", line)
        assert not re.match("[ \u00a0]?[»:;!?]", following)


def test_english_breaks_where_french_does_not() -> None:
    text = "Vraiment ! Voilà"
    assert broken(text, 8, "en") == ["Vraiment", "! Voilà"]
    assert broken(text, 8, "fr") == ["Vraimen", "t !", "Voilà"]
    assert broken(text, 10, "fr") == ["Vraiment !", "Voilà"]


@given(french(), st.integers(20, 60))  # no word is wider than a line
def test_lines_are_filled(text: str, width: int) -> None:
    """Greedy: the word that begins a line would not have fitted on the line before."""
    for line, following in pairwise(broken(text, width)):
        assert cell_len(f"{line} {following.split(' ')[0]}") > width


def test_a_word_of_cells_in_pairs_moves_whole_to_the_next_line() -> None:
    assert broken("ab👍🏽cd", 3) == ["ab", "👍🏽c", "d"]
    assert broken("潮汐表", 5) == ["潮汐", "表"]
    assert broken("👩\u200d🚀👩\u200d🚀", 2) == ["👩\u200d🚀", "👩\u200d🚀"]
    assert broken("表", 1) == ["表"]


def test_long_words_and_addresses_break() -> None:
    assert broken("y" * 25, 10) == ["y" * 10, "y" * 10, "y" * 5]
    address = "https://exemple.fr/archives/quotidien/articles"
    found = broken(address, 20)
    assert "".join(found) == address
    assert found[0].endswith("/")
    assert broken("porte-fenêtre", 8) == ["porte-", "fenêtre"]


@pytest.mark.parametrize("text", ["", " ", "   " * 20])
def test_nothing_is_one_line(text: str) -> None:
    assert "".join(broken(text, 10)).strip(" ") == ""
    assert len(broken(text, 10)) == 1


def test_what_counts_as_plain_takes_one_cell() -> None:
    wide = [char for char in map(chr, range(0x20, sys.maxunicode)) if is_plain(char) and cell_len(char) != 1]
    assert [hex(ord(char)) for char in wide if char != "\x7f"] == []


@given(lines, st.integers(0, 30))
def test_cropped_fits_and_keeps_what_fits(text: str, cells: int) -> None:
    found = cropped(text, cells)
    assert cell_len(found) <= cells
    assert found == text or (cell_len(text) > cells and (not cells or found.endswith("…")))


@pytest.mark.parametrize(
    "piece", ["x", " ", "表", "a ", "👩\u200d🚀", "-a", "\u0301", "« ", "\u00a0", "\ufffc", "\u200d"]
)
def test_time_is_linear(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    begin = time.perf_counter()
    line_ranges(text, 72, "fr")
    assert time.perf_counter() - begin < 2


def test_marks_of_japanese_keep_to_their_words() -> None:
    text = "行の途中で折り返され「禁則処理」と言います。"
    broken = {width: [text[a:b] for a, b in line_ranges(text, width, "ja")] for width in range(8, 44)}
    for found in broken.values():
        assert not [line for line in found if line[0] in "」。、" or line.endswith("「")]
    assert broken[22][0] == "行の途中で折り返され"


@pytest.mark.parametrize(
    ("language", "text", "together"),
    [
        (
            "fr",
            "On a vu hier au port M. Le Goff et Mme Morvan avec le n° 12 à la main.",
            ["M. Le", "Mme Morvan", "n° 12"],
        ),
        ("fr", "Le chantier a coûté 12 400 000 euros, et « trop tard », dit-on !", ["12 400 000", "« trop", "tard »"]),
        ("en", "At the harbour we met Mr. Prigent and Dr. Hale, on p. 12 of the report.", ["Mr. Prigent", "p. 12"]),
    ],
)
def test_what_belongs_together_stays_on_one_line(language: str, text: str, together: list[str]) -> None:
    for width in range(16, 60):
        found = [text[start:end] for start, end in line_ranges(text, width, language)]
        for words_ in together:
            assert any(words_ in line for line in found), (width, found)


def test_a_title_at_the_end_of_a_sentence_is_no_title() -> None:
    assert [*line_ranges("abcdef mm. Le", 11, "fr")] == [(0, 10), (11, 13)]
