"""What a page says of itself in linked data (JSON-LD, schema.org), which papers keep in order for search engines.

Only plain facts of the first article are taken. The data may be broken, huge or nested without end; then there are
none.
"""

from __future__ import annotations

import json
import re
from collections import deque
from html import unescape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LONGEST = 2_000_000
"""Characters of linked data that are read."""

MOST = 5_000
"""Objects that are looked at."""

_OPENING = re.compile(r"<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/")
_CLOSING = re.compile(r"(?:-->|(?://|/\*)?\s*\]\]>(?:\s*\*/)?)\s*;?$")
_LAST = 40
"""Characters in which what closes a wrapping is looked for."""

_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>")


def article_data(scripts: Sequence[str], types: frozenset[str], ends: tuple[str, ...]) -> Mapping[str, Any]:
    """The linked data of the page's article, its references resolved one step; empty where there is none.

    Args:
        scripts: What the page's linked data scripts hold.
        types: Lower-case names of the types that are articles.
        ends: What the names of others end in.
    """
    known: dict[str, Mapping[str, Any]] = {}
    best: Mapping[str, Any] = {}
    for thing in _things(scripts):
        identifier = thing.get("@id")
        if isinstance(identifier, str) and len(thing) > 1:
            known.setdefault(identifier, thing)
        kinds = [kind.lower() for kind in _strings(thing.get("@type"))]
        if any(kind in types or kind.endswith(ends) for kind in kinds) and len(thing) > len(best):
            best = thing
    return {key: _resolved(value, known) for key, value in best.items()}


def strings(value: object, key: str = "name") -> list[str]:
    """The strings that `value` is or holds, those of objects under `key`; on one line, entities decoded."""
    found: list[str] = []
    for each in value if isinstance(value, list) else [value]:
        words = each.get(key) if isinstance(each, dict) else each
        lines = [plain(one) for one in (words if isinstance(words, list) else [words]) if isinstance(one, str)]
        found.extend(filter(None, lines))
    return found


def plain(text: str) -> str:
    """`text` on one line, without the markup and entities that templates leave in it."""
    text = unescape(text)
    if "<" in text:
        text = unescape(_MARKUP.sub(" ", text))
    return " ".join(text.split())


def _strings(value: object) -> list[str]:
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]


def _resolved(value: object, known: Mapping[str, Mapping[str, Any]]) -> object:
    """What a reference refers to; lists item by item."""
    if isinstance(value, list):
        return [_resolved(each, known) for each in value[:100] if not isinstance(each, list)]
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return known.get(value["@id"], value)
    return value


def _things(scripts: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    """Every object in the scripts, outer ones first."""
    left, size = MOST, 0
    for script in scripts:
        size += len(script)
        if size > LONGEST:
            return
        waiting: deque[object] = deque([_parsed(script)])
        while waiting and left:
            left -= 1
            value = waiting.popleft()
            if isinstance(value, list):
                waiting.extend(value[:MOST])
            elif isinstance(value, dict):
                yield value
                waiting.extend(each for each in value.values() if isinstance(each, (dict, list)))


def _parsed(script: str) -> object:
    text = script.strip()
    if (opening := _OPENING.match(text)) is not None:
        text = text[opening.end() :]
    text = text[:-_LAST] + _CLOSING.sub("", text[-_LAST:])
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
