"""Articles with facts set by hand, so that a check is tested apart from what an analysis finds."""

from __future__ import annotations

from typing import NamedTuple

from reader.checking import Finding, check
from reader.model import (
    Analysis,
    Article,
    Block,
    BlockKind,
    Entity,
    EntityType,
    Quotation,
    QuotationKind,
    Source,
    Span,
    Speaker,
)

Examined = tuple[Article, Analysis]


class Said(NamedTuple):
    """A quotation: its pieces between «» (an incise between two), and who says it. `prose` is what stands around it.

    With `speaker` None nobody is named.
    """

    pieces: tuple[str, ...]
    speaker: str | None = None
    role: str | None = None
    fragment: bool = False
    incise: str = ", dit-on, "


def said(*pieces: str, by: str | None = None, role: str | None = None, fragment: bool = False) -> Said:
    return Said(pieces, by, role, fragment)


def written(*parts: Said | str, location: str = "texte.txt") -> Examined:
    """An article of a paragraph for each part: prose as it is, a quotation between marks, then its speaker."""
    text, blocks, quotations = "", [], []
    entities: dict[str, Entity] = {}
    for part in parts:
        start = len(text)
        if isinstance(part, str):
            text += part
        else:
            spans = []
            text += "« "
            for number, piece in enumerate(part.pieces):
                text += part.incise if number else ""
                spans.append(Span(len(text), len(text) + len(piece)))
                text += piece
            text += " »"
            speaker = None
            if part.speaker:
                at = len(text) + len(", dit ")
                text += f", dit {part.speaker}"
                span = Span(at, at + len(part.speaker))
                entities.setdefault(part.speaker, Entity(part.speaker, part.speaker, EntityType.PERSON, (span,)))
                speaker = Speaker(part.speaker, span, part.speaker, part.role)
            text += "."
            kind = QuotationKind.DIRECT
            quotations.append(Quotation(f"q{len(quotations)}", kind, tuple(spans), part.fragment, (), speaker))
        blocks.append(Block(BlockKind.PARAGRAPH, Span(start, len(text)), lines=_lines(text, start)))
        text += "\n\n"
    article = Article(text, tuple(blocks), Source(location, "text/plain", "0" * 64))
    return article, Analysis(tuple(quotations), tuple(entities.values()))


def _lines(text: str, start: int) -> tuple[Span, ...]:
    lines, at = [], start
    for line in text[start:].split("\n"):
        lines.append(Span(at, at + len(line)))
        at += len(line) + 1
    return tuple(lines)


def checked(draft: Said | Examined, *sources: Examined) -> Finding:
    """What is found of the draft's only quotation."""
    article, analysis = written(draft) if isinstance(draft, Said) else draft
    (finding,) = check(article, analysis, sources)
    return finding
