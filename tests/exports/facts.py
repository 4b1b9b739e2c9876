"""A small article with facts set by hand, so that formats are tested apart from what an analysis finds."""

from __future__ import annotations

from dataclasses import replace

from reader.model import (
    Analysis,
    Article,
    Block,
    BlockKind,
    Entity,
    EntityType,
    Inline,
    InlineKind,
    Metadata,
    Quotation,
    QuotationKind,
    Source,
    Span,
    Speaker,
)

TEXT = """\
Le moulin | *de* Kervélo
Le toit d’abord
« Le toit, soupire Anne Lebreton,
mairesse, fuit depuis dix ans.
Il ira jusqu’à Noël. »
=SOMME(A1) – « une passoire », dit-on.
Le devis
- Rien n’est signé."""


def span(words: str, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return Span(start, start + len(words))


_PARAGRAPH = Span(span("« Le toit,").start, span("Noël. »").end)
_LINES = (
    span("« Le toit, soupire Anne Lebreton,"),
    span("mairesse, fuit depuis dix ans."),
    span("Il ira jusqu’à Noël. »"),
)

ARTICLE = Article(
    text=TEXT,
    blocks=(
        Block(BlockKind.TITLE, span("Le moulin | *de* Kervélo"), reason="first line"),
        Block(BlockKind.HEADING, span("Le toit d’abord"), level=2, reason="short, no stop"),
        Block(BlockKind.PARAGRAPH, _PARAGRAPH, lines=_LINES),
        Block(
            BlockKind.PARAGRAPH,
            span("=SOMME(A1) – « une passoire », dit-on."),
            inlines=(Inline(InlineKind.LINK, span("passoire"), "https://exemple.fr/toit"),),
        ),
        Block(BlockKind.HEADING, span("Le devis"), level=2, reason="short, no stop"),
        Block(BlockKind.LIST_ITEM, span("Rien n’est signé."), marker="-", reason="marker"),
    ),
    source=Source("articles/moulin.txt", "text/plain", "ab" * 32),
    metadata=Metadata(
        authors=("Jean Le Gall", "Zoé Rohan"),
        site="L’Écho du Ponant",
        date="2026-03-01",
        url="https://exemple.fr/moulin",
        language="fr",
    ),
)

ROOF = Quotation(
    id="0123456789",
    kind=QuotationKind.DIRECT,
    spans=(span("Le toit", _PARAGRAPH.start), Span(span("fuit").start, span("Noël.").end)),
    speaker=Speaker("Anne Lebreton", span("Anne Lebreton"), "aaaaaaaaaa", "mairesse"),
    cue=span("soupire"),
    reason="incise",
)
SIEVE = Quotation(
    id="abcdef0123",
    kind=QuotationKind.DIRECT,
    spans=(span("une passoire"),),
    fragment=True,
    reason="no one is named",
)
ANALYSIS = Analysis(
    quotations=(ROOF, SIEVE),
    entities=(
        Entity("bbbbbbbbbb", "Kervélo", EntityType.PLACE, (span("Kervélo"),)),
        Entity("aaaaaaaaaa", "Anne Lebreton", EntityType.PERSON, (span("Anne Lebreton"),)),
        Entity("cccccccccc", "@toit", EntityType.WORK, (span("toit"), span("toit", 30))),
    ),
)

HOSTILE_NAME = "a\x1b]0;owned\x07\x9b31m\u202e\n.txt"


def hostile() -> tuple[Article, Analysis]:
    """One heading and one quotation that hold what a terminal could act upon."""
    text = "Un \x1b[31mtitre\x85\x9b\nElle dit : « Oui\x07 \u202eou\x7f non\u2028 »."
    quoted = Span(text.index("Oui"), text.index(" »"))
    end = text.index("\n")
    article = Article(
        text,
        (Block(BlockKind.HEADING, Span(0, end), level=1), Block(BlockKind.PARAGRAPH, Span(end + 1, len(text)))),
        Source(HOSTILE_NAME, "text/plain", "cd" * 32),
        Metadata(language="fr"),
    )
    quotation = Quotation("ffffffffff", QuotationKind.DIRECT, (quoted,))
    entity = Entity("dddddddddd", "Oui\x07 \u202e", EntityType.WORK, (Span(quoted.start, quoted.start + 6),))
    return article, Analysis((quotation,), (entity,))


def elsewhere(location: str | None) -> Article:
    """The same article from another place."""
    return replace(ARTICLE, source=replace(ARTICLE.source, location=location))


def misquoting() -> tuple[Article, Analysis]:
    """The same article as a draft that has one word of its own, and another speaker for it."""
    text = TEXT.replace("dix ans", "six ans")
    speaker = replace(ROOF.speaker, name="Yves Corre", entity=None, role=None) if ROOF.speaker else None
    draft = replace(ARTICLE, text=text, source=replace(ARTICLE.source, location="draft"))
    return draft, Analysis((replace(ROOF, speaker=speaker), SIEVE))
