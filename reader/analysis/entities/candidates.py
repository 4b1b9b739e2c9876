"""A run of words that may be a name, and what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.analysis.entities.folding import fold
from reader.analysis.entities.tokens import Gap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analysis.entities.lexicon import Phrase
    from reader.analysis.entities.tokens import Token


@dataclass(slots=True)
class Candidate:
    """Words `first` up to `stop` of one block's tokens. `dropped` says that an everyday word was cut off before it."""

    tokens: Sequence[Token]
    first: int
    stop: int
    headed: bool = False
    """Whether it was grown from the head of an organisation's, place's or event's name."""

    @property
    def words(self) -> Phrase:
        """Its folded words."""
        return tuple(fold(token.text) for token in self.tokens[self.first : self.stop])

    @property
    def start(self) -> int:
        """Where its first word begins in the article."""
        return self.tokens[self.first].start

    @property
    def opens(self) -> bool:
        """Whether its capital may be owed to the place where it stands."""
        return self.tokens[self.first].opens

    def before(self, back: int = 1) -> Token | None:
        """The word `back` words before it, or None where the block begins or something else stands between."""
        at = self.first - back
        if at < 0 or any(token.gap in (Gap.BREAK, Gap.ODD) for token in self.tokens[at + 1 : self.first + 1]):
            return None
        return self.tokens[at]

    def lead(self, addresses: frozenset[str]) -> int:
        """How many characters before it are one of the `addresses`, which then belongs to the mention."""
        before, token = self.before(), self.tokens[self.first]
        if before is None or before.text not in addresses or token.gap not in (Gap.SPACE, Gap.DOT):
            return 0
        return token.start - before.start

    def after(self, on: int = 1) -> Token | None:
        """The word `on` words behind it, or None where the block ends or something else stands between."""
        at = self.stop + on - 1
        if at >= len(self.tokens) or any(
            token.gap in (Gap.BREAK, Gap.ODD, Gap.DOT) for token in self.tokens[self.stop : at + 1]
        ):
            return None
        return self.tokens[at]
