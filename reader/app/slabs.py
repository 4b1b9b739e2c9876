"""The slabs of an article as columns of numbers: each is made of its block when it is asked for."""

from __future__ import annotations

from reader.app.layout import Slab, slabs, source_lines
from reader.facts import TYPE_CHECKING, NamedTuple
from reader.model import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableSequence, Sequence

    from reader.model import Article, Block

FEW = 4_096
"""Slabs whose columns are lists: `array` is not loaded for a first screen, and nothing is gained."""

FLOWING = -1
"""In the place of a count of lines: how many there are depends on the width."""

_BY_LINES = frozenset({BlockKind.TABLE, BlockKind.CODE})
"""Kinds of block that keep the lines of their source."""


class _Form(NamedTuple):
    """What a slab has in common with many others (see `Slab`)."""

    gap: int
    first: bool
    bars: int
    hang: int


class Slabs:
    """The slabs of an article; there are more as it grows."""

    def __init__(self) -> None:
        self._blocks: Sequence[Block] = ()
        self._numbers: MutableSequence[int] = []
        """Of each slab the index of its block."""
        self.starts: MutableSequence[int] = []
        """Of each slab its first character."""
        self._ends: MutableSequence[int] = []
        self._forms: MutableSequence[int] = []
        self._lines: MutableSequence[int] = []
        """Of each slab how many lines of its source it keeps, or FLOWING."""
        self._known: dict[_Form, int] = {}
        """Each form with its number."""
        self._form_of: list[_Form] = []

    def grow(self, article: Article) -> range:
        """Take up what has been appended to `article`; the slabs that it makes, by index."""
        first, known = len(self.starts), len(self._blocks)
        before = self._blocks[known - 1] if known else None
        self._blocks = article.blocks
        number = known - 1
        for slab in slabs(article.text, _from(article.blocks, known), before):
            number += slab.first
            self._numbers.append(number)
            self.starts.append(slab.span.start)
            self._ends.append(slab.span.end)
            self._forms.append(self._number(_Form(*slab[2:])))
            self._lines.append(len(source_lines(slab)) if slab.block.kind in _BY_LINES else FLOWING)
        if first <= FEW < len(self.starts):
            self._pack()
        return range(first, len(self.starts))

    def _pack(self) -> None:
        from array import array

        self._numbers, self.starts = array("I", self._numbers), array("I", self.starts)
        self._ends, self._forms = array("I", self._ends), array("I", self._forms)
        self._lines = array("i", self._lines)

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, index: int) -> Slab:
        span = Span(self.starts[index], self._ends[index])
        return Slab(self._blocks[self._numbers[index]], span, *self._form_of[self._forms[index]])

    def _number(self, form: _Form) -> int:
        found = self._known.get(form)
        if found is None:
            found = self._known[form] = len(self._form_of)
            self._form_of.append(form)
        return found

    def gap(self, index: int) -> int:
        """Blank lines before slab `index`."""
        return self._form_of[self._forms[index]].gap

    def size(self, index: int) -> int:
        """Characters of slab `index`."""
        return self._ends[index] - self.starts[index]

    def share(self, index: int, offset: int) -> float:
        """How much of slab `index`, 0 to 1, stands before the character at `offset`."""
        start, end = self.starts[index], self._ends[index]
        return min(1.0, (offset - start) / max(1, end - start))

    def estimates(self, indices: range, width: int) -> Iterator[int]:
        """About how many lines each of these slabs takes on `width` cells, from its length alone."""
        gaps = [form.gap for form in self._form_of]
        room = max(1, width - 3)
        for index in indices:
            lines = self._lines[index]
            if lines == FLOWING:
                lines = (self._ends[index] - self.starts[index]) // room + 1
            yield gaps[self._forms[index]] + lines


def _from(blocks: Sequence[Block], first: int) -> Iterator[Block]:
    return (blocks[index] for index in range(first, len(blocks)))
