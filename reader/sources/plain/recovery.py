"""What the units of a plain text are, judged in order: lists, headings and a title, block quotes, furniture.

The order keeps each judgement simple: an item is no heading, a heading is nobody's words. No block quote ever takes
a heading away, so that none moves a section's boundary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import Span
from reader.model.reasons import TOGETHER
from reader.sources.plain.headings import Scorer
from reader.sources.plain.itemizing import Itemizer
from reader.sources.plain.kinds import BLOCKQUOTE, HEADING, LIST_ITEM, PARAGRAPH, TITLE
from reader.sources.plain.quoting import Quoter
from reader.sources.plain.titles import is_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.sources.plain.furniture import Furniture
    from reader.sources.plain.grouping import Unit
    from reader.sources.plain.lines import Layout
    from reader.sources.plain.markers import Marker


_DEEPEST = 6
"""The lowest level that a heading can have."""


class Recovery:
    """Judges the units of one text from first to last."""

    def __init__(self, text: str, setting: Layout, furniture: Furniture, language: str | None) -> None:
        self._text = text
        self._furniture = furniture
        self._itemizer = Itemizer(text)
        self._scorer = Scorer(setting, furniture)
        self._quoter = Quoter(text, language, furniture)
        self._first = True
        self._styles: list[str] = []
        """Styles of the numbers that headings have and are under way, outermost first: I. A. 1."""

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

    def _points_elsewhere(self, unit: Unit) -> bool:
        """Whether the signs before the words of a one-line quote are the arrows of a link (>> Read more)."""
        return len(unit.rows) == 1 and not unit.continues and self._furniture.kind(unit.text) == "teaser"

    def _headings(self, units: Sequence[Unit], first: int, last: int) -> None:
        """Make headings of those that are."""
        for index, reasons in self._scorer.headings(units, first, last).items():
            unit = units[index]
            unit.kind, unit.reason = HEADING, TOGETHER.join(reasons)
            unit.level = self._level(unit.mark) if unit.mark and unit.mark.value is not None else 1

    def _level(self, mark: Marker) -> int:
        """The level of a numbered heading: an outline number says it, other styles stand in the order they came in."""
        styles = self._styles
        if mark.path > 1:
            return mark.path
        if mark.style in styles:
            del styles[styles.index(mark.style) + 1 :]
        else:
            styles.append(mark.style)
        return min(len(styles), _DEEPEST)

    def _title(self, units: Sequence[Unit], last: int) -> None:
        if reasons := is_title(self._text, units[:last], self._furniture):
            units[0].kind, units[0].level, units[0].reason = TITLE, None, TOGETHER.join(reasons)

    def _finish(self, unit: Unit) -> None:
        """Leave the marker out of an item's words, and say what a line of furniture is."""
        if unit.kind is LIST_ITEM and unit.mark is not None:
            row = unit.rows[0]
            if unit.mark.end < row.end:
                unit.rows[0] = Span(unit.mark.end, row.end)
                unit.begin, unit.size = unit.mark.end, unit.end - unit.mark.end
            return
        unit.mark = None
        if unit.kind is BLOCKQUOTE and self._points_elsewhere(unit):
            unit.kind, unit.depth, unit.reason = PARAGRAPH, 0, "teaser"
        if unit.kind is PARAGRAPH and unit.text and unit.reason is None:
            unit.reason = self._furniture.kind(unit.text)
