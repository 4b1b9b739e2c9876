"""Exports as JSON: a list of objects, known by the keys that they must have."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reader.model import Entry, Passage, Saved, Unreadable
from reader.sources.encoding import decode
from reader.sources.saved import values
from reader.sources.saved.values import Export
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.sources.saved.values import Items

Document = dict[str, Any]

OMNIVORE = "Omnivore"

_FIRST = 20
"""Objects of which one must have the keys of a form."""

_LIST = 100_000
"""Passages of one article that are read."""


def read(data: bytes) -> Export | None:
    """What the list `data` holds; None where its objects have not the keys of any form."""
    head = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head.startswith(b"["):
        return None
    try:
        found = json.loads(decode(data)[0])
    except (ValueError, RecursionError):
        return None
    first = [each for each in found[:_FIRST] if isinstance(each, dict)]
    for service, keys, item in _FORMS:
        if any(keys <= each.keys() for each in first):
            return Export(service, _items(found, item))
    return None


def _items(found: list[Any], item: Callable[[Document], Saved]) -> Items:
    for number, each in enumerate(found, start=1):
        try:
            if not isinstance(each, dict):
                raise TypeError(_("it is no object"))  # noqa: TRY301 - told like every other fault of an object
            yield item(each)
        except (ValueError, TypeError) as error:
            yield Unreadable(_("entry {number}").format(number=number), str(error))


def _wallabag(each: Document) -> Saved:
    where = values.address(each.get("url") or each.get("given_url"))
    authors = each.get("published_by")
    content = each.get("content")
    labels = [tag.get("label") if isinstance(tag, dict) else tag for tag in _list(each.get("tags"))]
    return Saved(
        Entry(
            where,
            values.line(each.get("title")),
            where,
            values.day(each.get("published_at")),
            values.tags(authors if isinstance(authors, list) else [authors]),
            values.line(each.get("domain_name")),
            values.language(each.get("language")),
            content if isinstance(content, str) and content.strip() and not each.get("is_not_parsed") else None,
            is_markup=True,
        ),
        values.moment(each.get("created_at")),
        values.tags([*labels, values.STARRED if each.get("is_starred") else None]),
        tuple(
            Passage(values.passage(note.get("quote")), values.passage(note.get("text")), _time(note, "created_at"))
            for note in _objects(each.get("annotations"))
        ),
        is_archived=bool(each.get("is_archived")),
    )


def _omnivore(each: Document) -> Saved:
    where = values.address(each.get("url"))
    author = values.line(each.get("author"))
    slug = each.get("slug")
    return Saved(
        Entry(
            slug if isinstance(slug, str) and slug else where,
            values.line(each.get("title")),
            where,
            values.day(each.get("publishedAt")),
            (author,) if author else (),
        ),
        values.moment(each.get("savedAt")),
        values.tags(label.get("name") if isinstance(label, dict) else label for label in _list(each.get("labels"))),
        furthest=values.share(each.get("readingProgress"), 100),
        is_archived=str(each.get("state")).lower() == "archived",
    )


def _annotated(each: Document) -> Saved:
    where = values.address(each.get("url"))
    return Saved(
        Entry(where, values.line(each.get("title")), where),
        passages=tuple(
            Passage(values.passage(note.get("quote")), values.passage(note.get("note")), _time(note, "created_at"))
            for note in _objects(each.get("highlights"))
        ),
    )


_FORMS: tuple[tuple[str, frozenset[str], Callable[[Document], Saved]], ...] = (
    ("Wallabag", frozenset({"url", "is_archived", "tags"}), _wallabag),
    (OMNIVORE, frozenset({"slug", "url", "state", "savedAt"}), _omnivore),
    ("Pocket", frozenset({"url", "title", "highlights"}), _annotated),
)


def _list(value: object) -> list[Any]:
    return value[:_LIST] if isinstance(value, list) else []


def _objects(value: object) -> list[Document]:
    return [each for each in _list(value) if isinstance(each, dict)]


def _time(note: Document, key: str) -> str:
    return values.moment_text(note.get(key))
