"""Which of a source's quotations hold a stretch of its text, and whose voice that is."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.checking.speakers import SpeakerVerdict, compare, names_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import Analysis, Article, Quotation, Speaker


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker by all names that an article has for it; None where it names nobody."""

    names: tuple[str, ...] = ()
    role: str | None = None

    def compared(self, source: Voice) -> SpeakerVerdict:
        """Whether this is the voice that a source names."""
        return compare(self.names, self.role, source.names, source.role)


class Quoted:
    """The quotations of one article, found by offset."""

    def __init__(self, article: Article, analysis: Analysis) -> None:
        ranges = [
            (span.start, span.end, quotation)
            for quotation in analysis.quotations
            for span in (*quotation.spans, *quotation.repeats)
        ]
        self._ranges = sorted(ranges, key=lambda each: each[:2])
        self._starts = [start for start, _, _ in self._ranges]
        self._voices: dict[Speaker, Voice] = {}
        self._entities = {entity.id: entity for entity in analysis.entities}
        self._article = article

    def holding(self, spans: Sequence[tuple[int, int]]) -> tuple[Quotation, tuple[int, int]] | None:
        """The quotation that holds most of `spans`, and the range of its piece there; None where prose does."""
        best: tuple[int, int] | None = None
        shared: Counter[int] = Counter()
        total = sum(end - start for start, end in spans)
        for start, end in spans:
            at = max(0, bisect_right(self._starts, start) - 1)
            while at < len(self._ranges) and self._ranges[at][0] < end:
                common = min(end, self._ranges[at][1]) - max(start, self._ranges[at][0])
                if common > 0:
                    shared[id(self._ranges[at][2])] += common
                    if best is None or common > best[0]:
                        best = common, at
                at += 1
        if best is None:
            return None
        begin, end, quotation = self._ranges[best[1]]
        return (quotation, (begin, end)) if 2 * shared[id(quotation)] >= total else None

    def voice(self, quotation: Quotation) -> Voice:
        """Who says it."""
        speaker = quotation.speaker
        if speaker is None:
            return Voice()
        found = self._voices.get(speaker)
        if found is None:
            names = names_of(speaker, self._article, self._entities)
            found = self._voices[speaker] = Voice(names, speaker.role)
        return found
