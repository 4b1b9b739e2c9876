"""What the steps of an analysis hand to each other while it is under way.

A draft belongs to one article. Steps work on the blocks of the current window, so that a long article is analysed
piece by piece in one direction, and what was found in earlier windows helps in later ones.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.analysis.entities.register import Register
from reader.model import Packed

if TYPE_CHECKING:
    from reader.model import Article, Entity, EntityType, Gap, Quotation, QuotationKind, Span


@dataclass(frozen=True, slots=True)
class Turn:
    """That a quotation is a turn of a conversation, in which speakers alternate."""

    label: Span | None = None
    """The words before it that name who speaks (Q., M. T., a name)."""
    introduced: Span | None = None
    """Where an interview introduces the one who answers; None in a dialogue."""


@dataclass(slots=True)
class Found:
    """A quotation under way: first its spans, then who says it and why."""

    kind: QuotationKind
    spans: list[Span]
    outer: Span
    """From the opening mark to the closing one, marks included; the spans' own range where there are none."""
    fragment: bool = False
    turn: Turn | None = None
    repeats: list[Span] = field(default_factory=list)
    speaker: Span | None = None
    """The words that name the speaker for this quotation (a name or description, never a pronoun)."""
    role: Span | None = None
    cue: Span | None = None
    reason: str = ""


@dataclass(slots=True)
class Name:
    """One mention of something named; `type` is the best judgement so far, `key` what groups mentions of one thing."""

    span: Span
    words: str
    type: EntityType
    key: str = ""
    reason: str = ""
    lead: int = 0
    """Characters before it of a form of address that belongs to the mention (Mme Roux)."""


@dataclass(slots=True)
class Draft:
    """An analysis under way. `window` is the half-open range of block indices that steps work on now."""

    article: Article
    language: str | None
    window: range = range(0)
    quotations: list[Found] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    """The names of this window and the one before it, in the order of the text."""
    entities: tuple[Entity, ...] = ()
    fresh: tuple[Quotation, ...] = ()
    """The quotations that the window brings, as facts."""
    changed: tuple[tuple[int, Quotation], ...] = ()
    """What it teaches of those before them: their numbers, and they as they are now."""
    gaps: list[Gap] = field(default_factory=list)
    register: Register = field(default_factory=Register)
    """What the names are known by from one window to the next."""
    made: list[Quotation] = field(default_factory=list)
    """The first of `quotations`, as they were last made."""
    packed: Packed[Quotation] = field(default_factory=Packed)
    """Those before them, in which no step will change anything: `quotations` are what is left to look back on."""
    seen: Counter[str] = field(default_factory=Counter)
    """How often an identifier would have been given, did not the next of its like get another one."""
