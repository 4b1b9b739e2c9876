"""Cuts a run of capitals where one name ends and another begins: at roles, peoples, dates and everyday words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.entities.candidates import Candidate
from reader.analysis.entities.folding import fold
from reader.analysis.entities.tokens import Gap, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.analysis.entities.lexicon import Lexicon, Phrase
    from reader.analysis.entities.tokens import Token


class Cuts:
    """The names in runs of one block. `lowered` are the words that the article writes in lower case."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon, lowered: set[str]) -> None:
        self._tokens = tokens
        self._lexicon = lexicon
        self._lowered = lowered

    def of(self, first: int, stop: int, *, headed: bool) -> Iterator[Candidate]:
        """The names that the run from `first` up to `stop` holds, with what is no name cut away."""
        if headed and not self._begins_ordinary_clause(first):
            yield Candidate(self._tokens, first, stop, headed=True)
            return
        if self._lexicon.place_or_organisation(self._folded(first, stop)) and (
            stop - first > 1 or not self._tokens[first].opens
        ):
            yield Candidate(self._tokens, first, stop)
            return
        begin = first
        for at in range(first, stop + 1):
            if at == stop or self._separates(at, begin, stop):
                if at > begin:
                    yield from self._piece(begin, at)
                begin = at + 1

    def _begins_ordinary_clause(self, first: int) -> bool:
        token = self._tokens[first]
        return token.opens and token.text.lower() in self._lexicon.determiners

    def _separates(self, at: int, begin: int, stop: int) -> bool:
        """Whether the word is no part of a name here: a role, a people, a date, a generic abbreviation."""
        token, lexicon = self._tokens[at], self._lexicon
        word, low = token.text, token.text.lower()
        if word in lexicon.suffixes and at > begin:
            return False
        if word in lexicon.generic:
            return True
        if word in lexicon.place_openings and at + 1 < stop:
            return False
        if self._tail_from(at, stop):
            return False
        if low in lexicon.calendar:
            return not (at + 1 < stop and lexicon.is_first_name(word)) and not (
                at == stop - 1 and begin < at and lexicon.is_first_name(self._tokens[begin].text)
            )
        if at == begin and word in lexicon.honorifics and word in lexicon.abbreviations and at + 1 < stop:
            return True
        if token.shape is Shape.INITIAL or lexicon.is_first_name(word):
            return False
        if word in lexicon.honorifics or low in lexicon.roles or (low in lexicon.role_qualifiers and at + 1 < stop):
            return True
        return low in lexicon.peoples and (at > begin or at + 1 == stop or not self._qualifies(at, stop))

    def _tail_from(self, at: int, stop: int) -> bool:
        """Whether the words from `at` end as organisations, places or events do, so that all of them belong to it."""
        last = self._tokens[stop - 1].text
        lexicon = self._lexicon
        return at < stop - 1 and (
            last in lexicon.org_tails or last in lexicon.place_tails or last in lexicon.work_heads
        )

    def _qualifies(self, at: int, stop: int) -> bool:
        return self._tail_from(at, stop) or self._tokens[at + 1].text in self._lexicon.org_heads

    def _piece(self, first: int, stop: int) -> Iterator[Candidate]:
        """One name, without the everyday words that open its sentence and the matters that a minister looks after."""
        tokens = self._tokens
        if self._is_told(first, stop):
            yield Candidate(tokens, first, first + 1)
            first += 1
        while first + 1 < stop and self._leads(first, stop):
            first += 1
        if first < stop and any(tokens[at].shape.named for at in range(first, stop)):
            yield Candidate(tokens, first, stop)

    def _is_told(self, first: int, stop: int) -> bool:
        """Whether an acronym with an article ends before a person's full name (a déclaré à l'AFP Jeanne Roux)."""
        acronym, follower = self._tokens[first], self._tokens[first + 1 : first + 2]
        return (
            stop - first > 2
            and len(acronym.text) > 1
            and acronym.text.isupper()
            and acronym.gap is Gap.APOSTROPHE
            and follower[0].gap is Gap.SPACE
            and self._lexicon.is_first_name(follower[0].text)
        )

    def _leads(self, first: int, stop: int) -> bool:
        """Whether the first word only stands before the name."""
        token, follower = self._tokens[first], self._tokens[first + 1]
        is_first_name = self._lexicon.is_first_name
        if self._lexicon.capital_nouns and follower.gap is Gap.SPACE and not is_first_name(token.text):
            # a noun has its capital anyway: the first name behind it is where the person's name begins
            return any(is_first_name(each.text) for each in self._tokens[first + 1 : stop - 1])
        if token.text in self._lexicon.portfolios and self._lexicon.is_first_name(follower.text):
            return True
        if token.opens and token.text.lower() in self._lexicon.determiners and follower.gap is Gap.SPACE:
            return not self._lexicon.place_or_organisation(self._folded(first, stop))
        return token.opens and self._everyday(token) and not self._protected(first, stop)

    def _folded(self, first: int, stop: int) -> Phrase:
        return tuple(fold(token.text) for token in self._tokens[first:stop])

    def _everyday(self, token: Token) -> bool:
        low = token.text.lower()
        if token.shape is not Shape.CAPITAL:
            return token.shape is Shape.INITIAL and low in self._lexicon.ordinary
        known = low in self._lowered or low in self._lexicon.determiners or self._lexicon.is_ordinary(low)
        return known or self._lexicon.opens_as(token.text)

    def _protected(self, first: int, stop: int) -> bool:
        """Whether an everyday word begins a name after all: a first name (Rose Morel), a form of organisation."""
        tokens, lexicon = self._tokens, self._lexicon
        if tokens[first + 1].gap is Gap.HYPHEN:
            return True
        if lexicon.is_first_name(tokens[first].text) and tokens[first + 1].shape is not Shape.NUMBER:
            return True
        return self._tail_from(first, stop) or lexicon.place_or_organisation(self._folded(first, stop))
