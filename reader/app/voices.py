"""Speakers and their tints: which colour a speaker has everywhere, and how much of the quoting is whose. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.marks import Layer
from reader.model import QuotationKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.model import Quotation


def tints(quotations: Iterable[Quotation], count: int) -> dict[str, str]:
    """Each speaker's tint, by name, in the order in which they speak first; `count` tints go round."""
    found: dict[str, str] = {}
    for quotation in quotations:
        if quotation.speaker and quotation.speaker.name not in found:
            found[quotation.speaker.name] = f"tint-{len(found) % count}"
    return found


def words_layer(quotations: Iterable[Quotation], tint_of: Mapping[str, str]) -> Layer:
    """Words between marks, in their speaker's tint; those of a speaker unknown stay as the text is."""
    return Layer(
        (span, tint_of[quotation.speaker.name])
        for quotation in quotations
        if quotation.speaker and quotation.kind is QuotationKind.DIRECT
        for span in quotation.spans
    )


def bars_layer(quotations: Iterable[Quotation], tint_of: Mapping[str, str]) -> Layer:
    """What is set as a block of its own, with the tint for the bar at its side."""
    return Layer(
        (span, tint_of[quotation.speaker.name])
        for quotation in quotations
        if quotation.speaker
        for span in (*(quotation.spans if quotation.kind is QuotationKind.BLOCK else ()), *quotation.repeats)
    )


def ticks(quotations: Iterable[Quotation], tint_of: Mapping[str, str]) -> list[tuple[int, str]]:
    """Where each quotation begins, with its speaker's tint."""
    unknown = "unknown-speaker"
    return [(q.span.start, tint_of[q.speaker.name] if q.speaker else unknown) for q in quotations]


def shares(quotations: Iterable[Quotation]) -> list[tuple[str, float]]:
    """Each speaker with their part, 0 to 1, of all quoted characters, the largest first."""
    spoken: dict[str, int] = {}
    for quotation in quotations:
        if quotation.speaker:
            said = sum(map(len, quotation.spans))
            spoken[quotation.speaker.name] = spoken.get(quotation.speaker.name, 0) + said
    total = sum(spoken.values()) or 1
    return sorted(((name, said / total) for name, said in spoken.items()), key=lambda share: -share[1])
