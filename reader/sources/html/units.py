"""What a page is read into before anything is judged: units of words, and the elements that they stand in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model import BlockKind, InlineKind
    from reader.sources.html.regions import Region

Event = tuple[str, str, "InlineKind | None"]
"""What a unit is made of, in order: ("words", text, None), ("begin", target, kind), ("end", "", kind),
("break", "", None) for a line's end, ("cell", "", None) between cells, ("verbatim", text, None)."""


@dataclass(frozen=True, slots=True)
class Node:
    """An element that holds blocks. `region` is what its names say, `classes` are for seeing which are alike."""

    parent: int
    tag: str
    region: Region
    classes: str = ""


@dataclass(slots=True, eq=False)
class Container:
    """A quote, a pull (a quote that only its element's names say it is), a list or an item that holds units.

    `number` tells lists apart; `marker` is an item's.
    """

    kind: str
    number: int = 0
    marker: str | None = None


@dataclass(slots=True)
class Unit:
    """A run of words that is a block of its own.

    `node` is the element that holds it. `size` counts its visible characters, `linked` and `strong` those of them
    that are. `is_caption`: it stands under or beside a picture. `reason` says why it was judged to be what it is.
    """

    kind: BlockKind
    node: int
    level: int | None = None
    containers: tuple[Container, ...] = ()
    events: list[Event] = field(default_factory=list)
    text: str = ""
    size: int = 0
    linked: int = 0
    strong: int = 0
    is_caption: bool = False
    info: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """A page from top to bottom. A node's parent stands before it in `nodes`; the first is the body."""

    nodes: list[Node]
    units: list[Unit]


def visible(text: str) -> int:
    """Characters of `text` but for spaces."""
    return len(text) - text.count(" ")
