"""The entities: each once, under its fullest name, with how often it is mentioned."""

from __future__ import annotations

from typing import ClassVar

from reader.app.messages import EntityChosen
from reader.app.widgets.fact_list import FactList, RowLine
from reader.app.wrapping import fitted
from reader.gate import line
from reader.model import Entity, EntityType

_TITLES = {
    EntityType.PERSON: "People",
    EntityType.ORGANISATION: "Organisations",
    EntityType.PLACE: "Places",
    EntityType.WORK: "Works and products",
}
LONGEST = 200
"""Characters of a name that are looked at for its row."""

ORDER = tuple(_TITLES)
"""The order in which types stand in the list."""


class EntityList(FactList[Entity]):
    """Entities by type, and within a type by how often they are mentioned."""

    EMPTY: ClassVar[str] = "No names found."

    def same(self, one: Entity, other: Entity) -> bool:
        return one.id == other.id

    def row(self, index: int, item: Entity, width: int) -> list[RowLine]:
        count = f"{len(item.mentions)}×"
        room = max(4, width - 4 - len(count))
        rows: list[RowLine] = []
        if index == 0 or self._items[index - 1].type is not item.type:
            rows.extend([[("", ())]] if index else [])
            rows.append([(_TITLES[item.type], ("mark",))])
        name = fitted(line(item.name, LONGEST), room)
        rows.append([("  ", ()), (name, ()), (f" {count} ", ("mark",))])
        return rows

    def choose(self, item: Entity, *, entered: bool) -> None:
        self.post_message(EntityChosen(item, entered=entered))


def in_order(entities: tuple[Entity, ...]) -> list[Entity]:
    """As the list shows them: by type, then by number of mentions, then in the order of the text."""
    return sorted(entities, key=lambda entity: (ORDER.index(entity.type), -len(entity.mentions)))
