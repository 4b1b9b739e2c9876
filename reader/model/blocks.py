"""What a page is made of: blocks in order, and the runs of characters inside them that mean something."""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum
from itertools import islice, takewhile

from reader.facts import TYPE_CHECKING, dataclass

if TYPE_CHECKING:
    from reader.model.spans import Span


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
    code, and an image's address as the source has it (in a book, its path there). `reason` says, for structure that was
    recovered and not marked, why it was judged so.
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

    def passage(self, text: str, span: Span) -> str:
        """What `span` of the block says when it is copied: hard wraps read as one space; `text` is the article's."""
        if len(self.lines) == 1:
            return span.of(text)
        joint = "\n" if self.kind in (BlockKind.CODE, BlockKind.TABLE) else " "
        first = bisect_right(self.lines, span.start, key=lambda line: line.end)
        within = takewhile(lambda line: line.start < span.end, islice(self.lines, first, None))
        return joint.join(text[max(line.start, span.start) : min(line.end, span.end)] for line in within)
