"""Who stands beside a verb: the noun phrase that is its subject, read from a block's tokens.

A subject is looked for where the press puts it: left of its verb, behind it after a quotation, with an apposition
between commas, a title before the name, or a name after a description.
"""

from __future__ import annotations

from dataclasses import replace

from reader.analysis.attribution.edges import DEEP, LONGEST
from reader.analysis.attribution.nounphrases import NounPhrases
from reader.analysis.speech import Form
from reader.analysis.wordclasses import COMMAS, Subject
from reader.model import EntityType, Span

_RELATIVE = 4
"""Tokens between a relative pronoun and its verb, at most."""
_APPOSITIONS = 3
"""Appositions between a subject and its verb that are stepped over."""


class Subjects(NounPhrases):
    """Finds subjects in the tokens of one block."""

    __slots__ = ()

    def before(self, verb: int, low: int = 0) -> Subject | None:
        """The subject of the verb (group) at token `verb`: what hangs on it or stands left of it, not before `low`."""
        hanging = self._hanging(verb, low)
        if hanging is None:
            return self._left_of(verb, low)
        begin, pronoun = hanging
        subject = self._left_of(begin, low)
        if subject is None or pronoun.kind == "nobody":
            return pronoun
        # Ainsi le maire dit-il has its subject twice; le maire, dit-il, has a sentence of somebody else's around it.
        return subject if self.items[begin - 1].is_word else replace(pronoun, apart=subject.span)

    def _left_of(self, verb: int, low: int) -> Subject | None:
        at = verb - 1
        while at >= low and (step := self._aside(at, low) or int(self._between(at))):
            at -= step
        if at < low or self.items[at].quoted >= 0:
            return None
        word = self.items[at].low
        pronoun = self._pronoun(at, low)
        if pronoun:
            return pronoun
        if word in self.speech.coordinators:
            return self._shared(at, low)
        if word in self.speech.relatives:
            at -= 1
            apart = at > low and self.items[at].low in COMMAS
            return self._ending(at - 1, low) if apart else self._antecedent(at, low)
        if word in COMMAS:
            return self._past_apposition(at, low)
        return self._with_name_before(self._ending(at, low), at, low)

    def _shared(self, coordinator: int, low: int) -> Subject | None:
        """The subject that a verb behind 'and' shares with the verb before it (X shook his head and said)."""
        if not any(self.is_verb_at(i) or self._is_past(i) for i in range(low, coordinator)):
            return None
        return self.main(low, coordinator)

    def _is_past(self, at: int) -> bool:
        """Whether a word looks like a verb that no list knows."""
        return not self.items[at].capital and self.items[at].low.endswith(self.speech.past_endings)

    def _with_name_before(self, subject: Subject | None, last: int, low: int) -> Subject | None:
        """Barroso, le président de la Commission se dit: a description that only one comma parts from its name."""
        if subject is None or subject.kind != "description":
            return subject
        begin = self._left_edge(last, low)
        if begin - 2 < low or self.items[begin - 1].low != ",":
            return subject
        name = self._ending(begin - 2, low)
        if name is None or name.kind != "name" or name.role is not None or name.span.start != self._first_of_name(low):
            return subject
        return replace(name, role=subject.span, form=_merged(name.form, subject.form))

    def after(self, at: int, high: int) -> Subject | None:
        """The subject that begins at token `at` or, behind adverbs and where it was said, soon after it."""
        limit = min(high, at + LONGEST)
        while at < limit:
            if time := self.phrase_at(at, limit, self.speech.times):
                at += len(time)
                continue
            if not (self.is_adverb(at) or self.items[at].low in self.speech.clitics):
                break
            if self._determines(at, limit) or self.items[at].low in self.speech.pronouns:
                break
            at += 1
        if at >= limit or self.items[at].quoted >= 0:
            return None
        token = self.items[at]
        hanging = token.low.lstrip("-").removeprefix("t-")
        if token.low.startswith("-") and hanging in self.speech.inverted:
            return self._pronoun_named(hanging, token)
        pronoun = self._pronoun(at, at)
        if pronoun:
            return pronoun
        if token.low in self.speech.prepositions:
            return self._behind_place(at, limit)
        if token.low in self.speech.conjunctions or token.low in self.speech.relatives or not token.is_word:
            return None
        return self._starting(at, high)

    def main(self, begin: int, end: int) -> Subject | None:
        """The subject of the sentence in tokens `begin` to `end`: the first noun phrase that no preposition leads."""
        at = begin
        if begin < end and self._is_subordinate(begin):
            comma = next((i for i in range(begin, min(end, begin + 2 * LONGEST)) if self.items[i].low == ","), None)
            at = begin if comma is None else comma + 1
        for _ in range(_APPOSITIONS):
            while at < end and (
                not self.items[at].is_word or self.is_adverb(at) or self.items[at].low in self.speech.conjunctions
            ):
                if self.items[at].quoted >= 0:
                    return None
                at += 1
            if at >= end:
                return None
            pronoun = self._pronoun(at, at)
            if pronoun and not (self.items[at].low in self.speech.possessives and self._determines(at, end)):
                return pronoun
            comma = next((i for i in range(at, min(end, at + 2 * LONGEST)) if self.items[i].low == ","), None)
            bare = comma is not None and (self._is_bare_role(at, comma) or self._is_adjunct(at, comma, end))
            if not bare and not self._is_adverbial(at) and not self._is_lone(at, end):
                return self._starting(at, end, vouched=True)
            if comma is None:
                return None
            at = comma + 1
        return None

    def conjuncts(self, begin: int, end: int) -> list[Subject]:
        """The names that a sentence in tokens `begin` to `end` has as its subject together (X et Y, X, Y et Z)."""
        found: list[Subject] = []
        reach = begin
        for first, last, name in self.names(begin, end):
            between = self.items[reach:first]
            if found and not all(token.low == "," or token.low in self.speech.coordinators for token in between):
                break
            if not found and (self.hangs(first, begin) or any(self.is_verb_at(i) for i in range(begin, first))):
                return []
            span = name.span if name else Span(self.items[first].start, self.items[last - 1].end)
            found.append(Subject("name", span, type=name.type if name else None))
            reach = last
        return found if len(found) > 1 and any(self._is_and(i) for i in range(begin, reach)) else []

    def _is_bare_role(self, at: int, comma: int) -> bool:
        """Whether a sentence opens with what its subject is (Ancien maire de Brest, Jean Roux …), up to `comma`."""
        if not self.is_role(self.items[at].low) or self.items[at].low in self.speech.determiners:
            return False
        return not any(self.is_verb_at(i) for i in range(at + 1, comma)) and not self.items[at + 1].capital

    def _is_adjunct(self, at: int, comma: int, end: int) -> bool:
        """Whether a participle opens the sentence, up to `comma`, before its subject (Interrogé par X, le maire …)."""
        low = self.items[at].low
        if not low.endswith(self.speech.opening_participles) or not self._begins_sentence(at) or comma + 1 >= end:
            return False
        if self.roster.at(Span(self.items[at].start, self.items[at].end)) is not None or self._pronoun(at, at):
            return False
        return not any(self.is_verb_at(i) for i in range(at + 1, comma))

    def source(self, begin: int, end: int) -> Subject | None:
        """Whose words the sentence gives by a phrase such as 'according to', if it has one."""
        for at in range(begin, end):
            phrase = self.phrase_at(at, end, self.speech.according)
            if not phrase and at == begin:
                phrase = self.phrase_at(at, end, self.speech.according_beside)
            if phrase:
                subject = self.after(at + len(phrase), end)
                return subject if subject and subject.kind == "name" else None
        return None

    def _starting(self, at: int, high: int, *, vouched: bool = False) -> Subject | None:
        """The noun phrase that begins at token `at`, with the apposition behind it."""
        end = self._right_edge(at, min(high, at + LONGEST))
        subject = self._phrase(at, end)
        if subject is None:
            return None
        if vouched and subject.kind == "description":
            end = self._core(at, end)
            subject = self._phrase(at, end)
        if subject is None:
            return None
        if subject.kind == "description":
            named = self._named_behind(end, high)
            if named is not None:
                return replace(named, role=subject.span, form=_merged(named.form, subject.form))
            end = self._comma_behind(end, high)
        if end < high and self.items[end].low == "," and self._reaches(subject, end):
            subject = self._apposed_after(subject, end + 1, high)
        if vouched and subject.kind == "description":
            return subject if self.is_role(subject.words) else None
        return subject

    def _named_behind(self, at: int, high: int) -> Subject | None:
        """The person whom a place parts from a description (le commissaire à l'économie Jean Roux), up to a comma."""
        stop = self._clause_end(at, min(high, at + DEEP))
        if stop <= at or self.items[at].low not in self.speech.prepositions:
            return None
        people = [each for each in self.free_names(at, stop) if each.type is EntityType.PERSON]
        return people[-1] if people and people[-1].span.end == self.items[stop - 1].end else None

    def _ending(self, last: int, low: int) -> Subject | None:
        """The noun phrase whose last token is `last`."""
        if last < low or self.bounds(last):
            return None
        begin = self._left_edge(last, low)
        relative = self._relative_before(begin - 1, low)
        if relative is not None:
            return self._antecedent(relative - 1, low)
        subject = self._phrase(begin, last + 1)
        if subject and subject.kind == "name" and begin - 2 >= low and self._is_and(begin - 1):
            other = self._phrase(self._left_edge(begin - 2, low), begin - 1)
            if other and other.kind == "name" and other.span.end == self.items[begin - 2].end:
                return Subject("name", Span(other.span.start, subject.span.end), Form("*", "p"))
        return subject

    def _opening(self, comma: int, low: int) -> int | None:
        """The comma, dash or bracket that opens what token `comma` closes; brackets in between are stepped over."""
        closed = self.items[comma].low == ")"
        deep = 0
        for at in range(comma - 1, max(low, comma - 3 * LONGEST) - 1, -1):
            mark = self.items[at].low
            if mark == ")":
                deep += 1
            elif mark == "(" and deep:
                deep -= 1
            elif mark == "(" or (mark in (",", "–", "—") and not closed and not deep):
                return at
        return None

    def _antecedent(self, last: int, low: int) -> Subject | None:
        """What a relative clause directly behind token `last` is about: the nearest noun phrase."""
        if last < low or self.bounds(last):
            return None
        whole = self._phrase(self._left_edge(last, low), last + 1)
        if whole is not None and whole.kind != "description":
            return whole
        return self._phrase(self._nearest_edge(last, low), last + 1)

    def _relative_before(self, verb: int, low: int) -> int | None:
        """The relative pronoun whose verb is token `verb` (the officer who made the arrest said), if it has one."""
        if verb < low or not self.is_verb_at(verb):
            return None
        for at in range(verb - 1, max(low, verb - _RELATIVE) - 1, -1):
            if self.items[at].low in self.speech.relatives and self.items[at].low not in self.speech.complementizers:
                return at if at > low and self.items[at - 1].is_word else None
            if not self._between(at):
                return None
        return None

    def is_verb_at(self, at: int) -> bool:
        """Whether token `at` is a verb that the language's lists know."""
        low = self.items[at].low
        return low in self.speech.verbs or low in self.speech.finite or low in self.speech.auxiliaries

    def _past_apposition(self, comma: int, low: int) -> Subject | None:
        """The subject left of what stands between commas before a verb, which is its role or a clause about it."""
        for _ in range(_APPOSITIONS):
            left = self._opening(comma, low)
            if left is None or left <= low:
                return self._ending(comma - 1, low)
            inside = self._phrase(left + 1, comma)
            outside = self._ending(left - 1, low)
            if inside and self._is_bare_name(inside, left + 1, comma):
                if outside and outside.kind == "description":
                    return replace(inside, role=outside.span, form=_merged(inside.form, outside.form))
                titled = self._is_title(left + 1)
                person = inside.type is EntityType.PERSON and outside and outside.type is EntityType.ORGANISATION
                return inside if outside is None or titled or person else outside
            if outside and outside.kind != "nobody":
                role = self._role(left + 1, comma)
                return outside if outside.role or not role else replace(outside, role=role)
            comma = left
        return None

    def _apposed_after(self, subject: Subject, at: int, high: int) -> Subject:
        end = self._right_edge(at, min(high, at + LONGEST))
        if at >= end:
            return subject
        if subject.kind == "description":
            inside = self._phrase(at, end)
            if inside and self._is_bare_name(inside, at, end):
                return replace(inside, role=subject.span, form=_merged(inside.form, subject.form))
            return subject
        if subject.role is None and (role := self._role(at, end)):
            return replace(subject, role=role)
        return subject

    def _reaches(self, subject: Subject, end: int) -> bool:
        """Whether the phrase goes up to the comma at token `end`, so that what follows can be beside it."""
        return subject.role is None and subject.span.end <= self.items[end].start

    def _behind_place(self, at: int, limit: int) -> Subject | None:
        """The subject behind where or to whom it was said (… à la radio Anne Roux, … to reporters Ann Lee)."""
        end = self._clause_end(at, limit)
        names = self.names(at, end)
        free = [each[0] for each in names if not self.hangs(each[0], at)]
        for i in range(at + 2, min(end, free[0] if free else end)):
            carried = (
                self.items[i - 1].low in self.speech.prepositions or self.items[i - 1].low in self.speech.determiners
            )
            if self._determines(i, end) and not carried:
                subject = self._starting(i, limit)
                if subject and (subject.kind == "name" or self.is_role(subject.words)):
                    return subject
        return self._starting(free[0], limit) if free else None


def _merged(first: Form, second: Form) -> Form:
    return Form(
        first.gender if first.gender != "*" else second.gender,
        first.number if first.number != "*" else second.number,
    )
