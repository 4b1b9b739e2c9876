"""A draft's quotations as what a check looks up: the words between one pair of marks, cut where they own a cut."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.checking.brackets import OWN, resolved
from reader.checking.wording import CUT, ELLIPSIS, WEAK, fold, is_word, wording_of
from reader.lang import detect, knowledge
from reader.model import BlockKind, Quotation, QuotationKind, Span
from reader.tongue import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reader.checking.brackets import Resolved
    from reader.checking.wording import Wording
    from reader.model import Analysis, Article

QUOTE_MARKS = frozenset('«»“”„‟"‹›‘’「」『』')
"""What opens and closes a quotation in some language."""

_MARKED = re.compile(
    r"«(?P<guillemets>[^«»]+)»|“(?P<curly>[^“”]+)”|(?<!\w)\"(?P<straight>[^\"]+)\"(?!\w)"
    r"|(?<!\w)[‘'](?P<single>[^‘’'\n]*(?:\w['’]\w[^‘’'\n]*)*)[’'](?!\w)"
)
"""What stands between two marks of a pair in a heading."""

_FEWEST = 3
"""Words from which what a heading has in marks is a quotation."""

_CLOSED_AND_OPENED = 2
"""Marks that stand between two pieces which were quoted separately."""


def in_headings(article: Article, analysis: Analysis) -> Iterator[Quotation]:
    """What stands between quote marks in the draft's title and headings, where an analysis looks for nobody's words.

    A word or two in marks are irony, or a name. Nobody is named as the speaker.
    """
    known = [span for each in analysis.quotations for span in (*each.spans, *each.repeats)]
    for block in article.blocks:
        if block.kind not in (BlockKind.TITLE, BlockKind.HEADING):
            continue
        for found in _MARKED.finditer(block.span.of(article.text)):
            group = found.lastgroup or 0
            quoted = found[group]
            begin = block.span.start + found.start(group) + len(quoted) - len(quoted.lstrip())
            span = Span(begin, begin + len(quoted.strip()))
            words = span.of(article.text)
            if len(words.split()) < _FEWEST or any(span.start < each.end and each.start < span.end for each in known):
                continue
            identifier = sha256(f"{span.start} {words}".encode("utf-8", "replace")).hexdigest()[:10]
            yield Quotation(
                identifier, QuotationKind.DIRECT, (span,), fragment=True, reason=N_("it stands in a heading")
            )


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
    """A draft's text and tokens.

    Args:
        article: The draft.
        wording: Its tokens, where they are known.
        read_as: Forms that some tokens are read as, instead of their own.
    """

    def __init__(
        self, article: Article, wording: Wording | None = None, read_as: Mapping[int, str] | None = None
    ) -> None:
        self.article = article
        self.wording = wording or wording_of(article)
        self._read_as = read_as or {}

    @cached_property
    def resolved(self) -> Resolved | None:
        """The tokens with brackets read as words of the draft's own; None where there are none."""
        return resolved(self.wording)

    @cached_property
    def stops_inside_marks(self) -> bool:
        """Whether the draft's language sets a stop of its own before the closing mark, as American English does."""
        language = self.article.metadata.language or detect(self.article.text)
        return bool(knowledge(language, "citation").get("stops_inside_marks"))

    def units(self, quotation: Quotation) -> Iterator[Unit]:
        """The parts of `quotation` that have marks of their own, and its repeats; those without a word are none."""
        group: list[Span] = []
        for span in quotation.spans:
            if group:
                between = self.article.text[group[-1].end : span.start]
                if sum(char in QUOTE_MARKS for char in between) >= _CLOSED_AND_OPENED:
                    yield from self.unit(quotation, group)
                    group = []
            group.append(span)
        yield from self.unit(quotation, group)
        for repeat in quotation.repeats:
            yield from self.unit(quotation, [repeat])

    def unit(self, quotation: Quotation, spans: Sequence[Span]) -> Iterator[Unit]:
        """The words that stand in `spans` of a quotation; nothing where there are none."""
        tokens: list[int] = []
        joints: list[int] = []
        for span in spans:
            joints.append(len(tokens))
            tokens += self.wording.within(span)
        if any(is_word(self.wording.forms[token]) for token in tokens):
            yield Unit(quotation, tuple(spans), tuple(tokens), frozenset(joints[1:]))

    def forms(self, tokens: Sequence[int]) -> list[str]:
        """What the tokens are compared by."""
        forms = self.wording.forms
        return [self._read_as.get(token) or forms[token] for token in tokens]

    def folded(self, tokens: Sequence[int]) -> list[str]:
        """The tokens without case and accents."""
        return list(map(fold, self.forms(tokens)))

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
            cuts: Whether […], (…) and words of the draft's own in brackets part it.
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
            return form in (CUT, OWN)
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
