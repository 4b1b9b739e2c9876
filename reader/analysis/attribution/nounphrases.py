"""Noun phrases: the name in them, or the description that they are, and where they begin and end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.attribution.edges import DEEP
from reader.analysis.attribution.named import Named
from reader.analysis.wordclasses import ANY, Subject
from reader.model import EntityType, Span

if TYPE_CHECKING:
    from reader.analysis.draft import Name

_QUALIFIED = 3
"""Tokens of a noun with its adjectives before 'of'."""


_OWNED = 4
"""Tokens of the shortest description with a role that another's name has (coach of swimmer X)."""


class NounPhrases(Named):
    """The noun phrases of one block."""

    __slots__ = ()

    def _phrase(self, begin: int, end: int) -> Subject | None:
        """What the tokens from `begin` to `end`, a noun phrase, name: the name in it, or a description."""
        while begin < end and (
            not self.items[begin].is_word or self.is_adverb(begin) or self.items[begin].low in self.speech.conjunctions
        ):
            begin += 1
        if begin >= end:
            return None
        pronoun = self._pronoun(begin, begin)
        if pronoun and not self._determines(begin, end):
            return pronoun
        names = self.names(begin, end)
        chosen = self._named(names, begin, end)
        if chosen is not None:
            return self._as_name(*chosen, begin, end)
        return self._description(begin, end)

    def _named(
        self, names: list[tuple[int, int, Name | None]], begin: int, end: int
    ) -> tuple[int, int, Name | None] | None:
        """Which of the names in a phrase is the one spoken of: not one that hangs on a preposition."""
        free = [
            each for each in names if not self.hangs(each[0], begin) and not self._is_possessive(each[1] - 1, each[2])
        ]
        if not free:
            return None
        free = [
            each
            for each in free
            if not self._is_owner(each, begin)
            and not self._is_apposed_body(each, begin)
            and not self._is_adjective(each, begin, end)
        ]
        if not free:
            return None
        first = free[0]
        for each in free:
            if each[0] > begin and self._is_title(each[0] - 1) and _is_person(each[2]):
                return each
        for each in free[1:]:
            joined = not any(self.items[i].low in self.speech.prepositions for i in range(first[1], each[0]))
            titled = any(self.is_role(self.items[i].low) for i in range(first[1], each[0]))
            if joined and _is_person(each[2]) and (titled or not (first[2] and _is_person(first[2]))):
                return each
        return first

    def _is_owner(self, each: tuple[int, int, Name | None], begin: int) -> bool:
        """Whether a description speaks of somebody whose own role and name it holds (l'entraîneur de la nageuse X)."""
        first, roles, bodies = each[0], self.speech.roles, self.speech.bodies
        if first - begin < _OWNED or self.items[first - 1].low not in roles or self.items[first - 1].low in bodies:
            return False
        at = first - 2
        while at > begin and self.items[at].low in self.speech.determiners and not self.is_genitive(at):
            at -= 1
        return self.is_genitive(at) and any(self.items[i].low in roles for i in range(begin, at))

    def _is_adjective(self, each: tuple[int, int, Name | None], begin: int, end: int) -> bool:
        """Whether a capital or place stands before the noun that it belongs to (the Swedish brochure, Calder MP)."""
        first, last, name = each
        if last >= end or (name is not None and name.type is not EntityType.PLACE):
            return False
        low = self.items[last].low
        if self._is_title(last) or self.is_role(low):
            return not any(self.items[i].capital and not self._is_title(i) for i in range(last, end))
        known = low in self.speech.prepositions or low in self.speech.determiners or not self.items[last].is_word
        return name is None and first > begin and last - first == 1 and not known and not self.items[last].capital

    def _is_apposed_body(self, each: tuple[int, int, Name | None], begin: int) -> bool:
        """Whether a name is that of what a role belongs to (le porte-parole du collectif la Lanterne)."""
        first, _, name = each
        if first == begin or (name is not None and name.type is EntityType.PERSON):
            return False
        if name is None and self.items[first - 1].low not in self.speech.determiners:
            return False
        head = next((i for i in range(begin, first) if self.is_role(self.items[i].low)), None)
        return head is not None and any(self.items[i].low in self.speech.genitives for i in range(head + 1, first))

    def _as_name(self, first: int, last: int, name: Name | None, begin: int, end: int) -> Subject | None:
        while last - first > 2 and self.is_role(self.items[first].low) and self._begins_sentence(first):
            first += 1
        start = self.items[first].start
        span = Span(start, name.span.end) if name else Span(start, self.items[last - 1].end)
        role = None
        form = ANY
        lead = first
        while lead > begin and self._is_title(lead - 1):
            lead -= 1
        if begin < first:
            head = self.items[begin]
            form = self._form(begin, first)
            if head.low in self.speech.prepositions:
                begin = lead
            while begin < first and self.items[begin].low in self.speech.determiners:
                begin += 1
            led = begin < first and self.items[begin].low in self.speech.prepositions
            if begin < first and not led and not self._is_honorific(begin, first):
                role = Span(self.items[begin].start, self.items[first - 1].end)
        elif last < end and self.items[last].low in self.speech.determiners:
            role = self._role(last, end)
        if name is None and last - first == 1 and self.is_role(self.items[first].low):
            return Subject("description", span, form, role, None, self.items[first].low)
        return Subject("name", span, form, role, name.type if name else None)

    def _description(self, begin: int, end: int) -> Subject | None:
        first = self.items[begin]
        low = first.low
        if low in self.speech.prepositions or low in self.speech.relatives or low in self.speech.gerunds:
            return None
        if low in self.speech.auxiliaries or (low in self.speech.clitics and low not in self.speech.determiners):
            return None
        led = low in self.speech.determiners or self.is_role(low)
        if not led and not any(self.is_role(self.items[i].low) for i in range(begin, min(end, begin + DEEP))):
            return None
        head = self._head(begin, end)
        if not head:
            return None
        if head in self.speech.utterances and (owner := self._owner(begin, end)):
            return owner
        span = Span(self.items[begin].start, self.items[end - 1].end)
        return Subject("description", span, self._form(begin, end), None, None, head)

    def _owner(self, begin: int, end: int) -> Subject | None:
        """Whose statement or letter it is (Cornyn's statement): what it says, its owner says."""
        for first, last, name in self.names(begin, end):
            if self._is_possessive(last - 1, name):
                token = self.items[last - 1]
                span = (
                    name.span
                    if name
                    else Span(self.items[first].start, token.end - (2 if token.low.endswith("'s") else 1))
                )
                return Subject("name", span, type=name.type if name else None)
        return None

    def owner_of_words(self, begin: int, end: int) -> Subject | None:
        """The one whose words tokens `begin` to `end` announce (la réponse de X, X’s answer): the last."""
        owner: Subject | None = None
        for first, last, name in self.names(begin, end):
            at = first - 1
            if self._is_possessive(last - 1, name):
                qualified = self.items[last : min(end, last + _QUALIFIED)]
                if any(token.low in self.speech.utterances for token in qualified):
                    owner = self._owner(first, last)
                continue
            if name is None or name.type is EntityType.PLACE or at <= begin or not self.is_genitive(at):
                continue
            for i in range(at - 1, max(begin, at - _QUALIFIED) - 1, -1):
                if self.items[i].low in self.speech.utterances:
                    owner = Subject("name", name.span, type=name.type)
                if not self.items[i].is_word or self.items[i].low in self.speech.prepositions:
                    break
        return owner

    def _head(self, begin: int, end: int) -> str:
        """The noun that a description is about: a known role near its beginning, else its first plain word."""
        words = [self.items[i].low for i in range(begin, min(end, begin + 5)) if self.items[i].is_word]
        plain = [word for word in words if word not in self.speech.determiners]
        if not self.speech.inversion:  # the head comes last (a police spokeswoman)
            stop = next((i for i, word in enumerate(plain) if word in self.speech.prepositions), len(plain))
            plain = [*reversed(plain[:stop]), *plain[stop:]]
            return next((word for word in plain if self.is_role(word)), plain[0] if plain else "")
        known = next((word for word in plain if self.is_role(word)), None)
        known = known or next((word for word in plain if word in self.speech.taken_up), None)
        return known or (plain[0] if plain else "")

    def _role(self, begin: int, end: int) -> Span | None:
        """The words from `begin` to `end` where they can be what somebody is: a noun phrase, no clause or place."""
        if begin >= end:
            return None
        first = self.items[begin]
        low = first.low
        if not first.is_word or low in self.speech.relatives or low in self.speech.prepositions:
            return None
        if low in self.speech.conjunctions or self.is_adverb(begin) or low in self.speech.gerunds or low[0].isdigit():
            return None
        if low not in self.speech.determiners and not any(
            self.is_role(self.items[i].low) for i in range(begin, min(end, begin + 5))
        ):
            return None
        if any(self.items[i].quoted >= 0 for i in range(begin, end)):
            return None
        return Span(first.start, self.items[end - 1].end)

    def _is_bare_name(self, subject: Subject, begin: int, end: int) -> bool:
        """Whether tokens `begin` to `end` are a name, with its title perhaps, and nothing else."""
        return (
            subject.kind == "name"
            and subject.span.end >= self.items[end - 1].end - 2
            and subject.span.start == self._first_of_name(begin)
        )

    def _first_of_name(self, at: int) -> int:
        while at < len(self.items) and self._is_title(at):
            at += 1
        return self.items[at].start if at < len(self.items) else -1

    def name_ending(self, at: int, low: int) -> Subject | None:
        """The name whose last token is `at`, whatever stands before it."""
        begin = self._left_edge(at, low)
        names = [each for each in self.names(begin, at + 1) if each[1] == at + 1]
        if names and self.hangs(names[-1][0], begin) and self.items[names[-1][0] - 1].low not in self.speech.absolutes:
            return None
        return self._as_name(*names[-1], names[-1][0], at + 1) if names else None


def _is_person(name: Name | None) -> bool:
    return name is None or name.type is EntityType.PERSON
