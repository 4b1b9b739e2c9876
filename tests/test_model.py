"""The model's promises: sections cover the text, passages are the text's own characters, anchors are never wrong."""

from __future__ import annotations

import pickle
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import (
    CONTEXT,
    INCISE,
    Anchor,
    Article,
    Block,
    BlockKind,
    Metadata,
    Part,
    Span,
    Spans,
)
from tests.generated import SOURCE, articles, spans_in
from tests.invariants import check_article


def article_of(*blocks: tuple[BlockKind, str, int | None]) -> Article:
    """An article of one-line blocks with a blank line between them."""
    text, made = "", []
    for kind, words, level in blocks:
        made.append(Block(kind, Span(len(text), len(text) + len(words)), level=level))
        text += f"{words}\n\n"
    return Article(text, tuple(made), SOURCE)


H, P = BlockKind.HEADING, BlockKind.PARAGRAPH


class TestSpan:
    @pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (-2, -1)])
    def test_refuses_what_is_no_range(self, start: int, end: int) -> None:
        with pytest.raises(ValueError, match="no span"):
            Span(start, end)

    def test_is_half_open(self) -> None:
        span = Span(2, 5)
        assert span.of("abcdefg") == "cde"
        assert len(span) == 3
        assert [offset for offset in range(8) if span.holds(offset)] == [2, 3, 4]
        assert not span.overlaps(Span(5, 6))
        assert span.overlaps(Span(4, 6))
        assert span.covers(Span(2, 5))
        assert not span.covers(Span(2, 6))
        assert span.shifted(3) == Span(5, 8)

    def test_counts_code_points(self) -> None:
        text = "né 👩‍🚀 fin"
        assert Span(text.index("fin"), len(text)).of(text) == "fin"


class TestSections:
    def test_nest_by_level(self) -> None:
        article = article_of((P, "intro", None), (H, "A", 2), (H, "B", 3), (P, "b", None), (H, "C", 2), (H, "D", 1))
        said = [(section.title, section.level, section.blocks) for section in article.sections]
        assert said == [(None, 0, (0, 1)), ("A", 2, (1, 4)), ("B", 3, (2, 4)), ("C", 2, (4, 5)), ("D", 1, (5, 6))]
        assert article.sections[1].span.of(article.text) == "A\n\nB\n\nb\n\n"

    def test_text_before_a_first_heading_that_opens_the_article_belongs_to_it(self) -> None:
        article = Article("\n\nA\n\nwords", (Block(H, Span(2, 3), level=2), Block(P, Span(5, 10))), SOURCE)
        assert [(section.title, section.span) for section in article.sections] == [("A", Span(0, 10))]

    def test_without_headings_all_is_one_section(self) -> None:
        assert [section.span for section in article_of((P, "one", None)).sections] == [Span(0, 5)]
        assert [section.span for section in Article("", (), SOURCE).sections] == [Span(0, 0)]

    def test_a_title_opens_none(self) -> None:
        article = article_of((BlockKind.TITLE, "The title", None), (P, "words", None), (H, "A", 2))
        assert [section.title for section in article.sections] == [None, "A"]
        assert article.title == "The title"
        assert replace(article, metadata=Metadata(title="As published")).title == "As published"

    def test_a_wrapped_heading_reads_as_one_line(self) -> None:
        heading = Block(H, Span(0, 9), (Span(0, 4), Span(5, 9)), level=1)
        assert Article("long\nhead", (heading,), SOURCE).sections[0].title == "long head"

    @given(articles())
    def test_invariants(self, article: Article) -> None:
        check_article(article)

    @given(st.data())
    def test_section_at_is_the_deepest(self, data: st.DataObject) -> None:
        article = data.draw(articles())
        offset = data.draw(st.integers(0, len(article.text)))
        holding = [i for i, section in enumerate(article.sections) if section.span.holds(offset)]
        deepest = max(holding, key=lambda i: article.sections[i].level, default=len(article.sections) - 1)
        assert article.section_at(offset) == deepest


class TestBlockAt:
    @given(st.data())
    def test_is_the_block_that_holds_it_or_the_last_before(self, data: st.DataObject) -> None:
        article = data.draw(articles())
        offset = data.draw(st.integers(0, len(article.text)))
        begun = [i for i, block in enumerate(article.blocks) if block.span.start <= offset]
        assert article.block_at(offset) == (begun[-1] if begun else None)


