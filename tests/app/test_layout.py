"""Every character of a block has its place on the page, and every cell leads back to its character."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.app.layout import SLAB, layout, slabs
from reader.app.pieces import Line, Piece
from reader.gate import is_safe, visible
from reader.model import Article, Block, BlockKind, Span
from tests.app.texts import SOURCE, article, articles, graphemes, lines, words

widths = st.integers(1, 40)

FLOWING = [BlockKind.PARAGRAPH, BlockKind.BLOCKQUOTE, BlockKind.LIST_ITEM, BlockKind.HEADING, BlockKind.CODE]


def laid(one: Article, width: int) -> list[tuple[Block, list[Line]]]:
    language = one.metadata.language
    return [(slab.block, layout(one.text, slab, width, language)) for slab in slabs(one.text, one.blocks)]


def pieces_of(block_lines: list[Line]) -> list[Piece]:
    return [piece for line in block_lines for piece in line.pieces]


@given(articles(most=5), widths)
def test_each_character_is_in_exactly_one_piece_or_is_white_space(one: Article, width: int) -> None:
    for block, block_lines in laid(one, width):
        assume(block.kind is not BlockKind.RULE)  # a rule is drawn, whatever its characters are
        shown = [0] * len(one.text)
        for piece in pieces_of(block_lines):
            for offset in range(piece.start, piece.end):
                shown[offset] += 1
        assert max(shown, default=0) <= 1
        for offset, char in enumerate(one.text):
            inside = any(line.holds(offset) for line in block.lines)
            assert shown[offset] == 0 or block.span.holds(offset)
            assert shown[offset] or not inside or not char.strip(" \t")


@given(articles(), widths)
def test_pieces_stand_side_by_side_within_the_measure(one: Article, width: int) -> None:
    for block, block_lines in laid(one, width):
        for line in block_lines:
            at = line.mark_x + cell_len(line.mark) if line.mark else 0
            for piece in line.pieces:
                assert piece.x >= at or width < 8
                at = piece.x + cell_len(piece.shown)
            single = sum(bool(cells) for piece in line.pieces for _, _, cells in graphemes(piece.shown)) <= 1
            # A table is never narrower than a cell a column and the gutters between them.
            assert at <= width or single or (block.kind is BlockKind.TABLE and width < 10)


@given(articles(), widths)
def test_only_safe_characters_are_shown_and_they_are_the_texts_own(one: Article, width: int) -> None:
    for block, block_lines in laid(one, width):
        for line in block_lines:
            assert is_safe(line.mark)
            for _x, start, end, shown in line.pieces:
                assert is_safe(shown)
                assert "\n" not in shown
                assert "\t" not in shown
                if len(shown) == end - start and block.kind is not BlockKind.RULE:
                    assert shown == visible(one.text[start:end]).replace("\n", " ").replace("\t", " ")


@given(lines, st.integers(0, 30), st.integers(0, 1000))
def test_column_and_offset_are_inverse(words: str, x: int, start: int) -> None:
    assume(words.lstrip("\u200d\ufe0f") == words != "")  # joiners that join nothing have no width to agree on
    piece = Piece(x, start, start + len(words), words)
    for first, _end, cells in graphemes(words):
        column = piece.column(start + first)
        assert column == x + cell_len(words[:first])
        for cell in range(cells):
            assert piece.offset(column + cell) == start + first
    assert start <= piece.offset(x + cell_len(words) + 5) < start + len(words)
    assert piece.offset(-1) == start


def test_what_stands_for_a_range_leads_to_its_beginning() -> None:
    tab = Piece(4, 10, 11, "   ")
    wrap = Piece(7, 20, 24, " ")
    assert [tab.offset(column) for column in (3, 4, 6, 9)] == [10] * 4
    assert (tab.column(10), wrap.column(20), wrap.column(23), wrap.offset(7)) == (4, 7, 7, 20)


@given(st.lists(words, min_size=2, max_size=30), st.integers(10, 40))
def test_a_hard_wrap_reads_as_a_space(found: list[str], width: int) -> None:
    flowing = article([(BlockKind.PARAGRAPH, " ".join(found))])
    wrapped = article([(BlockKind.PARAGRAPH, "\n".join(found))])
    assume(all(each.strip() for each in found))

    def shown(one: Article) -> list[str]:
        return ["".join(piece.shown for piece in line.pieces) for _, part in laid(one, width) for line in part]

    assert shown(wrapped) == shown(flowing)


@given(st.lists(st.sampled_from(["ab", "c", "表", "d", "x" * 30, ""]), max_size=6), st.integers(3, 20))
def test_tabs_in_code_stop_every_four_cells(found: list[str], width: int) -> None:
    one = article([(BlockKind.CODE, "\t".join(found))])
    for _, block_lines in laid(one, width):
        for line in block_lines:
            for before, after in zip(line.pieces, line.pieces[1:], strict=False):
                assert after.x == before.x + cell_len(before.shown)
                if one.text[before.start] == "\t":
                    assert (after.x - 2) % 4 == 0
            assert not line.pieces or line.pieces[-1].x + cell_len(line.pieces[-1].shown) <= width


@pytest.mark.parametrize("kind", FLOWING)
def test_a_long_block_is_laid_out_in_slabs_that_cover_it(kind: BlockKind) -> None:
    text = "mot " * 7000 + "z" * 20_000
    one = Article(text, (Block(kind, Span(0, len(text))),), SOURCE)
    found = list(slabs(text, one.blocks))
    assert [slab.span.start for slab in found][1:] == [slab.span.end for slab in found][:-1]
    assert (found[0].span.start, found[-1].span.end) == (0, len(text))
    assert all(len(slab.span) <= SLAB for slab in found)
    assert [slab.first for slab in found].count(True) == 1
    assert "".join(piece.shown for slab in found for piece in pieces_of(layout(text, slab, 70))).replace(
        " ", ""
    ) == text.replace(" ", "")


def test_a_slab_never_cuts_a_character_of_several_code_points() -> None:
    text = "👩\u200d🚀" * 6000
    one = Article(text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),), SOURCE)
    inside = {offset for start, end, _ in graphemes(text) for offset in range(start + 1, end)}
    assert not inside & {slab.span.start for slab in slabs(text, one.blocks)}


def test_gaps_are_those_of_a_book() -> None:
    kinds = [BlockKind.TITLE, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM, BlockKind.PARAGRAPH]
    found = list(slabs("", tuple(Block(kind, Span(0, 0), level=1) for kind in (*kinds, BlockKind.HEADING))))
    assert [slab.gap for slab in found] == [1, 1, 1, 0, 1, 2]


def test_a_block_quote_has_its_bar_on_every_line_and_a_list_item_its_mark_on_the_first() -> None:
    one = article([(BlockKind.BLOCKQUOTE, "un deux trois quatre"), (BlockKind.LIST_ITEM, "un deux trois quatre")])
    (_, quote), (_, item) = laid(one, 12)
    assert [bool(line.mark) for line in quote] == [False, True, True, True]
    assert [line.mark for line in item][:3] == ["", "– ", ""]


def quote(words: str, at: int, depth: int, *, continues: bool = False) -> Block:
    return Block(BlockKind.BLOCKQUOTE, Span(at, at + len(words)), depth=depth, continues=continues)


def test_the_bar_of_an_outer_quote_goes_on_beside_the_one_in_it() -> None:
    text = "dehors\n\ndedans\n\ndehors\n\nautre"
    blocks = (
        quote("dehors", 0, 0),
        quote("dedans", 8, 1),
        quote("dehors", 16, 0, continues=True),
        quote("autre", 24, 0),
    )
    marks = [line.mark for slab in slabs(text, blocks) for line in layout(text, slab, 40)]
    assert marks == ["", "▌ ", "▌ ", "▌ ▌ ", "▌ ", "▌ ", "", "▌ "]


def test_code_that_goes_on_in_the_next_line_says_so() -> None:
    text = "a" * 50 + "\nb\n\tc" + "d" * 30
    block = Block(BlockKind.CODE, Span(0, len(text)), lines=(Span(0, 50), Span(51, 52), Span(53, len(text))))
    (slab,) = slabs(text, (block,))
    marks = [line.mark for line in layout(text, slab, 22)][slab.gap :]
    assert marks == ["", "↪ ", "↪ ", "", "", "↪ ", "↪ "]
