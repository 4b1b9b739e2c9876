"""Where a noun phrase begins and ends among the tokens of a block."""

from __future__ import annotations

from reader.analysis.attribution.capitals import Capitals
from reader.analysis.wordclasses import STOPS
from reader.model import Span

LONGEST = 24
"""Tokens that a noun phrase has at most."""
DEEP = 6
"""Tokens of a description in which the noun stands that it is about."""


class Edges(Capitals):
    """The edges of noun phrases."""

    __slots__ = ()

    def _left_edge(self, last: int, low: int) -> int:
        at = last
        floor = max(low, last - LONGEST)
        while at > floor and not self.bounds(at - 1):
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
                if self.bounds(at) and not (low == "." and at > first and self._is_initial(at - 1)):
                    break
                if low in self.speech.prepositions and low not in self.speech.genitives and at > first:
                    break
                if token.capital:
                    name = self.roster.at(Span(token.start, token.end))
                    reach = name.span.end if name else 0
            at += 1
        return at

    def _core(self, at: int, end: int) -> int:
        """The end of a description's noun and what it is of, before a verb that no list knows."""
        head = next((i for i in range(at, min(end, at + DEEP)) if self.is_role(self.items[i].low)), None)
        if head is None:
            return end
        stop = head + 1
        while stop < end and self.is_role(self.items[stop].low):
            stop += 1
        while stop < end:
            low = self.items[stop].low
            carried = (
                self.items[stop - 1].low in self.speech.genitives or self.items[stop - 1].low in self.speech.determiners
            )
            qualifies = low.endswith(self.speech.adjective_endings) and low not in self.speech.finite
            if not (low in self.speech.genitives or carried or qualifies or self.items[stop].capital):
                break
            stop += 1
        return stop

    def _comma_behind(self, at: int, high: int) -> int:
        """The comma that ends a description: behind a place or an abbreviation in brackets."""
        for i in range(at, min(high, at + 2 * DEEP)):
            low = self.items[i].low
            if low == ",":
                return i
            if self.items[i].quoted >= 0 or (low in STOPS and low not in "()") or low in self.speech.verbs:
                break
            if low in self.speech.finite or low in self.speech.auxiliaries or low in self.speech.conjunctions:
                break
        return at

    def _nearest_edge(self, last: int, low: int) -> int:
        """Where the noun phrase that ends with token `last` begins at the nearest: behind a preposition or article."""
        floor = self._left_edge(last, low)
        for at in range(last, floor - 1, -1):
            word = self.items[at].low
            if word in self.speech.determiners:
                return at
            if word in self.speech.prepositions and at < last:
                return at + 1
        return floor
