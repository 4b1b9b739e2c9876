"""The column of lines: places and offsets agree, heights become exact, growth and resizing change no text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from reader.app.column import GROUP, KEPT, Column, Place
from reader.app.layout import layout
from reader.model import Article, BlockKind
from tests.app.texts import article, articles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.app.layout import Line

widths = st.integers(1, 40)


def column_of(one: Article, width: int) -> Column:
    column = Column(width, one.metadata.language)
    column.show(one)
    return column


def count(column: Column) -> int:
    return len(column._slabs)


def all_lines(column: Column) -> Iterator[tuple[Place, Line]]:
    for index in range(count(column)):
        for number, line in enumerate(column.lines(index)):
            yield Place(index, number), line


@given(articles(most=8), widths)
def test_a_character_stands_on_the_line_that_its_place_names(one: Article, width: int) -> None:
    column = column_of(one, width)
    for place, line in all_lines(column):
        for piece in line.pieces:
            for offset in range(piece.start, piece.end):
                assert column.place_of(offset) == place


@given(articles(most=8), widths)
def test_place_and_offset_round_trip(one: Article, width: int) -> None:
    column = column_of(one, width)
    for place, line in all_lines(column):
        offset = column.offset_at(place)
        again = column.offset_at(column.place_of(offset))
        assert again == offset
        if any(piece.start < piece.end for piece in line.pieces):
            assert column.place_of(offset) == place


@given(articles(most=8), widths)
def test_offsets_never_go_back_down_the_column(one: Article, width: int) -> None:
    column = column_of(one, width)
    slabs_begin = [column.offset_at(Place(index, 0)) for index in range(count(column))]
    assert slabs_begin == sorted(slabs_begin)
    assert all(offset <= len(one.text) for offset in slabs_begin)


@given(articles(most=8), widths, st.data())
def test_settling_down_and_up_again_comes_back(one: Article, width: int, data: st.DataObject) -> None:
    column = column_of(one, width)
    places = [place for place, _ in all_lines(column)]
    if not places:
        assert column.settle(Place(0, 0), 3) == Place(0, 0)
        return
    at = data.draw(st.integers(0, len(places) - 1))
    by = data.draw(st.integers(-50, 50))
    there = column.settle(places[at], by)
    assert there == places[max(0, min(len(places) - 1, at + by))]
    if 0 <= at + by < len(places):
        assert column.settle(there, -by) == places[at]
    assert column.last() == places[-1]


@given(articles(most=8), widths, st.integers(1, 5))
def test_heights_after_measuring_are_the_real_ones(one: Article, width: int, stride: int) -> None:
    column = column_of(one, width)
    steps = 0
    while not column.is_exact():
        column.measure(stride)
        steps += 1
        assert steps <= count(column) + 1
    real = [len(layout(one.text, column.slab(i), width, one.metadata.language)) for i in range(count(column))]
    assert column._heights == real
    assert len(column) == sum(real)
    for y, (place, _) in enumerate(all_lines(column)):
        assert column.place_at(y) == place
        assert column.top_of(place) == y
    assert column.place_at(len(column)) is None
    assert column.place_at(-1) is None


@given(articles(most=8), widths, st.data())
def test_growing_by_parts_equals_all_at_once(one: Article, width: int, data: st.DataObject) -> None:
    whole = column_of(one, width)
    growing = Column(width, one.metadata.language)
    at = 0
    while at < len(one.blocks):
        if data.draw(st.booleans()) and count(growing):
            growing.lines(data.draw(st.integers(0, count(growing) - 1)))
        at += data.draw(st.integers(1, len(one.blocks) - at))
        end = one.blocks[at - 1].span.end
        growing.show(replace(one, text=one.text[:end], blocks=one.blocks[:at]))
    growing.show(one)
    assert [line for _, line in all_lines(growing)] == [line for _, line in all_lines(whole)]
    assert len(growing) == len(whole)


@given(articles(most=8), widths, widths)
def test_resizing_keeps_the_text_and_finds_the_lines_anew(one: Article, width: int, other: int) -> None:
    column = column_of(one, width)
    list(all_lines(column))
    resized = column.resized(other)
    afresh = column_of(one, other)
    assert resized._slabs == column._slabs
    assert len(resized) == len(afresh)
    assert list(all_lines(resized)) == list(all_lines(afresh))


def test_a_long_article_is_found_by_groups() -> None:
    one = article([(BlockKind.PARAGRAPH, f"paragraphe {n}") for n in range(3 * GROUP + 7)])
    column = column_of(one, 30)
    assert len(column) == 2 * len(one.blocks)
    for number in (0, GROUP - 1, GROUP, 2 * GROUP + 5, 3 * GROUP + 6):
        place = column.place_of(one.blocks[number].span.start)
        assert place == Place(number, 1)
        assert column.top_of(place) == 2 * number + 1
        assert column.place_at(2 * number + 1) == place


def test_few_lines_are_kept() -> None:
    one = article([(BlockKind.PARAGRAPH, f"paragraphe {n}") for n in range(2 * KEPT)])
    column = column_of(one, 30)
    list(all_lines(column))
    assert len(column._lines) <= KEPT
    assert len(column) == 2 * len(one.blocks)


def test_a_run_of_empty_blocks_is_not_the_end() -> None:
    one = article([(BlockKind.LIST_ITEM, "")] * 5 + [(BlockKind.PARAGRAPH, "Le texte.")])
    column = column_of(one, 30)
    for place, _ in all_lines(column):
        assert column.offset_at(place) <= one.text.index("Le")


def test_who_asked_for_the_end_stays_there_while_more_arrives() -> None:
    from reader.app.viewport import Viewport
    from reader.sources import Raw, article_of, parse

    raw = Raw("\n\n".join(f"Alinéa {n}, et rien de plus." for n in range(9000)).encode(), "text/markdown", "x.md")
    parts = list(parse(raw))
    assert len(parts) > 2
    view = Viewport(article_of(raw, parts[:1]), 72)
    view.resize(80, 24, 72)
    view.scroll_to_bottom()
    assert view.show(article_of(raw, parts[:2]))
    assert [line for _, line, _ in view.rows()][-1].end == article_of(raw, parts[:2]).blocks[-1].span.end
    view.scroll_lines(-1)
    top = view.offset_at_top
    view.show(article_of(raw, parts))
    assert view.offset_at_top == top
