"""What the kinds of a name's words say of its type: Deshpande is a surname, Raipur a town, Toyota a company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.entities.folding import fold
from reader.analysis.entities.tables import SURE, Kind, holds, known
from reader.analysis.entities.tokens import Shape
from reader.model import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.analysis.entities.tokens import Token

TYPES = {
    Kind.PERSON: EntityType.PERSON,
    Kind.PLACE: EntityType.PLACE,
    Kind.ORGANISATION: EntityType.ORGANISATION,
}
_WEIGHTS = (1.0, 2.0, 2.5)
"""What a word's kind weighs at each level: at most a little more than a likely cue of the context."""
_TOWN, _NAMED = 5.0, 2.0
_ACRONYM = 4
"""Letters of the longest word in capitals that is taken for an abbreviation."""


def of_kinds(tokens: Sequence[Token]) -> Iterator[tuple[EntityType, float]]:
    """What the words' kinds say, as types with weights."""
    if len(tokens) == 1:
        yield from _of_one(tokens[0])
    elif all(token.shape is not Shape.DIGITS for token in tokens):
        yield from _of_several(tokens)


def _of_one(token: Token) -> Iterator[tuple[EntityType, float]]:
    if token.shape is Shape.UPPER and len(token.text) <= _ACRONYM:
        return
    found = known(token.text)
    if found is not None and found.kind in TYPES:
        yield TYPES[found.kind], _WEIGHTS[found.level]


def _of_several(tokens: Sequence[Token]) -> Iterator[tuple[EntityType, float]]:
    first, last = tokens[0], known(tokens[-1].text) if tokens[-1].shape.named else None
    named = holds("first", fold(first.text))
    if not named and holds("town", " ".join(fold(token.text) for token in tokens)):
        yield EntityType.PLACE, _TOWN
        return
    kinds = [found.kind for token in tokens[1:] if token.shape.named and (found := known(token.text)) is not None]
    kinds += [opening.kind] if (opening := known(first.text)) is not None and not first.opens else []
    if named and (last is None or last.kind is Kind.PERSON):
        yield EntityType.PERSON, _NAMED
    elif last is not None and last.kind is Kind.PERSON and last.level == SURE and Kind.EVERYDAY not in kinds:
        yield EntityType.PERSON, _WEIGHTS[0]
    elif Kind.ORGANISATION in kinds:
        yield EntityType.ORGANISATION, _WEIGHTS[1]
    elif kinds and all(kind is Kind.PLACE for kind in kinds):
        yield EntityType.PLACE, _WEIGHTS[0]
