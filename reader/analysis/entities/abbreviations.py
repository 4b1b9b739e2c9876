"""Abbreviations in brackets, and the words before them that they stand for.

Capitals whose words begin in lower case (taxe sur la valeur ajoutée (TVA)) abbreviate a common noun and name nothing;
behind a capital they show where the name begins and ends (Office français de la biodiversité (OFB)).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.analysis.entities.folding import fold
from reader.analysis.entities.tokens import Gap, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.analysis.entities.tokens import Token

_LONGEST = 8
"""Letters of the longest abbreviation that is explained."""


_NEAR = 3
"""Words before the first fitting one among which a capital is still looked for."""


_SMALL = 3
"""Letters of the longest word that no abbreviation counts (de, du, the)."""


class Explained(NamedTuple):
    """The abbreviation at `at` stands for the words from `first` up to it; `named` where they begin with a capital."""

    at: int
    first: int
    named: bool


def explained(text: str, tokens: Sequence[Token]) -> Iterator[Explained]:
    """The abbreviations in brackets of one block with the words that they stand for."""
    for at, token in enumerate(tokens):
        if at == 0 or token.shape is not Shape.UPPER or not 2 <= len(token.text) <= _LONGEST:
            continue
        if text[token.end : token.end + 1] != ")" or text[tokens[at - 1].end : token.start].strip() != "(":
            continue
        letters = fold(token.text)
        first = _first_of(tokens, at, letters)
        if first is None:
            first = _shuffled(tokens, at, letters)
        if first is not None:
            yield Explained(at, first, tokens[first].shape.named)


def _first_of(tokens: Sequence[Token], at: int, letters: str) -> int | None:
    """Where the words begin whose initials hold all `letters` in order, the last word's among them; None if nowhere."""
    wanted = len(letters) - 1
    small: int | None = None
    for index in range(at - 1, max(-1, at - 1 - 2 * len(letters) - 2), -1):
        if fold(tokens[index].text)[:1] == letters[wanted]:
            if wanted == 0 and tokens[index].shape.named:
                return index
            if wanted == 0 and small is None:
                small = index  # the first letter may be that of a capital further back (Direction des feux: DF)
            wanted = max(wanted - 1, 0)
        elif index == at - 1:
            return None
        if tokens[index].gap in (Gap.BREAK, Gap.ODD) or tokens[index].opens or (small and index < small - _NEAR):
            return small
    return small


def _shuffled(tokens: Sequence[Token], at: int, letters: str) -> int | None:
    """Where the words begin whose initials are the letters in another order: those of the name in another language."""
    initials: list[str] = []
    for index in range(at - 1, max(-1, at - 1 - 2 * len(letters)), -1):
        token = tokens[index]
        if len(token.text) > _SMALL or token.shape.named:
            initials.append(fold(token.text)[:1])
        if token.shape.named and sorted(initials) == sorted(letters):
            return index if token.gap is not Gap.HYPHEN else None
        if len(initials) >= len(letters) or token.gap in (Gap.BREAK, Gap.ODD) or token.opens:
            return None
    return None
