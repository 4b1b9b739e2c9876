"""Blocks × width → lines, with the way back from every cell to its character.

Pure: no Textual, no colours. A line is made of pieces, each a run of the article's characters and the column where
it begins, so that selection, search, quotations and the mouse all share one truth. Styles are names; what they look
like is the palette's business.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise

from reader.app.cells import cell_len
from reader.app.pieces import Line, Piece
from reader.app.tables import table_lines
from reader.app.typesetting import RAGGED, Typesetting, divided_ranges, flush, with_hyphen
from reader.app.wrapping import code_ranges, fitted, line_ranges
from reader.facts import TYPE_CHECKING, NamedTuple
from reader.gate import visible
from reader.model import Block, BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

TAB = 4
"""Cells that a tab takes in code."""

SLAB = 8_000
"""Characters of one block that are laid out at a time: a paragraph of a megabyte costs no more than what is seen."""

TABLE_SLAB = 2_000
"""The same for tables, whose cells take longer."""

BAR = "▌ "
GOES_ON = "↪ "
BULLETS = ("•", "–", "·")
TICKS = frozenset("✓✔✗✘☐☑☒")
"""Marks of an item that say something, and are shown as they are printed."""

_JOINER = "\N{ZERO WIDTH JOINER}"
NUMBERED = frozenset("0123456789")
GAP_BEFORE_HEADING = 2


class Slab(NamedTuple):
    """A block, or a bounded piece of a long one: what is laid out at a time.

    `gap` is blank lines before it; `bars` of those of a block quote go on through them from the block before. What
    goes on of a list item stands `hang` cells to the right, below the item's first words.
    """

    block: Block
    span: Span
    gap: int
    first: bool
    bars: int = 0
    hang: int = 0


def slabs(text: str, blocks: Iterable[Block], before: Block | None = None) -> Iterator[Slab]:
    """The slabs of `blocks` in order; `before` is the block that precedes them."""
    hang = _margin(before)[1] if before is not None and before.kind is BlockKind.LIST_ITEM else 0
    for block in blocks:
        if block.kind is not BlockKind.LIST_ITEM:
            hang = 0
        elif not block.continues:
            hang = _margin(block)[1]
        gap, bars = _gap(before, block), _bars(before, block)
        before = block
        most = TABLE_SLAB if block.kind is BlockKind.TABLE else SLAB
        if len(block.span) <= most:
            yield Slab(block, block.span, gap, True, bars, hang)
            continue
        start = block.span.start
        while start < block.span.end:
            end = min(start + most, block.span.end)
            if block.kind is BlockKind.TABLE:
                end = _row_end(block, start, end)
            elif end < block.span.end:
                end = _cut(text, start + SLAB // 2, end, at_line_end=block.kind is BlockKind.CODE)
            first = start == block.span.start
            yield Slab(block, Span(start, end), gap if first else 0, first, bars, hang)
            start = end


def _row_end(block: Block, start: int, end: int) -> int:
    """Where a table is cut that is cut from `start` to about `end`: between two rows, whatever a row takes."""
    rows = block.lines
    row = max(
        bisect_right(rows, start, key=lambda line: line.start), bisect_right(rows, end, key=lambda line: line.end)
    )
    return rows[row].start if row < len(rows) else block.span.end


def _bars(before: Block | None, block: Block) -> int:
    """How many bars of block quotes go on from `before` to `block`: those of the outer one where one is nested."""
    quote = BlockKind.BLOCKQUOTE
    if before is None or before.kind is not quote or block.kind is not quote:
        return 0
    return min(before.depth, block.depth) + 1 if block.continues or before.depth != block.depth else block.depth


def _cut(text: str, first: int, end: int, *, at_line_end: bool) -> int:
    """Where between `first` and `end` a long block may be cut: behind white space, else between two characters.

    `at_line_end` prefers the end of a line of the source, as code wants it.
    """
    feed = text.rfind("\n", first, end)
    space = feed if at_line_end and feed >= 0 else max(text.rfind(" ", first, end), feed)
    if space >= 0:
        return space + 1
    for at in range(end, first, -1):
        if cell_len(text[at]) and text[at - 1] != _JOINER:
            return at
    return end


def _gap(before: Block | None, block: Block) -> int:
    """Blank lines before `block`, as in a book; one above the first keeps it off the screen's edge."""
    if before is None:
        return 1
    item = BlockKind.LIST_ITEM
    if before.kind is item and block.kind is item and not block.continues:
        return 0
    if block.kind is BlockKind.HEADING and (block.level or 1) <= GAP_BEFORE_HEADING:
        return 1 if before.kind in (BlockKind.HEADING, BlockKind.TITLE) else 2
    return 1


