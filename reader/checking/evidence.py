"""What the sources say at a row of words: the passage, the quotation that holds it, and the voice that it is in."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from reader.checking.corpus import Corpus, Occurrence
from reader.checking.findings import Change, Edit
from reader.checking.said import Quoted
from reader.checking.speakers import SpeakerVerdict
from reader.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.checking.draft import Draft
    from reader.checking.said import Voice
    from reader.model import Analysis, Article, Quotation

_ENDS = frozenset(".?!…")

_KNOWN = 1 << 12
"""Places that are remembered: what is quoted again and again is looked up at the same ones each time."""


class Evidence:
    """The sources of a check: their words, and whose they are."""

    def __init__(self, sources: Iterable[tuple[Article, Analysis]]) -> None:
        self.corpus = Corpus(sources)
        self._quoted = [Quoted(*source) for source in self.corpus.sources]
        self.passage = lru_cache(_KNOWN)(self._passage)
        self.said = lru_cache(_KNOWN)(self._said)

    def source(self, found: Occurrence) -> int:
        """Number of the source that holds the words."""
        return self.corpus.stream_at(found.start).source

    def article(self, found: Occurrence) -> Article:
        """The source that holds the words."""
        return self.corpus.sources[self.source(found)][0]

    def spans(self, found: Occurrence) -> tuple[Span, ...]:
        """Where they stand in that article's text."""
        return tuple(Span(*each) for each in self.corpus.spans(found))

    def _passage(self, found: Occurrence) -> str:
        """The article's own characters there, its hard wraps and incises read as a space."""
        return " ".join(self.article(found).passage([span]) for span in self.spans(found))

    def _said(self, found: Occurrence) -> Quotation | None:
        """The quotation that holds most of the words; None where they stand in prose."""
        if quoted := self.corpus.stream_at(found.start).quoted:
            return quoted
        holding = self._quoted[self.source(found)].holding(self.corpus.spans(found))
        return holding[0] if holding else None

    def bounds(self, found: Occurrence) -> range:
        """The places that the words may be extended over: their quotation, or else their article."""
        stream = self.corpus.stream_at(found.start)
        extent = self.corpus.extent(stream)
        holding = None if stream.quoted else self._quoted[stream.source].holding(self.corpus.spans(found))
        if holding is None:
            return extent
        piece = self.corpus.places(stream.source, Span(*holding[1]))
        return range(min(piece.start, found.start), max(piece.stop, found.end))

    def voice(self, found: Occurrence) -> Voice | None:
        """Who says the words; None where they stand in prose."""
        quotation = self.said(found)
        return self._quoted[self.source(found)].voice(quotation) if quotation else None

    def speaker(self, voice: Voice, found: Occurrence) -> SpeakerVerdict:
        """Whether a draft's voice is the one that says the words."""
        said = self.voice(found)
        return voice.compared(said) if said else SpeakerVerdict.UNKNOWN

    def before(self, found: Occurrence) -> str | None:
        """The word or sign of the same quotation before the words."""
        return self.corpus.forms[found.start - 1] if found.start > self.bounds(found).start else None

    def behind(self, found: Occurrence) -> str | None:
        """The word or sign of the same quotation behind the words."""
        return self.corpus.forms[found.end] if found.end < self.bounds(found).stop else None

    def next_sign(self, found: Occurrence) -> str | None:
        """What stands directly behind the words in their article, be it outside the quotation."""
        extent = self.corpus.extent(self.corpus.stream_at(found.start))
        return self.corpus.forms[found.end] if found.end < extent.stop else None

    def begins_inside(self, found: Occurrence) -> bool:
        """Whether the words leave out the beginning of their sentence."""
        return (self.before(found) or ".") not in _ENDS

    def ends_inside(self, found: Occurrence) -> bool:
        """Whether the words leave out the end of their sentence."""
        return self.corpus.forms[found.end - 1] not in _ENDS and (self.behind(found) or ".") not in _ENDS

    def removed(self, start: int, end: int) -> Edit:
        """The source's words from one place to another, as a draft that has them not."""
        at = self.corpus.offsets(start)[0]
        article = self.article(Occurrence(start, end))
        spaced = at == 0 or article.text[at - 1].isspace()
        return Edit(Change.REMOVED, self.passage(Occurrence(start, end)), spaced)


def kept(draft: Draft, tokens: Sequence[int]) -> Edit:
    """Words that draft and source have."""
    return Edit(Change.KEPT, draft.passage(tokens), draft.spaced(tokens[0]))


def added(draft: Draft, tokens: Sequence[int]) -> Edit:
    """Words that only the draft has."""
    return Edit(Change.ADDED, draft.passage(tokens), draft.spaced(tokens[0]))
