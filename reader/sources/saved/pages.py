"""Pocket's export of before 2025: a page of links, what is to be read under one heading, what was read under another.

It is read as the list that it is, link by link: a parser of pages would leave the attributes out.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from reader.model import Entry, Saved, Unreadable
from reader.sources.encoding import decode
from reader.sources.saved import values
from reader.sources.saved.values import Export
from reader.tongue import _

if TYPE_CHECKING:
    from reader.sources.saved.values import Items

_HEAD = 64 * 1024
_MARK = re.compile(rb"<a\s[^<>]*\btime_added\s*=\s*[\"']?\d", re.IGNORECASE)
"""The attribute that no other page has."""

_PIECE = re.compile(r"<(?=a\s|h1[\s>])", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"(?<![a-z_-])([a-z_-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_TAG = re.compile(r"a\s(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)
_CLOSING = re.compile(r"</", re.IGNORECASE)


def read(data: bytes) -> Export | None:
    """What the page `data` holds; None where it is no page of Pocket's."""
    return Export("Pocket", _items(decode(data)[0])) if _MARK.search(data[:_HEAD]) else None


def _items(page: str) -> Items:
    is_archived, number = False, 0
    for piece in _PIECE.split(page)[1:]:
        if piece[:2].lower() == "h1":
            is_archived = "archive" in _CLOSING.split(piece.partition(">")[2], maxsplit=1)[0].lower()
            continue
        number += 1
        tag = _TAG.match(piece)
        if tag is None:
            yield Unreadable(_("link {number}").format(number=number), _("it is broken off"))
            continue
        said = {name.lower(): html.unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag[0])}
        title = values.line(html.unescape(_CLOSING.split(piece[tag.end() :], maxsplit=1)[0]))
        try:
            where = values.address(said.get("href"))
        except ValueError as error:
            yield Unreadable(_("link {number}").format(number=number), str(error))
            continue
        yield Saved(
            Entry(where, None if title == where else title, where),
            values.moment(said.get("time_added")),
            values.tags(said.get("tags", "").split(",")),
            is_archived=is_archived,
        )
