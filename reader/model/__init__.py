"""Every noun of the program, because the screen, the exports and the clipboard must speak of the same facts.

An article is one canonical text and facts about it; each fact is one or more spans into that text. Nothing here
knows a file format, a terminal or a database, and nothing is ever read back from what was rendered. A noun is loaded
when it is first named, so that the first screen waits only for those of the page.

    spans.py     Span, and Anchor, which survives a text that changes
    blocks.py    Block and Inline: the page
    article.py   Article, its Source, Metadata and Parts
    sections.py  Section, and the Sections that headings make of an article
    findings.py  Quotation, Speaker, Entity, Analysis and its Gaps, the Findings that add up to it; Correction,
                 Highlight and where it is Placed
    packed.py    Packed, a long row of facts at rest
    corrections.py  what corrections of findings do to an Analysis
    listing.py   Listing and Entry: what can be opened, where a source is not one article
    saved.py     Saved and Passage: what another program had kept
"""

from __future__ import annotations

from reader.facts import TYPE_CHECKING
from reader.lazy import lazily

if TYPE_CHECKING:
    from reader.model.article import INCISE, Article, Metadata, Part, Source
    from reader.model.blocks import Block, BlockKind, Inline, InlineKind
    from reader.model.findings import (
        Analysis,
        Correction,
        Entity,
        EntityType,
        Findings,
        Gap,
        Highlight,
        Placed,
        Quotation,
        QuotationKind,
        Speaker,
    )
    from reader.model.listing import Entry, Listing, ListingKind
    from reader.model.packed import Packed
    from reader.model.saved import Passage, Saved, Unreadable
    from reader.model.sections import Section, Sections
    from reader.model.spans import CONTEXT, Anchor, Span, Spans

__all__ = [
    "CONTEXT",
    "INCISE",
    "Analysis",
    "Anchor",
    "Article",
    "Block",
    "BlockKind",
    "Correction",
    "Entity",
    "EntityType",
    "Entry",
    "Findings",
    "Gap",
    "Highlight",
    "Inline",
    "InlineKind",
    "Listing",
    "ListingKind",
    "Metadata",
    "Packed",
    "Part",
    "Passage",
    "Placed",
    "Quotation",
    "QuotationKind",
    "Saved",
    "Section",
    "Sections",
    "Source",
    "Span",
    "Spans",
    "Speaker",
    "Unreadable",
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        **dict.fromkeys(
            ("INCISE", "Article", "Metadata", "Part", "Source"),
            "reader.model.article",
        ),
        **dict.fromkeys(
            ("Block", "BlockKind", "Inline", "InlineKind"),
            "reader.model.blocks",
        ),
        **dict.fromkeys(
            (
                *("Analysis", "Correction", "Entity", "EntityType", "Findings", "Gap", "Highlight", "Placed"),
                *("Quotation", "QuotationKind", "Speaker"),
            ),
            "reader.model.findings",
        ),
        **dict.fromkeys(
            ("Entry", "Listing", "ListingKind"),
            "reader.model.listing",
        ),
        "Packed": "reader.model.packed",
        **dict.fromkeys(
            ("Passage", "Saved", "Unreadable"),
            "reader.model.saved",
        ),
        **dict.fromkeys(
            ("Section", "Sections"),
            "reader.model.sections",
        ),
        **dict.fromkeys(
            ("CONTEXT", "Anchor", "Span", "Spans"),
            "reader.model.spans",
        ),
    },
)
