"""What a line of plain text begins with: bullets, numbers, the marks that people type for structure.

Signs are looked at, never words, so that nothing here depends on a language.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.tongue import N_

_BULLET = re.compile(r"(?:[-*+–—→]|o(?=[ \t]))[ \t\u00a0]+(?=\S)|[•·‣◦▪▫■□●○∙⁃➤►▶✓✔✗☐☑❖◆◇][ \t\u00a0\u202f]*(?=\S)")
_NUMBER = re.compile(
    r"(?:(?P<paren>\(?)(?:(?P<digits>\d{1,3})|(?P<roman>[ivxIVX]{1,5})|(?P<letter>[a-zA-Z]))(?P<close>[.)]|\.\))"
    r"|(?P<degree>\d{1,2})(?P<sign>°|(?:/|[ \u00a0][-–—])(?=[ \t\u00a0]+[^\W\d_])))[ \t\u00a0]+(?=\S)"
)
"""A number as it stands in a list: 1. 1) (1) a) iv. 1° 1/ or 1 –, the last two before a word only."""

_OUTLINE = re.compile(r"(?P<path>\d{1,2}(?:\.\d{1,2}){1,4})\.?[ \t\u00a0]+(?=\S)")
_HASHES = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_EQUALS = re.compile(r"(={1,6})[ \t]*([^=\s](?:.*[^=\s])?)[ \t]*\1$")
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^*_]+)(?<=\S)\1[ \t]*:?$")
_RULE = re.compile(r"([-=_*~#·•.—–+⁂◆])(?:[ \t]*\1){2,}$|[⁂❦❧]$")
_UNDERLINE = re.compile(r"([=~^\"-])\1{2,}$")
_ROMAN = {"i": 1, "v": 5, "x": 10}

_BOXES = frozenset("✓✔✗☐☑")
"""Boxes and ticks, of which one list has several."""

MARKS = frozenset("-*+–—→(•·‣◦▪▫■□●○∙⁃➤►▶✓✔✗☐☑❖◆◇")
"""Signs, beside letters and digits, that a list's marker begins with."""

UNDERLINES = frozenset('=~^"-')
"""Signs that a line below a heading repeats."""

TYPED = frozenset("#=*_`~-·•.—–+⁂◆❦❧")
"""Signs that a fence, a rule or a typed heading begins with."""

DASHES = frozenset("–—")
"""Bullets that begin a spoken line in dialogue, too."""


class Marker(NamedTuple):
    """A list marker or number: as printed, its style (what siblings share), its value, and where the words begin."""

    printed: str
    style: str
    value: int | None
    end: int
    path: int = 1
    """Parts of an outline number such as 2.1."""


class Heading(NamedTuple):
    """Marks of a heading that somebody typed: the range of the words between them, a level or None, and why."""

    begin: int
    end: int
    level: int | None
    reason: str


def bullet(text: str, begin: int, end: int) -> Marker | None:
    """The bullet that the line begins with."""
    found = _BULLET.match(text, begin, end)
    if found is None or found.end() >= end:
        return None
    printed = found[0].strip()
    return Marker(printed, "☐" if printed in _BOXES else printed, None, found.end())


def number(text: str, begin: int, end: int) -> Marker | None:
    """The number, letter or outline number that the line begins with."""
    if (path := _OUTLINE.match(text, begin, end)) and path.end() < end:
        parts = path["path"].split(".")
        return Marker(path[0].strip(), "outline", int(parts[-1]), path.end(), len(parts))
    found = _NUMBER.match(text, begin, end)
    if found is None or found.end() >= end:
        return None
    close = found["close"] or found["sign"].strip()
    if digits := found["digits"] or found["degree"]:
        return Marker(found[0].strip(), f"{found['paren'] or ''}1{close}", int(digits), found.end())
    case = "i" if (roman := found["roman"]) else "a"
    mark = roman or found["letter"]
    value = _roman(mark.lower()) if roman else ord(mark.lower()) - ord("a") + 1
    style = f"{found['paren']}{case if mark.islower() else case.upper()}{close}"
    return Marker(found[0].strip(), style, value, found.end())


def marker(text: str, begin: int, end: int) -> Marker | None:
    """The bullet or the number that the line begins with."""
    return bullet(text, begin, end) or number(text, begin, end)


def _roman(mark: str) -> int:
    values = [_ROMAN[sign] for sign in mark]
    return sum(-value if value < max(values[i:]) else value for i, value in enumerate(values))


def heading(text: str, begin: int, end: int) -> Heading | None:
    """The marks of a heading on a line of its own: `# words`, `== words ==` or `**words**`."""
    sign = text[begin]
    if sign == "#" and (found := _HASHES.match(text, begin, end)):
        words = text[found.end() : end].rstrip("#").rstrip(" \t") or text[found.end()]
        return Heading(found.end(), found.end() + len(words), len(found[1]), N_("marked with #"))
    if sign == "=" and (found := _EQUALS.match(text, begin, end)):
        return Heading(found.start(2), found.end(2), len(found[1]), N_("between = signs"))
    if sign in "*_" and (found := _BOLD.match(text, begin, end)):
        return Heading(found.start(2), found.end(2), None, N_("bold by itself"))
    return None


def is_rule(text: str, begin: int, end: int) -> bool:
    """Whether the line is a rule: three or more signs of one kind, or an asterism."""
    return bool(_RULE.match(text, begin, end))


def underline(text: str, begin: int, end: int) -> str | None:
    """The sign that the line underlines with, where it is nothing but that sign."""
    found = _UNDERLINE.match(text, begin, end)
    return found[1] if found else None
