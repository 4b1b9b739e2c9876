"""What the lists of the library hold: the columns, and the row of an article and of a hit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.exports.records import Column

if TYPE_CHECKING:
    from reader.exports.records import Record
    from reader.store import Hit, Kept

SHORT = 8
"""Characters of an article's hash that stand for it; a command takes as many as tell it from the others."""

ARTICLES = (
    Column("id", "Id"),
    Column("title", "Title", spacious=True),
    Column("site", "Site"),
    Column("date", "Date"),
    Column("language"),
    Column("state", "State"),
    Column("read", "Read %", number=True),
    Column("quotations", "Quotations", number=True),
    Column("tags", "Tags"),
    Column("versions"),
    Column("characters"),
    Column("source"),
    Column("url"),
    Column("authors"),
    Column("kept_at"),
    Column("opened_at"),
)

HITS = (
    Column("id", "Id"),
    Column("kind"),
    Column("date", "Date"),
    Column("title", "Article", spacious=True),
    Column("speaker", "Speaker"),
    Column("text", "Found", spacious=True),
    Column("site"),
    Column("role"),
    Column("start"),
    Column("end"),
    Column("source"),
    Column("url"),
)


def article(kept: Kept) -> Record:
    """The row of an article."""
    known = kept.metadata
    return {
        "id": kept.source.sha256[:SHORT],
        "title": kept.name,
        "site": known.site,
        "date": known.date,
        "language": known.language,
        "state": "archived" if kept.is_archived else kept.state.value,
        "read": round(100 * kept.furthest),
        "quotations": kept.quotations,
        "tags": ", ".join(kept.tags) or None,
        "versions": kept.versions,
        "characters": kept.characters,
        "source": kept.source.location,
        "url": known.url,
        "authors": ", ".join(known.authors) or None,
        "kept_at": kept.kept_at.isoformat(timespec="seconds"),
        "opened_at": kept.opened_at.isoformat(timespec="seconds") if kept.opened_at else None,
    }


def hit(found: Hit) -> Record:
    """The row of something that a search found."""
    known, span = found.article.metadata, found.span
    return {
        "id": found.article.source.sha256[:SHORT],
        "kind": found.kind.value,
        "date": known.date,
        "title": found.article.name,
        "speaker": found.speaker,
        "text": " ".join(found.excerpt.split()) if found.kind.value == "article" else found.excerpt,
        "site": known.site,
        "role": found.role,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "source": found.article.source.location,
        "url": known.url,
    }
