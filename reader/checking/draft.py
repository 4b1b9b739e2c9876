"""A draft's quotations as what a check looks up: the words between one pair of marks, cut where they own a cut."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.checking.wording import CUT, ELLIPSIS, WEAK, fold, is_word, wording_of
from reader.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.model import Article, Quotation

_MARKS = frozenset('«»“”„‟"‹›‘’「」『』')
_CLOSED_AND_OPENED = 2
"""Marks that stand between two pieces which were quoted separately."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a draft that claim to stand one after the other in a source.

    `words` are the tokens without weak signs at the edges, which `before` and `behind` hold. At `joints` (indices of
    `words`) words of the draft's own interrupt the quotation.
    """

    words: tuple[int, ...]
    before: tuple[int, ...]
    behind: tuple[int, ...]
    joints: frozenset[int]


@dataclass(frozen=True, slots=True)
class Unit:
    """What stands between one pair of marks: `spans` of the draft, their tokens, and where a new span begins."""

    quotation: Quotation
    spans: tuple[Span, ...]
    tokens: tuple[int, ...]
    joints: frozenset[int]


class Draft:
    """A draft's text and tokens."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.wording = wording_of(article)

    def units(self, quotation: Quotation) -> Iterator[Unit]:
        """The parts of `quotation` that have marks of their own, and its repeats; those without a word are none."""
        group: list[Span] = []
        for span in quotation.spans:
            if group:
                between = self.article.text[group[-1].end : span.start]
                if sum(char in _MARKS for char in between) >= _CLOSED_AND_OPENED:
                    yield from self._unit(quotation, group)
                    group = []
            group.append(span)
        yield from self._unit(quotation, group)
        for repeat in quotation.repeats:
            yield from self._unit(quotation, [repeat])

    def _unit(self, quotation: Quotation, spans: Sequence[Span]) -> Iterator[Unit]:
        tokens: list[int] = []
        joints: list[int] = []
        for span in spans:
            joints.append(len(tokens))
            tokens += self.wording.within(span)
        if any(is_word(self.wording.forms[token]) for token in tokens):
            yield Unit(quotation, tuple(spans), tuple(tokens), frozenset(joints[1:]))

    def forms(self, tokens: Sequence[int]) -> list[str]:
        """What the tokens are compared by."""
        return [self.wording.forms[token] for token in tokens]

    def folded(self, tokens: Sequence[int]) -> list[str]:
        """The tokens without case and accents."""
        return [fold(self.wording.forms[token]) for token in tokens]

    def passage(self, tokens: Sequence[int], joints: frozenset[int] = frozenset()) -> str:
        """The draft's own characters from the first token to the last, without words that interrupt them.

        Args:
            tokens: The tokens, in order; where one is left out a piece ends.
            joints: Indices of tokens at which a piece begins besides.
        """
        jumps = {at for at in range(1, len(tokens)) if tokens[at] != tokens[at - 1] + 1}
        edges = [0, *sorted(jumps | joints), len(tokens)]
        starts, ends = self.wording.starts, self.wording.ends
        spans = [Span(starts[tokens[a]], ends[tokens[b - 1]]) for a, b in pairwise(edges) if a < b]
        return " ".join(self.article.passage([span]) for span in spans)

    def spaced(self, token: int) -> bool:
        """Whether white space stands before the token."""
        start = self.wording.starts[token]
        return start == 0 or self.article.text[start - 1].isspace()

    def pieces(self, unit: Unit, *, cuts: bool, ellipses: bool = False) -> list[Piece]:
        """The unit's words, parted where a sign owns a cut; pieces without a word are left out.

        Args:
            unit: What to part.
            cuts: Whether […] and (…) part it.
            ellipses: Whether dots with a space on either side do so too, as American style has them.
        """
        found: list[Piece] = []
        begin = 0
        for at, token in enumerate(unit.tokens):
            if cuts and self._is_cut(token, ellipses):
                found.append(self._piece(unit, begin, at))
                begin = at + 1
        found.append(self._piece(unit, begin, len(unit.tokens)))
        return [piece for piece in found if piece.words]

    def _is_cut(self, token: int, ellipses: bool) -> bool:
        form = self.wording.forms[token]
        if form != ELLIPSIS or not ellipses:
            return form == CUT
        end = self.wording.ends[token]
        return self.spaced(token) and self.article.text[end : end + 1].isspace()

    def _piece(self, unit: Unit, begin: int, end: int) -> Piece:
        first, last = begin, end
        while first < last and self.wording.forms[unit.tokens[first]] in WEAK:
            first += 1
        while last > first and self.wording.forms[unit.tokens[last - 1]] in WEAK:
            last -= 1
        return Piece(
            unit.tokens[first:last],
            unit.tokens[begin:first],
            unit.tokens[last:end],
            frozenset(joint - first for joint in unit.joints if first < joint < last),
        )
