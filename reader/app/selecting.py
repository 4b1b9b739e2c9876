"""A selection that is moved by keyboard or mouse, in steps of the text: words, sentences, paragraphs. Pure.

A selection lies between its anchor and its head. Whatever moves it, it holds whole characters as a reader sees them:
a letter with its accents, an emoji of several code points.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING

from reader.model import Span

if TYPE_CHECKING:
    from reader.model import Article

REACH = 2_000
"""Characters that are looked through for the next step."""

_STEPS = {
    "word": re.compile(r"\w+(?:[’'\-]\w+)*"),
    "sentence": re.compile(r"[^.!?…\n]*(?:[.!?…]+[\s»”\"’)]*|\n|\Z)"),
}
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]")
"""Regional indicators, two of which make a flag."""

_JOINED = re.compile("[\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")


class Step(StrEnum):
    """By what a selection is moved."""

    WORD = "word"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


def whole(text: str, offset: int) -> int:
    """The end of the character, as a reader sees it, that the code point before `offset` belongs to."""
    flags = 0
    while 0 <= offset - 1 - flags < len(text) and _FLAG.match(text[offset - 1 - flags]):
        flags += 1
    if flags % 2 and offset < len(text) and _FLAG.match(text[offset]):
        offset += 1
    while offset < len(text) and (unicodedata.combining(text[offset]) or _JOINED.match(text[offset])):
        joins = text[offset] == "\N{ZERO WIDTH JOINER}"
        offset = min(len(text), offset + (2 if joins else 1))
    return offset


class Selection:
    """What lies between `anchor` and `head`, both offsets of the article's text; the head's character is part of it."""

    def __init__(self, article: Article, anchor: int, head: int | None = None) -> None:
        self._article = article
        self.anchor = anchor
        self.head = anchor if head is None else head

    @property
    def span(self) -> Span:
        """The characters selected."""
        first, last = sorted((self.anchor, self.head))
        text = self._article.text
        return Span(first, whole(text, min(len(text), last + 1)))

    def step(self, by: Step, direction: int) -> None:
        """Move the head to the end of the next word, sentence or paragraph, or to the beginning of the one before.

        Args:
            by: What to move by.
            direction: 1 forward, -1 back.
        """
        if by is Step.PARAGRAPH:
            self._step_block(direction)
            return
        text, pattern = self._article.text, _STEPS[by]
        if direction > 0:
            found = pattern.search(text, self.head + 1, min(len(text), self.head + REACH))
            if found and found.end() > found.start():
                self.head = found.end() - 1
                while self.head > found.start() and text[self.head].isspace():
                    self.head -= 1
            return
        start = max(0, self.head - REACH)
        before = [match.start() for match in pattern.finditer(text, start, self.head) if match.end() > match.start()]
        if before:
            self.head = before[-1]

    def _step_block(self, direction: int) -> None:
        blocks = self._article.blocks
        index = self._article.block_at(self.head)
        if index is None or not blocks:
            return
        if direction > 0:
            here = blocks[index].span
            index = min(len(blocks) - 1, index + (self.head >= here.end - 1))
            self.head = max(self.head, blocks[index].span.end - 1)
        else:
            here = blocks[index].span
            index = max(0, index - (self.head <= here.start))
            self.head = min(self.head, blocks[index].span.start)
