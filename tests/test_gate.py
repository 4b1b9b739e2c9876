"""Nothing that a terminal acts upon comes through the gate, and every offset stays where it was."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import gate

EVERY_CHARACTER = "".join(map(chr, range(sys.maxunicode + 1)))
TURNS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def acts(char: str) -> bool:
    """Whether Unicode itself says that the character controls: the gate's own list is not asked."""
    return (unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") and char not in "\t\n") or unicodedata.bidirectional(
        char
    ) in TURNS


def test_every_character_of_unicode() -> None:
    shown = gate.visible(EVERY_CHARACTER)
    assert len(shown) == len(EVERY_CHARACTER)
    assert not [hex(ord(char)) for char in shown if acts(char)]
    changed = {before for before, after in zip(EVERY_CHARACTER, shown, strict=True) if before != after}
    assert changed == {char for char in EVERY_CHARACTER if acts(char)}


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
    assert gate.is_safe(text) == (shown == text)
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
    assert taken == gate.visible(text)
    assert changed == sum(before != after for before, after in zip(text, taken, strict=True))


def test_marks_of_direction_are_the_articles_own() -> None:
    text = "שלום\u200f! (\u200eabc\u200e) \u061cسلام"
    assert gate.visible(text) == text
    assert gate.clipboard(text) == (text, 0)
