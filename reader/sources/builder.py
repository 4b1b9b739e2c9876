"""The only code that appends canonical text and records spans, so that no parser can get an offset wrong.

Parsers of marked-up formats say what they find, in order: a block begins, words, an emphasis, a line break, the block
ends. The builder writes the text, counts the characters and makes the facts. Parsers of plain text append nothing of
their own: their text is the file, and their spans come from reading it.
"""

from __future__ import annotations

from reader.facts import TYPE_CHECKING, NamedTuple
from reader.model import Block, BlockKind, Inline, InlineKind, Part, Span

if TYPE_CHECKING:
    from reader.model import Metadata

BETWEEN_BLOCKS = "\n\n"
BETWEEN_ITEMS = "\n"


class _Open(NamedTuple):
    """An inline that began and has not ended."""

    kind: InlineKind
    start: int
    target: str | None


class Builder:
    """Writes canonical text block by block, and hands it over part by part.

    A block without a visible character leaves no trace. White space at a block's edges is dropped.
    """

    def __init__(self) -> None:
        self._offset = 0
        """Characters handed over in earlier parts, or written in the blocks that await their part."""
        self._written: list[str] = []
        self._blocks: list[Block] = []
        self._words: list[str] = []
        self._length = 0
        self._breaks: list[int] = []
        self._open: list[_Open] = []
        self._inlines: list[Inline] = []
        self._list: int | None = None
        self._began = False

    @property
    def pending(self) -> int:
        """Blocks that no part has taken yet."""
        return len(self._blocks)

    def words(self, text: str) -> None:
        """Append `text` to the block under way; line ends in it read as spaces."""
        if "\n" in text:
            text = text.replace("\n", " ")
        if not self._length and not self._breaks:
            text = text.lstrip()
        if text:
            self._words.append(text)
            self._length += len(text)

    def verbatim(self, text: str) -> None:
        """Append `text` as it is, its line ends and its white space included."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.line_break()
            self._words.append(line)
            self._length += len(line)

    def cell_break(self) -> None:
        """End a cell of the table row under way."""
        self._words.append("\t")
        self._length += 1

    def line_break(self) -> None:
        """End a line of the block under way."""
        self._breaks.append(self._length)
        self._words.append("\n")
        self._length += 1

    def begin(self, kind: InlineKind, target: str | None = None) -> None:
        """Begin an inline fact; those that are open nest."""
        self._open.append(_Open(kind, self._length, target))

    def end(self, kind: InlineKind) -> None:
        """End the innermost open inline of `kind`; where there is none, nothing happens."""
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index].kind is kind:
                opened = self._open.pop(index)
                if opened.start < self._length:
                    span = Span(opened.start, self._length)
                    self._inlines.append(Inline(kind, span, opened.target))
                return

    def block(
        self,
        kind: BlockKind,
        *,
        level: int | None = None,
        depth: int = 0,
        marker: str | None = None,
        continues: bool = False,
        info: str | None = None,
        group: int | None = None,
        reason: str | None = None,
    ) -> bool:
        """End the block under way and record it; False where it had nothing visible and was dropped.

        Args:
            kind: What the block is.
            level: A heading's.
            depth: Nesting of a list item or block quote.
            marker: A list item's, as printed.
            continues: Whether it is a further paragraph of the item or quote of the block before.
            info: The language of code, the address of an image.
            group: The list that it belongs to; blocks of one list stand on neighbouring lines.
            reason: Why structure that was not marked was judged so.
        """
        text = "".join(self._words)
        body = text.rstrip() if kind is not BlockKind.TABLE else text
        begin = len(body) - len(body.lstrip()) if kind not in (BlockKind.CODE, BlockKind.TABLE) else 0
        if kind is not BlockKind.RULE and not body.strip():
            self._reset()
            return False
        body = body[begin:]
        if self._began:
            near = group is not None and group == self._list
            self._append(BETWEEN_ITEMS if near else BETWEEN_BLOCKS)
        start = self._offset
        self._append(body)
        self._blocks.append(
            Block(
                kind,
                Span(start, start + len(body)),
                self._lines(kind, start, begin, body),
                level=level,
                depth=depth,
                marker=marker,
                continues=continues,
                inlines=self._facts(start, begin, len(body)),
                info=info,
                reason=reason,
            )
        )
        self._began, self._list = True, group
        self._reset()
        return True

    def part(self, metadata: Metadata | None = None, notices: tuple[str, ...] = ()) -> Part:
        """Everything since the last part."""
        part = Part("".join(self._written), tuple(self._blocks), metadata, notices)
        self._written, self._blocks = [], []
        return part

    def _append(self, text: str) -> None:
        self._written.append(text)
        self._offset += len(text)

    def _lines(self, kind: BlockKind, start: int, dropped: int, body: str) -> tuple[Span, ...]:
        """The spans of the block's lines; `dropped` characters at its beginning were white space."""
        if not self._breaks:
            return ()
        breaks = [at - dropped for at in self._breaks if 0 <= at - dropped < len(body)]
        edges = zip([0, *(at + 1 for at in breaks)], [*breaks, len(body)], strict=True)
        if kind in (BlockKind.CODE, BlockKind.TABLE):
            return tuple(Span(start + first, start + last) for first, last in edges)
        found = []
        for first, last in edges:
            line = body[first:last]
            if words := line.strip():
                begin = start + first + len(line) - len(line.lstrip())
                found.append(Span(begin, begin + len(words)))
        return tuple(found)

    def _facts(self, start: int, dropped: int, length: int) -> tuple[Inline, ...]:
        for opened in reversed(self._open):  # what the source never closed ends with its block
            span = Span(opened.start, max(opened.start, self._length))
            self._inlines.append(Inline(opened.kind, span, opened.target))
        found = []
        for inline in self._inlines:
            first = max(0, inline.span.start - dropped)
            last = min(length, inline.span.end - dropped)
            if first < last:
                found.append(Inline(inline.kind, Span(start + first, start + last), inline.target))
        return tuple(sorted(found, key=lambda each: (each.span.start, -each.span.end)))

    def _reset(self) -> None:
        self._words, self._length, self._breaks = [], 0, []
        self._open, self._inlines = [], []
