"""A long article is packed away as it grows: it says the same as one that is not, in a fraction of the memory."""

from __future__ import annotations

import tracemalloc

import pytest

from reader.app.column import Column
from reader.app.layout import slabs
from reader.app.slabs import FEW
from reader.model import Article, Block, BlockKind, Packed, Part, Section, Span
from reader.model.article import MANY
from tests.generated import SOURCE

COUNT = 3 * MANY + 7

KINDS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE, BlockKind.BLOCKQUOTE, BlockKind.CODE)


def part(first: int, count: int, at: int, every: int) -> Part:
    """So many blocks from number `first` on, the first at the character `at`; one of `every` is a heading."""
    text, blocks = "", []
    for number in range(first, first + count):
        words = f"Words of block {number}"
        span = Span(at + len(text), at + len(text) + len(words))
        heads = number % every == 0
        kind = BlockKind.HEADING if heads else KINDS[number % len(KINDS)]
        blocks.append(Block(kind, span, level=1 + number % 3 if heads else None))
        text += f"{words}\n\n"
    return Part(text, tuple(blocks))


def grown(every: int) -> tuple[Article, tuple[Block, ...]]:
    """A long article that arrived in pieces and was looked at meanwhile, and its blocks."""
    article, blocks = Article("", (), SOURCE), list[Block]()
    for first in range(0, COUNT, 1_000):
        each = part(first, min(1_000, COUNT - first), len(article.text), every)
        article = article.extended(each)
        blocks += each.blocks
        assert article.sections[-1].span.end == len(article.text)
    return article, tuple(blocks)


@pytest.mark.parametrize("every", [1, 9])
def test_it_is_the_article_that_it_would_be_in_one_piece(every: int) -> None:
    article, blocks = grown(every)
    assert isinstance(article.blocks, Packed)
    whole = Article(article.text, blocks, SOURCE)
    assert article == whole
    assert article.sections == whole.sections
    for offset in range(0, len(article.text), 997):
        assert article.block_at(offset) == whole.block_at(offset)
        assert article.section_at(offset) == whole.section_at(offset)


def test_what_was_there_stays_as_it_was() -> None:
    article, blocks = grown(9)
    before = article.sections[-1]
    article.extended(part(COUNT, 10, len(article.text), 1))
    assert article.blocks == blocks
    assert article.sections[-1] == before


@pytest.mark.parametrize("every", [1, 9, 27, 3 * COUNT])
def test_longest_and_highest_are_those_of_all_sections(every: int) -> None:
    sections = grown(every)[0].sections
    each: list[Section] = list(sections)
    assert sections.longest == max(len(section.span) for section in each)
    assert sections.highest == min(section.level for section in each if section.title is not None)
    assert [sections[at].title for at in sections.titled] == [each[at].title for at in sections.titled]


@pytest.mark.parametrize("width", [20, 72])
def test_its_slabs_are_those_of_its_blocks(width: int) -> None:
    article, blocks = grown(9)
    column = Column(width)
    column.show(Article(article.text[: blocks[FEW // 2].span.end], blocks[: FEW // 2 + 1], SOURCE))
    column.show(article)
    known = list(slabs(article.text, blocks))
    assert [column.slab(index) for index in range(len(known))] == known
    resized = column.resized(width + 5)
    assert [resized.slab(index) for index in range(len(known))] == known
    again = Column(width + 5)
    again.show(article)
    assert len(resized) == len(again)


def test_a_heading_takes_little_beyond_its_words() -> None:
    tracemalloc.start()
    try:
        began = tracemalloc.get_traced_memory()[0]
        article = grown(1)[0]
        column = Column(72)
        column.show(article)
        assert article.sections.longest
        used = tracemalloc.get_traced_memory()[0] - began - len(article.text)
    finally:
        tracemalloc.stop()
    assert used / COUNT < 150


def test_the_longest_section_is_found_without_as_many_numbers() -> None:
    sections = grown(1)[0].sections
    assert sections.titled
    tracemalloc.start()
    try:
        assert sections.longest
        used = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert used / COUNT < 16
