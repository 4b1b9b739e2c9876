"""What is written short shows the same: compared on an emulated terminal, cell by cell."""

from __future__ import annotations

import pyte
from hypothesis import given
from hypothesis import strategies as st

from reader.app.brevity import without_repeats

LOOKS = [
    "",
    "1",
    "3",
    "4",
    "9",
    "1;38;2;1;2;3",
    "38;2;1;2;3;48;2;9;9;9",
    "48;2;9;9;9",
    "38;5;7",
    "31",
    "3;91;44",
    "7",
    "2;4",
]


def shown(written: str) -> list[list[object]]:
    screen = pyte.Screen(20, 5)
    pyte.Stream(screen).feed(written)
    return [[screen.buffer[y][x] for x in range(20)] for y in range(5)]


def seen(cells: list[list[object]]) -> list[list[object]]:
    """The cells, a space without what shows on none."""
    return [
        [cell._replace(fg="default", bold=False, italics=False) if cell.data == " " else cell for cell in row]  # type: ignore[attr-defined]
        for row in cells
    ]


runs = st.lists(
    st.tuples(
        st.sampled_from(LOOKS),
        st.sampled_from([" ", "  ", "a", "été", "x y", ""]),
        st.one_of(st.none(), st.tuples(st.integers(1, 5), st.integers(1, 12))),
    ),
    max_size=12,
)


@given(runs)
def test_the_screen_is_the_same(pieces: list[tuple[str, str, tuple[int, int] | None]]) -> None:
    written = "".join(
        (f"\x1b[{place[0]};{place[1]}H" if place else "") + (f"\x1b[{looks}m{text}\x1b[0m" if looks else text)
        for looks, text, place in pieces
    )
    short = without_repeats(written)
    assert seen(shown(short + "|")) == seen(shown(written + "|"))


def test_looks_are_told_once() -> None:
    one = "\x1b[38;2;1;2;3;48;2;9;9;9m"
    assert without_repeats(f"\x1b[1;1H{one}a\x1b[0m{one}b\x1b[0m\x1b[2;1H\n\x1b[3;1H{one}c\x1b[0m") == (
        f"\x1b[1;1H{one}ab\x1b[3;1Hc\x1b[0m"
    )
    assert without_repeats(f"{one}a\x1b[0m\x1b[1;38;2;1;2;3;48;2;9;9;9mb\x1b[0m") == f"{one}a\x1b[1mb\x1b[0m"
