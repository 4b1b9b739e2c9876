"""Places in a text: every fact about an article is one or more of these."""

from __future__ import annotations

from itertools import islice, takewhile

from reader.facts import TYPE_CHECKING, dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CONTEXT = 32
"""Characters of context that an anchor keeps on either side."""

_SIDE = 8
"""Characters right beside anchored words that must stand as they stood."""

_LONG = 40
"""Characters of words that hardly stand twice in a text by chance."""

_PLACES = 1_000
"""Places with the same words among which the right one is looked for."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters (code points) of an article's canonical text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters that the span stands for."""
        return text[self.start : self.end]

    def holds(self, offset: int) -> bool:
        """Whether the character at `offset` belongs to the span."""
        return self.start <= offset < self.end

    def covers(self, other: Span) -> bool:
        """Whether all of `other` lies in this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        """The same range, `by` characters later."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that survives an article which changes: a span, its words, and what stood around them."""

    span: Span
    quote: str
    before: str = ""
    after: str = ""

    @classmethod
    def to(cls, text: str, span: Span) -> Anchor:
        """The anchor of `span` in `text`."""
        before = text[max(0, span.start - CONTEXT) : span.start]
        return cls(span, span.of(text), before, text[span.end : span.end + CONTEXT])

    def find(self, text: str) -> Span | None:
        """Where the anchored words are in `text` now, or None where they are lost or not to be told apart.

        Of all places with these very words it is the one around which most stands as it stood; never one around
        which too little does, since the same words may stand elsewhere by chance (`_is_enough`).
        """
        whole = self.before + self.quote + self.after
        if self.span.of(text) == self.quote and text.startswith(whole, self.span.start - len(self.before)):
            return self.span
        at = text.find(whole) if whole else -1
        if at >= 0:
            start = at + len(self.before)
            return None if text.find(whole, at + 1) >= 0 else Span(start, start + len(self.quote))
        found = sorted(islice(self._places(text), _PLACES), reverse=True)
        if not found or len(found) == _PLACES or (len(found) > 1 and found[0][0] == found[1][0]):
            return None
        _, start, before, after = found[0]
        return Span(start, start + len(self.quote)) if self._is_enough(before, after) else None

    def _places(self, text: str) -> Iterator[tuple[int, int, int, int]]:
        """Every place with the anchored words: how much of the context is there, where, and how much on each side."""
        at = text.find(self.quote) if self.quote else -1
        while at >= 0:
            end = at + len(self.quote)
            before = _shared(reversed(self.before), reversed(text[max(0, at - len(self.before)) : at]))
            after = _shared(self.after, text[end : end + len(self.after)])
            yield before + after, at, before, after
            at = text.find(self.quote, at + 1)

    def _is_enough(self, before: int, after: int) -> bool:
        """Whether so much context tells that it is the same place: some on both sides, around long words on one."""
        sides = (before >= min(_SIDE, len(self.before)), after >= min(_SIDE, len(self.after)))
        return any(sides) and before + after >= _SIDE if len(self.quote) >= _LONG else all(sides)


def _shared(one: Iterable[str], other: Iterable[str]) -> int:
    """How many characters two texts have in common before they first differ."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
