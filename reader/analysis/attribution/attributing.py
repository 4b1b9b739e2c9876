"""Says who speaks: asks the ladder of cues for each quotation, and makes a name of what it answers.

A pronoun becomes the naming that it stands for, a short description the person it was given to before, and a
quotation without any cue goes to whoever has the floor. Where the evidence ends the speaker stays unknown.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reader.analysis.attribution.floor import Floor
from reader.analysis.attribution.ladder import first_cue
from reader.analysis.attribution.roster import Roster
from reader.analysis.quotations.interviews import Interviewees
from reader.analysis.speech import speech
from reader.analysis.stage import Stage
from reader.model import QuotationKind
from reader.model.reasons import STOOD_FOR, UNNAMED
from reader.tongue import N_

if TYPE_CHECKING:
    from reader.analysis.attribution.place import Cue, Place
    from reader.analysis.draft import Draft, Found
    from reader.analysis.wordclasses import Subject

BEHIND = 8
"""Blocks before the window in which somebody may have the floor."""

_ALTERNATING = 2
"""Turns before one that tell who speaks in it."""

BY_PRONOUN = N_("a pronoun stands for the speaker")
BY_DESCRIPTION = N_("a description stands for the speaker")
CARRIED = N_("carried over from before")
UNKNOWN = N_("nothing in the article says who speaks")


def attribute(draft: Draft) -> None:
    """Set the speaker, role, cue and reason of the quotations of the window's blocks."""
    if not draft.window:
        return
    blocks = draft.article.blocks
    begin = blocks[draft.window.start].span.start
    recent = _since(draft, blocks[max(0, draft.window.start - BEHIND)].span.start)
    fresh = [each for each in recent if each.outer.start >= begin]
    if not fresh:
        return
    stage = Stage(draft, recent, speech(draft.language), Roster(draft))
    floor, interviewees = Floor(stage), Interviewees(stage)
    for each in recent[: len(recent) - len(fresh)]:
        floor.recall(each)
    for number, each in enumerate(fresh):
        place = stage.place(each)
        interviewed = each.turn is not None and each.turn.introduced is not None
        if interviewed and each.kind is QuotationKind.BLOCK:
            place = None
        cue = first_cue(place) if place else None
        _settle(each, place, cue, floor)
        if each.turn is not None and each.speaker is None and cue is None:
            _take_turn(each, fresh[max(0, number - _ALTERNATING) : number], interviewees, floor)
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
    subject: Subject | None = None
    if place is None:
        return
    if cue is not None:
        each.cue = cue.words
        subject = floor.resolved(cue.subject)
        each.reason = cue.reason
        if subject is None:
            each.reason = UNNAMED.format(rule=cue.reason)
        elif subject.span != cue.subject.span:
            other = BY_PRONOUN if cue.subject.kind == "pronoun" else BY_DESCRIPTION
            each.reason = STOOD_FOR.format(rule=cue.reason, other=other)
    elif each.turn is None:
        subject = floor.holder(each, place) if each.kind is QuotationKind.DIRECT else None
        if subject is not None:
            each.reason = CARRIED
    if subject is not None:
        each.speaker, each.role = subject.span, subject.role
        floor.note(each, subject)


def _take_turn(each: Found, before: list[Found], interviewees: Interviewees, floor: Floor) -> None:
    """Give a turn without a cue to the one who answers an interview, or to whoever spoke two turns before."""
    if each.turn is None:
        return
    if each.turn.introduced is not None:
        subject = interviewees.of(each.turn)
        if subject is not None:
            each.speaker, each.reason = subject.span, N_("an interview, in which one person answers")
            floor.note(each, subject)
        return
    if len(before) < _ALTERNATING or any(turn.turn is None or turn.speaker is None for turn in before):
        return
    stage = floor.stage
    numbers = [stage.block(turn) for turn in (*before, each)]
    adjacent = all(a is not None and b is not None and b - a == 1 for a, b in pairwise(numbers))
    first, second = before
    if adjacent and first.speaker is not None and second.speaker is not None:
        words = [stage.whole(turn.speaker) for turn in (first, second) if turn.speaker is not None]
        if words[0] != words[1]:
            each.speaker, each.role, each.reason = (
                first.speaker,
                first.role,
                N_("the speakers of a dialogue take turns"),
            )
