"""One quotation and the tokens around it, and what a rung of the ladder answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.analysis.attribution.subjects import Subjects

if TYPE_CHECKING:
    from reader.analysis.attribution.roster import Roster
    from reader.analysis.draft import Found
    from reader.analysis.masking import Tokens
    from reader.analysis.speech import Speech
    from reader.analysis.wordclasses import Subject
    from reader.model import Span

REACH = 60
"""Tokens of a sentence that are looked at on either side."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Who speaks, by which words, and why one thinks so."""

    subject: Subject
    words: Span | None
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """One quotation and the tokens around it."""

    found: Found
    text: str
    opening: Tokens
    """The block that the quotation begins in."""
    first: int
    """Its token there; the number of tokens where the quotation is a block of its own that follows them."""
    closing: Tokens
    """The block that it ends in."""
    last: int
    """Its token there; -1 where the quotation is a block of its own that these tokens follow."""
    speech: Speech
    roster: Roster

    @property
    def left(self) -> Subjects:
        """Subjects in the block that the quotation begins in."""
        return Subjects(self.opening.items, self.speech, self.roster)

    @property
    def right(self) -> Subjects:
        """Subjects in the block that the quotation ends in."""
        return Subjects(self.closing.items, self.speech, self.roster)

    def sentence_before(self) -> tuple[int, int]:
        """The tokens of the sentence that leads to the quotation, without the quotation."""
        if self.first <= 0:
            return 0, 0
        at = self.first if self.first < len(self.opening.items) else self.first - 1
        begin, _ = self.opening.sentence(at)
        return max(begin, self.first - REACH), self.first

    def sentence_behind(self) -> tuple[int, int]:
        """The tokens behind the quotation up to the end of its sentence."""
        if self.last < 0 or not self.closing.items:
            return 0, 0
        _, end = self.closing.sentence(self.last)
        return self.last + 1, min(end, self.last + 1 + REACH)
