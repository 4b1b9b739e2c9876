"""What the names of an element (class, id, role) say of it: a share bar, a caption, a quotation set apart.

The names are data (`regions.toml`). They are a page's builders' own and promise nothing: `choice.py` weighs
them against where the article's words are.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

_PIECE = re.compile(r"[A-Z]?[a-zà-ÿ]+|[A-Z]+(?![a-z])")
_WORD = re.compile(r"[^\W_]+")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FEW = 3
"""Children of an element among which the heading that it begins with stands."""

_LONGEST = 1_000
"""Characters of names that are looked at."""

_OUTSIDE_ROLES = frozenset({"banner", "complementary", "contentinfo", "dialog", "menu", "navigation", "search"})


@dataclass(frozen=True, slots=True)
class Region:
    """What the names of an element say. `outside` are those that put it outside the article."""

    outside: frozenset[str] = frozenset()
    is_talk: bool = False
    """Whether one of those says that others speak there."""
    is_unseen: bool = False
    is_pull: bool = False
    is_caption: bool = False
    is_standfirst: bool = False
    is_article: bool = False


NOWHERE = Region()


def region(element: HtmlElement) -> Region:
    """What the names of `element` say."""
    names = element.get("class"), None if _is_anchor(element) else element.get("id"), element.get("role")
    return _region(*(name[:_LONGEST] if name else "" for name in names)) if any(names) else NOWHERE


def _is_anchor(element: HtmlElement) -> bool:
    """Whether the id of `element` is made from the heading that it begins with, and so says nothing of its own."""
    identifier = element.get("id")
    first = next((child for child in element[:_FEW] if child.tag in _HEADINGS), None) if identifier else None
    if first is None:
        return False
    said = _WORD.findall("".join(first.itertext())[:_LONGEST].lower())
    made = _WORD.findall((identifier or "")[:_LONGEST].lower())
    return bool(made) and said[: len(made)] == made


@lru_cache(maxsize=4096)
def _region(classes: str, identifier: str, role: str) -> Region:
    names = frozenset(f"{classes} {identifier}".lower().split())
    words = frozenset(piece.lower() for piece in _PIECE.findall(f"{classes} {identifier}"))
    data = _data()
    own = frozenset(classes.lower().split())
    outside = (words & data["outside"]) | (names & data["outside_names"]) | ({role.lower()} & _OUTSIDE_ROLES)
    return Region(
        outside=outside,
        is_talk=bool(outside & data["talk"]),
        is_unseen=bool(own & data["unseen"]),
        is_pull=bool((own | words) & data["pull"]),
        is_caption=bool((own | words) & data["caption"]),
        is_standfirst=bool((own | words) & data["standfirst"]),
        is_article=bool((own | words) & data["article"]),
    )


@cache
def _data() -> Mapping[str, frozenset[str]]:
    table = tomllib.loads(files("reader.sources.html").joinpath("regions.toml").read_text(encoding="utf-8"))
    return {name: frozenset(value.split()) for name, value in table.items()}
