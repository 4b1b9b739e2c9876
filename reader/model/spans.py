"""Places in a text: every fact about an article is one or more of these."""

from __future__ import annotations

from bisect import bisect_right
from itertools import islice, takewhile

from reader.facts import TYPE_CHECKING, dataclass

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

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


if TYPE_CHECKING:
    _Sequence = Sequence[Span]
else:
    _Sequence = object  # typing and its kin would cost the first screen more than the page itself


class Spans(_Sequence):
    """Many spans in the place of a tuple of them: 8 bytes each instead of 120. A span is made when it is asked for.

    Whoever gathers them adds to them; as part of a fact they stay as they are, like all facts.
    """

    __slots__ = ("_numbers",)

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._numbers = _numbers(spans)

    def __len__(self) -> int:
        return len(self._numbers) // 2

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return tuple(self[at] for at in range(*index.indices(len(self))))
        at = 2 * range(len(self))[index]
        return Span(self._numbers[at], self._numbers[at + 1])

    def __iter__(self) -> Iterator[Span]:
        numbers = iter(self._numbers)
        return (Span(start, end) for start, end in zip(numbers, numbers, strict=True))

    def __reversed__(self) -> Iterator[Span]:
        return (self[at] for at in range(len(self) - 1, -1, -1))

    def __contains__(self, span: object) -> bool:
        return any(each == span for each in self)

    def index(self, value: Span, start: int = 0, stop: int | None = None) -> int:
        """At which place a span stands.

        Raises:
            ValueError: where it does not.
        """
        return tuple(self).index(value, start, len(self) if stop is None else stop)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Spans):
            return bool(self._numbers == other._numbers)
        return tuple(self) == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def insert(self, span: Span) -> None:
        """Put one more span among them, which are in order: where it belongs."""
        numbers = self._numbers
        at = len(self)
        if at and numbers[-2] > span.start:
            at = bisect_right(range(at), span.start, key=lambda each: numbers[2 * each])
        numbers[2 * at : 2 * at] = _numbers((span,))

    def copy(self) -> Spans:
        """The same spans, to be added to or to be kept while others are added here."""
        found = Spans()
        found.merge(self)
        return found

    def merge(self, others: Spans) -> None:
        """Put other spans among them, both in order."""
        if self and others and others[0] < self[-1]:
            self._numbers = _numbers(sorted((*self, *others)))
        else:
            self._numbers += others._numbers

    def append(self, data: bytes) -> None:
        """Take further spans, as `__reduce__` gives them."""
        self._numbers.frombytes(data)

    def __reduce__(self) -> tuple[object, ...]:
        return _spans_of, (self._numbers.tobytes(),)


def _numbers(spans: Iterable[Span]) -> array[int]:
    from array import array

    return array("I", [number for span in spans for number in (span.start, span.end)])


def _spans_of(data: bytes) -> Spans:
    found = Spans()
    found.append(data)
    return found


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
