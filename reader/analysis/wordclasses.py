"""What a token can be in its sentence: pronoun, adverb, title, role, or a word that no noun phrase runs over.

There is no parser and no tagger: a language's closed classes are known as data, and the rest shows by its neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.analysis.masking import phrase_at, stands_at
from reader.analysis.speech import Form
from reader.model import EntityType, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analysis.attribution.roster import Roster
    from reader.analysis.masking import Token
    from reader.analysis.speech import Phrases, Speech

ANY = Form("*", "*")
_CARRIED = 4
"""Tokens between the prepositions of what one noun is of."""

COMMAS = frozenset(",)–—")
STOPS = frozenset(".!?…;:,()[]–—")


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
    apart: Span | None = None
    """What a pronoun cannot stand for: the subject of the sentence that its clause breaks (le maire, dit-elle, …)."""


@dataclass(slots=True)
class WordClasses:
    """The tokens of one block, asked what they are."""

    items: Sequence[Token]
    speech: Speech
    roster: Roster

    def _pronoun(self, at: int, low: int) -> Subject | None:
        token = self.items[at]
        following = self.items[at + 1].low if at + 1 < len(self.items) else ""
        named = following in self.speech.genitives or self._determines(at, len(self.items))
        if token.low in self.speech.nobody and (at > low or not named):
            return Subject("nobody", Span(token.start, token.end))
        if at > low:
            pair = f"{self.items[at - 1].low} {token.low}".replace("' ", "'")
            if pair in self.speech.pronouns:
                return Subject(
                    "pronoun", Span(self.items[at - 1].start, token.end), self.speech.pronouns[pair], words=pair
                )
        if at + 1 < len(self.items) and at == low:
            pair = f"{token.low} {self.items[at + 1].low}".replace("' ", "'")
            if pair in self.speech.pronouns:
                return Subject(
                    "pronoun", Span(token.start, self.items[at + 1].end), self.speech.pronouns[pair], words=pair
                )
        return self._pronoun_named(token.low, token) if token.low in self.speech.pronouns else None

    def _pronoun_named(self, word: str, token: Token) -> Subject | None:
        if word in self.speech.nobody:
            return Subject("nobody", Span(token.start, token.end))
        form = self.speech.pronouns.get(word)
        return Subject("pronoun", Span(token.start, token.end), form, words=word) if form else None

    def _hanging(self, verb: int, low: int) -> tuple[int, Subject] | None:
        """The pronoun that hangs on the verb group of token `verb` (a-t-elle ajouté), and where the group begins."""
        at = verb + 1
        if at >= len(self.items) or not self.items[at].low.startswith("-"):
            at = verb - 1
            while at > low and self.is_adverb(at):
                at -= 1
        if at <= low or not self.items[at].low.startswith("-"):
            return None
        pronoun = self._pronoun_named(self.items[at].low[1:], self.items[at])
        begin = at - 1
        while begin > low and self.items[begin - 1].low in self.speech.clitics:
            begin -= 1
        return (begin, pronoun) if pronoun else None

    def _form(self, begin: int, end: int) -> Form:
        first = self.items[begin].low
        if self._is_plural(first):
            return Form("*", "p")
        for at in range(begin, end):
            title = self.items[at].low.capitalize()
            if self.items[at].capital and title in self.speech.titles_f:
                return Form("f", "s")
            if self.items[at].capital and title in self.speech.titles_m:
                return Form("m", "s")
        return self.speech.determiners.get(first, ANY)

    def _is_plural(self, word: str) -> bool:
        """Whether a word is the plural of what somebody is (officers)."""
        plural, roles = self.speech.plural, self.speech.roles
        return bool(plural) and word.endswith(plural) and word.removesuffix(plural) in roles

    def hangs(self, at: int, begin: int) -> bool:
        """Whether the noun or name at token `at` hangs on a preposition."""
        before = at - 1
        if before >= begin and self.items[before].low in self.speech.determiners and before > begin:
            before -= 1
        return before >= begin and self.items[before].low in self.speech.prepositions

    def phrase_at(self, at: int, end: int, phrases: Phrases) -> tuple[str, ...] | None:
        """The one of `phrases` that begins at token `at`; a French 'de' may be elided or contracted in the text."""
        return phrase_at(phrases, self.items, at, end, self.speech.genitives)

    def matches(self, phrase: tuple[str, ...], at: int, end: int) -> bool:
        """Whether `phrase` stands at token `at`."""
        return stands_at(phrase, self.items, at, end, self.speech.genitives)

    def bounds(self, at: int) -> bool:
        """Whether a noun phrase cannot run over token `at`."""
        token = self.items[at]
        low = token.low
        if token.quoted >= 0:
            return True
        if low == ".":
            return not self._is_initial(at - 1)
        if low in STOPS:
            return True
        if token.capital and at and not self._begins_sentence(at):
            return False
        return (
            (low in self.speech.conjunctions and not self._carries_on(at))
            or low in self.speech.relatives
            or low in self.speech.complementizers
            or low in self.speech.auxiliaries
            or low in self.speech.verbs
            or (low in self.speech.finite and not self._determined(at))
            or (
                low in self.speech.clitics
                and low not in self.speech.determiners
                and low not in self.speech.prepositions
            )
        )

    def _clause_end(self, at: int, limit: int) -> int:
        while at < limit and self.items[at].low not in STOPS and self.items[at].quoted < 0:
            at += 1
        return at

    def _carries_on(self, at: int) -> bool:
        """Whether 'and' joins two that one noun is of (les maires de X et de Y)."""
        low, genitives = self.items[at].low, self.speech.genitives
        following = self.items[at + 1].low if at + 1 < len(self.items) else ""
        return (
            low in self.speech.coordinators
            and following in genitives
            and any(token.low in genitives for token in self.items[max(0, at - _CARRIED) : at])
        )

    def _begins_sentence(self, at: int) -> bool:
        return at == 0 or self.items[at - 1].low in STOPS - {",", "(", ")", "–", "—"} or self.items[at - 1].quoted >= 0

    def _between(self, at: int) -> bool:
        """Whether token `at` can stand between a subject and its verb."""
        low = self.items[at].low
        if self.items[at].capital and not self.is_adverb(at):
            return False
        return low in self.speech.auxiliaries or low in self.speech.clitics or self.is_adverb(at)

    def _aside(self, last: int, low: int) -> int:
        """How many tokens an aside such as 'd'ailleurs' or 'for his part' has whose last token is `last`, or 0."""
        for phrase in self.speech.asides.all:
            begin = last - len(phrase) + 1
            if begin >= low and all(self.items[begin + k].low == word for k, word in enumerate(phrase)):
                return len(phrase)
        return 0

    def _determines(self, at: int, limit: int) -> bool:
        """Whether the word at `at`, an article or a pronoun, is an article here."""
        return (
            self.items[at].low in self.speech.determiners
            and at + 1 < limit
            and self.items[at + 1].is_word
            and self.items[at + 1].low not in self.speech.finite
            and self.items[at + 1].low not in self.speech.auxiliaries
        )

    def _determined(self, at: int) -> bool:
        return at > 0 and self.items[at - 1].low in self.speech.determiners and self.is_role(self.items[at].low)

    def is_adverb(self, at: int) -> bool:
        """Whether token `at` is an adverb, by the language's list or by its ending."""
        low = self.items[at].low
        if low in self.speech.adverbs:
            return True
        endings = self.speech.adverb_endings
        return (
            bool(endings)
            and len(low) > 5
            and not self.items[at].capital
            and low.endswith(endings)
            and (not self.is_role(low) and not (at and self.items[at - 1].low in self.speech.determiners))
        )

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

    def _is_initial(self, at: int) -> bool:
        if at < 0:
            return False
        token = self.items[at]
        return token.capital and (token.end - token.start == 1 or self._is_title(at))

    def _is_title(self, at: int) -> bool:
        token = self.items[at]
        if token.low == "." and at:
            return self._is_title(at - 1)
        return (token.capital and token.low.capitalize() in self.speech.titles) or (
            token.capital and token.low.upper() in self.speech.titles
        )

    def is_genitive(self, at: int) -> bool:
        """Whether token `at` carries a noun phrase on (of, de)."""
        return self.items[at].low in self.speech.genitives

    def is_honorific_at(self, at: int) -> bool:
        """Whether token `at` belongs to a title before a name."""
        return self._is_title(at)

    def _is_honorific(self, begin: int, end: int) -> bool:
        """Whether the words before a name are only how one addresses people (M., Mrs)."""
        return all(
            self.items[i].low == "." or self.items[i].low.capitalize() in self.speech.honorifics
            for i in range(begin, end)
        )

    def is_role(self, word: str) -> bool:
        """Whether a word in lower case says what a person or body is."""
        roles = self.speech.roles
        if word in roles or ("-" in word and not roles.isdisjoint(word.split("-"))):
            return True
        plural = self.speech.plural
        if plural and word.endswith(plural) and word.removesuffix(plural) in roles:
            return True
        endings = self.speech.role_endings
        return bool(endings) and len(word) > 5 and word.endswith(endings)


def is_demonym(token: Token, speech: Speech) -> bool:
    """Whether a word in capitals says where somebody is from (la Brestoise, the Italian)."""
    return token.capital and (token.low in speech.demonyms or token.low.endswith(speech.demonym_endings))
