"""An article as lines that read well aloud: for screen readers, braille displays and speech, one thing after the other.

Nothing is drawn and nothing stands side by side. Each section says which it is and of how many, a table is told row by
row with the names of its columns, and a paragraph is one line unless a width is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from reader.app.layout import says_something
from reader.app.wrapping import line_ranges
from reader.gate import line, visible
from reader.model import BlockKind
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import Article, Block

BREAK = "* * *"
"""What a rule between two parts is told as."""

_STOPS = (".", "!", "?", "…")
"""What a row ends in that needs no full stop of ours."""

LEAST = 8
"""Cells that words have at least, whatever stands before them."""


def spoken(article: Article, width: int | None) -> Iterator[str]:
    """The lines of `article`; at most `width` cells each where one is given."""
    titled = [section.heading for section in article.sections if section.heading is not None]
    numbers = {block: number for number, block in enumerate(titled, start=1)}
    before: Block | None = None
    for index, block in enumerate(article.blocks):
        if before is not None and not _together(before, block):
            yield ""
        before = block
        number = ""
        if index in numbers:
            number = _("Section {number} of {count}: ").format(number=numbers[index], count=len(numbers))
        for lead, words in _told(article, block, number):
            yield from _wrapped(lead, words, width, article.metadata.language)


def _together(before: Block, block: Block) -> bool:
    return before.kind is block.kind is BlockKind.LIST_ITEM and not block.continues


def _told(article: Article, block: Block, number: str) -> Iterator[tuple[str, str]]:
    """What is told of a block: what its lines begin with, and their words."""
    words = _words(article, block)
    match block.kind:
        case BlockKind.HEADING:
            yield "", number + words
        case BlockKind.BLOCKQUOTE:
            yield "> " * (block.depth + 1), words
        case BlockKind.LIST_ITEM:
            yield "  " * block.depth + _marker(block), words
        case BlockKind.IMAGE:
            yield "", _("Image: {words}").format(words=words)
        case BlockKind.RULE:
            yield "", BREAK
        case BlockKind.CODE:
            yield "", _("Code, {language}:").format(language=line(block.info, 40)) if block.info else _("Code:")
            yield from (("    ", visible(each.of(article.text))) for each in block.lines)
        case BlockKind.TABLE:
            yield from _table(article, block)
        case _:
            yield "", words


def _words(article: Article, block: Block) -> str:
    return visible(" ".join(each.of(article.text) for each in block.lines)).replace("\n", " ").replace("\t", " ")


def _marker(block: Block) -> str:
    printed = visible((block.marker or "").strip())
    if block.continues:
        return "  "
    return f"{printed} " if says_something(printed) else "- "


def _table(article: Article, block: Block) -> Iterator[tuple[str, str]]:
    head, *rows = ([visible(cell).strip() for cell in row.of(article.text).split("\t")] for row in block.lines)
    if not rows:
        yield "", _("; ").join(head)
    for row in rows:
        named = (
            _("{name}: {value}").format(name=head[column], value=cell) if column < len(head) and head[column] else cell
            for column, cell in enumerate(row)
            if cell
        )
        said = _("; ").join(named)
        yield "", said if said.endswith(_STOPS) else said + "."


def _wrapped(lead: str, words: str, width: int | None, language: str | None) -> Iterator[str]:
    """`words` behind `lead`; further lines stand below the first one's words, and a quote's say so again."""
    further = lead if lead.startswith(">") else " " * cell_len(lead)
    ranges = [(0, len(words))] if width is None else line_ranges(words, max(LEAST, width - cell_len(lead)), language)
    for at, (start, end) in enumerate(ranges):
        yield f"{further if at else lead}{words[start:end]}".rstrip()
