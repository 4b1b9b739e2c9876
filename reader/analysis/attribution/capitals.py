"""Which capitals are names: not that of a sentence's first word, of where somebody is from, or of a German noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.wordclasses import STOPS, WordClasses, is_demonym
from reader.model import EntityType, Span

if TYPE_CHECKING:
    from reader.analysis.draft import Name


class Capitals(WordClasses):
    """The capitals of one block, asked whether they name anybody."""

    __slots__ = ()

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
        token = self.items[at]
        body = token.acronym and low in speech.bodies
        styled = at > 0 and self.items[at - 1].capital and low in speech.postnominals
        return known or body or styled or self._is_home(at, None) or (self._begins_sentence(at) and self.is_role(low))

    def _is_home(self, at: int, name: Name | None) -> bool:
        """Whether the capital at `at` only says where somebody is from (la Brestoise): it then names no body."""
        if (
            not at
            or self.items[at - 1].low not in self.speech.determiners
            or not is_demonym(self.items[at], self.speech)
        ):
            return False
        token = self.items[at]
        return name is None or (name.type is EntityType.ORGANISATION and name.span == Span(token.start, token.end))

    def _is_lone(self, at: int, end: int) -> bool:
        """Whether a capital may be only that of a sentence's first word: nothing else shows that it is a name."""
        token = self.items[at]
        if not token.capital or not self._begins_sentence(at) or self._is_title(at) or self.is_role(token.low):
            return False
        if token.low in self.speech.determiners or self.roster.at(Span(token.start, token.end)) is not None:
            return False
        following = self.items[at + 1] if at + 1 < end else None
        if following is None or following.low in STOPS or following.capital:
            return False
        if following.low in self.speech.particles:
            ahead = self.items[at + 2] if at + 2 < end else None
            return ahead is not None and self.roster.at(Span(ahead.start, ahead.end)) is not None
        return not (following.low in self.speech.finite or token.low.endswith("'s"))

    def _is_noun(self, at: int) -> bool:
        """Whether a lone capital is a common noun, in a language that writes these so: behind its article or adjective.

        A name needs neither, so that a capital which opens a clause or follows its verb is one (sagte Kerner).
        """
        if not self.speech.capital_nouns:
            return False
        if self.is_role(self.items[at].low) or self.items[at].low in self.speech.utterances:
            return True
        before = self.items[at - 1] if at else None
        if before is None or not before.is_word:
            return False
        low, speech = before.low, self.speech
        return not (
            low in speech.finite
            or low in speech.beside
            or low in speech.auxiliaries
            or low in speech.conjunctions
            or (self.is_adverb(at - 1) and low not in speech.prepositions)
            or any(phrase[-1] == low and len(phrase) == 1 for phrase in speech.according_after.all)
        )

    def _is_compound(self, at: int) -> bool:
        """Whether a capital begins an adjective or noun of several parts (Russian-backed, Vice-président)."""
        return self.items[at].compound

    def _is_possessive(self, at: int, name: Name | None) -> bool:
        """Whether token `at` ends a name in the genitive, so that it is not the name that acts."""
        token = self.items[at]
        return token.low.endswith(("'s", "s'")) or (name is not None and token.end > name.span.end + 1)
