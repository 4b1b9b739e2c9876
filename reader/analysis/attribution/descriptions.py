"""Who a description stands for when no name is beside it: le ministre, the coach, l'universitaire, le quadragénaire.

An article introduces its people with what they are (the coach, Ann Lee; Ann Lee, coach of X; le ministre Jean Roux).
A later description stands for the person who was introduced by the same words, by the same noun, or by a noun of the
same kind (a sociologist is a researcher, a mayor an elected official), as long as it can be one person only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.analysis.attribution.beside import LONGEST, following, leading
from reader.analysis.wordclasses import Subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.analysis.attribution.subjects import Subjects
    from reader.analysis.speech import Speech
    from reader.analysis.stage import Stage

_PEOPLE = 400
"""Mentions of people that are looked at in a window."""
_QUALIFIED = 2
"""Words of a description that only qualifies its noun (le technicien breton)."""


@dataclass(slots=True)
class _Person:
    """Somebody and what the article says that he is."""

    subject: Subject
    """His first mention."""
    phrases: set[tuple[str, ...]] = field(default_factory=set)
    """The descriptions beside his name, in lower case, without their articles."""
    nouns: set[str] = field(default_factory=set)
    """The nouns among them that say what he is."""


class Introductions:
    """What the window's people are introduced as."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._known: dict[str, _Person] | None = None
        self._prefixes: dict[tuple[str, ...], list[str]] = {}

    def person(self, words: list[str], *, before: int) -> Subject | None:
        """The one person who was introduced by a phrase that begins with `words`, or None where none or several were.

        Args:
            words: The description in lower case, without its article.
            before: Offset of the description; an introduction may also follow, if none stands before it.
        """
        known = self._people()
        people = [
            known[name]
            for phrase in _alike(tuple(words[:LONGEST]), self._stage.speech)
            for name in self._prefixes.get(phrase, ())
        ]
        return _only(people, before) or _only(
            [person for person in people if person.subject.span.start < before], before
        )

    def kin(self, words: list[str], noun: str, *, before: int) -> Subject | None:
        """The one person introduced before whom `noun`, or a noun of its kind, was said of.

        Args:
            words: The description in lower case, without its article: the noun, or with what qualifies it.
            noun: The noun that it is about.
            before: Offset of the description.
        """
        if not _is_bare(words, self._stage.speech):
            return None
        earlier = [person for person in self._people().values() if person.subject.span.start < before]
        same = [person for person in earlier if noun in person.nouns]
        return _only(
            same or [person for person in earlier if any(self._covers(noun, each) for each in person.nouns)], before
        )

    def may_be(self, subject: Subject, noun: str) -> bool:
        """Whether nothing that the article says of a person is at odds with `noun`."""
        person = self._people().get(self._stage.whole(subject.span))
        return person is None or not person.nouns or any(self._covers(noun, each) for each in person.nouns)

    def _covers(self, noun: str, other: str) -> bool:
        """Whether both nouns can be said of one person, because the one is a kind of the other."""
        if noun == other:
            return True
        speech = self._stage.speech
        return any(
            noun in kind and (other in kind or other in members or other.endswith(endings))
            for kind, members, endings in speech.kinds
        )

    def _people(self) -> dict[str, _Person]:
        if self._known is None:
            self._known = {}
            self._read(self._known)
            for whole, person in self._known.items():
                for phrase in person.phrases:
                    for size in range(1, len(phrase) + 1):
                        if size == len(phrase) or any(word in person.nouns for word in phrase[:size]):
                            held = self._prefixes.setdefault(phrase[:size], [])
                            if whole not in held:
                                held.append(whole)
        return self._known

    def _read(self, known: dict[str, _Person]) -> None:
        roster = self._stage.roster
        first = self._stage.article.blocks[self._stage.draft.window.start].span.start
        for name in self._stage.people(first, len(self._stage.article.text))[:_PEOPLE]:
            block = self._stage.article.block_at(name.span.start)
            if block is None:
                continue
            subjects = self._stage.subjects(block)
            at = self._stage.token_at(block, name.span.start)
            if at is None:
                continue
            whole = roster.fullest(name).words
            person = known.setdefault(whole, _Person(Subject("name", name.span, type=name.type)))
            for beside in (leading(subjects, at), following(subjects, at, name)):
                if beside:
                    words = [subjects.items[i].low for i in beside]
                    person.phrases.add(tuple(words))
                    person.nouns.update(_nouns(words, subjects))


def _only(people: list[_Person], before: int) -> Subject | None:
    """The one person of `people`, by those who stand before the offset `before` if any does."""
    earlier = [person for person in people if person.subject.span.start < before] or people
    return earlier[0].subject if len({id(person) for person in earlier}) == 1 else None


def _alike(words: tuple[str, ...], speech: Speech) -> Iterator[tuple[str, ...]]:
    """A description and the others that name the same office (le chef du gouvernement, le premier ministre)."""
    yield words
    for office in speech.offices:
        if any(words[: len(phrase)] == phrase for phrase in office):
            yield from (phrase for phrase in office if words[: len(phrase)] != phrase)


def _is_bare(words: list[str], speech: Speech) -> bool:
    """Whether a description is a noun with an adjective or age at most, and speaks of no office or body."""
    if len(words) <= _QUALIFIED:
        return not any(word in speech.prepositions for word in words)
    return any(word.isdigit() for word in words) and len(words) <= 2 * _QUALIFIED


def _nouns(words: list[str], subjects: Subjects) -> Iterator[str]:
    """The nouns in `words` that say what somebody is: the first, and those that another joins to it."""
    for at, word in enumerate(words):
        if subjects.is_role(word):
            yield word
        elif at and word in subjects.speech.prepositions:
            return
