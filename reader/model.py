"""Every noun of the program, because the screen, the exports and the clipboard must speak of the same facts.

An article is one canonical text and facts about it; each fact is one or more spans into that text. Nothing here
knows a file format, a terminal or a database, and nothing is ever read back from what was rendered.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import islice, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CONTEXT = 32
"""Characters of context that an anchor keeps on either side."""

INCISE = " […] "
"""What a copy writes where words that are not the speaker's stood between two pieces of a quotation."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters (code points) of an article's canonical text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters that the span stands for."""
        return text[self.start : self.end]

    def holds(self, offset: int) -> bool:
        """Whether the character at `offset` belongs to the span."""
        return self.start <= offset < self.end

    def covers(self, other: Span) -> bool:
        """Whether all of `other` lies in this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        """The same range, `by` characters later."""
        return Span(self.start + by, self.end + by)


class BlockKind(StrEnum):
    """What a block is on the page."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BLOCKQUOTE = "blockquote"
    LIST_ITEM = "list_item"
    CODE = "code"
    TABLE = "table"
    RULE = "rule"
    IMAGE = "image"


class InlineKind(StrEnum):
    """What a run of characters inside a block is."""

    LINK = "link"
    EMPHASIS = "emphasis"
    STRONG = "strong"
    STRIKE = "strike"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Inline:
    """A fact about a run of characters of one block; `target` is a link's address as the source has it."""

    kind: InlineKind
    span: Span
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the page.

    `span` is the content without its marker. `lines` are the spans of its lines in the source (a line's prefix such
    as `> ` or a hanging indent left out) where the source breaks lines; between two of them a reader sees one space,
    but in code a line end, and in a table the next row (whose cells stand between tabs). `level` is a heading's, 1 to
    6. `depth` is the nesting of a list item or block quote, 0 outermost. `marker` is a list item's as printed.
    `continues` marks a further paragraph of the item or quote that the block before began. `info` is the language of
    code. `reason` says, for structure that was recovered and not marked, why it was judged so.
    """

    kind: BlockKind
    span: Span
    lines: tuple[Span, ...] = ()
    level: int | None = None
    depth: int = 0
    marker: str | None = None
    continues: bool = False
    inlines: tuple[Inline, ...] = ()
    info: str | None = None
    reason: str | None = None

    def __post_init__(self) -> None:
        if not self.lines:
            object.__setattr__(self, "lines", (self.span,))


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
    blocks: tuple[Block, ...]
    source: Source
    metadata: Metadata = Metadata()
    notices: tuple[str, ...] = ()

    def extended(self, part: Part) -> Article:
        """The article with `part` behind it; what was there keeps its offsets."""
        return replace(
            self,
            text=self.text + part.text,
            blocks=self.blocks + part.blocks,
            metadata=part.metadata or self.metadata,
            notices=self.notices + part.notices,
        )

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
    def _starts(self) -> list[int]:
        return [block.span.start for block in self.blocks]

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


class QuotationKind(StrEnum):
    """How a quotation is set: between marks, or as a block of its own. `indirect` is kept for reported speech."""

    DIRECT = "direct"
    BLOCK = "block"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says a quotation.

    `name` is as printed at its fullest in the article, `entity` the identifier of the entity that it names, `role`
    as printed, `span` where the text names this speaker for this quotation (a pronoun is resolved to the naming it
    stands for).
    """

    name: str
    span: Span
    entity: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that the article gives as somebody's own, without their marks.

    Several spans: an incise or a paragraph's end broke the quotation. `fragment` marks words worked into another's
    sentence. `repeats` are pull quotes that say the same again. `cue` is the reporting verb or phrase. `reason` says
    why the speaker was attributed so, or why none was.
    """

    id: str
    kind: QuotationKind
    spans: tuple[Span, ...]
    fragment: bool = False
    repeats: tuple[Span, ...] = ()
    speaker: Speaker | None = None
    cue: Span | None = None
    reason: str = ""

    @property
    def span(self) -> Span:
        """From the first to the last character."""
        return Span(self.spans[0].start, self.spans[-1].end)


class EntityType(StrEnum):
    """What is named; `work` is products, projects, works, events and the rest."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    WORK = "work"


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing that the article names: its fullest name, its type, and every mention in order."""

    id: str
    name: str
    type: EntityType
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was found in an article: quotations in order, entities in the order of their first mention."""

    quotations: tuple[Quotation, ...] = ()
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that survives an article which changes: a span, its words, and what stood around them."""

    span: Span
    quote: str
    before: str = ""
    after: str = ""

    @classmethod
    def to(cls, text: str, span: Span) -> Anchor:
        """The anchor of `span` in `text`."""
        before = text[max(0, span.start - CONTEXT) : span.start]
        return cls(span, span.of(text), before, text[span.end : span.end + CONTEXT])

    def find(self, text: str) -> Span | None:
        """Where the anchored words are in `text` now, or None where they are lost or not to be told apart."""
        whole = self.before + self.quote + self.after
        if self.span.of(text) == self.quote and text.startswith(whole, self.span.start - len(self.before)):
            return self.span
        at = text.find(whole) if whole else -1
        if at < 0 or text.find(whole, at + 1) >= 0:
            return None
        return Span(at + len(self.before), at + len(self.before) + len(self.quote))


@dataclass(frozen=True, slots=True)
class Correction:
    """What a reader overruled: `aspect` (heading, speaker, …) of what stands at `anchor` is `value`."""

    aspect: str
    anchor: Anchor
    value: str
