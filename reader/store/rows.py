"""Facts as the library's rows, and back: the one place that knows in which order the columns come."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from reader.model import Anchor, Entity, EntityType, Metadata, Quotation, QuotationKind, Source, Span, Speaker
from reader.store.database import kept, written
from reader.store.records import Kept, Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.model import Article

_KEPT = """
    kept.sha256, articles.location, kept.media_type, kept.title, kept.authors, kept.site, kept.date, kept.url,
    kept.language, kept.characters, kept.kept_at, articles.opened_at, positions.furthest,
    kept.quotations,
    (SELECT count(*) FROM highlights WHERE highlights.sha256 = kept.sha256),
    (SELECT count(*) FROM kept AS other WHERE other.address = kept.address),
    (SELECT json_group_array(tag) FROM tags WHERE tags.sha256 = kept.sha256),
    kept.archived_at, kept.removed_at, kept.seen_at
"""
_COLUMNS = 20


def select_kept(more: str = "", source: str = "kept") -> str:
    """The beginning of a statement whose rows `kept_of` reads.

    Args:
        more: Further columns, which stand behind those that tell of the article (see `beyond`).
        source: The table of kept articles, or a join that holds it.
    """
    return (
        f"SELECT {_KEPT}{more and f', {more}'} FROM {source} JOIN articles ON articles.sha256 = kept.sha256"
        " LEFT JOIN positions ON positions.sha256 = kept.sha256"
    )


def beyond(row: Sequence[Any]) -> Sequence[Any]:
    """The further columns of such a row."""
    return row[_COLUMNS:]


def quotation_row(number: int, article: Article, quotation: Quotation) -> tuple[object, ...]:
    """The columns of a quotation of the kept article `number`."""
    speaker, cue = quotation.speaker, quotation.cue
    return (
        number,
        quotation.id,
        quotation.kind.value,
        quotation.fragment,
        kept(article.passage(quotation.spans)),
        pairs(quotation.spans),
        pairs(quotation.repeats),
        kept(speaker.name) if speaker else b"",
        speaker.span.start if speaker else None,
        speaker.span.end if speaker else None,
        speaker.entity if speaker else None,
        kept(speaker.role) if speaker else None,
        cue.start if cue else None,
        cue.end if cue else None,
        quotation.reason,
    )


def pairs(spans: Iterable[Span]) -> str:
    """Spans as the library keeps them."""
    return json.dumps([(span.start, span.end) for span in spans], separators=(",", ":"))


def _spans(pairs: str) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in json.loads(pairs))


def kept_of(row: Sequence[Any]) -> Kept:
    """The article that a row of `select_kept` tells of."""
    (sha256, location, media_type, title, authors, site, date, url, language, characters, kept_at, opened_at) = row[:12]
    furthest, quotations, highlights, versions, tags, archived_at, removed_at, seen_at = row[12:_COLUMNS]
    return Kept(
        Source(location, media_type, sha256),
        Metadata(title, tuple(json.loads(authors)), site, date, url, language),
        characters,
        datetime.fromisoformat(kept_at),
        datetime.fromisoformat(opened_at) if opened_at else None,
        furthest or 0.0,
        quotations,
        max(versions, 1),
        tuple(sorted(json.loads(tags))),
        highlights=highlights,
        seen_at=datetime.fromisoformat(seen_at),
        is_archived=archived_at is not None,
        is_removed=removed_at is not None,
    )


QUOTATION = (
    "fact, kind, spans, fragment, repeats, speaker, speaker_start, speaker_end, entity, role,"
    " cue_start, cue_end, reason"
)
"""The columns that `quotation_of` reads."""


def quotation_of(row: Sequence[Any]) -> Quotation:
    """The quotation that the columns QUOTATION tells of."""
    fact, kind, spans, fragment, repeats, speaker, start, end, entity, role, cue_start, cue_end, reason = row
    return Quotation(
        fact,
        QuotationKind(kind),
        _spans(spans),
        bool(fragment),
        _spans(repeats),
        Speaker(speaker, Span(start, end), entity, role) if start is not None else None,
        Span(cue_start, cue_end) if cue_start is not None else None,
        reason,
    )


SELECT_ENTITY = "SELECT fact, name, type, mentions, roles FROM entities"
"""The beginning of a statement whose rows `entity_of` reads."""


def entity_row(number: int, article: Article, entity: Entity) -> tuple[object, ...]:
    """The columns of an entity of the kept article `number`; its forms are every name that the article gives it."""
    forms = dict.fromkeys([entity.name, *(article.passage([mention]) for mention in entity.mentions)])
    places = pairs(entity.mentions), pairs(entity.roles)
    return (number, entity.id, kept(entity.name), kept("\n".join(forms)), entity.type.value, *places)


def entity_of(row: Sequence[Any]) -> Entity:
    """The entity that a row of SELECT_ENTITY tells of."""
    fact, name, kind, mentions, roles = row
    return Entity(fact, name, EntityType(kind), _spans(mentions), _spans(roles))


ANCHOR = 'start, "end", quote, before, after'
"""The columns that `anchor_of` reads and `anchor_row` gives."""


def anchor_row(anchor: Anchor) -> tuple[object, ...]:
    """The columns of an anchor; its texts are bytes, for `CAST(? AS TEXT)`."""
    return (anchor.span.start, anchor.span.end, kept(anchor.quote), kept(anchor.before), kept(anchor.after))


def anchor_of(row: Sequence[Any]) -> Anchor:
    """The anchor that the columns ANCHOR tell of."""
    start, end, quote, before, after = row
    return Anchor(Span(start, end), quote, before, after)


POSITION = f"{ANCHOR}, furthest, saved_at"
"""The columns that `position_of` reads."""

PUT_POSITION = (
    f"INSERT INTO positions (sha256, {POSITION})"
    " VALUES (?, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?, ?)"
    ' ON CONFLICT DO UPDATE SET start = excluded.start, "end" = excluded."end", quote = excluded.quote,'
    " before = excluded.before, after = excluded.after,"
    " furthest = max(furthest, excluded.furthest), saved_at = excluded.saved_at"
)
"""What keeps the row that `position_row` gives; the furthest share never goes back."""


def position_row(sha256: str, position: Position) -> tuple[object, ...]:
    """The columns of where a reader is in the article of that hash."""
    return (sha256, *anchor_row(position.anchor), position.furthest, written(position.saved_at))


def position_of(row: Sequence[Any]) -> Position:
    """The position that the columns POSITION tell of."""
    return Position(anchor_of(row[:5]), furthest=row[5], saved_at=datetime.fromisoformat(row[6]))