class TestPassage:
    TEXT = "« Moi, dit-elle, je reste. »\n\nUne ligne\n> coupée ici\n\nif a:\n    b\n"
    ARTICLE = Article(
        TEXT,
        (
            Block(P, Span(0, 28)),
            Block(P, Span(30, 52), (Span(30, 39), Span(42, 52))),
            Block(BlockKind.CODE, Span(54, 65), (Span(54, 59), Span(60, 65))),
        ),
        SOURCE,
    )

    def test_an_incise_leaves_an_ellipsis(self) -> None:
        spans = [Span(2, 5), Span(17, 26)]
        assert self.ARTICLE.passage(spans) == f"Moi{INCISE}je reste." == "Moi […] je reste."

    def test_a_hard_wrap_reads_as_one_space_and_its_prefix_not_at_all(self) -> None:
        assert self.ARTICLE.passage([Span(30, 52)]) == "Une ligne coupée ici"
        assert self.ARTICLE.passage([Span(34, 48)]) == "ligne coupée"

    def test_code_keeps_its_lines(self) -> None:
        assert self.ARTICLE.passage([Span(54, 65)]) == "if a:\n    b"

    def test_blocks_are_joined_by_a_line_break(self) -> None:
        assert self.ARTICLE.passage([Span(17, 26), Span(30, 39)]) == "je reste.\nUne ligne"
        assert self.ARTICLE.passage([Span(17, 39)]) == "je reste. »\nUne ligne"

    @given(articles())
    def test_of_a_block_is_its_lines(self, article: Article) -> None:
        for block in article.blocks:
            joint = "\n" if block.kind in (BlockKind.CODE, BlockKind.TABLE) else " "
            assert article.passage([block.span]) == joint.join(line.of(article.text) for line in block.lines)

    @given(st.data())
    def test_within_one_line_is_verbatim(self, data: st.DataObject) -> None:
        article = data.draw(articles().filter(lambda made: made.blocks))
        line = data.draw(st.sampled_from([line for block in article.blocks for line in block.lines]))
        start = data.draw(st.integers(line.start, line.end - 1))
        span = Span(start, data.draw(st.integers(start + 1, line.end)))
        assert article.passage([span]) == span.of(article.text)

    @given(st.data())
    def test_adds_nothing_but_its_joints(self, data: st.DataObject) -> None:
        article = data.draw(articles())
        span = data.draw(spans_in(article))
        lines = [line for block in article.blocks for line in block.lines]
        first = article.block_at(span.start)
        if first is None or (span.end <= article.blocks[first].span.end and len(article.blocks[first].lines) == 1):
            expected = span.of(article.text)
        else:
            expected = "".join(
                article.text[max(line.start, span.start) : min(line.end, span.end)]
                for line in lines
                if line.overlaps(span)
            )
        assert re.sub(r"\s", "", article.passage([span])) == re.sub(r"\s", "", expected)


class TestGrowing:
    @given(articles(), st.data())
    def test_what_was_there_keeps_its_place(self, whole: Article, data: st.DataObject) -> None:
        cut = data.draw(st.integers(0, len(whole.blocks)))
        at = whole.blocks[cut].span.start if cut < len(whole.blocks) else len(whole.text)
        metadata = Metadata(language="fr")
        grown = Article("", (), SOURCE)
        grown = grown.extended(Part(whole.text[:at], whole.blocks[:cut], metadata, ("one",)))
        assert grown.text == whole.text[:at]
        grown = grown.extended(Part(whole.text[at:], whole.blocks[cut:], notices=("two",)))
        assert grown == replace(whole, metadata=metadata, notices=("one", "two"))
        assert grown.sections == whole.sections


few = st.text(alphabet="ab \n", max_size=200)


class TestAnchor:
    @given(few, st.data())
    def test_finds_its_span_in_the_same_text(self, text: str, data: st.DataObject) -> None:
        span = data.draw(spans_in(Article(text, (), SOURCE)))
        assert Anchor.to(text, span).find(text) == span

    @given(few, few, st.data())
    def test_is_lost_rather_than_wrong(self, text: str, other: str, data: st.DataObject) -> None:
        anchor = Anchor.to(text, data.draw(spans_in(Article(text, (), SOURCE))))
        found = anchor.find(other)
        whole = anchor.before + anchor.quote + anchor.after
        places = [i for i in range(len(other) + 1) if other.startswith(whole, i)]
        if found is None:
            assert not whole or len(places) != 1
            return
        assert found.of(other) == anchor.quote
        start = found.start - len(anchor.before)
        assert start in places
        assert found == anchor.span or places == [start], "one of several, and not the one at the old place"

    @given(st.text(alphabet="xyz", max_size=40), st.text(alphabet="xyz", max_size=40), st.integers(0, 90))
    def test_moves_with_its_words(self, before: str, after: str, start: int) -> None:
        text = "".join(chr(0x4E00 + i) for i in range(100))
        span = Span(start, start + 10)
        first, last = max(0, start - CONTEXT), min(100, start + 10 + CONTEXT)
        found = Anchor.to(text, span).find(before + text[first:last] + after)
        assert found is not None
        assert found.of(before + text[first:last] + after) == span.of(text)

    def test_is_lost_when_its_words_change(self) -> None:
        anchor = Anchor.to("La tour garde le port.", Span(3, 7))
        assert anchor.find("La cour garde le port.") is None
        assert anchor.find("") is None


def test_many_spans_are_as_a_tuple_of_them() -> None:
    known = tuple(Span(number, number + 3) for number in range(0, 50, 7))
    spans = Spans(known)
    assert spans == known
    assert known == spans
    assert hash(spans) == hash(known)
    assert (len(spans), spans[0], spans[-1], spans[1:3]) == (len(known), known[0], known[-1], known[1:3])
    assert list(reversed(spans)) == list(reversed(known))
    assert spans.index(known[2]) == 2
    assert known[2] in spans
    assert Span(1, 2) not in spans
    assert pickle.loads(pickle.dumps(spans)) == spans
    assert Spans() != spans
    assert repr(Spans()) == "()"
    with pytest.raises(IndexError):
        spans[len(known)]


@given(st.lists(st.integers(0, 500)), st.lists(st.integers(0, 500)))
def test_spans_are_kept_in_order(first: list[int], more: list[int]) -> None:
    spans, others = Spans(), Spans()
    for at in first:
        spans.insert(Span(at, at + 2))
    for at in more:
        others.insert(Span(at, at + 2))
    before = spans.copy()
    spans.merge(others)
    assert tuple(before) == tuple(Span(at, at + 2) for at in sorted(first))
    assert tuple(spans) == tuple(Span(at, at + 2) for at in sorted(first + more))
