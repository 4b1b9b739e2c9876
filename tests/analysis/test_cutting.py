"""A block out of all proportion is analysed piece by piece, and what is found in it is found all the same."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import pytest

from reader.analysis import WIDEST, analyse
from reader.analysis.cutting import LARGEST, LONGEST, SHORTEST, in_pieces
from reader.sources import Raw, article_of
from tests.invariants import check_analysis, check_order

if TYPE_CHECKING:
    from reader.model import Article

SENTENCE = "« Le bac numéro {} partira à l'heure », promet Lise Kerdal, *maire* du Port-Blanc. "


def article(count: int, joint: str = "", media_type: str = "text/plain") -> Article:
    said = joint.join(SENTENCE.format(number) for number in range(count))
    return article_of(Raw(f"Un début.\n\n{said}\n\nUne fin.".encode(), media_type, language="fr"))


@pytest.mark.parametrize(("joint", "media_type"), [("", "text/plain"), ("", "text/markdown"), ("\n", "text/markdown")])
def test_the_pieces_are_the_block(joint: str, media_type: str) -> None:
    whole = article(3_000, joint, media_type)
    cut = in_pieces(whole)
    assert cut.text == whole.text
    assert len(cut.blocks) > len(whole.blocks)
    characters = sum(len(line) for block in whole.blocks for line in block.lines)
    assert sum(len(line) for block in cut.blocks for line in block.lines) == characters
    for block in cut.blocks:
        assert len(block.span) <= LARGEST
        check_order(block.lines, block.span)
        assert all(block.span.covers(inline.span) for inline in block.inlines)
    assert [each for block in cut.blocks for each in block.inlines] == [e for b in whole.blocks for e in b.inlines]


def test_two_pieces_never_share_a_window() -> None:
    assert 2 * SHORTEST > WIDEST
    assert LARGEST - LONGEST >= SHORTEST


def test_a_text_without_spaces_is_cut_too() -> None:
    whole = article_of(Raw(b"x" * 1_000_000, "text/plain"))
    cut = in_pieces(whole)
    assert "".join(block.span.of(cut.text) for block in cut.blocks) == whole.text


def test_an_article_in_proportion_stays_as_it_is() -> None:
    whole = article(100)
    assert in_pieces(whole) is whole


def test_every_quotation_is_found() -> None:
    whole = article(2_500)
    found = analyse(whole)
    check_analysis(whole, found)
    assert [each.span.of(whole.text) for each in found.quotations] == [
        f"Le bac numéro {number} partira à l'heure" for number in range(2_500)
    ]
    assert {each.speaker.name for each in found.quotations if each.speaker} == {"Lise Kerdal"}


def test_memory_does_not_grow_with_the_block() -> None:
    def most(count: int) -> int:
        whole = article_of(
            Raw(("nobody knows when it will sail and the wind is like this " * count).encode(), "text/plain")
        )
        tracemalloc.start()
        try:
            analyse(whole)
            return tracemalloc.get_traced_memory()[1] - len(whole.text)
        finally:
            tracemalloc.stop()

    analyse(article(1))
    assert most(6_000) < 1.6 * most(2_500)
