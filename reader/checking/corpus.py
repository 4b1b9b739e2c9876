"""The sources of a check as one sequence of words, indexed once, so that each quotation is looked up and not searched.

The index knows where each word and each two words in a row stand, without case and accents. Its cost is linear in
the length of the sources; a look-up touches only places that share a rare word with the quotation.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reader.checking.wording import fold, is_word, wording_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.checking.wording import Wording
    from reader.model import Analysis, Article, Quotation, Span

    Examined = tuple[Article, Analysis]

_BETWEEN = "\x1f"
_BARRIER = "\x1e"
"""Both are white space, and so never part of a token."""

_RARE = 64
"""Places of a word or pair up to which it is followed."""

_CLAUSE = 24
"""Words of a clause between two quotations that does no more than say who speaks."""

_BUCKET = 8
"""Words by which two votes for one place may lie apart."""


@dataclass(frozen=True, slots=True)
class Stream:
    """Words that are read one after the other: an article, or the pieces of quotations without what parts them.

    `first` is the place of its first word in the corpus; `joints` are the places where a piece begins. `quoted` is
    the quotation whose pieces these are (the first of several that one speaker says in a row), None for a whole
    article.
    """

    source: int
    first: int
    tokens: Sequence[int]
    joints: frozenset[int] = frozenset()
    quoted: Quotation | None = None


class Occurrence(NamedTuple):
    """A half-open range of words of the corpus."""

    start: int
    end: int


def _rows(article: Article, analysis: Analysis) -> Iterator[list[Quotation]]:
    """Two and more quotations that one speaker says in a row in a paragraph: only who says it stands between them.

    Whoever quotes them again may leave that out, and nothing of what was said is left out with it.
    """
    rows: list[list[Quotation]] = [[]]
    for quotation in analysis.quotations:
        if rows[-1] and not _goes_on(article, rows[-1][-1], quotation):
            rows.append([])
        rows[-1].append(quotation)
    return (row for row in rows if len(row) > 1)


def _goes_on(article: Article, before: Quotation, after: Quotation) -> bool:
    """Whether `after` is what the speaker of `before` says next, with little else between them."""
    one, other = before.speaker, after.speaker
    if one is None or other is None or before.span.end > after.span.start:
        return False
    same = one.entity == other.entity if one.entity else one.name == other.name
    whole = not (before.fragment or after.fragment)
    near = article.block_at(before.span.end) == article.block_at(after.span.start)
    return same and whole and near and len(article.text[before.span.end : after.span.start].split()) <= _CLAUSE


class Corpus:
    """The sources, in order, as one sequence of words."""

    def __init__(self, sources: Iterable[Examined]) -> None:
        self.sources = list(sources)
        self.forms: list[str] = []
        self.streams: list[Stream] = []
        self._wordings: list[Wording] = []
        for number, (article, analysis) in enumerate(self.sources):
            wording = wording_of(article)
            self._wordings.append(wording)
            self._add(number, [range(len(wording.forms))])
            for quotations in [*([each] for each in analysis.quotations), *_rows(article, analysis)]:
                spans = [span for quotation in quotations for span in quotation.spans]
                if len(spans) > 1:
                    self._add(number, [wording.within(span) for span in spans], quotations[0])
        self._firsts = [stream.first for stream in self.streams]
        self._articles = [stream for stream in self.streams if stream.quoted is None]
        self._index()
        self._written()

    def _add(self, source: int, pieces: Sequence[range], quoted: Quotation | None = None) -> None:
        first, forms = len(self.forms), self._wordings[source].forms
        joints: list[int] = []
        tokens: Sequence[int] = pieces[0]
        if quoted:
            tokens = list(pieces[0])
            for piece in pieces[1:]:
                joints.append(first + len(tokens))
                tokens += piece
        self.streams.append(Stream(source, first, tokens, frozenset(joints), quoted))
        self.forms.extend(forms[token] for token in tokens)
        self.forms.append(_BARRIER)

    def _index(self) -> None:
        extents = [self.extent(stream) for stream in self._articles]
        self._frequencies = Counter(word for each in extents for word in self.folded(each))
        self._singles: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self._pairs: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        last: tuple[str, int] | None = None
        for place, folded in enumerate(map(fold, self.forms)):
            if folded == _BARRIER:
                last = None
            elif is_word(folded):
                self._singles[folded].append(place)
                if last:
                    self._pairs[f"{last[0]} {folded}"].append(last[1])
                last = folded, place

    def _written(self) -> None:
        """The words as one string, in which a row of words is found at the speed of `str.find`."""
        self._text = _BETWEEN + _BETWEEN.join(self.forms) + _BETWEEN
        self._at = array("I")
        at = 1
        for form in self.forms:
            self._at.append(at)
            at += len(form) + 1

    def folded(self, places: range) -> Iterator[str]:
        """The words at these places, without case and accents."""
        return (fold(self.forms[place]) for place in places)

    def stream_at(self, place: int) -> Stream:
        """The stream that holds the word at `place`."""
        return self.streams[bisect_right(self._firsts, place) - 1]

    def extent(self, stream: Stream) -> range:
        """The places of the stream's words."""
        return range(stream.first, stream.first + len(stream.tokens))

    def offsets(self, place: int) -> tuple[int, int]:
        """Where the word at `place` begins and ends in its article's text."""
        stream = self.stream_at(place)
        wording, token = self._wordings[stream.source], stream.tokens[place - stream.first]
        return wording.starts[token], wording.ends[token]

    def places(self, source: int, span: Span) -> range:
        """The places of the words that stand in `span` of a source."""
        stream = self._articles[source]
        inside = self._wordings[source].within(span)
        return range(stream.first + inside.start, stream.first + inside.stop)

    def spans(self, found: Occurrence) -> list[tuple[int, int]]:
        """Where the words stand in their article's text: a range for each piece."""
        joints = sorted(each for each in self.stream_at(found.start).joints if found.start < each < found.end)
        edges = [found.start, *joints, found.end]
        return [(self.offsets(start)[0], self.offsets(end - 1)[1]) for start, end in pairwise(edges)]

    def frequency(self, folded: str) -> int:
        """How often a word stands in the sources."""
        return self._frequencies[folded]

    def exactly(self, forms: Sequence[str]) -> Iterator[Occurrence]:
        """Where these words stand one after the other, in order."""
        candidates = self._candidates(forms)
        needle = _BETWEEN + _BETWEEN.join(forms) + _BETWEEN
        if candidates is not None:
            for place in candidates:
                if place >= 0 and self._text.startswith(needle, self._at[place] - 1):
                    yield Occurrence(place, place + len(forms))
            return
        at = self._text.find(needle)
        while at >= 0:
            place = bisect_right(self._at, at + 1) - 1
            yield Occurrence(place, place + len(forms))
            at = self._text.find(needle, at + 1)

    def _candidates(self, forms: Sequence[str]) -> list[int] | None:
        """Where the row could begin, by its rarest word; None where all its words are frequent."""
        best: list[int] | None = None
        for index, form in enumerate(forms):
            folded = fold(form)
            if not is_word(folded):
                continue
            places: Sequence[int] = self._singles.get(folded, ())
            if len(places) <= _RARE and (best is None or len(places) < len(best)):
                best = [place - index for place in places]
                if not best:
                    return best
        return best

    def near(self, folded: Sequence[str], most: int) -> list[range]:
        """Windows that share the most rare words and pairs with the row of words `folded`, best first."""
        votes: defaultdict[int, float] = defaultdict(float)
        last: tuple[str, int] | None = None
        for index, word in enumerate(folded):
            if not is_word(word):
                continue
            self._vote(votes, self._singles.get(word, ()), index)
            if last:
                self._vote(votes, self._pairs.get(f"{last[0]} {word}", ()), last[1])
            last = word, index
        ranked = sorted(votes, key=lambda bucket: (-votes[bucket] - votes.get(bucket + 1, 0.0), bucket))
        slack = len(folded) // 4 + 2 * _BUCKET
        out: list[range] = []
        for bucket in ranked:
            begin = bucket * _BUCKET
            if any(abs(begin - seen.start - slack) <= slack for seen in out):
                continue
            out.append(range(begin - slack, begin + _BUCKET + len(folded) + slack))
            if len(out) == most:
                break
        return out

    @staticmethod
    def _vote(votes: dict[int, float], places: Sequence[int], index: int) -> None:
        if len(places) <= _RARE:
            for place in places:
                votes[(place - index) // _BUCKET] += 1 / len(places)
