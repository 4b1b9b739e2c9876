"""Places in a text: every fact about an article is one or more of these."""

from __future__ import annotations

from reader.facts import dataclass

CONTEXT = 32
"""Characters of context that an anchor keeps on either side."""


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
        """Where the anchored words are in `text` now, or None where they are lost or not to be told apart."""
        whole = self.before + self.quote + self.after
        if self.span.of(text) == self.quote and text.startswith(whole, self.span.start - len(self.before)):
            return self.span
        at = text.find(whole) if whole else -1
        if at < 0 or text.find(whole, at + 1) >= 0:
            return None
        return Span(at + len(self.before), at + len(self.before) + len(self.quote))
