"""The numbers that stand behind an article's links where their addresses are printed below it, as on paper.

The article is made anew with the numbers in its text, so that whatever prints articles prints them too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from reader.app.links import links
from reader.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import Article, Block, Inline


def numbered(article: Article) -> tuple[Article, list[str]]:
    """The article with a number behind the words of each link, and the targets by number, as the source has them.

    One target has one number. A link whose words are its address, or that leads to a place within the article, has
    none.
    """
    text = article.text
    numbers: dict[str, int] = {}
    marks: dict[int, str] = {}
    for link in links(article):
        target = link.target or ""
        if len(link.span) and not target.startswith("#") and link.span.of(text) not in (target, _bare(target)):
            number = numbers.setdefault(target, len(numbers) + 1)
            marks[link.span.end] = marks.get(link.span.end, "") + mark(number)
    places = sorted(marks)
    pieces = (text[begin:end] + marks.get(end, "") for begin, end in pairwise([0, *places, len(text)]))
    moved = _Moved(places, [0, *accumulate(len(marks[at]) for at in places)])
    blocks = tuple(moved.block(block) for block in article.blocks)
    return replace(article, text="".join(pieces), blocks=blocks), list(numbers)


def mark(number: int) -> str:
    """A link's number as it is printed: articles have numbers of their own in brackets, for notes and sources."""
    return f"‹{number}›"


def _bare(target: str) -> str:
    """A target as it is written in running text."""
    return target.removeprefix("mailto:").removeprefix("https://").removeprefix("http://").removesuffix("/")


class _Moved:
    """Where the facts of a text stand once something was put in at `places`; `added` is how much before each."""

    def __init__(self, places: list[int], added: list[int]) -> None:
        self._places, self._added = places, added

    def block(self, block: Block) -> Block:
        return replace(
            block,
            span=self._around(block.span),
            lines=tuple(map(self._around, block.lines)),
            inlines=tuple(self._inlines(block)),
        )

    def _around(self, span: Span) -> Span:
        """The span with what was put in at its end."""
        return Span(self._behind(span.start), self._behind(span.end))

    def _inlines(self, block: Block) -> Iterator[Inline]:
        """The inlines, which what was put in behind them is no part of."""
        for inline in block.inlines:
            end = inline.span.end
            moved = end + self._added[bisect_left(self._places, end)]
            yield replace(inline, span=Span(min(moved, self._behind(inline.span.start)), moved))

    def _behind(self, offset: int) -> int:
        return offset + self._added[bisect_right(self._places, offset)]
