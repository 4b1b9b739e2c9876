"""Words with what stands between them: all that rules about capitals need to see of a block.

Hyphens, apostrophes and dots stand between words, so that Jean-Luc and Jean Luc, l'Équipe and L’Équipe are compared
word by word.
"""

from __future__ import annotations

import re
from dataclasses import replace
from enum import IntEnum
from typing import TYPE_CHECKING

from reader.model import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.model import Block

_WORD = re.compile(r"(?:[^\W\d_a-zß-ÿ]\.){2,}|(?:[^\W_]+[\u0300-\u036f]*)+")
_CELL = re.compile(r"[^\t]+")
_ENDS = re.compile(r"[.!?…]")
_OPENS = re.compile(r"[«“„\"‹:–—•*]|(?<!\w)['‘]")
_ODD = frozenset("@/\\=<>{}~^")

LONGEST = 40
"""Characters beyond which a word is no part of a name."""


class Gap(IntEnum):
    """What stands before a word."""

    BREAK = 0
    """Anything that separates: the block's beginning, a comma, a bracket, a quotation mark."""
    SPACE = 1
    HYPHEN = 2
    APOSTROPHE = 3
    DOT = 4
    """A full stop, or an abbreviation's dot."""
    AND = 5
    """An ampersand."""
    ODD = 6
    """Characters of addresses and code."""


class Shape(IntEnum):
    """How a word is capitalised."""

    LOWER = 0
    NUMBER = 1
    LOWER_DIGITS = 2
    """o3, mp4."""
    CAPITAL = 3
    """Capitalised: Paris."""
    INITIAL = 4
    """One capital letter."""
    UPPER = 5
    """Capitals only: OTAN, U.S."""
    MIXED = 6
    """A capital inside: DeepMind, iPhone."""
    DIGITS = 7
    """Capitals with digits: A380."""

    @property
    def named(self) -> bool:
        """Whether a word of this shape can begin a name."""
        return self >= Shape.CAPITAL


class Token:
    """A word of a block: `opens` says that a sentence, a quotation or a heading begins with it."""

    __slots__ = ("end", "gap", "opens", "shape", "start", "text")

    def __init__(self, text: str, start: int, end: int, gap: Gap, *, opens: bool) -> None:
        self.text, self.start, self.end, self.gap, self.opens = text, start, end, gap, opens
        self.shape = shape_of(text)


def shape_of(word: str) -> Shape:
    """How `word` is capitalised; a word of a script without capitals, or an overlong one, counts as lower case."""
    if word.islower():
        return Shape.LOWER if word.isalpha() or len(word) > LONGEST else _digits(word)
    if word.isdecimal():
        return Shape.NUMBER
    if len(word) > LONGEST:
        return Shape.LOWER
    if word.isupper():
        if len(word) == 1:
            return Shape.INITIAL
        return Shape.DIGITS if any(map(str.isdigit, word)) else Shape.UPPER
    if word[0].isdigit() or not any(map(str.isupper, word)):
        return Shape.LOWER
    if any(map(str.isdigit, word)):
        return Shape.DIGITS
    return Shape.CAPITAL if word[0].isupper() and not any(map(str.isupper, word[1:])) else Shape.MIXED


def _digits(word: str) -> Shape:
    return Shape.LOWER_DIGITS if word[0].isalpha() and any(map(str.isdigit, word)) else Shape.LOWER


def passages(text: str, block: Block) -> Iterator[Block]:
    """The block itself, or a table's cells, each for itself: no name and no sentence goes over into the next one."""
    if block.kind is not BlockKind.TABLE:
        yield block
        return
    for row in block.lines:
        for cell in _CELL.finditer(text, row.start, row.end):
            if any(map(str.isalpha, cell[0])):
                span = Span(*cell.span())
                yield replace(block, span=span, lines=(span,))


def tokens_of(text: str, block: Block, abbreviations: frozenset[str] = frozenset()) -> list[Token]:
    """The words of a block in order. Where the source breaks a line, one space stands between its words.

    A full stop behind one of the `abbreviations`, or behind one capital letter, ends no sentence.
    """
    found: list[Token] = []
    rest = ""
    for line in block.lines:
        at = line.start
        for match in _WORD.finditer(text, line.start, line.end):
            start, end = match.span()
            before = text[at:start]
            gap, opens = _between(rest + before, first=not found)
            rest = ""
            if gap is Gap.DOT and found:
                if not opens and found[-1].shape is Shape.LOWER:
                    gap = Gap.ODD
                elif found[-1].shape is Shape.INITIAL or found[-1].text in abbreviations:
                    opens = False
            found.append(Token(match[0], start, end, gap, opens=opens))
            at = end
        rest += text[at : line.end] + " "
    return found


def _between(before: str, *, first: bool) -> tuple[Gap, bool]:
    """What a word's predecessor and it have between them, and whether a sentence begins at it."""
    if first:
        return Gap.BREAK, True
    if before == " ":
        return Gap.SPACE, False
    if before.rstrip() in {"-", "\u2010", "\u2011"}:  # a line may end behind a hyphen
        return Gap.HYPHEN, False
    if before in {"'", "’", "ʼ"}:
        return Gap.APOSTROPHE, False
    bare = before.strip()
    if "\t" in before:
        return Gap.BREAK, False
    if not bare:
        return Gap.SPACE, False
    if bare == ".":
        return Gap.DOT, before != "."
    if bare == "&":
        return Gap.AND, False
    if not _ODD.isdisjoint(bare):
        return Gap.ODD, False
    return Gap.BREAK, bool(_ENDS.search(bare) or _OPENS.search(before))


def lower_words(tokens: Iterable[Token]) -> set[str]:
    """The words that stand in lower case among `tokens`."""
    return {token.text for token in tokens if token.shape is Shape.LOWER}
