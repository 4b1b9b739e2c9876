"""Which facts the lists of the sidebar show, and in which order. Pure.

A list can be narrowed to names that begin with what is typed, and put in another order; what is walked through with
the keys stays in the order of the text.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from reader.model import EntityType
from reader.model.names import begins
from reader.tongue import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.model import Article, Entity, Placed, Quotation

FRAGMENT_WORDS = 4
"""Words from which a fragment, worked into another's sentence, is listed beside the statements."""

FORMS = 50
"""Mentions of an entity whose words are looked at when a name is typed."""

UNKNOWN = N_("speaker not named")
"""What stands for the speaker of a quotation that has none."""

CORRECTED = "✎"
"""What stands behind what the reader corrected."""

TYPES = tuple(EntityType)
"""The order in which types stand in the list."""


class Order(StrEnum):
    """How a list is arranged; which orders a list has, ORDERS says."""

    TEXT = N_("in the order of the text")
    SPEAKER = N_("by speaker")
    WEIGHT = N_("by how often they are named")
    FIRST = N_("by where they are named first")
    NEWEST = N_("from the newest on")


ORDERS = {
    "quotations": (Order.TEXT, Order.SPEAKER),
    "entities": (Order.WEIGHT, Order.FIRST),
    "highlights": (Order.TEXT, Order.NEWEST),
}
"""The orders of each list of the sidebar, between which a key changes; it begins with the first."""


def walked(quotations: Iterable[Quotation], typed: str = "") -> list[Quotation]:
    """Those of speakers that `typed` fits, in the order of the text."""
    return [each for each in quotations if begins(_said_by(each), typed)]


def listed(article: Article, quotations: Iterable[Quotation]) -> list[Quotation]:
    """Statements and longer fragments."""
    return [each for each in quotations if _is_listed(article, each)]


def _said_by(quotation: Quotation) -> str:
    speaker = quotation.speaker
    return f"{speaker.name} {speaker.role or ''}" if speaker else _(UNKNOWN)


def _is_listed(article: Article, quotation: Quotation) -> bool:
    if not quotation.fragment:
        return True
    return sum(len(span.of(article.text).split()) for span in quotation.spans) >= FRAGMENT_WORDS


def _forms(article: Article, entity: Entity, typed: str) -> Iterable[str]:
    if not typed.strip():
        return (entity.name,)
    return {entity.name, *(mention.of(article.text) for mention in entity.everywhere[:FORMS])}


def in_order(quotations: Sequence[Quotation], order: Order) -> Sequence[Quotation]:
    """`quotations` in that order; by speaker, whoever speaks first stands first, and who is not named last."""
    if order is not Order.SPEAKER:
        return quotations
    first: dict[str, int] = {}
    for quotation in quotations:
        if quotation.speaker:
            first.setdefault(quotation.speaker.name, len(first))
    return sorted(quotations, key=lambda q: first[q.speaker.name] if q.speaker else len(first))


def by_type(article: Article, entities: Iterable[Entity], order: Order, typed: str = "") -> list[Entity]:
    """Those of which `typed` fits the name or another form in the text, by type, and within a type in that order."""
    found = [entity for entity in entities if any(begins(form, typed) for form in _forms(article, entity, typed))]
    if order is Order.FIRST:
        return sorted(found, key=lambda entity: (TYPES.index(entity.type), entity.mentions[:1]))
    return sorted(found, key=lambda entity: (TYPES.index(entity.type), -len(entity.everywhere)))


def of_highlights(placed: Iterable[Placed], order: Order, typed: str = "") -> list[Placed]:
    """Those in whose words or note `typed` begins a word, in that order."""
    found = [each for each in placed if begins(f"{each.highlight.anchor.quote} {each.highlight.note}", typed)]
    if order is Order.NEWEST:
        return sorted(found, key=lambda each: each.highlight.made_at, reverse=True)
    return found
