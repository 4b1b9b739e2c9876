"""Says who speaks: asks the ladder of cues for each quotation, and makes a name of what it answers.

A pronoun becomes the naming that it stands for, a short description the person it was given to before, and a
quotation without any cue goes to whoever has the floor. Where the evidence ends the speaker stays unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.floor import Floor
from reader.analysis.ladder import LADDER
from reader.analysis.roster import Roster
from reader.analysis.speech import speech
from reader.analysis.stage import Stage
from reader.model import QuotationKind

if TYPE_CHECKING:
    from reader.analysis.draft import Draft, Found
    from reader.analysis.place import Cue, Place

_BEHIND = 8
"""Blocks before the window in which somebody may have the floor."""

UNKNOWN = "nothing in the article says who speaks"


def attribute(draft: Draft) -> None:
    """Set the speaker, role, cue and reason of the quotations of the window's blocks."""
    if not draft.window:
        return
    blocks = draft.article.blocks
    begin = blocks[draft.window.start].span.start
    recent = _since(draft, blocks[max(0, draft.window.start - _BEHIND)].span.start)
    fresh = [each for each in recent if each.outer.start >= begin]
    if not fresh:
        return
    stage = Stage(draft, recent, speech(draft.language), Roster(draft))
    floor = Floor(stage)
    for each in recent[: len(recent) - len(fresh)]:
        floor.recall(each)
    for each in fresh:
        place = stage.place(each)
        cue = next((cue for rung in LADDER if (cue := rung(place))), None) if place else None
        _settle(each, place, cue, floor)
    for each, after in zip(reversed(fresh[:-1]), reversed(fresh[1:]), strict=True):
        floor.anticipate(each, after)


def _since(draft: Draft, offset: int) -> list[Found]:
    """The draft's quotations from `offset` on, in the order of the text; windows append theirs in that order."""
    found: list[Found] = []
    for each in reversed(draft.quotations):
        if each.outer.end < offset:
            break
        found.append(each)
    return sorted(found, key=lambda each: each.outer)


def _settle(each: Found, place: Place | None, cue: Cue | None, floor: Floor) -> None:
    """Write down who speaks by `cue`, or by having the floor where there is none."""
    each.reason = UNKNOWN
    if place is None:
        return
    if cue is not None:
        each.cue = cue.words
        subject = floor.resolved(cue.subject)
        each.reason = cue.reason
        if subject is None:
            each.reason = f"{cue.reason}, but nobody is named"
    else:
        subject = floor.holder(each, place) if each.kind is QuotationKind.DIRECT else None
        if subject is not None:
            each.reason = "carried over from before"
    if subject is not None:
        each.speaker, each.role = subject.span, subject.role
        floor.note(each, subject)
