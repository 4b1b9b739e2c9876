"""The panes' widths add up on every terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.app.panes import DOCKED_FROM, docked, left_margin, overlay_width, text_width, widths

columns = st.integers(1, 400)


@given(columns, st.booleans(), st.booleans())
def test_panes_fill_the_terminal(across: int, sections: bool, sidebar: bool) -> None:
    found = widths(across, sections=sections, sidebar=sidebar)
    assert sum(found) == across
    assert found.article > 0
    assert bool(found.sections) == (sections and docked(across))
    assert bool(found.sidebar) == (sidebar and docked(across))


@given(columns, st.integers(1, 200))
def test_text_stands_inside_its_pane_in_the_middle(pane: int, measure: int) -> None:
    text = text_width(pane, measure)
    left = left_margin(pane, text)
    assert 1 <= text <= max(1, measure)
    assert left >= 1
    if pane >= 3:
        assert left + text <= pane - 1 or pane < 5, "the last cell is the scroll bar's"
        assert abs(left - (pane - text - left)) <= 1 or left == 1


@given(columns)
def test_an_overlay_leaves_room_where_there_is_some(across: int) -> None:
    assert 1 <= overlay_width(across) <= across


@pytest.mark.parametrize("across", [80, 99, 100, 120, 200])
def test_where_panes_are_docked(across: int) -> None:
    found = widths(across, sections=True, sidebar=True)
    assert docked(across) == (across >= DOCKED_FROM) == (found.sections > 0)
    assert text_width(found.article, 72) >= 44
