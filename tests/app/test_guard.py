"""The last gate before the terminal: what any widget draws, however it came by it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.content import Content
from textual.widgets import Static

from reader.app.guard import ExitGate
from reader.gate import MARKS, is_safe
from tests.app.stage import WIDE, opened

BLACK = Color(0, 0, 0)
texts = st.text(st.one_of(st.characters(), st.sampled_from("\x1b\x07\x9b\u202e\n\t\r")), max_size=20)


@given(st.lists(texts, max_size=4))
def test_nothing_unsafe_goes_through_and_styles_stay(found: list[str]) -> None:
    segments = [Segment(text, Style(bold=bool(number % 2))) for number, text in enumerate(found)]
    passed = ExitGate().apply(segments, BLACK)
    assert all(is_safe(segment.text) and "\n" not in segment.text for segment in passed)
    assert [cells(segment.text) for segment in passed] == [len(text) for text in found]
    assert [segment.style for segment in passed] == [segment.style for segment in segments]


def cells(text: str) -> int:
    """How many characters `text` has without the marks of direction that the gate adds."""
    return len(text.replace(LTR, ""))


LTR = "\N{LEFT-TO-RIGHT MARK}"
HEBREW = "עברית נכתבת מימין לשמאל"


def test_what_is_written_from_the_right_stays_in_its_column() -> None:
    """The digits behind the gap, and those of the pane beside it, are not drawn among the Hebrew ones."""
    row = [Segment(f"  {HEBREW} 12"), Segment("      "), Segment("34 notes")]
    passed = ExitGate().apply(row, BLACK)
    assert [segment.text for segment in passed] == [f"{LTR}  {HEBREW} 12", f"{LTR}      {LTR}", f"34 notes{LTR}"]
    assert sum(map(cell_len, (segment.text for segment in passed))) == sum(cell_len(each.text) for each in row)
    assert ExitGate().apply(passed[:0], BLACK) == []


def test_marks_that_are_heaped_on_a_letter_do_not_leave_its_line() -> None:
    (passed,) = ExitGate().apply([Segment("a" + "\u0301" * 200)], BLACK)
    assert passed.text.count("\u0301") == MARKS


def test_what_is_safe_is_not_touched() -> None:
    segments = [Segment("« Oui », dit-elle. 潮汐")]
    assert ExitGate().apply(segments, BLACK) is segments


async def test_a_widget_that_forgets_the_gate_draws_symbols() -> None:
    async with opened(WIDE) as stage:
        careless = Static(Content("un \x1b]0;titre\x1b\\ et \x9b31m"), markup=False)
        await stage.app.mount(careless)
        await stage.settle()
        shown = "\n".join(stage.lines())
        assert "un ␛]0;titre␛\\ et ␦31m" in shown
        assert is_safe(shown)
        assert all(cell_len(line) == WIDE[0] for line in stage.lines())
