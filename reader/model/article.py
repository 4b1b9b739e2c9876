"""The article: one canonical text, the blocks that stand in it, and the sections that headings make of them."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import islice, takewhile

from reader.facts import TYPE_CHECKING, dataclass, replace
from reader.model.blocks import BlockKind
from reader.model.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.model.blocks import Block

INCISE = " […] "
"""What a copy writes where words that are not the speaker's stood between two pieces of a quotation."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article came from. `sha256` is of the raw bytes, in hexadecimal."""

    location: str | None
    media_type: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What an article says of itself; `date` is YYYY-MM-DD, `language` an ISO 639-1 code."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    site: str | None = None
    date: str | None = None
    url: str | None = None
    language: str | None = None

    def overruled(self, known: Metadata) -> Metadata:
        """The same with what `known` says in the place of what is said here; where it says nothing this stands."""
        from dataclasses import fields

        return Metadata(**{each.name: getattr(known, each.name) or getattr(self, each.name) for each in fields(self)})


@dataclass(frozen=True, slots=True)
class Part:
    """A further piece of an article: whole blocks, and the canonical text that they stand in.

    The blocks' spans count from the beginning of the whole article. `metadata` is on the first part only. `notices`
    are sentences for the reader about the source itself (bytes that could not be decoded, say).
    """

    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata | None = None
    notices: tuple[str, ...] = ()


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


@dataclass(frozen=True)
class Article:
    """One canonical text and the blocks that stand in it, in order and disjoint."""

    text: str
    blocks: Sequence[Block]
    """A tuple, or Packed where there are many."""
    source: Source
    metadata: Metadata = Metadata()
    notices: tuple[str, ...] = ()

    def extended(self, *parts: Part) -> Article:
        """The article with `parts` behind it; what was there keeps its offsets."""
        return replace(
            self,
            text="".join([self.text, *(part.text for part in parts)]),
            blocks=(*self.blocks, *(block for part in parts for block in part.blocks)),
            metadata=next((part.metadata for part in reversed(parts) if part.metadata), self.metadata),
            notices=self.notices + tuple(notice for part in parts for notice in part.notices),
        )

    def begins_with(self, other: Article) -> bool:
        """Whether all blocks of `other` are the first ones here, on the same characters."""
        end = other.blocks[-1].span.end if other.blocks else 0
        return self.blocks[: len(other.blocks)] == other.blocks and self.text[:end] == other.text[:end]

    @cached_property
    def title(self) -> str | None:
        """The title as its metadata or else its title block has it, on one line."""
        if self.metadata.title:
            return self.metadata.title
        found = next((block for block in self.blocks if block.kind is BlockKind.TITLE), None)
        return self.passage([found.span]) if found else None

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections in order; nested ones follow the one that holds them. Together they cover the text."""
        return _sections(self)

    @cached_property
    def _starts(self) -> Sequence[int]:
        from array import array

        return array("I", [block.span.start for block in self.blocks])

    @cached_property
    def _section_starts(self) -> list[int]:
        return [section.span.start for section in self.sections]

    def block_at(self, offset: int) -> int | None:
        """Index of the block that holds `offset`, or of the last one that begins before it; None before the first."""
        index = bisect_right(self._starts, offset) - 1
        return index if index >= 0 else None

    def section_at(self, offset: int) -> int | None:
        """Index of the deepest section that holds `offset`; the last section holds the end of the text."""
        index = bisect_right(self._section_starts, offset) - 1
        while index > 0 and self.sections[index].span.end <= offset < len(self.text):
            index -= 1
        return index if index >= 0 else None

    def passage(self, spans: Iterable[Span]) -> str:
        """What `spans` say when they are copied: each piece is `text[span]`, hard wraps read as one space.

        Pieces in one block are joined by ` […] `, pieces of different blocks by a line break. A span over several
        blocks gives a line for each.
        """
        out: list[str] = []
        last: int | None = None
        for span in spans:
            for index, words in self._pieces(span):
                if out:
                    out.append(INCISE if index == last else "\n")
                out.append(words)
                last = index
        return "".join(out)

    def _pieces(self, span: Span) -> Iterable[tuple[int | None, str]]:
        first = self.block_at(span.start)
        if first is None or span.end <= self.blocks[first].span.end:
            yield first, self._unwrapped(first, span)
            return
        for index in range(first, len(self.blocks)):
            block = self.blocks[index]
            if block.span.start >= span.end:
                return
            part = Span(max(span.start, block.span.start), max(span.start, min(span.end, block.span.end)))
            if part.start < part.end:
                yield index, self._unwrapped(index, part)

    def _unwrapped(self, index: int | None, span: Span) -> str:
        if index is None or len(self.blocks[index].lines) == 1:
            return span.of(self.text)
        block = self.blocks[index]
        joint = "\n" if block.kind in (BlockKind.CODE, BlockKind.TABLE) else " "
        first = bisect_right(block.lines, span.start, key=lambda line: line.end)
        within = takewhile(lambda line: line.start < span.end, islice(block.lines, first, None))
        return joint.join(self.text[max(line.start, span.start) : min(line.end, span.end)] for line in within)


def _sections(article: Article) -> tuple[Section, ...]:
    heads = [(i, block) for i, block in enumerate(article.blocks) if block.kind is BlockKind.HEADING]
    ends = _ends([block.level or 1 for _, block in heads])
    size, count = len(article.text), len(article.blocks)
    found: list[Section] = []
    first = heads[0][0] if heads else count
    if first > 0 or not heads:
        end = heads[0][1].span.start if heads else size
        found.append(Section(None, 0, Span(0, end), None, (0, first)))
    for (index, block), stop in zip(heads, ends, strict=True):
        start = block.span.start if found else 0
        end, last = (heads[stop][1].span.start, heads[stop][0]) if stop < len(heads) else (size, count)
        title = article.passage([block.span])
        found.append(Section(title, block.level or 1, Span(start, end), index, (index, last)))
    return tuple(found)


def _ends(levels: Sequence[int]) -> list[int]:
    """For each heading the position of the next one of its level or above (the count where there is none)."""
    ends = [len(levels)] * len(levels)
    open_: list[int] = []
    for i, level in enumerate(levels):
        while open_ and levels[open_[-1]] >= level:
            ends[open_.pop()] = i
        open_.append(i)
    return ends