def layout(text: str, slab: Slab, width: int, language: str | None = None, setting: Typesetting = RAGGED) -> list[Line]:
    """The lines of `slab` on a measure of `width` cells, the blank lines before it included."""
    block = slab.block
    blank = [Line()] * slab.gap
    if block.kind is BlockKind.RULE:
        rule = "─" * min(width, max(3, width // 4))
        at = (width - len(rule)) // 2
        return [*blank, Line((Piece(at, block.span.start, block.span.end, rule),))]
    if block.kind is BlockKind.TABLE:
        rows = table_lines(text, block, width, source_lines(slab), setting.shown, language)
        return [*blank, *(Line(tuple(Piece(*p) for p in pieces)) for pieces in rows)]
    mark, indent = _margin(block)
    indent = min(max(indent, slab.hang), width // 2)
    if block.kind is BlockKind.CODE:
        lines = _code(text, slab, width, indent, setting.shown)
    else:
        running = setting if block.kind in _RUNNING else setting.ragged
        lines = _flow(text, slab, width, indent, language, running)
    every = block.kind is BlockKind.BLOCKQUOTE
    if every:
        mark = mark[:indent]  # where there is no room for all bars, as many as there is
    elif cell_len(mark) > indent:
        mark = fitted(mark.rstrip(), indent - 1) + " " if indent > 1 else ""  # the label of a note may be of any length
    x = max(0, indent - cell_len(mark))
    if mark:
        own = every or (slab.first and not block.continues)
        lines = [
            line._replace(mark=mark, mark_x=x) if every or (own and i == 0) else line for i, line in enumerate(lines)
        ]
    if every and slab.gap and slab.bars:
        blank = [Line((), BAR * min(slab.bars, block.depth + 1), x)] * slab.gap
    return [*blank, *lines]


_RUNNING = frozenset({BlockKind.PARAGRAPH, BlockKind.BLOCKQUOTE, BlockKind.LIST_ITEM})
"""Kinds of block whose words are divided and whose lines are made flush."""


def says_something(marker: str) -> bool:
    """Whether the marker of an item is a number, a box or a tick, and no mere bullet."""
    return len(marker) > 1 or marker in TICKS or marker in NUMBERED


def _margin(block: Block) -> tuple[str, int]:
    """What stands before the block's text, and the indent (cells) of the text."""
    match block.kind:
        case BlockKind.BLOCKQUOTE:
            return BAR * (block.depth + 1), 2 + 2 * block.depth + 2
        case BlockKind.LIST_ITEM:
            printed = (block.marker or "").strip()
            bullet = printed if says_something(printed) else BULLETS[min(block.depth, 2)]
            mark = visible(bullet) + " "
            return mark, 2 * block.depth + max(2, cell_len(mark))
        case BlockKind.CODE:
            return "", 2
        case BlockKind.IMAGE:
            return "▧ ", 2
        case _:
            return "", 0


def source_lines(slab: Slab) -> range:
    """Which of the block's source lines lie in the slab, by index; of a table, empty rows too."""
    lines = slab.block.lines
    if slab.block.kind is BlockKind.TABLE:
        first = bisect_left(lines, slab.span.start, key=lambda line: line.start)
        ends = slab.span.end == slab.block.span.end
        return range(first, len(lines) if ends else bisect_left(lines, slab.span.end, key=lambda line: line.start))
    first = bisect_right(lines, slab.span.start, key=lambda line: line.end)
    return range(first, max(first, bisect_left(lines, slab.span.end, key=lambda line: line.start)))


def _lines_of(slab: Slab) -> Iterator[tuple[int, int]]:
    for index in source_lines(slab):
        line = slab.block.lines[index]
        start, end = max(line.start, slab.span.start), min(line.end, slab.span.end)
        if start < end:
            yield start, end


def _flow(text: str, slab: Slab, width: int, indent: int, language: str | None, setting: Typesetting) -> list[Line]:
    """Running text: the source's own line ends read as spaces, and new lines are found for this measure."""
    ranges = list(_lines_of(slab))
    if not ranges:
        return [Line()]
    words = setting.shown(" ".join(text[start:end] for start, end in ranges)).replace("\t", " ").replace("\n", " ")
    starts, at = [], 0
    for start, end in ranges:
        starts.append((at, start))
        at += end - start + 1
    room = max(1, width - indent)
    if setting.divide:
        found = divided_ranges(words, room, language)
    else:
        found = [(a, b, False) for a, b in line_ranges(words, room, language)]
    if len(starts) == 1:
        shift = starts[0][1]
        lines = [Line((Piece(indent, a + shift, b + shift, words[a:b]),)) for a, b, _ in found]
    else:
        lines = [Line(tuple(_joined(words, a, b, ranges, starts, indent))) for a, b, _ in found]
    if setting == setting.ragged:
        return lines
    lines = [with_hyphen(line) if cut else line for line, (_, _, cut) in zip(lines, found, strict=True)]
    if setting.flush:
        lines[:-1] = [flush(line, room, language) for line in lines[:-1]]
    return lines


def _joined(
    words: str, first: int, last: int, ranges: list[tuple[int, int]], starts: list[tuple[int, int]], x: int
) -> Iterator[Piece]:
    """The pieces of one line whose words come from several lines of the source."""
    for index, ((at, start), (_, end)) in enumerate(zip(starts, ranges, strict=True)):
        behind = at + end - start
        low, high = max(first, at), min(last, behind)
        if low < high:
            shown = words[low:high]
            yield Piece(x, low - at + start, high - at + start, shown)
            x += cell_len(shown)
        if first <= behind < last and index + 1 < len(ranges):
            yield Piece(x, end, ranges[index + 1][0], " ")
            x += 1
        if behind >= last:
            return


def _code(text: str, slab: Slab, width: int, indent: int, gate: Callable[[str], str]) -> list[Line]:
    """Code keeps its lines; one that is too long goes on in the next."""
    out: list[Line] = []
    room = max(1, width - indent)
    for start, end in _lines_of(slab) if len(slab.span) else ():
        shown = gate(text[start:end]).replace("\n", " ")
        if "\t" in shown:
            out.extend(_continued(_tabbed(shown, start, indent, room), indent))
            continue
        ranges = [(0, len(shown))] if cell_len(shown) <= room else code_ranges(shown, room)
        lines = [Line((Piece(indent, start + a, start + b, shown[a:b]),)) for a, b in ranges]
        out.extend(_continued(lines, indent))
    return out or [Line()]


def _continued(lines: Iterable[Line], indent: int) -> Iterator[Line]:
    """The lines of one line of code: those that go on from the one before say so in the margin."""
    for number, line in enumerate(lines):
        yield line._replace(mark=GOES_ON) if number and indent >= cell_len(GOES_ON) else line


def _tabbed(shown: str, start: int, indent: int, room: int) -> Iterator[Line]:
    pieces: list[Piece] = []
    x = 0
    cuts = [0, *(i for i, char in enumerate(shown) if char == "\t" for i in (i, i + 1)), len(shown)]
    for a, b in pairwise(cuts):
        run = " " * (TAB - x % TAB) if shown[a:b] == "\t" else shown[a:b]
        if x and x + cell_len(run) > room:
            yield Line(tuple(pieces))
            pieces, x = [], 0
        if shown[a:b] == "\t":
            run = " " * min(TAB - x % TAB, room)
            pieces.append(Piece(indent + x, start + a, start + b, run))
            x += len(run)
            continue
        for c, d in line_ranges(run.replace(" ", "\xa0"), room) if run else ():
            if c:
                yield Line(tuple(pieces))
                pieces, x = [], 0
            pieces.append(Piece(indent + x, start + a + c, start + a + d, run[c:d]))
            x += cell_len(run[c:d])
    yield Line(tuple(pieces))
