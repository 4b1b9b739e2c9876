"""What a copy takes: the same characters whether the screen or the command line asks.

A quotation is copied as the article has it, with what `Article.passage` adds of its own and nothing more. With its
citation it stands in the quote marks of the article's language, and behind it stands what is known of its source: a
part that is not known is left out. Marks inside the quotation stay as they are printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.exports.contract import language_of
from reader.exports.marking import marked_words
from reader.exports.reference import address, date_words, marks
from reader.lang import knowledge
from reader.model import Entity, Quotation, QuotationKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reader.model import Analysis, Article, Inline, Placed, Section, Speaker

_NEUTRAL: Mapping[str, Any] = {
    "before": " — ",
    "title": '"{}"',
    "authors": "{}",
    "last_author": ", ",
    "section": "§ {}",
}
"""How a citation is written where nothing is known of its language: in signs alone."""


def quotation_text(article: Article, quotation: Quotation) -> str:
    """The quotation's own words."""
    return article.passage(quotation.spans)


def selection_text(article: Article, spans: Sequence[Span]) -> str:
    """What was selected, read as a passage of the article."""
    return article.passage(spans)


def section_text(article: Article, section: Section) -> str:
    """The section's heading and blocks, a line for each."""
    blocks = article.blocks[slice(*section.blocks)]
    return article.passage(block.span for block in blocks if len(block.span))


def entity_text(entity: Entity) -> str:
    """The entity's fullest name in the article."""
    return entity.name


def highlight_text(article: Article, analysis: Analysis, placed: Placed) -> str:
    """The words that were highlighted, as the article has them; where they are lost, as they were marked."""
    if placed.span is None:
        return marked_words(article, placed)
    return quotation_text(article, as_quotation(article, analysis, placed.span))


def link_text(link: Inline) -> str:
    """The address that a link leads to, as the source has it."""
    return link.target or ""


def link_cited(article: Article, link: Inline) -> str:
    """A link's words, and behind them where it leads."""
    return f"{article.passage([link.span])} <{link_text(link)}>"


def as_quotation(article: Article, analysis: Analysis, span: Span) -> Quotation:
    """What was selected as a quotation of the article, without the white space at its ends.

    Where it is all of a quotation, from its first character to its last, it is that one, without what its incise
    puts between. Where it lies in words that somebody says, it is that speaker's; else it is the article's own.
    """
    words = span.of(article.text)
    start = span.start + len(words) - len(words.lstrip())
    inside = Span(start, max(start, span.end - len(words) + len(words.rstrip())))
    whole = next((each for each in analysis.quotations if each.span == inside), None)
    if whole is not None:
        return whole
    said = next(
        (each for each in analysis.quotations for piece in (*each.spans, *each.repeats) if _holds(piece, inside)), None
    )
    return Quotation("", QuotationKind.DIRECT, (inside,), fragment=True, speaker=said.speaker if said else None)


def _holds(piece: Span, inside: Span) -> bool:
    return piece.start <= inside.start and inside.end <= piece.end


def quotations_of(analysis: Analysis, voice: Speaker | Entity) -> list[Quotation]:
    """All that a speaker says in the article, in order."""
    identifier = voice.id if isinstance(voice, Entity) else voice.entity
    return [
        each
        for each in analysis.quotations
        if each.speaker and (each.speaker.entity == identifier if identifier else each.speaker.name == voice.name)
    ]


def cited(article: Article, quotation: Quotation) -> str:
    """The quotation between quote marks, then its speaker and source, on one line but for its own line breaks."""
    language = language_of(article)
    ways = knowledge(language, "citation") or _NEUTRAL
    opening, closing = marks(language)
    words = f"{opening}{quotation_text(article, quotation)}{closing}"
    citation = ", ".join(_parts(article, quotation, ways))
    return words + ways["before"] + citation if citation else words


def _parts(article: Article, quotation: Quotation, ways: Mapping[str, Any]) -> Iterator[str]:
    """Who says it, then where it stands: title, section, site, authors, date, address."""
    speaker, known, title = quotation.speaker, article.metadata, article.title
    if speaker:
        yield speaker.name
        if speaker.role:
            yield speaker.role
    if title:
        joint = ways.get("after_speaker", "") if speaker else ""
        yield joint + ways["title"].format(title)
    heading = article.sections[article.section_at(quotation.span.start)].title
    if heading and heading != title:
        yield ways["section"].format(heading)
    if known.site:
        yield known.site
    if known.authors:
        *others, last = known.authors
        named = ways["last_author"].join(filter(None, (", ".join(others), last)))
        yield ways["authors"].format(named)
    if date := date_words(known.date, ways):
        yield date
    if url := address(article):
        yield url
