"""The JSON contract: an article and what was found in it as plain data, for whoever reads it with another program.

Offsets are characters (code points) of `text`, half-open. Within a version keys may be added, but none is removed
or changed. Key order is fixed and nothing depends on time, place or hashing, so that the same input gives the same
bytes. `contract.schema.json`, beside this module, says the same as a JSON Schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.exports.marking import in_order, marked_words
from reader.lang import detect

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model import Analysis, Article, Block, Entity, Gap, Inline, Placed, Quotation, Section, Span, Speaker

VERSION = 1


def document(article: Article, analysis: Analysis, highlights: Iterable[Placed] = ()) -> dict[str, Any]:
    """The contract's document of `article` and of the `analysis` that was made of it.

    With `highlights` it has these too, those that are lost behind the others; and where a step of the analysis failed
    or kept to a bound, `gaps` in which something may be missing.
    """
    source, metadata = article.source, article.metadata
    marked = [_highlight(article, placed) for placed in in_order(highlights)]
    return {
        "version": VERSION,
        "source": {"location": source.location, "media_type": source.media_type, "sha256": source.sha256},
        "title": article.title,
        "authors": list(metadata.authors),
        "site": metadata.site,
        "date": metadata.date,
        "url": metadata.url,
        "language": language_of(article),
        "text": article.text,
        "blocks": [_block(block) for block in article.blocks],
        "inlines": [_inline(inline) for block in article.blocks for inline in block.inlines],
        "sections": [_section(section) for section in article.sections],
        "quotations": [_quotation(article, quotation) for quotation in analysis.quotations],
        "entities": [_entity(entity) for entity in analysis.entities],
        **({"highlights": marked} if marked else {}),
        **({"gaps": [_gap(gap) for gap in analysis.gaps]} if analysis.gaps else {}),
    }


def language_of(article: Article) -> str | None:
    """The language that the article declares, else the one that its words tell."""
    return article.metadata.language or detect(article.text)


def _gap(gap: Gap) -> dict[str, Any]:
    return {"step": gap.step, **_range(gap.span), **({"bound": gap.bound} if gap.bound else {})}


def _range(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end}


def _block(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind.value,
        "level": block.level,
        **_range(block.span),
        "lines": [_range(line) for line in block.lines],
        "reason": block.reason,
    }


def _inline(inline: Inline) -> dict[str, Any]:
    return {"kind": inline.kind.value, **_range(inline.span), "target": inline.target}


def _section(section: Section) -> dict[str, Any]:
    return {"title": section.title, "level": section.level, **_range(section.span)}


def _quotation(article: Article, quotation: Quotation) -> dict[str, Any]:
    return {
        "id": quotation.id,
        "kind": quotation.kind.value,
        "fragment": quotation.fragment,
        "text": article.passage(quotation.spans),
        **_range(quotation.span),
        "spans": [_range(span) for span in quotation.spans],
        "repeats": [_range(span) for span in quotation.repeats],
        "speaker": _speaker(quotation.speaker) if quotation.speaker else None,
        "cue": {"text": article.passage([quotation.cue]), **_range(quotation.cue)}
        if quotation.cue is not None
        else None,
    }


def _speaker(speaker: Speaker) -> dict[str, Any]:
    return {"name": speaker.name, "entity": speaker.entity, "role": speaker.role, **_range(speaker.span)}


def _highlight(article: Article, placed: Placed) -> dict[str, Any]:
    span, highlight = placed.span, placed.highlight
    return {
        "text": marked_words(article, placed),
        "note": highlight.note,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "made_at": highlight.made_at or None,
    }


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "name": entity.name,
        "type": entity.type.value,
        "mentions": [_range(mention) for mention in entity.mentions],
        "roles": [_range(role) for role in entity.roles],
    }
