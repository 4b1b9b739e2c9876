"""The chart of who speaks how much: readable at any width, whole names, and no more lines than it may have."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.app.voices import Share
from reader.app.widgets.speaker_chart import BAR, chart, percentage
from reader.gate import is_safe

AWEN, LOU, NOBODY = Share("Awen Le Floc’h", 0.6), Share("Lou", 0.3), Share(None, 0.1)
TINTS = {"Awen Le Floc’h": "tint-0", "Lou": "tint-1"}


def lines(*shares: Share, width: int = 30, height: int = 11, quoted: float = 0.2) -> list[str]:
    tints = {share.name: "tint-0" for share in shares if share.name is not None}
    return ["".join(text for text, _ in runs).rstrip() for runs in chart(shares, tints, quoted, width, height)]


def test_a_name_a_bar_and_a_share_on_each_line() -> None:
    assert lines(AWEN, LOU, NOBODY, width=34) == [
        "",
        " Who speaks · 20 % quoted",
        " Awen Le Floc’h        ━━━━━ 60 %",
        " Lou                   ━━    30 %",
        " not named             ╌     10 %",
    ]


def test_a_name_too_long_for_that_stands_above_its_bar_in_full() -> None:
    name = "Direction des feux et balises de la côte"
    found = lines(Share(name, 1.0))
    assert [line.strip() for line in found[2:4]] == ["Direction des feux et", "balises de la côte"]
    assert found[4].split() == ["━" * (BAR - 1), "100", "%"]


def test_who_finds_no_room_is_counted() -> None:
    found = lines(*(Share(f"N{number}", 0.1) for number in range(10)), height=5)
    assert [line.split()[0] for line in found[2:]] == ["N0", "N1", "8"]
    assert found[-1].endswith(" 80 %")


def test_nothing_where_nobody_is_quoted_or_there_is_no_room() -> None:
    assert lines() == lines(LOU, height=3) == lines(LOU, width=12) == []


def test_shares_as_people_read_them() -> None:
    assert [percentage(part) for part in (0.0, 0.001, 0.126, 1.0)] == ["0 %", "<1 %", "13 %", "100 %"]


hostile = st.text(st.sampled_from("aé \n\t\x1b\u202e大[/]"), min_size=1, max_size=70)


@given(st.lists(st.tuples(hostile, st.floats(0, 1)), max_size=9), st.integers(0, 60), st.integers(0, 14))
def test_it_keeps_its_width_and_height_whatever_the_names(
    parts: list[tuple[str, float]], width: int, height: int
) -> None:
    shares = [Share(name, part) for name, part in parts]
    found = chart(shares, {share.name or "": "tint-0" for share in shares}, 0.5, width, height)
    assert len(found) <= height
    for runs in found:
        text = "".join(text for text, _ in runs)
        assert cell_len(text) <= width
        assert is_safe(text)
