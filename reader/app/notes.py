"""Footnotes: which characters refer to one, and which blocks are the note. Pure.

A note is known by its own form, never by its place: its marker stands in brackets as Markdown writes them, or it holds
a link back into the article. What refers to it is its label in brackets, or a link into the article with that label.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reader.model import BlockKind, InlineKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.model import Article, Block

_BRACKETED = re.compile(r"\[([\w*†‡§-]{1,24})\]")
_LABEL = re.compile(r"[\[(]?([\w*†‡§-]{1,24})[\])]?[.)]?")
_BEGINNING = 32
"""Characters at the beginning of a note in which its label is looked for."""


class Reference(NamedTuple):
    """Characters that refer to the note called `label`."""

    span: Span
    label: str


class Notes:
    """The footnotes of `article`."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._labelled: dict[str, list[int]] = {}
        for index, block in enumerate(article.blocks):
            label = _label(article.text, block)
            if label is not None:
                self._labelled.setdefault(label, []).append(index)

    def references(self, index: int) -> Iterator[Reference]:
        """What refers to a note in block number `index`, in order; what stands in a note refers back, not to one."""
        if not self._labelled:
            return
        block = self._article.blocks[index]
        if block.kind is BlockKind.CODE or _label(self._article.text, block) is not None:
            return
        code = [inline.span for inline in block.inlines if inline.kind is InlineKind.CODE]
        found = [
            Reference(Span(match.start(), match.end()), match[1])
            for match in _BRACKETED.finditer(self._article.text, block.span.start, block.span.end)
            if not any(span.holds(match.start()) for span in code)
        ]
        known = {reference.span.start for reference in found}
        for inline in block.inlines:
            if inline.kind is InlineKind.LINK and _is_inside(inline.target) and inline.span.start not in known:
                words = _LABEL.fullmatch(inline.span.of(self._article.text).strip())
                if words:
                    found.append(Reference(inline.span, words[1]))
        yield from (reference for reference in sorted(found) if self._note(reference.label, index) is not None)

    def at(self, offset: int) -> Reference | None:
        """The reference that holds the character at `offset`."""
        index = self._article.block_at(offset)
        if index is None:
            return None
        return next((each for each in self.references(index) if each.span.holds(offset)), None)

    def blocks(self, reference: Reference) -> Sequence[Block]:
        """The blocks of the note that is referred to."""
        here = self._article.block_at(reference.span.start)
        first = self._note(reference.label, here or 0)
        if first is None:
            return ()
        last = first + 1
        blocks = self._article.blocks
        while last < len(blocks) and blocks[last].continues and blocks[last].kind is blocks[first].kind:
            last += 1
        return blocks[first:last]

    def _note(self, label: str, behind: int) -> int | None:
        """The first note of that label behind block `behind`: a book numbers its notes anew in each chapter."""
        return next((index for index in self._labelled.get(label, ()) if index > behind), None)


def _is_inside(target: str | None) -> bool:
    """Whether a link leads to a place within the article, as far as its target tells."""
    return bool(target) and "#" in str(target) and "://" not in str(target)


def _label(text: str, block: Block) -> str | None:
    """The label of a block that is a note; None for every other block."""
    marker = (block.marker or "").strip()
    if bracketed := _BRACKETED.fullmatch(marker):
        return bracketed[1]
    back = [inline for inline in block.inlines if inline.kind is InlineKind.LINK and _is_inside(inline.target)]
    if not back:
        return None
    edges = {back[0].span.start - block.span.start, back[-1].span.end - block.span.end}
    if 0 not in edges:
        return None  # a link in the middle leads on, not back
    if printed := _LABEL.fullmatch(marker):
        return printed[1]
    begun = _LABEL.match(text, block.span.start, min(block.span.end, block.span.start + _BEGINNING))
    return begun[1] if begun and back[0].span.start == block.span.start else None
