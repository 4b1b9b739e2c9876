"""What a reader highlighted, as the page and its column show it, and as a notice names it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.marks import Layer
from reader.gate import line
from reader.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.model import Placed

STYLE = "highlight"

LONGEST = 120
"""Characters of a note that a notice holds."""


def layer(placed: Iterable[Placed]) -> Layer:
    """All highlighted characters; highlights that overlap are one ground."""
    return Layer((span, STYLE) for span in _joined(sorted(each.span for each in placed if each.span is not None)))


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    open_: Span | None = None
    for span in spans:
        if open_ is None:
            open_ = span
        elif span.start <= open_.end:
            open_ = Span(open_.start, max(open_.end, span.end))
        else:
            yield open_
            open_ = span
    if open_ is not None:
        yield open_


def ticks(placed: Iterable[Placed]) -> list[tuple[int, str]]:
    """Where each begins, with the style of its tick."""
    return [(each.span.start, "mark-tick") for each in placed if each.span is not None]


def at(placed: Iterable[Placed], offset: int) -> Placed | None:
    """The shortest highlight that holds the character at `offset`."""
    found = [each for each in placed if each.span is not None and each.span.holds(offset)]
    return min(found, key=lambda each: len(each.span or ()), default=None)


def of_span(placed: Iterable[Placed], span: Span) -> Placed | None:
    """The highlight of these very characters."""
    return next((each for each in placed if each.span == span), None)


def note(placed: Placed) -> str:
    """Its note on one line, "" where there is none."""
    return line(placed.highlight.note, LONGEST)
