"""The article as one long column of lines of which only a few are ever laid out.

Each slab of the article has a height in lines: estimated from its length until it is laid out, then exact. Heights
are summed in groups, so that finding a line, and correcting a height, cost the same in a long article as in a short
one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from itertools import accumulate

from reader.app.layout import layout
from reader.app.slabs import FEW, Slabs
from reader.app.typesetting import RAGGED, Typesetting
from reader.facts import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import MutableSequence, Sequence

    from reader.app.layout import Slab
    from reader.app.pieces import Line
    from reader.model import Article

GROUP = 256
"""Slabs whose heights are summed together."""

KEPT = 512
"""Slabs whose lines are kept after they were laid out."""


class Place(NamedTuple):
    """A line of the column: which slab, and which of its lines."""

    slab: int
    line: int


class Column:
    """The lines of an article on a measure of `width` cells; grows at its end as the article does."""

    def __init__(self, width: int, language: str | None = None, setting: Typesetting = RAGGED) -> None:
        self._setting = setting
        self.width = max(1, width)
        self._language = language
        self._text = ""
        self._slabs = Slabs()
        self._heights: MutableSequence[int] = []
        self._groups: list[int] = []
        self._tops: list[int] | None = None
        self._exact = 0
        self._lines: OrderedDict[int, list[Line]] = OrderedDict()
        self._made: dict[int, Slab] = {}
        """Slabs that were asked for of late."""

    def show(self, article: Article) -> None:
        """Take up `article`, or what has been appended to it since."""
        self._text = article.text
        self._language = article.metadata.language or self._language
        self._estimate(self._slabs.grow(article))

    def _estimate(self, indices: range) -> None:
        """Put the heights of these slabs behind those that are known, as far as their lengths tell."""
        if len(self._slabs) > FEW and isinstance(self._heights, list):
            from array import array

            self._heights = array("I", self._heights)
        for index, height in zip(indices, self._slabs.estimates(indices, self.width), strict=True):
            if index % GROUP == 0:
                self._groups.append(0)
            self._heights.append(height)
            self._groups[-1] += height
        self._tops = None

    def __len__(self) -> int:
        return self._group_tops()[-1]

    def _group_tops(self) -> list[int]:
        if self._tops is None:
            self._tops = list(accumulate(self._groups, initial=0))
        return self._tops

    def is_exact(self) -> bool:
        """Whether every height has been measured."""
        return self._exact >= len(self._slabs)

    def measure(self, characters: int) -> None:
        """Lay out further slabs, in order and of so many characters, for their exact heights."""
        while characters > 0 and not self.is_exact():
            index = self._exact
            self._exact += 1
            characters -= self._slabs.size(index) + 1
            if index not in self._lines:
                self._correct(index, len(self._layout(index)))

    def lines(self, index: int) -> list[Line]:
        """The lines of slab `index`; its height is exact from now on."""
        found = self._lines.get(index)
        if found is None:
            found = self._lines[index] = self._layout(index)
            self._correct(index, len(found))
            if len(self._lines) > KEPT:
                self._lines.popitem(last=False)
        return found

    def _layout(self, index: int) -> list[Line]:
        return layout(self._text, self.slab(index), self.width, self._language, self._setting)

    def slab(self, index: int) -> Slab:
        """Slab number `index`."""
        found = self._made.get(index)
        if found is None:
            if len(self._made) >= KEPT:
                self._made.clear()
            found = self._made[index] = self._slabs[index]
        return found

    def _correct(self, index: int, height: int) -> None:
        if (change := height - self._heights[index]) != 0:
            self._heights[index] = height
            self._groups[index // GROUP] += change
            self._tops = None

    def top_of(self, place: Place) -> int:
        """The line number of `place`, counted from the top of the column by the heights known now."""
        group = place.slab // GROUP
        return self._group_tops()[group] + sum(self._heights[group * GROUP : place.slab]) + place.line

    def lines_of(self, offsets: Sequence[int]) -> list[int]:
        """About which line numbers the characters at `offsets` stand on; lays nothing out."""
        if not self._slabs:
            return [0] * len(offsets)
        tops, within = self._group_tops(), dict[int, list[int]]()
        found = []
        for offset in offsets:
            index = max(0, bisect_right(self._slabs.starts, offset) - 1)
            group, at = divmod(index, GROUP)
            if group not in within:  # summed once for all that lie in it
                within[group] = list(accumulate(self._heights[group * GROUP : (group + 1) * GROUP], initial=0))
            gap, share = self._slabs.gap(index), self._slabs.share(index, offset)
            found.append(tops[group] + within[group][at] + gap + int((self._heights[index] - gap) * share))
        return found

    def place_at(self, y: int) -> Place | None:
        """What stands at line number `y`; None below the end."""
        tops = self._group_tops()
        if not 0 <= y < tops[-1]:
            return None
        group = bisect_right(tops, y) - 1
        y -= tops[group]
        for index in range(group * GROUP, len(self._slabs)):
            if y < self._heights[index]:
                return Place(index, y)
            y -= self._heights[index]
        return None

    def place_of(self, offset: int) -> Place:
        """Where the character at `offset` stands; where it is on no line, the last one that begins before it."""
        index = max(0, bisect_right(self._slabs.starts, offset) - 1)
        if not self._slabs:
            return Place(0, 0)
        lines = self.lines(index)
        best = min(self._slabs.gap(index), len(lines) - 1)
        for number, line in enumerate(lines):
            if any(piece.start <= offset < piece.end for piece in line.pieces):
                return Place(index, number)
            if line.start is not None and line.start <= offset:
                best = number
        return Place(index, best)

    def settle(self, place: Place, down: int) -> Place:
        """The place `down` lines below `place` (above, where negative), laying out what lies between.

        Stops at the first and the last line of the column.
        """
        index, line = place
        if not self._slabs:
            return Place(0, 0)
        line = min(line, len(self.lines(index)) - 1) + down
        while line < 0 and index > 0:
            index -= 1
            line += len(self.lines(index))
        while line >= (height := len(self.lines(index))) and index + 1 < len(self._slabs):
            line -= height
            index += 1
        return Place(index, max(0, min(line, len(self.lines(index)) - 1)))

    def offset_at(self, place: Place) -> int:
        """The first character at or below `place` in its slab, else the nearest one above; where an empty slab is."""
        if not self._slabs:
            return len(self._text)
        lines = self.lines(place.slab)
        for line in (*lines[place.line :], *reversed(lines[: place.line])):
            if line.start is not None:
                return line.start
        return self._slabs.starts[place.slab]

    def last(self) -> Place:
        """The last line of the column."""
        if not self._slabs:
            return Place(0, 0)
        return Place(len(self._slabs) - 1, len(self.lines(len(self._slabs) - 1)) - 1)

    def resized(self, width: int) -> Column:
        """The same article on another measure."""
        column = Column(width, self._language, self._setting)
        column._text, column._slabs = self._text, self._slabs
        column._estimate(range(len(self._slabs)))
        return column
