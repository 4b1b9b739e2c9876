"""Makes the names of an article its entities: one for each thing, under its fullest name, with all its mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.cues import CLEAR, ORGANISATION, PERSON, PLACE, SLIGHT, WORK, add
from reader.analysis.findings import identifier
from reader.analysis.roster import Roster
from reader.model import Entity

if TYPE_CHECKING:
    from reader.analysis.draft import Draft
    from reader.analysis.register import Register, Thing
    from reader.model import Span


def gather_entities(draft: Draft) -> None:
    """Sets the draft's entities: those of all windows so far, in the order of their first mention."""
    _count_speakers(draft)
    register = draft.register
    entities = {entity.id: entity for entity in draft.entities}
    fresh = False
    for thing in dict.fromkeys(register.changed):
        thing.dirty = False
        made = _entity(thing)
        if made is None:
            fresh = entities.pop(identifier("entity", thing.name, 0), None) is not None or fresh
        else:
            entities[made.id] = made
            fresh = True
    register.changed = []
    if fresh:
        draft.entities = tuple(sorted(entities.values(), key=lambda entity: entity.mentions[0]))


def _entity(thing: Thing) -> Entity | None:
    """The entity that `thing` is, or None where it has been found to be another."""
    if thing.merged is not None or not thing.names:
        return None
    spans: list[Span] = []
    for span in sorted(name.span for name in thing.names):
        if not spans or spans[-1].end <= span.start:
            spans.append(span)
    for name in thing.names:
        name.type = thing.type
    return Entity(identifier("entity", thing.name, 0), thing.name, thing.type, tuple(spans))


def _count_speakers(draft: Draft) -> None:
    """Takes who is quoted for a person, or for a body that speaks."""
    register: Register = draft.register
    roster = Roster(draft)
    for found in draft.quotations[register.quotations :]:
        if found.speaker is None:
            continue
        name = roster.at(found.speaker)
        thing = register.known(name.key) if name else None
        if name is None or thing is None or name.span.end < found.speaker.end - 1:
            continue
        if len(thing.words) > 1 and thing.scores.get(ORGANISATION, 0) < CLEAR:
            add(thing.scores, PERSON, CLEAR)
        else:
            add(thing.scores, PERSON, SLIGHT)
            add(thing.scores, ORGANISATION, SLIGHT)
        add(thing.scores, PLACE, -SLIGHT)
        add(thing.scores, WORK, -SLIGHT)
        register.touch(thing)
    register.quotations = len(draft.quotations)
