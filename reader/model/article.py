"""The article: one canonical text, and the blocks that stand in it."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from reader.facts import TYPE_CHECKING, dataclass, replace
from reader.model.blocks import BlockKind
from reader.model.sections import Outline, Sections
from reader.model.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.model.blocks import Block

INCISE = " […] "
"""What a copy writes where words that are not the speaker's stood between two pieces of a quotation."""

MANY = 4_096
"""Blocks beyond which they are packed: in the article of a megabyte they take more than its text."""


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
        further = [block for part in parts for block in part.blocks]
        found = replace(
            self,
            text="".join([self.text, *(part.text for part in parts)]),
            blocks=_joined(self.blocks, further),
            metadata=next((part.metadata for part in reversed(parts) if part.metadata), self.metadata),
            notices=self.notices + tuple(notice for part in parts for notice in part.notices),
        )
        if "_outline" in self.__dict__:  # who looked through all blocks looks through the new ones only
            found.__dict__["_outline"] = self._outline.extended(further)
        return found

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
    def sections(self) -> Sections:
        """The sections in order; nested ones follow the one that holds them. Together they cover the text."""
        return Sections(self.text, self.blocks, self._outline)

    @cached_property
    def _outline(self) -> Outline:
        return Outline().extended(self.blocks)

    def block_at(self, offset: int) -> int | None:
        """Index of the block that holds `offset`, or of the last one that begins before it; None before the first."""
        index = bisect_right(self._outline.starts, offset) - 1
        return index if index >= 0 else None

    def section_at(self, offset: int) -> int:
        """Index of the deepest section that holds `offset`; the last section holds the end of the text."""
        return self.sections.at(offset)

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
        return span.of(self.text) if index is None else self.blocks[index].passage(self.text, span)


def _joined(blocks: Sequence[Block], further: Sequence[Block]) -> Sequence[Block]:
    """`further` blocks behind those that there are, packed where there are MANY."""
    if len(blocks) + len(further) <= MANY:
        return (*blocks, *further)
    from reader.model.packed import Packed

    return (blocks if isinstance(blocks, Packed) else Packed(blocks)).with_more(further)
