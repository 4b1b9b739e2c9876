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

UNKNOWN = "nothing in the article says who speaks"


def attribute(draft: Draft) -> None:
    """Set the speaker, role, cue and reason of the quotations of the window's blocks."""
    if not draft.window:
        return
    begin = draft.article.blocks[draft.window.start].span.start
    fresh = sorted((each for each in draft.quotations if each.outer.start >= begin), key=lambda each: each.outer)
    if not fresh:
        return
    stage = Stage(draft, speech(draft.language), Roster(draft))
    floor = Floor(stage)
    for each in fresh:
        place = stage.place(each)
        cue = next((cue for rung in LADDER if (cue := rung(place))), None) if place else None
        _settle(each, place, cue, floor)
    for each, after in zip(reversed(fresh[:-1]), reversed(fresh[1:]), strict=True):
        floor.anticipate(each, after)


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
