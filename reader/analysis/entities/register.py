"""The names of an article as they become known: which of them are one thing, and what speaks for its type.

A register lives as long as its draft, so that a name found in one window is known in all later ones. Every question
is a look-up, so that the cost of a window does not grow with what came before it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.analysis.entities.mentions import Mentions
from reader.model import EntityType, Span, Spans

if TYPE_CHECKING:
    from collections.abc import Collection

    from reader.analysis.draft import Name
    from reader.analysis.entities.gender import Gender
    from reader.model import Entity

Phrase = tuple[str, ...]
_ORDER = (EntityType.PLACE, EntityType.ORGANISATION, EntityType.PERSON, EntityType.WORK)
"""Which type a tie goes to: a place or body is seldom taken for one by chance, a person by two capitals."""


READING = {EntityType.PERSON: 2.5, EntityType.PLACE: 2.0, EntityType.ORGANISATION: 1.5, EntityType.WORK: 1.5}
"""What all readings of trained weights together weigh: less than one clear cue of the rules, and least for the types
that their publishers' own scores show to be less sure."""

MOST_NAMES = 20_000
"""Things that are known at most: ten times what a long novel names, and more than anybody looks through."""

MOST_IDLE = 20_000
"""Capitals that were no names, of which so many are remembered."""

MOST_LOWERED = 100_000
"""Words in lower case that are remembered: more than a library of novels has."""

_FAR = 8
"""Namings to either side among which a namesake of the right gender is looked for."""


@dataclass(slots=True, eq=False)
class Thing:
    """One thing that is named: its fullest name, what speaks for each type, and where it is mentioned.

    `number` is its place among all things. `mask` tells which words of the name must have a capital. `dirty` says that
    something changed since the entities were gathered.
    """

    number: int
    key: str
    words: Phrase
    name: str
    mask: tuple[bool, ...]
    scores: dict[EntityType, float] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)
    """Those of its mentions that stand in this window and the one before it."""
    readings: dict[EntityType, float] = field(default_factory=dict)
    """How likely trained weights take each type for, summed over its mentions."""
    read: float = 0.0
    """How many mentions they have read."""
    genders: dict[Gender, float] = field(default_factory=dict)
    fullest: Name | None = None
    merged: Thing | None = None
    dirty: bool = True
    spans: Spans = field(default_factory=Spans)
    """All its mentions, in order."""
    settled: EntityType | None = None
    """The type that its mentions were last given."""
    default: EntityType = EntityType.PERSON
    entity: Entity | None = None
    """The entity that was last made of it."""

    @property
    def type(self) -> EntityType:
        """What most speaks for; `default` where nothing does.

        All readings together are one voice: weights that misread a name misread it again.
        """
        scores = self.scores
        if self.read:
            said = {kind: self.readings.get(kind, 0.0) / self.read * READING[kind] for kind in _ORDER}
            scores = {kind: scores.get(kind, 0.0) + said[kind] for kind in _ORDER}
        best = max(_ORDER, key=lambda kind: scores.get(kind, 0.0))
        return best if scores.get(best, 0.0) > 0 else self.default


