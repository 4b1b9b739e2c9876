"""Noun phrases: the name in them, or the description that they are, and where they begin and end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.attribution.edges import DEEP, Edges
from reader.analysis.wordclasses import ANY, Subject
from reader.model import EntityType, Span

if TYPE_CHECKING:
    from reader.analysis.draft import Name

_QUALIFIED = 3
"""Tokens of a noun with its adjectives before 'of'."""


class NounPhrases(Edges):
    """The noun phrases of one block."""

    __slots__ = ()

    def _phrase(self, begin: int, end: int) -> Subject | None:
        """What the tokens from `begin` to `end`, a noun phrase, name: the name in it, or a description."""
        while begin < end and (
            not self.items[begin].is_word or self._is_adverb(begin) or self.items[begin].low in self.speech.conjunctions
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
            each for each in free if not self._is_apposed_body(each, begin) and not self._is_adjective(each, begin, end)
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
        return next((word for word in plain if self.is_role(word)), plain[0] if plain else "")

    def _role(self, begin: int, end: int) -> Span | None:
        """The words from `begin` to `end` where they can be what somebody is: a noun phrase, no clause or place."""
        if begin >= end:
            return None
        first = self.items[begin]
        low = first.low
        if not first.is_word or low in self.speech.relatives or low in self.speech.prepositions:
            return None
        if low in self.speech.conjunctions or self._is_adverb(begin) or low in self.speech.gerunds or low[0].isdigit():
            return None
        if low not in self.speech.determiners and not any(
            self.is_role(self.items[i].low) for i in range(begin, min(end, begin + 5))
        ):
            return None
        if any(self.items[i].quoted >= 0 for i in range(begin, end)):
            return None
        return Span(first.start, self.items[end - 1].end)

    def names(self, begin: int, end: int) -> list[tuple[int, int, Name | None]]:
        """The names in tokens `begin` to `end`: those of the roster, else runs of capitals."""
        found: list[tuple[int, int, Name | None]] = []
        at = begin
        while at < end:
            token = self.items[at]
            if not token.capital or token.quoted >= 0:
                at += 1
                continue
            name = self.roster.at(Span(token.start, token.end))
            if self._is_agency(at, begin, end):
                stop = at + 1
                found.append((at, stop, None))
                found.append((stop, stop := self._run(stop, end, alone=True), None))
            elif name is not None and not self._is_home(at, name):
                stop = at + 1
                while stop < end and self.items[stop].start < name.span.end:
                    stop += 1
                found.append((at, stop, name))
            elif self._is_title(at) or self._is_ordinary(at):
                stop = at + 1
            else:
                stop = self._run(at, end)
                if stop < end and self._is_title(stop) and not self.speech.inversion:
                    pass  # words of a title (Deputy Fire Chief Omar Reyes)
                elif stop - at > 1 or not (self._is_noun(at) or self._is_lone(at, end) or self._is_compound(at)):
                    found.append((at, stop, None))
            at = stop
        return found

    def free_names(self, begin: int, end: int) -> list[Subject]:
        """The names in tokens `begin` to `end` that hang on no preposition and own nothing."""
        return [
            Subject(
                "name",
                name.span if name else Span(self.items[first].start, self.items[last - 1].end),
                type=name.type if name else None,
            )
            for first, last, name in self.names(begin, end)
            if not self.hangs(first, begin)
            and not self._is_possessive(last - 1, name)
            and not self._hangs_apposed(first, begin)
        ]

    def _hangs_apposed(self, first: int, begin: int) -> bool:
        """Whether a name stands beside a description that hangs on a preposition (avec son complice, Jean Roux)."""
        if first - 2 < begin or self.items[first - 1].low != ",":
            return False
        for at in range(first - 2, self._left_edge(first - 2, begin) - 1, -1):
            low = self.items[at].low
            if low in self.speech.prepositions and low not in self.speech.genitives:
                led = self.items[at + 1].low in self.speech.determiners or self.is_role(self.items[at + 1].low)
                return led and any(self.is_role(self.items[i].low) for i in range(at + 1, first - 1))
        return False

    def _is_agency(self, at: int, begin: int, end: int) -> bool:
        """Whether an acronym behind a preposition ends there, and another name begins (à l'AFP Anne Roux)."""
        if not self.speech.inversion or not self.items[at].acronym or not self.hangs(at, begin) or at + 1 >= end:
            return False
        following = self.items[at + 1]
        return following.capital and not following.acronym

    def _run(self, at: int, end: int, *, alone: bool = False) -> int:
        """The end of the run of capitals that begins at token `at`; `alone`: whatever the roster knows."""
        stop = at + 1
        while stop < end:
            token = self.items[stop]
            if token.capital and token.quoted < 0:
                known = None if alone else self.roster.at(Span(token.start, token.end))
                if known is not None or self._is_title(stop):
                    break
                stop += 1
                if token.low.endswith("'s"):
                    break
            elif token.low == "." and self.items[stop - 1].end - self.items[stop - 1].start == 1:
                stop += 1
            elif token.low in self.speech.particles:
                ahead = stop + 1
                while ahead < end and ahead < stop + 2 and self.items[ahead].low in self.speech.particles:
                    ahead += 1
                if ahead >= end or not self.items[ahead].capital:
                    break
                following = self.items[ahead]
                known = None if alone else self.roster.at(Span(following.start, following.end))
                placed = known is not None and known.type is EntityType.PLACE and self._is_titled_body(at, stop)
                if known is not None and not placed:
                    break
                stop = ahead + 1 if placed else ahead
            else:
                break
        return stop

    def _is_titled_body(self, at: int, stop: int) -> bool:
        """Whether an article and one capital before 'of' and a place begin the name of a body (Le Courrier du Rhin)."""
        return (
            self.speech.inversion
            and stop == at + 1
            and at > 0
            and self.items[at - 1].low in self.speech.definite
            and self.items[stop].low in self.speech.genitives
        )

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
