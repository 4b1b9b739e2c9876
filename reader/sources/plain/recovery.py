"""What the units of a plain text are, judged in order: lists, headings and a title, block quotes, furniture.

The order keeps each judgement simple: an item is no heading, a heading is nobody's words. No block quote ever takes
a heading away, so that none moves a section's boundary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import Span
from reader.sources.plain.headings import Scorer
from reader.sources.plain.itemizing import Itemizer
from reader.sources.plain.kinds import HEADING, LIST_ITEM, PARAGRAPH, TITLE
from reader.sources.plain.quoting import Quoter
from reader.sources.plain.titles import is_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.sources.plain.furniture import Furniture
    from reader.sources.plain.grouping import Unit
    from reader.sources.plain.lines import Layout


class Recovery:
    """Judges the units of one text from first to last."""

    def __init__(self, text: str, setting: Layout, furniture: Furniture, language: str | None) -> None:
        self._text = text
        self._furniture = furniture
        self._itemizer = Itemizer(text)
        self._scorer = Scorer(setting, furniture)
        self._quoter = Quoter(text, language, furniture)
        self._first = True

    def judge(self, units: Sequence[Unit], first: int, last: int) -> None:
        """Decide what `units[first:last]` are. Those before are decided, those after are only looked at."""
        self._itemizer.read(units, first, last)
        self._headings(units, first, last)
        if self._first:
            self._first = False
            self._title(units, last)
        self._quoter.read(units, first, last)
        for unit in units[first:last]:
            self._finish(unit)

    def _headings(self, units: Sequence[Unit], first: int, last: int) -> None:
        """Make headings of those that are."""
        for index, reasons in self._scorer.headings(units, first, last).items():
            unit = units[index]
            unit.kind, unit.reason = HEADING, ", ".join(reasons)
            unit.level = unit.mark.path if unit.mark and unit.mark.value is not None else 1

    def _title(self, units: Sequence[Unit], last: int) -> None:
        if reasons := is_title(self._text, units[:last], self._furniture):
            units[0].kind, units[0].level, units[0].reason = TITLE, None, ", ".join(reasons)

    def _finish(self, unit: Unit) -> None:
        """Leave the marker out of an item's words, and say what a line of furniture is."""
        if unit.kind is LIST_ITEM and unit.mark is not None:
            row = unit.rows[0]
            if unit.mark.end < row.end:
                unit.rows[0] = Span(unit.mark.end, row.end)
                unit.begin, unit.size = unit.mark.end, unit.end - unit.mark.end
            return
        unit.mark = None
        if unit.kind is PARAGRAPH and unit.text and unit.reason is None:
            unit.reason = self._furniture.kind(unit.text)
