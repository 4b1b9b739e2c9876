"""Who and what an article has named so far, so that attribution can ask whose name stands where.

A roster is a view of the draft's names: it finds nothing by itself. It knows the places of the names of this window
and the one before it, so that making one costs the same late in a long text as early; what the names are short for
is known of the whole text up to here.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from reader.analysis.entities.gender import FIRST_NAME, Gender, genders
from reader.model import EntityType

if TYPE_CHECKING:
    from reader.analysis.draft import Draft, Name
    from reader.model import Span

__all__ = ["TOLD", "Gender", "Roster"]

TOLD = 0.5
"""Weight from which on a gender speaks against a pronoun: one other pronoun nearby may mean somebody else."""


class Roster:
    """The names of a draft, in the order of the text."""

    def __init__(self, draft: Draft) -> None:
        self._register = draft.register
        self._genders = genders(draft.language)
        self._names = draft.names
        self._starts = [name.span.start for name in self._names]
        self._people = [name for name in self._names if name.type is EntityType.PERSON]
        self._leaning: dict[str, float] = {}

    def at(self, span: Span) -> Name | None:
        """The first name that shares a character with `span`, or None."""
        index = max(0, bisect_right(self._starts, span.start) - 1)
        while index < len(self._names) and self._starts[index] < max(span.end, span.start + 1):
            if self._names[index].span.end > span.start:
                return self._names[index]
            index += 1
        return None

    def fullest(self, name: Name) -> Name:
        """The fullest mention of what `name` names: for a surname, the first with the whole name."""
        thing = self._register.known(name.key)
        return thing.fullest if thing is not None and thing.fullest is not None else name

    def people(self) -> list[Name]:
        """Every mention of a person in this window and the one before it, in the order of the text."""
        return self._people

    def gender(self, name: Name, *, least: float = 0.0) -> Gender | None:
        """What the article lets know of a person's gender: by titles, roles, the first name, pronouns nearby.

        Args:
            name: A mention of the person.
            least: Weight of the evidence below which nothing is known; a single pronoun nearby weighs less than TOLD.
        """
        if name.key not in self._leaning:
            self._leaning[name.key] = self._weigh(name)
        leaning = self._leaning[name.key]
        if not leaning or abs(leaning) < least:
            return None
        return "f" if leaning > 0 else "m"

    def _weigh(self, name: Name) -> float:
        """How far the evidence for a woman outweighs that for a man."""
        thing = self._register.known(name.key)
        weights = dict(thing.genders) if thing is not None else {}
        parts = self.fullest(name).words.split()
        told = self._genders.first.get(parts[0].split("-")[0]) if len(parts) > 1 else None
        if told is not None:
            weights[told] = weights.get(told, 0.0) + FIRST_NAME
        return weights.get("f", 0.0) - weights.get("m", 0.0)
