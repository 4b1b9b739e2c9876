"""Which marked lines are list items, and how deep: a hyphen nearly always, a number among its like, a dash rarely.

The same signs begin spoken lines (a dash), headings (a number) and initials (a letter and a stop), so that all but
plain bullets need company to be believed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.reasons import BEGINS_WITH
from reader.sources.plain.kinds import CODE, LIST_ITEM, PARAGRAPH
from reader.sources.plain.markers import DASHES
from reader.tongue import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.sources.plain.grouping import Unit
    from reader.sources.plain.markers import Marker

_SPOKEN = frozenset('?!»”"…')
"""Ends of a line that somebody speaks."""

_SENTENCE = frozenset(".;,:?!…»”")
_SIGHT = 8
_SURE = frozenset("-*•·‣◦▪▫■□●○∙⁃➤►▶✓✔✗☐☑❖◆◇")
"""Bullets that need no company."""


class Itemizer:
    """Reads the lists of a text from its first unit to its last."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[tuple[int, str]] = []
        """Column and style of the lists that are open, outermost first."""
        self._value: dict[str, int] = {}
        """The last number that each style reached."""

    def read(self, units: Sequence[Unit], first: int, last: int) -> None:
        """Make list items of those of `units[first:last]` that are; the others are looked at for company only."""
        for index in range(first, last):
            unit = units[index]
            above = units[index - 1] if index else None
            if unit.mark is not None and unit.kind is PARAGRAPH and self._is_item(units, index, unit.mark):
                self._make(unit, unit.mark)
            elif self._continues(unit, above):
                unit.kind, unit.continues, unit.depth = LIST_ITEM, True, len(self._open) - 1
                unit.reason = N_("indented below an item")
            elif unit.kind is not CODE:
                self._open.clear()

    def _is_item(self, units: Sequence[Unit], index: int, mark: Marker) -> bool:
        above = units[index - 1] if index else None
        below = units[index + 1] if index + 1 < len(units) else None
        if mark.value is not None:
            return self._is_numbered(units, index, mark, above)
        if mark.printed in _SURE:
            return True
        fellows = [each for each in (above, below) if each and each.mark and each.mark.style == mark.style]
        if mark.printed in DASHES:
            spoken = any(self._text[each.end - 1] in _SPOKEN for each in _run(units, index, mark.style))
            return bool(fellows) and not spoken
        return bool(fellows) or self._introduced(above)

    def _is_numbered(self, units: Sequence[Unit], index: int, mark: Marker, above: Unit | None) -> bool:
        """Whether the number counts an item: its neighbour counts on, or a colon announced it, or it is a sentence."""
        near = [units[at] for at in range(max(0, index - 2), min(len(units), index + 3)) if at != index]
        value = mark.value or 0
        beside = any(
            each.mark and each.mark.style == mark.style and each.mark.path == mark.path and each.mark.value == wanted
            for wanted, each in self._expected(units, index, near, value)
        )
        if mark.style == "outline":
            return beside
        if beside or (mark.style in (style for _, style in self._open) and self._value[mark.style] == value - 1):
            return True
        if self._introduced(above) and (self._is_sentence(units[index]) or self._company(units, index)):
            return True
        counted = value == 1 or self._value.get(mark.style) == value - 1
        return counted and mark.style[-2:] != "A." and self._is_sentence(units[index])

    def _expected(self, units: Sequence[Unit], index: int, near: Sequence[Unit], value: int) -> list[tuple[int, Unit]]:
        """The neighbours, each with the value that it would have in one list with this one.

        Neighbours once removed count only across a nested item.
        """
        found = []
        for each in near:
            distance = units.index(each, max(0, index - 2), index + 3) - index
            between = units[index + distance // 2] if abs(distance) == 2 else None
            if between is None or between.mark is not None:
                found.append((value + (1 if distance > 0 else -1), each))
        return found

    def _company(self, units: Sequence[Unit], index: int) -> bool:
        """Whether a marked line follows."""
        return index + 1 < len(units) and units[index + 1].mark is not None

    def _introduced(self, above: Unit | None) -> bool:
        return above is not None and self._text[above.end - 1] == ":"

    def _is_sentence(self, unit: Unit) -> bool:
        return unit.size > 60 and self._text[unit.end - 1] in _SENTENCE

    def _continues(self, unit: Unit, above: Unit | None) -> bool:
        if above is None or above.kind is not LIST_ITEM or unit.kind is not PARAGRAPH:
            return False
        return bool(self._open) and unit.column > self._open[-1][0] + 1

    def _make(self, unit: Unit, mark: Marker) -> None:
        if unit.blank and unit.column <= (self._open[0][0] if self._open else 0):
            styles = [style for _, style in self._open]
            if not (styles and mark.style in styles):
                self._open.clear()
        while self._open and self._open[-1][0] > unit.column:
            self._open.pop()
        here = (unit.column, mark.style)
        level = self._open.index(here) if here in self._open else -1
        if level >= 0:
            del self._open[level + 1 :]
        elif self._open and self._open[-1][0] == unit.column and mark.style in "-*+":
            self._open[-1] = (unit.column, mark.style)
        else:
            self._open.append((unit.column, mark.style))
        unit.kind, unit.depth = LIST_ITEM, len(self._open) - 1
        unit.reason = BEGINS_WITH.format(sign=mark.printed)
        if mark.value is not None:
            self._value[mark.style] = mark.value


def _run(units: Sequence[Unit], index: int, style: str) -> list[Unit]:
    """The unit and its neighbours in a row that begin with the same sign, as far as _SIGHT."""
    found = [units[index]]
    for step in (-1, 1):
        for distance in range(1, _SIGHT + 1):
            at = index + step * distance
            if not 0 <= at < len(units) or (mark := units[at].mark) is None or mark.style != style:
                break
            found.append(units[at])
    return found
