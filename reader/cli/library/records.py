"""What the lists of the library hold: the columns, and the row of an article and of a hit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.exports.records import Column
from reader.store.waiting import Waiting
from reader.tongue import _

if TYPE_CHECKING:
    from reader.exports.records import Record
    from reader.model import Highlight
    from reader.moving.taking import Taken
    from reader.store import Hit, Kept

SHORT = 8
"""Characters of an article's hash that stand for it; a command takes as many as tell it from the others."""

ARTICLES = (
    Column("id", "Id"),
    Column("title", "Title", spacious=True),
    Column("site", "Site"),
    Column("date", "Date"),
    Column("language"),
    Column("state", "State", told=_),
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

TAKEN = (
    Column("outcome", "Outcome", told=_),
    *ARTICLES,
    Column("highlights", "Highlights", number=True),
    Column("lost", "Lost", number=True),
    Column("fault", "Fault", spacious=True),
)
"""An article that was taken in, or what waits, with what became of it; `lost` counts highlights without a place."""

WAITING = (
    Column("address", "Address", spacious=True),
    Column("title", "Title", spacious=True),
    Column("site"),
    Column("date"),
    Column("language"),
    Column("authors"),
    Column("tags", "Tags"),
    Column("highlights", "Highlights", number=True),
    Column("archived"),
    Column("read"),
    Column("saved_at", "Saved"),
    Column("tried_at"),
    Column("fault", "Fault", spacious=True),
)

HIGHLIGHTS = (
    Column("id", "Id"),
    Column("title", "Title", spacious=True),
    Column("text", "Highlight", spacious=True),
    Column("note", "Note", spacious=True),
    Column("date"),
    Column("site"),
    Column("made_at", "Made"),
    Column("start"),
    Column("end"),
    Column("source"),
    Column("url"),
)
"""What was highlighted, and what was noted of it; offsets are of the text that it was made in."""

WRITTEN = (
    Column("id", "Id"),
    Column("title", "Title", spacious=True),
    Column("folder", "Folder", spacious=True),
    Column("files", "New files", number=True),
    Column("fault", "Fault", spacious=True),
)
"""An article that was exported; `files` counts those that were not there so already."""

FILES = (
    Column("file", "File", spacious=True),
    Column("articles", "Articles", number=True),
    Column("waiting", "Waiting", number=True),
    Column("feeds", "Feeds", number=True),
    Column("fault", "Fault", spacious=True),
)
"""A library's file as a whole; a row for each fault of it, or one without."""

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


def taken(found: Taken) -> Record:
    """The row of what was taken in; of what is no article yet it says what the other program knew."""
    if found.article is not None:
        known = article(found.article)
    else:
        known = dict.fromkeys(column.name for column in ARTICLES)
        if found.saved is not None:
            said = waiting(Waiting(found.saved))
            known |= {name: said[name] for name in known if name in said}
            known |= {"title": found.name, "url": found.saved.entry.location}
        else:
            known["title"] = found.name
    return {
        "outcome": found.outcome.value,
        **known,
        "highlights": found.laid.placed,
        "lost": found.laid.lost,
        "fault": found.fault,
    }


def waiting(each: Waiting) -> Record:
    """The row of what waits to be fetched."""
    saved, entry = each.saved, each.saved.entry
    return {
        "address": entry.location,
        "title": entry.title,
        "site": entry.site,
        "date": entry.date,
        "language": entry.language,
        "authors": ", ".join(entry.authors) or None,
        "tags": ", ".join(saved.tags) or None,
        "highlights": len(saved.passages),
        "archived": saved.is_archived,
        "read": round(100 * saved.furthest),
        "saved_at": saved.saved_at.isoformat(timespec="seconds") if saved.saved_at else None,
        "tried_at": each.tried_at.isoformat(timespec="seconds") if each.tried_at else None,
        "fault": each.fault,
    }


def highlighted(kept: Kept, highlight: Highlight) -> Record:
    """The row of a highlight."""
    known, anchor = kept.metadata, highlight.anchor
    return {
        "id": kept.source.sha256[:SHORT],
        "title": kept.name,
        "text": anchor.quote,
        "note": highlight.note or None,
        "date": known.date,
        "site": known.site,
        "made_at": highlight.made_at,
        "start": anchor.span.start,
        "end": anchor.span.end,
        "source": kept.source.location,
        "url": known.url,
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
