"""Who stands beside a verb: the noun phrase that is its subject, read from a block's tokens.

There is no parser here. A subject is looked for where the press puts it: left of its verb, behind it after a
quotation, with an apposition between commas, a title before the name, or a name after a description. What it is, a
name, a description or a pronoun, and what stands beside it as a role, is kept apart.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.analysis.speech import Form
from reader.model import EntityType, Span

if TYPE_CHECKING:
    from reader.analysis.draft import Name
    from reader.analysis.roster import Roster
    from reader.analysis.speech import Speech
    from reader.analysis.masking import Token

ANY = Form("*", "*")

_PHRASE = 24
"""Tokens that a noun phrase has at most."""
_DEEP = 6
"""Tokens of a description in which the noun stands that it is about."""
_APPOSITIONS = 3
"""Appositions between a subject and its verb that are stepped over."""
_COMMAS = frozenset(",)–—")
_STOPS = frozenset(".!?…;:,()[]–—")


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is said to speak: `kind` is name, description, pronoun, or nobody (on, one, everybody)."""

    kind: str
    span: Span
    form: Form = ANY
    role: Span | None = None
    type: EntityType | None = None
    words: str = ""
    """A pronoun in lower case; the head noun of a description."""


@dataclass(slots=True)
class Subjects:
    """Finds subjects in the tokens of one block."""

    items: list[Token]
    speech: Speech
    roster: Roster

    # ------------------------------------------------------------------ where a subject may stand

    def before(self, verb: int, low: int = 0) -> Subject | None:
        """The subject that stands left of the verb (group) at token `verb`, not before token `low`."""
        at = verb - 1
        while at >= low and self._between(at):
            at -= 1
        if at < low or self.items[at].quoted >= 0:
            return None
        word = self.items[at].low
        pronoun = self._pronoun(at, low)
        if pronoun:
            return pronoun
        if word in self.speech.relatives:
            at -= 1
            if at > low and self.items[at].low in _COMMAS:
                at -= 1
            return self._ending(at, low)
        if word in _COMMAS:
            return self._past_apposition(at, low)
        return self._with_name_before(self._ending(at, low), at, low)

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
        limit = min(high, at + _PHRASE)
        while at < limit and (self._is_adverb(at) or self.items[at].low in self.speech.clitics):
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
            comma = next((i for i in range(begin, min(end, begin + 2 * _PHRASE)) if self.items[i].low == ","), None)
            at = begin if comma is None else comma + 1
        for _ in range(_APPOSITIONS):
            while at < end and (
                not self.items[at].is_word or self._is_adverb(at) or self.items[at].low in self.speech.conjunctions
            ):
                if self.items[at].quoted >= 0:
                    return None
                at += 1
            if at >= end:
                return None
            pronoun = self._pronoun(at, at)
            if pronoun:
                return pronoun
            if not self._is_adverbial(at):
                return self._starting(at, end, vouched=True)
            comma = next((i for i in range(at, min(end, at + 2 * _PHRASE)) if self.items[i].low == ","), None)
            if comma is None:
                return None
            at = comma + 1
        return None

    def source(self, begin: int, end: int) -> Subject | None:
        """Whose words the sentence gives by a phrase such as 'according to', if it has one."""
        for at in range(begin, end):
            phrase = self.phrase_at(at, end, self.speech.according)
            if phrase:
                subject = self.after(at + len(phrase), end)
                return subject if subject and subject.kind == "name" else None
        return None

    def phrase_at(self, at: int, end: int, phrases: tuple[tuple[str, ...], ...]) -> tuple[str, ...] | None:
        """The one of `phrases` that begins at token `at`; a French 'de' may be elided or contracted in the text."""
        for phrase in phrases:
            if self.items[at].low != phrase[0] or at + len(phrase) > end:
                continue
            if all(
                self.items[at + k].low == word or (word in self.speech.genitives and self.items[at + k].low in self.speech.genitives)
                for k, word in enumerate(phrase)
            ):
                return phrase
        return None

    # ------------------------------------------------------------------ noun phrases

    def _starting(self, at: int, high: int, *, vouched: bool = False) -> Subject | None:
        """The noun phrase that begins at token `at`, with the apposition behind it."""
        end = self._right_edge(at, min(high, at + _PHRASE))
        subject = self._phrase(at, end)
        if subject is None:
            return None
        if subject.kind == "description":
            end = self._comma_behind(end, high)
        if end < high and self.items[end].low == "," and self._reaches(subject, end):
            subject = self._apposed_after(subject, end + 1, high)
        if vouched and subject.kind == "description":
            return subject if self._is_role(subject.words) else None
        return subject

    def _comma_behind(self, at: int, high: int) -> int:
        """The comma that ends a description: behind a place or an abbreviation in brackets."""
        for i in range(at, min(high, at + 2 * _DEEP)):
            low = self.items[i].low
            if low == ",":
                return i
            if self.items[i].quoted >= 0 or (low in _STOPS and low not in "()") or low in self.speech.verbs:
                break
            if low in self.speech.finite or low in self.speech.auxiliaries or low in self.speech.conjunctions:
                break
        return at

    def _ending(self, last: int, low: int) -> Subject | None:
        """The noun phrase whose last token is `last`."""
        if last < low or self._bounds(last):
            return None
        begin = self._left_edge(last, low)
        subject = self._phrase(begin, last + 1)
        if subject and subject.kind == "name" and begin - 2 >= low and self._is_and(begin - 1):
            other = self._phrase(self._left_edge(begin - 2, low), begin - 1)
            if other and other.kind == "name" and other.span.end == self.items[begin - 2].end:
                return Subject("name", Span(other.span.start, subject.span.end), Form("*", "p"))
        return subject

    def _past_apposition(self, comma: int, low: int) -> Subject | None:
        """The subject left of what stands between commas before a verb, which is its role or a clause about it."""
        for _ in range(_APPOSITIONS):
            opening = "(" if self.items[comma].low == ")" else ",–—("
            left = next((i for i in range(comma - 1, max(low, comma - 3 * _PHRASE) - 1, -1)
                         if self.items[i].low and self.items[i].low in opening), None)
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

    def _apposed_after(self, subject: Subject, at: int, high: int) -> Subject:
        end = self._right_edge(at, min(high, at + _PHRASE))
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
            self._is_role(self.items[i].low) for i in range(begin, min(end, begin + 5))
        ):
            return None
        if any(self.items[i].quoted >= 0 for i in range(begin, end)):
            return None
        return Span(first.start, self.items[end - 1].end)

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
        chosen = self._named(names, begin)
        if chosen is not None:
            return self._as_name(*chosen, begin, end)
        return self._description(begin, end)

    def _named(self, names: list[tuple[int, int, Name | None]], begin: int) -> tuple[int, int, Name | None] | None:
        """Which of the names in a phrase is the one spoken of: not one that hangs on a preposition."""
        free = [
            each for each in names if not self._hangs(each[0], begin) and not self._is_possessive(each[1] - 1, each[2])
        ]
        if not free:
            return None
        first = free[0]
        for each in free[1:]:
            joined = not any(self.items[i].low in self.speech.prepositions for i in range(first[1], each[0]))
            if joined and _is_person(each[2]) and not (first[2] and _is_person(first[2])):
                return each
        return first

    def _hangs(self, at: int, begin: int) -> bool:
        before = at - 1
        if before >= begin and self.items[before].low in self.speech.determiners and before > begin:
            before -= 1
        return before >= begin and self.items[before].low in self.speech.prepositions

    def _as_name(self, first: int, last: int, name: Name | None, begin: int, end: int) -> Subject | None:
        span = name.span if name else Span(self.items[first].start, self.items[last - 1].end)
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
            if begin < first and not self._is_honorific(begin, first):
                role = Span(self.items[begin].start, self.items[first - 1].end)
        elif last < end and self.items[last].low in self.speech.determiners:
            role = self._role(last, end)
        if name is None and last - first == 1 and self._is_role(self.items[first].low):
            return Subject("description", span, form, role, None, self.items[first].low)
        return Subject("name", span, form, role, name.type if name else None)

    def _description(self, begin: int, end: int) -> Subject | None:
        first = self.items[begin]
        low = first.low
        if low in self.speech.nobody:
            return Subject("nobody", Span(first.start, first.end))
        if low in self.speech.prepositions or low in self.speech.relatives or low in self.speech.gerunds:
            return None
        if low in self.speech.auxiliaries or low in self.speech.clitics and low not in self.speech.determiners:
            return None
        led = low in self.speech.determiners or self._is_role(low)
        if not led and not any(self._is_role(self.items[i].low) for i in range(begin, min(end, begin + _DEEP))):
            return None
        start = begin
        head = self._head(begin, end)
        span = Span(self.items[start].start, self.items[end - 1].end)
        if not head:
            return None
        return Subject("description", span, self._form(begin, end), None, None, head)

    def _head(self, begin: int, end: int) -> str:
        """The noun that a description is about: a known role near its beginning, else its first plain word."""
        words = [self.items[i].low for i in range(begin, min(end, begin + 5)) if self.items[i].is_word]
        plain = [word for word in words if word not in self.speech.determiners]
        return next((word for word in plain if self._is_role(word)), plain[0] if plain else "")

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
            if name is not None:
                stop = at + 1
                while stop < end and self.items[stop].start < name.span.end:
                    stop += 1
                found.append((at, stop, name))
            elif self._is_title(at) or self._is_ordinary(at):
                stop = at + 1
            else:
                stop = self._run(at, end)
                found.append((at, stop, None))
            at = stop
        return found

    def _is_ordinary(self, at: int) -> bool:
        """Whether the capital at `at` is only that of a sentence's first word."""
        low = self.items[at].low
        speech = self.speech
        known = (
            low in speech.determiners
            or low in speech.prepositions
            or low in speech.pronouns
            or low in speech.conjunctions
            or low in speech.adverbs
            or low in speech.relatives
            or low in speech.gerunds
        )
        return known or (self._begins_sentence(at) and self._is_role(low))

    def _is_possessive(self, at: int, name: Name | None) -> bool:
        """Whether token `at` ends a name in the genitive, so that it is not the name that acts."""
        token = self.items[at]
        return token.low.endswith(("'s", "s'")) or (name is not None and token.end > name.span.end + 1)

    def _run(self, at: int, end: int) -> int:
        stop = at + 1
        while stop < end:
            token = self.items[stop]
            if token.capital and token.quoted < 0:
                if self.roster.at(Span(token.start, token.end)) is not None or self._is_title(stop):
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
                stop = ahead
            else:
                break
        return stop

    # ------------------------------------------------------------------ edges and classes

    def _left_edge(self, last: int, low: int) -> int:
        at = last
        floor = max(low, last - _PHRASE)
        while at > floor and not self._bounds(at - 1):
            at -= 1
        return at

    def _right_edge(self, at: int, high: int) -> int:
        first = at
        name = self.roster.at(Span(self.items[at].start, self.items[at].end)) if at < high else None
        reach = name.span.end if name else 0
        while at < high:
            token = self.items[at]
            low = token.low
            if token.start >= reach:
                if self._bounds(at) and not (low == "." and at > first and self._is_initial(at - 1)):
                    break
                if low in self.speech.prepositions and low not in self.speech.genitives and at > first:
                    break
                if token.capital:
                    name = self.roster.at(Span(token.start, token.end))
                    reach = name.span.end if name else 0
            at += 1
        return at

    def _bounds(self, at: int) -> bool:
        """Whether a noun phrase cannot run over token `at`."""
        token = self.items[at]
        low = token.low
        if token.quoted >= 0:
            return True
        if low == ".":
            return not self._is_initial(at - 1)
        if low in _STOPS:
            return True
        if token.capital and at and not self._begins_sentence(at):
            return False
        return (
            low in self.speech.conjunctions
            or low in self.speech.relatives
            or low in self.speech.complementizers
            or low in self.speech.auxiliaries
            or low in self.speech.verbs
            or (low in self.speech.finite and not self._determined(at))
        )

    def _determined(self, at: int) -> bool:
        return at > 0 and self.items[at - 1].low in self.speech.determiners and self._is_role(self.items[at].low)

    def _is_initial(self, at: int) -> bool:
        if at < 0:
            return False
        token = self.items[at]
        return token.capital and (token.end - token.start == 1 or self._is_title(at))

    def _begins_sentence(self, at: int) -> bool:
        return at == 0 or self.items[at - 1].low in _STOPS - {",", "(", ")", "–", "—"} or self.items[at - 1].quoted >= 0

    def _reaches(self, subject: Subject, end: int) -> bool:
        """Whether the phrase goes up to the comma at token `end`, so that what follows can be beside it."""
        return subject.role is None and subject.span.end <= self.items[end].start

    def _behind_place(self, at: int, limit: int) -> Subject | None:
        """The subject behind where or to whom it was said (… à la radio Anne Roux, … to reporters Ann Lee)."""
        names = self.names(at + 1, self._clause_end(at, limit))
        free = [each for each in names if not self._hangs(each[0], at)]
        if not free:
            return None
        return self._starting(free[0][0], limit)

    def _clause_end(self, at: int, limit: int) -> int:
        while at < limit and self.items[at].low not in _STOPS and self.items[at].quoted < 0:
            at += 1
        return at

    def _is_adverbial(self, at: int) -> bool:
        low = self.items[at].low
        return (
            low in self.speech.prepositions
            or low in self.speech.gerunds
            or low in self.speech.participles
            or low in self.speech.relatives
            or low[0].isdigit()
        )

    def _is_subordinate(self, at: int) -> bool:
        low = self.items[at].low
        return low in self.speech.conjunctions and low not in self.speech.coordinators

    def _is_and(self, at: int) -> bool:
        return self.items[at].low in self.speech.coordinators

    def _between(self, at: int) -> bool:
        """Whether token `at` can stand between a subject and its verb."""
        low = self.items[at].low
        if self.items[at].capital and not self._is_adverb(at):
            return False
        return low in self.speech.auxiliaries or low in self.speech.clitics or self._is_adverb(at)

    def _determines(self, at: int, limit: int) -> bool:
        """Whether the word at `at`, an article or a pronoun, is an article here."""
        return (
            self.items[at].low in self.speech.determiners
            and at + 1 < limit
            and self.items[at + 1].is_word
            and self.items[at + 1].low not in self.speech.finite
            and self.items[at + 1].low not in self.speech.auxiliaries
        )

    def _is_adverb(self, at: int) -> bool:
        low = self.items[at].low
        if low in self.speech.adverbs:
            return True
        endings = self.speech.adverb_endings
        return bool(endings) and len(low) > 5 and not self.items[at].capital and low.endswith(endings) and (
            not self._is_role(low) and not (at and self.items[at - 1].low in self.speech.determiners)
        )

    def _is_title(self, at: int) -> bool:
        token = self.items[at]
        if token.low == "." and at:
            return self._is_title(at - 1)
        return token.capital and token.low.capitalize() in self.speech.titles or (
            token.capital and token.low.upper() in self.speech.titles
        )

    def is_honorific_at(self, at: int) -> bool:
        """Whether token `at` belongs to a title before a name."""
        return self._is_title(at)

    def _is_honorific(self, begin: int, end: int) -> bool:
        """Whether the words before a name are only how one addresses people (M., Mrs)."""
        return all(
            self.items[i].low == "." or self.items[i].low.capitalize() in self.speech.honorifics for i in range(begin, end)
        )

    def _is_role(self, word: str) -> bool:
        if word in self.speech.roles:
            return True
        endings = self.speech.role_endings
        return bool(endings) and len(word) > 5 and word.endswith(endings)

    def _form(self, begin: int, end: int) -> Form:
        first = self.items[begin].low
        for at in range(begin, end):
            title = self.items[at].low.capitalize()
            if self.items[at].capital and title in self.speech.titles_f:
                return Form("f", "s")
            if self.items[at].capital and title in self.speech.titles_m:
                return Form("m", "s")
        return self.speech.determiners.get(first, ANY)

    def _pronoun(self, at: int, low: int) -> Subject | None:
        token = self.items[at]
        following = self.items[at + 1].low if at + 1 < len(self.items) else ""
        if token.low in self.speech.nobody and (at > low or following not in self.speech.genitives):
            return Subject("nobody", Span(token.start, token.end))
        if at > low:
            pair = f"{self.items[at - 1].low} {token.low}".replace("' ", "'")
            if pair in self.speech.pronouns:
                return Subject("pronoun", Span(self.items[at - 1].start, token.end), self.speech.pronouns[pair], words=pair)
        if at + 1 < len(self.items) and at == low:
            pair = f"{token.low} {self.items[at + 1].low}".replace("' ", "'")
            if pair in self.speech.pronouns:
                return Subject("pronoun", Span(token.start, self.items[at + 1].end), self.speech.pronouns[pair], words=pair)
        return self._pronoun_named(token.low, token) if token.low in self.speech.pronouns else None

    def _pronoun_named(self, word: str, token: Token) -> Subject | None:
        if word in self.speech.nobody:
            return Subject("nobody", Span(token.start, token.end))
        form = self.speech.pronouns.get(word)
        return Subject("pronoun", Span(token.start, token.end), form, words=word) if form else None


def _is_person(name: Name | None) -> bool:
    return name is None or name.type is EntityType.PERSON


def _merged(first: Form, second: Form) -> Form:
    return Form(
        first.gender if first.gender != "*" else second.gender,
        first.number if first.number != "*" else second.number,
    )
