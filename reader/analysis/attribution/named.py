"""Which names stand among the tokens of a block: those that the roster knows, else runs of capitals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.attribution.edges import Edges
from reader.analysis.wordclasses import Subject
from reader.model import EntityType, Span

if TYPE_CHECKING:
    from reader.analysis.draft import Name


class Named(Edges):
    """The names of one block, in order, and which of them hang on something else."""

    __slots__ = ()

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
        full = at + 2 < end and self.items[at + 2].capital
        return full and following.capital and not following.acronym

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
