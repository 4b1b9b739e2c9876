"""Nothing that a terminal acts upon comes through the gate, and every offset stays where it was."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import gate
from reader.app.cells import cell_len

INHABITED = (0, 1, 2, 3, 14)
"""The planes of Unicode that hold characters; of the others the ends are enough."""

EVERY_CHARACTER = "".join(
    chr(code) for code in range(sys.maxunicode + 1) if code >> 16 in INHABITED or not 2 <= code & 0xFFFF < 0xFFF0
)
EACH_ALONE = "a".join(EVERY_CHARACTER)
"""None of them with another one before it."""

TURNS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


SEEN = {"Mn", "Mc", "Me", "Cn"}
"""Categories of marks, which are seen on what they stand on, and of what this Python does not know."""

SKINS = set(map(chr, range(0x1F3FB, 0x1F400)))
"""Colours of skin: a cell of their own or none, as they follow a face or not."""

FILLERS = {"\u3164", "\uffa0"}


def acts(char: str) -> bool:
    """Whether Unicode itself says that the character controls: the gate's own list is not asked."""
    return (unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") and char not in "\t\n") or unicodedata.bidirectional(
        char
    ) in TURNS


def test_every_character_of_unicode() -> None:
    shown = gate.visible(EVERY_CHARACTER)
    assert len(shown) == len(EVERY_CHARACTER)
    assert not [hex(ord(char)) for char in shown if acts(char)]
    acting = set(filter(acts, EVERY_CHARACTER))
    assert changed(gate.visible(EACH_ALONE)) == acting | set(filter(is_no_character, EVERY_CHARACTER)) | FILLERS
    assert changed(gate.clipboard(EACH_ALONE)[0]) == acting
    assert gate.clipboard(EVERY_CHARACTER)[1] == len(acting)


def changed(shown: str) -> set[str]:
    """Which characters of EACH_ALONE are others in `shown`."""
    return {before for before, after in zip(EACH_ALONE, shown, strict=True) if before != after}


def is_no_character(char: str) -> bool:
    """Whether Unicode promises never to make a character of it."""
    return 0xFDD0 <= ord(char) <= 0xFDEF or ord(char) & 0xFFFE == 0xFFFE


def test_what_cannot_be_seen_is_shown_on_demand() -> None:
    """All that takes no cell and no mark, all that Unicode says may be ignored, and every space but the plain one."""
    shown = gate.revealed(EVERY_CHARACTER)
    assert len(shown) == len(EVERY_CHARACTER)
    assert gate.is_safe(shown)
    unseen = {
        char
        for char in gate.revealed(EACH_ALONE)
        if char not in " \t\n" and (char.isspace() or (unicodedata.category(char) not in SEEN and not cell_len(char)))
    }
    assert not [hex(ord(char)) for char in unseen if not jamo(char) and char not in SKINS]


def jamo(char: str) -> bool:
    """Vowels and final consonants of Hangul, which stand in the cells of what is before them."""
    return 0x1160 < ord(char) < 0x1200 or 0xD7B0 <= ord(char) <= 0xD7FB


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("pay\u200bpal", "pay∅pal"),
        ("a\u00a0: b\u202f!", "a⍽: b⍽!"),
        ("a\u2009b\u3000c", "a␣b␣c"),
        ("co\u00adop", "co¬op"),
        ("\U000e0068\U000e0049\U000e0031\U000e0020", "𝚑𝙸𝟷∅"),
        ("\u200e\u200f\u061c", "↔↔↔"),
        ("\u263a\ufe0f\u200d", "☺∅∅"),
        ("e\u0301 \x1b", "e\u0301 ␛"),
    ],
)
def test_how_it_is_shown(text: str, shown: str) -> None:
    assert gate.revealed(text) == shown
    assert gate.revealed(shown) == shown


@given(st.text(alphabet="a \u0301\u20dd\u200b\u05b0é"))
def test_marks_are_not_heaped(text: str) -> None:
    shown = gate.visible(text)
    runs = re.findall("[\u0301\u20dd\u200b\u05b0]+", shown)
    assert all(len(run) <= gate.MARKS for run in runs)
    assert all(after in (before, gate.HEAPED) for before, after in zip(text, shown, strict=True))
    if not re.search(f"[\u0301\u20dd\u200b\u05b0]{{{gate.MARKS + 1}}}", text):
        assert shown == text
    assert gate.clipboard(text) == (text, 0)


def test_marks_of_a_million() -> None:
    shown = gate.visible("a" + "\u0301" * 1_000_000 + " b")
    assert shown.count("\u0301") == gate.MARKS
    assert len(shown) == 1_000_003


@pytest.mark.parametrize(
    ("char", "symbol"),
    [("\x1b", "␛"), ("\0", "␀"), ("\r", "␍"), ("\x7f", "␡"), ("\x9b", "␦"), ("\u2028", "␤"), ("\u202e", "↔")],
)
def test_what_is_shown_instead(char: str, symbol: str) -> None:
    assert gate.visible(f"a{char}b") == f"a{symbol}b"


def test_tabs_and_line_feeds_stay() -> None:
    assert gate.visible("a\tb\nc") == "a\tb\nc"
    assert gate.is_safe("a\tb\nc")


@given(st.text() | st.text(alphabet="\x1b]0;\x07\x9b\u202ea\n \ud800"))
def test_visible(text: str) -> None:
    shown = gate.visible(text)
    assert len(shown) == len(text)
    assert gate.is_safe(shown)
    assert gate.visible(shown) == shown
    assert gate.is_safe(text) or shown != text
    shown.encode()


@given(st.text() | st.text(alphabet="\x1b \t\n\x1c\x85\u2028ab"), st.none() | st.integers(0, 20))
def test_line(text: str, limit: int | None) -> None:
    shown = gate.line(text, limit)
    assert gate.is_safe(shown)
    assert not set(shown) & set("\t\n")
    assert shown == shown.strip()
    assert gate.line(shown, limit) == shown
    if limit is not None:
        assert len(shown) <= max(1, limit)


def test_a_long_line_ends_in_an_ellipsis() -> None:
    assert gate.line("La nuit  tombe\nsur le port", 9) == "La nuit…"
    assert gate.line("La nuit", 7) == "La nuit"


@given(st.text() | st.text(alphabet="\x1b]0;\x07\x9b\u202ea\n"))
def test_clipboard_counts_what_it_changed(text: str) -> None:
    taken, changed = gate.clipboard(text)
    assert gate.is_safe(taken)
    assert changed == sum(before != after for before, after in zip(text, taken, strict=True))


def test_marks_of_direction_are_the_articles_own() -> None:
    text = "שלום\u200f! (\u200eabc\u200e) \u061cسلام"
    assert gate.visible(text) == text
    assert gate.clipboard(text) == (text, 0)
