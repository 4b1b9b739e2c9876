"""What must hold of every article and every analysis, however they came about, as checks that tests of many rooms use.

Each is written from the model's documentation and not from its code, and slowly where that is plainer.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reader.model import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model import Analysis, Article


def check_article(article: Article) -> None:
    """Blocks in order and disjoint, their lines and inline facts inside them, sections over all of the text."""
    whole = Span(0, len(article.text))
    for before, after in pairwise(article.blocks):
        assert before.span.end <= after.span.start
    for block in article.blocks:
        assert whole.covers(block.span)
        assert block.lines
        assert block.span == Span(block.lines[0].start, block.lines[-1].end)
        check_order(block.lines, block.span)
        for inline in block.inlines:
            assert block.span.covers(inline.span)
            assert len(inline.span) > 0
        assert (block.level is not None) == (block.kind is BlockKind.HEADING)
        if block.level is not None:
            assert 1 <= block.level <= 6
        assert block.depth >= 0
    check_sections(article)


def check_order(spans: Iterable[Span], inside: Span) -> None:
    spans = list(spans)
    assert all(inside.covers(span) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


def check_sections(article: Article) -> None:
    """Every character in a section, the facts in the deepest that holds them, nesting by level."""
    sections = article.sections
    headings = [index for index, block in enumerate(article.blocks) if block.kind is BlockKind.HEADING]
    assert [section.heading for section in sections if section.heading is not None] == headings
    assert sections[0].span.start == 0
    covered = 0
    enclosing: list[int] = []
    for index, section in enumerate(sections):
        assert section.span.start <= covered, "a gap"
        covered = max(covered, section.span.end)
        first, last = section.blocks
        inside = [i for i, block in enumerate(article.blocks) if section.span.covers(block.span)]
        assert inside == list(range(first, last))
        while enclosing and sections[enclosing[-1]].span.end <= section.span.start and section.span.start < covered:
            enclosing.pop()
        for outer in enclosing:
            assert sections[outer].span.covers(section.span), "sections overlap without nesting"
            assert sections[outer].level < section.level
        if section.heading is None:
            assert (index, section.level, section.title) == (0, 0, None)
        else:
            assert section.level == article.blocks[section.heading].level
            assert section.title == article.passage([article.blocks[section.heading].span])
            enclosing.append(index)
    assert covered == len(article.text)


def check_analysis(article: Article, analysis: Analysis) -> None:
    """Facts in range and in order, each identifier given once, speakers linked to entities that there are."""
    assert not analysis.gaps, analysis.gaps
    whole = Span(0, len(article.text))
    starts = [quotation.span.start for quotation in analysis.quotations]
    assert starts == sorted(starts)
    for facts in (analysis.quotations, analysis.entities):
        identifiers = [fact.id for fact in facts]
        assert len(set(identifiers)) == len(identifiers)
    entities = {entity.id for entity in analysis.entities}
    for quotation in analysis.quotations:
        assert quotation.spans
        check_order(quotation.spans, whole)
        assert all(len(span) > 0 for span in quotation.spans)
        assert all(whole.covers(span) for span in quotation.repeats)
        assert quotation.cue is None or whole.covers(quotation.cue)
        words = article.passage(quotation.spans)
        assert words == words.strip()
        if quotation.speaker is not None:
            assert whole.covers(quotation.speaker.span)
            assert quotation.speaker.name.strip()
            assert quotation.speaker.entity is None or quotation.speaker.entity in entities
    firsts = [entity.mentions[0].start for entity in analysis.entities]
    assert firsts == sorted(firsts)
    for entity in analysis.entities:
        assert entity.name.strip()
        check_order(entity.mentions, whole)
        assert all(len(mention) > 0 for mention in entity.mentions)