@dataclass(slots=True)
class Register:
    """All that is named so far, with the forms by which each thing is found again."""

    things: dict[str, Thing] = field(default_factory=dict)
    forms: dict[Phrase, tuple[bool, ...]] = field(default_factory=dict)
    """Each form to look for, with the words of it that must have a capital."""
    lengths: dict[str, list[int]] = field(default_factory=dict)
    """For the first word of a form the numbers of words of such forms, longest first."""
    lowered: set[str] = field(default_factory=set)
    """Words that the article writes in lower case."""
    dormant: dict[Phrase, Spans] = field(default_factory=dict)
    """Capitals of earlier windows that were not taken for names, for the day when one proves to be."""
    common: set[Phrase] = field(default_factory=set)
    """Abbreviations of common nouns, as the article explains them."""
    order: list[Entity] = field(default_factory=list)
    """The entities so far, in order, and where each stands among them by its identifier."""
    places: dict[str, int] = field(default_factory=dict)
    newest: int = 0
    """Where in the draft's names those of this window begin."""
    quotations: int = 0
    """How many of the draft's quotations have had their speakers counted as evidence."""
    changed: list[Thing] = field(default_factory=list)
    mentions: Mentions = field(default_factory=Mentions)
    """What is mentioned where."""
    full: int | None = None
    """Where the first name stands that was not taken, since MOST_NAMES were known."""
    numbered: list[Thing] = field(default_factory=list)
    """The things by their numbers."""
    listed: dict[Phrase, Thing] = field(default_factory=dict)
    """What the lists of names that are one thing hold (`aliases`), by one of its forms."""
    _short: dict[Phrase, array[int]] = field(default_factory=dict)
    """Short forms (a surname, an organisation's first word): of each full naming its place in the text, and whose."""
    _persons: dict[tuple[str, str], Thing] = field(default_factory=dict)
    """Persons by first name (or its initial) and surname."""

    def thing(self, words: Phrase, name: str, mask: tuple[bool, ...], at: int) -> Thing | None:
        """The thing that is called so at the place `at`; a new one where none is, None where there are too many."""
        key = " ".join(words)
        found = self.things.get(key)
        if found is None and len(self.things) >= MOST_NAMES:
            self.full = at if self.full is None else min(self.full, at)
            return None
        if found is None:
            found = self.things[key] = Thing(len(self.numbered), key, words, name, mask)
            self.numbered.append(found)
            self.look_for(words, mask)
        return self.root(found)

    def known(self, key: str) -> Thing | None:
        """The thing of that key, or None."""
        found = self.things.get(key)
        return self.root(found) if found else None

    def root(self, thing: Thing) -> Thing:
        """The thing that `thing` was found to be."""
        while thing.merged is not None:
            thing = thing.merged
        return thing

    def mention(self, within: Span) -> tuple[Entity, Span] | None:
        """The first mention of an entity that begins in the characters `within`, and of which; None where none does."""
        for number, span in self.mentions.beginning_in(within):
            entity = self.root(self.numbered[number]).entity
            if entity is not None:
                return entity, span
        return None

    def touch(self, thing: Thing) -> None:
        """Notes that the thing's entity must be made anew."""
        if not thing.dirty or not thing.spans:
            thing.dirty = True
            self.changed.append(thing)

    def add(self, thing: Thing, name: Name) -> None:
        """Counts `name` among the thing's mentions."""
        thing.names.append(name)
        self.remember(thing, name)

    def remember(self, thing: Thing, name: Name) -> None:
        """Counts `name`, of an earlier window, among the thing's mentions."""
        self.touch(thing)
        thing.spans.insert(Span(name.span.start - name.lead, name.span.end))
        self.mentions.add(name.span, thing.number)
        if thing.fullest is None or len(name.words) > len(thing.fullest.words):
            thing.fullest = name

    def forget(self, names: Collection[Name]) -> None:
        """Keeps of these names, the oldest that are kept, only what they are known by and where they stand."""
        old = set(map(id, names))
        for key in {name.key for name in names}:
            thing = self.known(key)
            if thing is not None:
                thing.names = [name for name in thing.names if id(name) not in old]

    def lower(self, words: Collection[str]) -> None:
        """Remembers `words` as such that the article writes in lower case."""
        if len(self.lowered) < MOST_LOWERED:
            self.lowered.update(words)

    def idle(self, words: Phrase, span: Span) -> None:
        """Remembers capitals that were no name."""
        if words in self.dormant or len(self.dormant) < MOST_IDLE:
            self.dormant.setdefault(words, Spans()).insert(span)

    def look_for(self, words: Phrase, mask: tuple[bool, ...]) -> None:
        """Makes the text be searched for `words` from now on."""
        if not words or words in self.forms:
            return
        self.forms[words] = mask
        lengths = self.lengths.setdefault(words[0], [])
        if len(words) not in lengths:
            lengths.append(len(words))
            lengths.sort(reverse=True)

    def merge(self, shorter: Thing, fuller: Thing) -> None:
        """Makes the two one thing under the name of `fuller`."""
        shorter, fuller = self.root(shorter), self.root(fuller)
        if shorter is fuller:
            return
        for kind, weight in shorter.scores.items():
            fuller.scores[kind] = fuller.scores.get(kind, 0.0) + weight
        for kind, chance in shorter.readings.items():
            fuller.readings[kind] = fuller.readings.get(kind, 0.0) + chance
        fuller.read += shorter.read
        for told, weight in shorter.genders.items():
            fuller.genders[told] = fuller.genders.get(told, 0.0) + weight
        shorter.merged = fuller
        fuller.settled = None
        if shorter.spans:
            self.touch(fuller)
        for name in shorter.names:
            name.key = fuller.key
        fuller.names += shorter.names
        fuller.spans.merge(shorter.spans)
        if shorter.fullest is not None and (
            fuller.fullest is None or len(shorter.fullest.words) > len(fuller.fullest.words)
        ):
            fuller.fullest = shorter.fullest
        self.touch(shorter)
        shorter.names, shorter.spans = [], Spans()

    def shorten(self, thing: Thing, form: Phrase, mask: tuple[bool, ...], at: int) -> None:
        """Lets `form` stand for `thing` from the place `at` on (and before it, where nothing else claims it)."""
        namings = self._short.setdefault(form, array("I"))
        if namings and namings[-1] == thing.number:
            return
        namings.extend((at, thing.number))
        self.look_for(form, mask)

    def shortened(self, form: Phrase, at: int, gender: Gender | None = None) -> Thing | None:
        """What `form` stands for at the place `at`: the thing of such a name that was named in full last before it.

        A title that tells a `gender` keeps Mme Morel apart from M. Morel, where theirs are known. Where names are no
        longer taken, the last one of that surname may be one of these: it stands for nothing that is known.
        """
        namings = self._short.get(form)
        if namings is None or (self.full is not None and at >= self.full):
            return None
        whose = range(1, len(namings), 2)
        index = bisect_right(whose, at, key=lambda number: namings[number - 1]) - 1
        nearest = self._named_in(namings, whose[max(index, 0)])
        if gender is None or len(whose) == 1:
            return nearest
        for place in (*whose[max(0, index - _FAR) : index + 1][::-1], *whose[index + 1 :][:_FAR]):
            thing = self._named_in(namings, place)
            told = thing.genders
            if told.get(gender, 0.0) > max((told[each] for each in told if each != gender), default=0.0):
                return thing
        return nearest

    def _named_in(self, namings: array[int], place: int) -> Thing:
        return self.root(self.numbered[namings[place]])

    def person(self, thing: Thing, first: str, last: str) -> Thing:
        """The person of that first name and surname, who `thing` is too: Jane Q. Doe, Jane Doe and J. Doe are one."""
        keys = [(first, last)] if len(first) > 1 else []
        found = next((self._persons[key] for key in keys if key in self._persons), None)
        if found is None:
            initial = self._persons.get((first[:1], last))
            if initial is not None and (len(first) == 1 or len(self.root(initial).words[0]) == 1):
                found = initial
        if found is not None and self.root(found) is not thing and self.root(found).type is EntityType.PERSON:
            other = self.root(found)
            fuller, shorter = (thing, other) if len(thing.name) > len(other.name) else (other, thing)
            self.merge(shorter, fuller)
            thing = fuller
        for key in ((first, last), (first[:1], last)):
            self._persons.setdefault(key, thing)
        return thing
