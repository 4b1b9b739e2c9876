"""What a reader overrules is laid over the article, and leaves its text and everything else as it was."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from reader.model import Anchor, BlockKind, Correction, Span
from reader.sources import Raw, article_of
from reader.sources.corrections import HEADING, PARAGRAPH, REASON, corrected, overruling
from tests.invariants import check_article

if TYPE_CHECKING:
    from reader.model import Article

TEXT = """\
A quiet harbour
The ferry to Skarvoe leaves at six, and the whole of the village comes down to the quay to see who is on it today.
The morning was grey, and nobody had thought of bringing a coat down to the quay, least of all the harbour master.
What the master saw
He counted forty-one passengers that morning, which is eleven more than his book allows for a boat of that size.
1. The first of them carried a crate of hens.
2. The second of them carried nothing at all.
    And she said so.
Nobody asked why. The boat was late by then, and the tide of the sound waits for none of those who travel on it.
"""


def parsed(text: str = TEXT, media_type: str = "text/plain") -> Article:
    return article_of(Raw(text.encode(), media_type, language="en"))


def at(article: Article, words: str) -> int:
    return article.text.index(words)


def titles(article: Article) -> list[str | None]:
    return [section.title for section in article.sections]


def overruled(article: Article, words: str) -> Article:
    correction = overruling(article, at(article, words))
    assert correction is not None
    return corrected(article, [correction])


def test_a_heading_becomes_a_paragraph() -> None:
    article = parsed()
    assert "What the master saw" in titles(article)
    found = overruled(article, "What the master")
    check_article(found)
    assert "What the master saw" not in titles(found)
    block = found.blocks[found.block_at(at(found, "What the master")) or 0]
    assert (block.kind, block.level, block.reason) == (BlockKind.PARAGRAPH, None, REASON)
    assert found.text == article.text


def test_a_paragraph_becomes_a_heading_and_back() -> None:
    article = parsed()
    found = overruled(article, "The morning was grey")
    check_article(found)
    assert len(found.sections) == len(article.sections) + 1
    back = overruled(found, "The morning was grey")
    assert titles(back) == titles(article)


def test_an_item_keeps_its_number() -> None:
    article = parsed("# Fares\n\n1. Adults\n\n   They pay all.\n\n2. Others\n", "text/markdown")
    found = overruled(article, "Adults")
    check_article(found)
    heading = found.blocks[found.block_at(at(found, "Adults")) or 0]
    assert (heading.kind, heading.marker, heading.level) == (BlockKind.HEADING, None, 1)
    assert not any(block.continues for block in found.blocks)


def test_a_numbered_line_of_plain_text_is_a_heading_with_its_number() -> None:
    found = overruled(parsed(), "The first of them")
    check_article(found)
    assert "1. The first of them carried a crate of hens." in titles(found)


def test_code_and_nothing_are_not_overruled() -> None:
    article = parsed("Words before it.\n\n```\ncode\n```\n\n", "text/markdown")
    assert overruling(article, at(article, "code")) is None
    assert overruling(article, len(article.text) + 9) is None


def test_what_does_not_apply_is_passed_over() -> None:
    article = parsed()
    anchor = Anchor.to(TEXT, Span(0, 15))
    lost = Anchor(Span(0, 4), "gone", "", "")
    for correction in (
        Correction("speaker", anchor, HEADING),
        Correction("heading", lost, PARAGRAPH),
        Correction("heading", anchor, "something else"),
    ):
        assert corrected(article, [correction]) is article


def test_an_anchor_survives_what_changes_elsewhere() -> None:
    article = parsed()
    correction = overruling(article, at(article, "What the master"))
    assert correction is not None
    later = parsed("Posted again with a line above it, which is the only thing that is new in it now.\n" + TEXT)
    assert "What the master saw" not in titles(corrected(later, [correction]))


@given(st.lists(st.tuples(st.integers(0, len(TEXT) + 3), st.integers(0, 40), st.sampled_from([HEADING, PARAGRAPH]))))
def test_whatever_is_overruled_the_article_holds_together(changes: list[tuple[int, int, str]]) -> None:
    article = parsed()
    corrections = [
        Correction("heading", Anchor.to(TEXT, Span(min(start, len(TEXT)), min(start + size, len(TEXT)))), value)
        for start, size, value in changes
    ]
    found = corrected(article, corrections)
    check_article(found)
    assert replace(found, blocks=article.blocks) == article
