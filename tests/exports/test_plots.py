"""Plots take the cells that they may, say what the numbers say, and are plain where that is asked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.exports.plots import bars, columns
from reader.gate import is_safe

ROWS = [("Anne Morvan", 3.0, "75 %"), ("漢字", 1.0, "25 %"), ("Rien", 0.0, "0 %")]


def test_bars() -> None:
    assert "".join(bars(ROWS, 40)) == (
        "Anne Morvan  █████████████████████  75 %\n"
        "漢字         ███████                25 %\n"
        "Rien                                0 %\n"
    )
    assert "".join(bars(ROWS, 30, is_plain=True)).splitlines()[0] == "Anne Morvan  ###########  75 %"


def test_columns() -> None:
    counts = {"2024-01": 1, "2024-02": 0, "2024-03": 4}
    assert list(columns(counts, 20, 2)) == [
        "4             ██████\n",
        "  ▄▄▄▄▄▄      ██████\n",
        "  2024-01    2024-03\n",
    ]
    assert list(columns(counts, 8, 2, is_plain=True)) == ["4     ##\n", "  ::  ##\n", "  2024-01 2024-03\n"]


TEXT = st.text(st.characters(), max_size=30)


@given(st.lists(st.tuples(TEXT, st.floats(0, 1e6), st.just("9 %")), max_size=6), st.integers(30, 120), st.booleans())
def test_bars_keep_their_width_and_pass_the_gate(
    rows: list[tuple[str, float, str]], width: int, is_plain: bool
) -> None:
    lines = list(bars(rows, width, is_plain=is_plain))
    assert len(lines) == len(rows)
    for line in lines:
        assert cell_len(line.rstrip("\n")) <= width
        assert is_safe(line)


@given(st.dictionaries(TEXT, st.integers(0, 10**6), max_size=200), st.integers(30, 120), st.booleans())
def test_columns_keep_their_width(counts: dict[str, int], width: int, is_plain: bool) -> None:
    lines = list(columns(counts, width, 4, is_plain=is_plain))
    assert len(lines) == (5 if counts else 0)
    for line in lines[:-1]:
        assert cell_len(line.rstrip("\n")) <= width
        assert not is_plain or line.isascii()
    assert all(map(is_safe, lines))
