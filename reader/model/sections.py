"""The sections that headings make of an article, each made when it is asked for: there may be a million of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import repeat
from operator import sub

from reader.facts import TYPE_CHECKING, NamedTuple, dataclass
from reader.model.blocks import BlockKind
from reader.model.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, MutableSequence
    from typing import Any

    from reader.model.blocks import Block

FEW = 4_096
"""Numbers up to which a list of them does, and `array` need not be loaded for a first screen."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and all until the next heading of its level or above.

    Level 0 without a title is the text before the first heading. `heading` and `blocks` are indices of
    `Article.blocks`; the range is half-open and holds the heading.
    """

    title: str | None
    level: int
    span: Span
    heading: int | None
    blocks: tuple[int, int]


class Outline(NamedTuple):
    """What is asked of an article's blocks all the time: where each begins, which are headings, of which levels."""

    starts: Sequence[int] = ()
    heads: Sequence[int] = ()
    levels: Sequence[int] = ()

    def extended(self, blocks: Iterable[Block]) -> Outline:
        """The outline with further blocks behind those that it knows."""
        starts, heads, levels = list[int](), list[int](), list[int]()
        for number, block in enumerate(blocks, start=len(self.starts)):
            starts.append(block.span.start)
            if block.kind is BlockKind.HEADING:
                heads.append(number)
                levels.append(block.level or 1)
        return Outline(_behind(self.starts, starts), _behind(self.heads, heads), _behind(self.levels, levels))


def _behind(numbers: Sequence[int], further: list[int]) -> Sequence[int]:
    """Both one behind the other, in 4 bytes each where there are many."""
    if len(numbers) + len(further) <= FEW:
        return [*numbers, *further]
    from array import array

    return array("I", numbers) + array("I", further)


def _row(numbers: Iterable[int], count: int) -> MutableSequence[int]:
    """So many `numbers`, which at no time are objects all at once where there are many."""
    if count < FEW:
        return list(numbers)
    from array import array

    return array("I", numbers)


class Sections(Sequence[Section]):
    """The sections of the article that has this text, these blocks and this outline, in order."""

    def __init__(self, text: str, blocks: Sequence[Block], outline: Outline) -> None:
        self._text, self._blocks = text, blocks
        self._starts, self._heads, self._levels = outline
        self._opening = 0 if self._heads and self._heads[0] == 0 else 1
        """How many stand before the first heading."""

    def __len__(self) -> int:
        return self._opening + len(self._heads)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return tuple(self[at] for at in range(*index.indices(len(self))))
        number = range(len(self))[index] - self._opening
        span = Span(self.start(index), self._end(number))
        if number < 0:
            return Section(None, 0, span, None, (0, self._block(0)))
        head = self._heads[number]
        block, behind = self._blocks[head], self._block(self._ends[number])
        return Section(block.passage(self._text, block.span), self._levels[number], span, head, (head, behind))

    def __iter__(self) -> Iterator[Section]:
        return (self[index] for index in range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (tuple, Sections)):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Sections({list(self)!r})"

    def at(self, offset: int) -> int:
        """Index of the deepest section that holds the character at `offset`, or the end of the text."""
        return max(0, self.before(offset + 1) - 1)

    def before(self, offset: int) -> int:
        """How many begin before the character at `offset`."""
        return bisect_left(range(len(self)), offset, key=self.start)

    def start(self, index: int) -> int:
        """The first character of section `index`; the first one begins with the text."""
        number = range(len(self))[index] - self._opening
        return self._starts[self._heads[number]] if number + self._opening else 0

    @property
    def titled(self) -> range:
        """Indices of those that have a heading."""
        return range(self._opening, len(self))

    @property
    def highest(self) -> int:
        """The level of the highest heading; 1 where there is none."""
        return min(self._levels, default=1)

    @cached_property
    def longest(self) -> int:
        """Characters of the longest section."""
        begins = _row(map(self._starts.__getitem__, self._heads), len(self._heads))
        begins.append(len(self._text))
        opening, begins[0] = (begins[0], begins[0]) if self._opening else (0, 0)
        return max(opening, max(map(sub, map(begins.__getitem__, self._ends), begins), default=0))

    def _block(self, number: int) -> int:
        """The index of heading `number` among the blocks; how many blocks there are behind the last."""
        return self._heads[number] if number < len(self._heads) else len(self._blocks)

    def _end(self, number: int) -> int:
        """The character at which the section of heading `number` ends, of the text before the first where it is -1."""
        after = self._ends[number] if number >= 0 else 0
        return self._starts[self._heads[after]] if after < len(self._heads) else len(self._text)

    @cached_property
    def _ends(self) -> Sequence[int]:
        """For each heading the number of the next one of its level or above (the count where there is none)."""
        if len(set(self._levels)) <= 1:
            return range(1, len(self._levels) + 1)
        count = len(self._levels)
        ends, open_ = _row(repeat(count, count), count), list[int]()
        for number, level in enumerate(self._levels):
            while open_ and self._levels[open_[-1]] >= level:
                ends[open_.pop()] = number
            open_.append(number)
        return ends
