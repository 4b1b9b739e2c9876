"""Makes the names of an article its entities: one for each thing, under its fullest name, with all its mentions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.analysis.attribution.roster import Roster
from reader.analysis.entities.cues import CLEAR, ORGANISATION, PERSON, PLACE, SLIGHT, WORK, add
from reader.analysis.findings import identifier
from reader.model import Entity

if TYPE_CHECKING:
    from reader.analysis.draft import Draft
    from reader.analysis.entities.register import Register, Thing


def gather_entities(draft: Draft) -> None:
    """Sets the draft's entities: those of all windows so far, in the order of their first mention."""
    _count_speakers(draft)
    register = draft.register
    moved = False
    for thing in dict.fromkeys(register.changed):
        thing.dirty = False
        moved = _settle(register, thing) or moved
    register.changed = []
    if moved:
        register.order = sorted((entity for entity in register.order if entity.mentions), key=_first)
        register.places = {entity.id: place for place, entity in enumerate(register.order)}
    draft.entities = tuple(register.order)


def _first(entity: Entity) -> int:
    return entity.mentions[0].start


def _settle(register: Register, thing: Thing) -> bool:
    """Makes the thing's entity anew, and says whether the order of entities must be made anew too.

    An entity usually stays where it stands or comes behind all others; what has been found to be another thing, or
    is known further ahead than before, makes a new order necessary.
    """
    name = identifier("entity", thing.name, 0)
    place = register.places.get(name)
    if thing.merged is not None or not thing.spans:
        if place is None or thing.merged is None or identifier("entity", register.root(thing).name, 0) == name:
            return False
        register.order[place] = replace(register.order[place], mentions=())
        return True
    made = thing.entity = _entity(thing, name)
    if place is not None:
        moved = register.order[place].mentions[:1] != made.mentions[:1]
        register.order[place] = made
        return moved
    moved = bool(register.order) and made.mentions[0] < register.order[-1].mentions[0]
    register.places[name] = len(register.order)
    register.order.append(made)
    return moved


def _entity(thing: Thing, name: str) -> Entity:
    if thing.settled is not thing.type:
        thing.settled = thing.type
        for each in thing.names:
            each.type = thing.type
    return Entity(name, thing.name, thing.type, thing.spans.copy())


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
