"""The outline: where the reader is, and how long each section is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.messages import SectionChosen
from reader.app.widgets.fact_list import FactList, RowLine
from reader.app.wrapping import cropped, fitted, line_ranges
from reader.gate import line
from reader.model import Section, Sections
from reader.tongue import N_, _

if TYPE_CHECKING:
    from collections.abc import Sequence

BARS = "▁▂▃▄▅▆▇█"
OPENING = N_("Opening")
"""What the text before the first heading is called."""

DEEPEST = 3
"""Levels below the highest that are indented."""

MOST_LINES = 2
"""Lines that a title may take in the list."""


class SectionList(FactList[Section]):
    """The sections of the article; the one being read is marked."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.language: str | None = None
        """What the titles are written in."""
        self._current: int | None = None
        self._longest = 1
        self._highest = 1

    @property
    def current(self) -> int | None:
        """The section that is being read."""
        return self._current

    @current.setter
    def current(self, current: int | None) -> None:
        if current == self._current:
            return
        before, self._current = self._current, current
        self._forget(before, current)  # which one it is says the row itself
        if not self.has_focus:
            self.point_at(current)
        self._refresh_rows(before, current)

    def take(self, items: Sequence[Section]) -> None:
        if isinstance(items, Sections):
            self._longest, self._highest = items.longest, items.highest

    def same(self, one: Section, other: Section) -> bool:
        """Sections are the same where they begin at one character; their end moves while the article arrives."""
        return one.span.start == other.span.start and one.level == other.level

    def place_of(self, held: Section) -> int | None:
        if not isinstance(self._items, Sections):
            return super().place_of(held)
        place = self._items.at(held.span.start)
        return place if self.same(self._items[place], held) else None

    def row(self, index: int, item: Section, width: int) -> list[RowLine]:
        here = index == self._current
        shift = "  " * max(0, min(item.level - self._highest, DEEPEST))
        number = str(index + 1 - (self._items[0].title is None)) if item.title is not None else " "
        lead = f"{number:>2} {shift}"
        title = line(item.title, 300) if item.title else _(OPENING)
        room = max(4, width - len(lead) - 2)
        ranges = line_ranges(title, room, self.language)
        shown = [title[a:b] for a, b in ranges[:MOST_LINES]]
        if len(ranges) > MOST_LINES:
            shown[-1] = cropped(title[ranges[MOST_LINES - 1][0] :], room)
        style = ("heading",) if here else () if item.title else ("unknown-speaker",)
        bar = BARS[min(len(BARS) - 1, len(item.span) * len(BARS) // (self._longest + 1))]
        number_style = style if here else ("mark",)
        rows: list[RowLine] = [[(lead, number_style), (fitted(shown[0], room + 1), style), (bar, ("mark",))]]
        rows.extend([[(" " * len(lead), ()), (more, style)] for more in shown[1:]])
        return rows

    def choose(self, item: Section, *, entered: bool) -> None:
        self.post_message(SectionChosen(item, entered=entered))
