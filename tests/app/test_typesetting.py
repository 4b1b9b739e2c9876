"""Divided words and flush lines: prettier, and not a character elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.app.layout import layout, slabs
from reader.app.typesetting import BEGIN, END, HYPHEN, LADDER, RAGGED, Typesetting, divided_ranges
from reader.config import Settings
from reader.model import Article, Block, BlockKind, Span
from tests.app.stage import HOLDS, NARROW, TEXT, WIDE, opened
from tests.app.texts import articles

if TYPE_CHECKING:
    from reader.app.pieces import Line

PROSE = (
    "Anticonstitutionnellement, le conseil municipal a délibéré sur le rehaussement de la digue, dont les habitants "
    "réclament l’agrandissement depuis l’inondation catastrophique de novembre ; Castelnaudary-les-Flots n’y sera "
    "pas, et https://lanvor.example/deliberations/rehaussement reste consultable. « Naturellement », dit-on."
)
SETTINGS = [Typesetting(divide, flush) for divide in (False, True) for flush in (False, True)]


def paragraph(text: str, width: int, setting: Typesetting, language: str = "fr") -> list[Line]:
    (slab,) = slabs(text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),))
    return layout(text, slab, width, language, setting)[slab.gap :]


def characters(text: str, lines: list[Line]) -> list[int]:
    pieces = [piece for line in lines for piece in line.pieces]
    return sorted(at for piece in pieces for at in range(piece.start, piece.end) if not text[at].isspace())


def shown(line: Line) -> str:
    out = ""
    for piece in line.pieces:
        out += " " * (piece.x - cell_len(out)) + piece.shown
    return out


@pytest.mark.parametrize("setting", SETTINGS)
@given(one=articles(most=4), width=st.integers(1, 60))
def test_each_character_stands_once_and_its_cell_leads_back(setting: Typesetting, one: Article, width: int) -> None:
    for slab in slabs(one.text, one.blocks):
        ragged = layout(one.text, slab, width, "fr")
        lines = layout(one.text, slab, width, "fr", setting)
        if setting == RAGGED:
            assert lines == ragged
        characters = [
            sorted(
                at
                for line in each
                for piece in line.pieces
                for at in range(piece.start, piece.end)
                if one.text[at] > " "
            )
            for each in (ragged, lines)
        ]
        assert characters[0] == characters[1]
        for line in lines:
            for before, after in zip(line.pieces, line.pieces[1:], strict=False):
                assert before.x + cell_len(before.shown) <= after.x or width < 8
            for piece in line.pieces:
                assert piece.column(piece.start) == piece.x


@pytest.mark.parametrize("width", range(20, 80, 3))
def test_lines_fit_and_words_are_divided_as_they_may(width: int) -> None:
    ranges = divided_ranges(PROSE, width, "fr")
    run = 0
    for (start, end, hyphen), (following, _, _) in zip(ranges, [*ranges[1:], (len(PROSE), 0, False)], strict=True):
        assert end - start + hyphen <= width
        run = run + 1 if hyphen else 0
        assert run <= LADDER
        if hyphen:
            assert end == following
            left, right = PROSE[:end].rsplit(" ", maxsplit=1)[-1], PROSE[end:].split(" ", 1)[0].rstrip(",.;")
            assert len(left) >= BEGIN
            assert len(right) >= END
            assert "/" not in left + right
            assert not left[0].isupper()


def test_words_are_divided_at_most_widths() -> None:
    divided = [width for width in range(20, 60) if any(hyphen for _, _, hyphen in divided_ranges(PROSE, width, "fr"))]
    assert len(divided) > 20
    for width in range(20, 80):
        assert len(divided_ranges(PROSE, width, "fr")) <= len(divided_ranges(PROSE, width, None)) + 1


def test_a_hyphen_belongs_to_no_character() -> None:
    divided = [line for line in paragraph(PROSE, 30, Typesetting(divide=True)) if line.pieces[-1].shown == HYPHEN]
    assert divided
    for line in divided:
        last = line.pieces[-1]
        assert (last.start, last.x) == (last.end, cell_len(shown(line)) - 1)


@pytest.mark.parametrize("width", [34, 48, 72])
def test_flush_lines_end_in_the_last_cell(width: int) -> None:
    *lines, last = paragraph(PROSE, width, Typesetting(divide=True, flush=True))
    flush = [line for line in lines if cell_len(shown(line)) == width]
    assert len(flush) > len(lines) / 2, "a line that would be torn stays ragged"
    assert cell_len(shown(last)) < width
    for line in (*lines, last):
        assert "«  " not in shown(line)
        assert "  »" not in shown(line)


def test_a_language_that_nobody_knows_keeps_its_words() -> None:
    for language in (None, "tlh"):
        assert not any(hyphen for _, _, hyphen in divided_ranges(PROSE, 30, language))


def test_code_and_headings_are_never_touched() -> None:
    for kind in (BlockKind.CODE, BlockKind.HEADING, BlockKind.TITLE, BlockKind.TABLE):
        (slab,) = slabs(PROSE, (Block(kind, Span(0, len(PROSE)), level=2),))
        assert layout(PROSE, slab, 40, "fr", Typesetting(True, True)) == layout(PROSE, slab, 40, "fr")


async def test_in_the_app_the_mouse_finds_its_characters_and_quotations_theirs() -> None:
    async with opened(WIDE, settings=Settings(hyphenate=True, justify=True, measure=40)) as stage:
        assert any(HYPHEN in line for line in stage.lines())
        for at in range(HOLDS.span.start, HOLDS.span.start + 20):
            if TEXT[at] != " ":
                x, y = stage.cell_of(at)
                region = stage.view.region
                assert stage.view.viewport.offset_under(x - region.x, y - region.y) == at
        await stage.pilot.resize_terminal(*NARROW)
        await stage.settle()
        await stage.press("X", "full_stop")
        assert stage.at_hand == HOLDS
