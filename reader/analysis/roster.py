"""Who and what an article has named so far, so that attribution can ask whose name stands where.

A roster is a view of the draft's names: it finds nothing by itself.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Literal

from reader.analysis.lexicon import lexicon
from reader.analysis.speech import speech
from reader.model import EntityType

if TYPE_CHECKING:
    from reader.analysis.draft import Draft, Name
    from reader.analysis.lexicon import Lexicon
    from reader.model import Span

Gender = Literal["f", "m"]

_BEFORE = 24
"""Characters before a name in which its title is looked for."""


class Roster:
    """The names of a draft, in the order of the text."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._names = sorted(draft.names, key=lambda name: name.span)
        self._starts = [name.span.start for name in self._names]
        self._groups: dict[str, list[Name]] = {}
        for name in self._names:
            self._groups.setdefault(name.key or name.words, []).append(name)

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
        return max(self._group(name), key=lambda each: len(each.words), default=name)

    def people(self) -> list[Name]:
        """Every mention of a person, in the order of the text."""
        return [name for name in self._names if name.type is EntityType.PERSON]

    def gender(self, name: Name) -> Gender | None:
        """What the article lets know of a person's gender: by a title before the name, else by the first name."""
        known, text = speech(self._draft.language), self._draft.article.text
        for each in self._group(name):
            before = text[max(0, each.span.start - _BEFORE) : each.span.start].split()
            if before and before[-1] in known.titles_f:
                return "f"
            if before and before[-1] in known.titles_m:
                return "m"
        whole = self.fullest(name).words.split()
        return _gender_of(whole[0], lexicon(self._draft.language)) if len(whole) > 1 else None

    def _group(self, name: Name) -> list[Name]:
        return self._groups.get(name.key or name.words, [name])


def _gender_of(first: str, names: Lexicon) -> Gender | None:
    """The gender of a first name; of a double one (Marie-Paule) that of its first part."""
    for word in (first, first.partition("-")[0]):
        f, m = word in names.first_f, word in names.first_m
        if f != m:
            return "f" if f else "m"
    return None
