"""Speakers and their tints: which colour a speaker has everywhere, and how much of the quoting is whose. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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


class Share(NamedTuple):
    """How much of all that is quoted one speaker says, 0 to 1; `name` is None for all who are not named."""

    name: str | None
    part: float


def shares(quotations: Iterable[Quotation]) -> list[Share]:
    """Each speaker's share of the quoted characters, the largest first; what nobody is named for comes last."""
    spoken: dict[str | None, int] = {}
    for quotation in quotations:
        name = quotation.speaker.name if quotation.speaker else None
        spoken[name] = spoken.get(name, 0) + quoted([quotation])
    total = sum(spoken.values()) or 1
    found = [Share(name, said / total) for name, said in spoken.items()]
    return sorted(found, key=lambda share: (share.name is None, -share.part))


def quoted(quotations: Iterable[Quotation]) -> int:
    """How many characters are quoted."""
    return sum(len(span) for quotation in quotations for span in quotation.spans)
