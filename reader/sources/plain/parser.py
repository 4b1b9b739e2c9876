"""Plain text → parts. The text is the file itself; what is recovered are facts about it, each with its reason.

The walk goes once from the first line to the last: lines are grouped into units, units are judged with a few of their
neighbours in sight, and every PIECE of text leaves as a part. Without evidence a line stays a paragraph: a heading
too many is worse than one too few.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from reader.errors import NotAnArticleError
from reader.lang import detect
from reader.model import Block, Metadata, Part, Span
from reader.sources.encoding import decode
from reader.sources.plain.bylines import signed
from reader.sources.plain.furniture import furniture
from reader.sources.plain.grouping import Grouper
from reader.sources.plain.kinds import PARAGRAPH
from reader.sources.plain.lines import HEAD, layout, opening
from reader.sources.plain.recovery import Recovery
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.sources import Raw
    from reader.sources.plain.grouping import Unit

PIECE = 64 * 1024
"""Characters of text in a part, about."""

_FENCES = ("\n```", "\n~~~")
"""How code begins that only its like ends."""

_AHEAD = 4
"""Units that are looked at beyond those that are judged."""

_BEHIND = 4
"""Judged units that are kept in sight."""


def parse(raw: Raw) -> Iterator[Part]:
    """The article in `raw`, in parts of about PIECE characters whose texts together are the decoded file.

    Raises:
        NotAnArticleError: where nothing in it is visible.
    """
    text, notices = decode(raw.data)
    if not text or text.isspace():
        raise NotAnArticleError(
            _("{name} holds no text: give Reader an article to open").format(name=raw.location or _("the input"))
        )
    language = raw.language or detect(text[:HEAD])
    top = opening(text)
    setting, words = layout(text, top), furniture(language)
    recovery = Recovery(text, setting, words, language)
    start = 0
    for units, end in _pieces(text, recovery, Grouper(text, setting, top).units()):
        metadata = None if start else replace(signed(units, words), language=language)
        yield Part(text[start:end], tuple(map(_block, units)), metadata, notices)
        start, notices = end, ()
    if not start:  # nothing but the marks of quotes that quote nothing
        visible = Span(len(text) - len(text.lstrip()), len(text.rstrip()))
        yield Part(text, (Block(PARAGRAPH, visible),), Metadata(language=language), notices)


def ending(raw: Raw, characters: int) -> Part | None:
    """The last blocks of the article in `raw`, of about so many characters, without reading what stands before them.

    Their spans count from the beginning of the part's own text, with which the whole article's ends too; a few blocks
    may be judged otherwise once what stands before is known. None where that decides what the lines are.
    """
    text, _notices = decode(raw.data)
    at = text.find("\n\n", max(0, len(text) - characters)) + 2
    if at < 2 or any(fence in text for fence in _FENCES):
        return None
    language = raw.language or detect(text[:HEAD])
    setting, words = layout(text, opening(text)), furniture(language)
    tail = text[at:]
    units = list(Grouper(tail, setting, opening(tail)).units())
    Recovery(tail, setting, words, language).judge(units, 0, len(units))
    return Part(tail, tuple(map(_block, units))) if units else None


def _pieces(text: str, recovery: Recovery, units: Iterator[Unit]) -> Iterator[tuple[list[Unit], int]]:
    """Judged units, a piece at a time, and the offset at which the next piece begins."""
    behind: list[Unit] = []
    waiting: list[Unit] = list(islice(units, 1))
    while waiting:
        begin = waiting[0].start
        while waiting[-1].end - begin < PIECE and (unit := next(units, None)) is not None:
            waiting.append(unit)
        count = len(waiting)
        waiting.extend(islice(units, _AHEAD))
        window = behind + waiting
        recovery.judge(window, len(behind), len(behind) + count)
        judged, waiting = waiting[:count], waiting[count:]
        behind = (behind + judged)[-_BEHIND:]
        yield judged, waiting[0].start if waiting else len(text)


def _block(unit: Unit) -> Block:
    rows = tuple(unit.rows)
    if unit.kind is PARAGRAPH and len(rows) == 1:  # nearly every block, and most of it is a block's defaults
        return Block(unit.kind, rows[0], rows, reason=unit.reason)
    return Block(
        unit.kind,
        rows[0] if len(rows) == 1 else Span(unit.begin, unit.end),
        rows,
        level=unit.level,
        depth=unit.depth,
        marker=unit.mark.printed if unit.mark else None,
        continues=unit.continues,
        info=unit.info,
        reason=unit.reason,
    )
