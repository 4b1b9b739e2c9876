"""What a Markdown file says of itself before its text: the lines between two `---` (YAML) or two `+++` (TOML).

Site generators write `key: value`, quoted values and short lists there, and that is all that is read: a full YAML
parser is a dependency and an attack surface for facts that fit one line. Whatever is not understood is left out.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from reader.data import read_table
from reader.lang import LANGUAGES
from reader.model import Metadata

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LIMIT = 64 * 1024
"""Characters within which front matter must end; beyond, it is the article's text."""

_CLOSING = {"---": ("---", "..."), "+++": ("+++",)}
_ENTRY = re.compile(r"([^\W\d][\w-]{0,60})[ \t]*:(?:[ \t]+(.*))?$")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?:[\w-]+:[ \t]+)?(.*)$")
_LINE = re.compile(r"[ \t]|-[ \t]|#|[^\W\d][\w-]{0,60}[ \t]*:(?:[ \t]|$)")
"""What a line of YAML may begin with: an indent, an item, a comment, a key."""

_COMMENT = re.compile(r"(?<![ \t])[ \t]+#.*$")
_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_QUOTED = re.compile(r"""(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)')""")


def front_matter(source: str) -> tuple[Metadata, int]:
    """The facts at the beginning of `source`, and the offset at which its text begins (0 where there are none)."""
    first, _, rest = source[:LIMIT].partition("\n")
    first = first.rstrip()
    if first not in _CLOSING or not rest or rest[0] == "\n":
        return Metadata(), 0
    begin = source.index("\n") + 1
    at = begin
    while at < min(len(source), LIMIT):
        end = source.find("\n", at)
        end = len(source) if end < 0 else end
        if source[at:end].rstrip() in _CLOSING[first]:
            body = source[begin:at]
            values = _toml(body) if first == "+++" else _yaml(body)
            if not values and body.strip():
                return Metadata(), 0
            return _metadata(values), min(end + 1, len(source))
        at = end + 1
    return Metadata(), 0


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """Fact → the names it goes by."""
    table = read_table(__file__, "front_matter.toml") or {}
    return {fact: tuple(names.split()) for fact, names in table.items()}


def _toml(body: str) -> Mapping[str, Any]:
    import tomllib

    try:
        return {key.lower(): value for key, value in tomllib.loads(body).items()}
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return {}


def _yaml(body: str) -> Mapping[str, Any]:
    """Top-level keys with their scalar, or the list of scalars that stands behind or below them."""
    values: dict[str, Any] = {}
    if any(line.strip() and not _LINE.match(line) for line in body.split("\n")):
        return values  # prose between two rules
    key, below = "", list[str]()
    for line in [*body.split("\n"), "end:"]:
        entry = _ENTRY.match(line)
        if entry is None:
            below.append(line)
            continue
        if key and below and (values[key] in ("", ">", "|", ">-", "|-")):
            values[key] = _below(below)
        key, below = entry[1].lower(), []
        values[key] = _scalar((entry[2] or "").strip())
    del values["end"]
    return values


def _below(lines: list[str]) -> list[str] | str:
    """What stands under a key: its list, or its text over several lines."""
    items = [_scalar(found[1].strip()) for line in lines if (found := _ITEM.match(line))]
    return [item for item in items if isinstance(item, str)] or " ".join(" ".join(lines).split())


def _scalar(value: str) -> str | list[str]:
    if value.startswith("["):
        inner = value[1 : value.rindex("]")] if "]" in value else value[1:]
        return [item for item in map(_unquoted, _items(inner)) if item]
    return _unquoted(value)


def _items(inner: str) -> Iterator[str]:
    """The entries of `a, "b, c"`."""
    at = 0
    while at < len(inner):
        while at < len(inner) and inner[at] in " \t,":
            at += 1
        quoted = _QUOTED.match(inner, at)
        end = quoted.end() if quoted else inner.find(",", at)
        end = len(inner) if end < 0 else end
        yield inner[at:end]
        at = end


def _unquoted(value: str) -> str:
    value = value.strip()
    if (quoted := _QUOTED.match(value)) is None:
        return _COMMENT.sub("", value).strip()
    if quoted[1] is not None:
        return re.sub(r"\\(.)", r"\1", quoted[1]).strip()
    return quoted[2].replace("''", "'").strip()


def _metadata(values: Mapping[str, Any]) -> Metadata:
    found = {fact: next((values[name] for name in names if values.get(name)), None) for fact, names in _names().items()}
    return Metadata(
        title=_line(found["title"]),
        authors=_people(found["authors"]),
        site=_line(found["site"]),
        date=_day(found["date"]),
        url=_address(found["url"]),
        language=_language(found["language"]),
    )


def _line(value: object) -> str | None:
    """A scalar on one line; a list or table says nothing."""
    if isinstance(value, (list, dict)) or value is None:
        return None
    return " ".join(str(value).split()) or None


def _people(value: object) -> tuple[str, ...]:
    """Names from a list, or from `A, B & C`; `Doe, Jane` is one name."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        named = [entry.get("name") if isinstance(entry, dict) else entry for entry in value]
        return tuple(filter(None, map(_line, named)))
    line = _line(value)
    if line is None:
        return ()
    pieces = [piece.strip() for piece in re.split(r"[;,&]", line)]
    return tuple(pieces) if all(" " in piece for piece in pieces) else (line,)


def _day(value: object) -> str | None:
    if isinstance(value, (date, datetime)):
        return value.isoformat()[:10]
    match = _DATE.match(str(value).strip()) if value is not None else None
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return None


def _address(value: object) -> str | None:
    line = _line(value)
    return line if line and line.startswith(("http://", "https://")) else None


def _language(value: object) -> str | None:
    code = re.split(r"[-_]", (_line(value) or "").lower())[0]
    return code if code in LANGUAGES or re.fullmatch(r"[a-z]{2}", code) else None
