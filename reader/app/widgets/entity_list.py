"""The entities: each once, under its fullest name, with how often and where in the article it is named."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len

from reader.app.arranging import CORRECTED
from reader.app.messages import EntityChosen
from reader.app.widgets.fact_list import FactList, RowLine
from reader.app.wrapping import cropped, fitted, line_ranges
from reader.gate import line
from reader.model import Entity, EntityType
from reader.tongue import N_, _

_TITLES = {
    EntityType.PERSON: N_("People"),
    EntityType.ORGANISATION: N_("Organisations"),
    EntityType.PLACE: N_("Places"),
    EntityType.WORK: N_("Works and products"),
}
LONGEST = 200
"""Characters of a name that are looked at for its row."""

MOST_LINES = 2
"""Lines that a name may take."""

HEIGHTS = "·▂▄▆█"
"""How often a part of the article names something: not at all, once, twice, three times, more often."""

_BARS = ((40, 12), (32, 8), (0, 6))
"""From how many cells of the list on the bar has how many."""


class EntityList(FactList[Entity]):
    """Entities by type; each with a bar of the article's parts, from its beginning to its end."""

    EMPTY: ClassVar[str] = N_("No names found.")

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.length = 1
        """Characters of the whole article."""
        self.corrected: frozenset[str] = frozenset()
        """Identifiers of the entities that the reader corrected."""

    def same(self, one: Entity, other: Entity) -> bool:
        return one.id == other.id

    def heading(self, index: int, item: Entity, width: int) -> list[RowLine]:
        if index and self._items[index - 1].type is item.type:
            return []
        gap: list[RowLine] = [[("", ())]] if index else []
        return [*gap, [(fitted(_(_TITLES[item.type]), width), ("mark",))]]

    def row(self, index: int, item: Entity, width: int) -> list[RowLine]:
        del index
        bar = self._bar(item, next(cells for least, cells in _BARS if width >= least))
        facts: RowLine = [(bar, ("mark",)), (f"{len(item.everywhere):>3} ", ("unknown-speaker",))]
        room = max(4, width - sum(cell_len(text) for text, _ in facts) - 1)
        name = line(item.name, LONGEST) + (f" {CORRECTED}" if item.id in self.corrected else "")
        ranges = line_ranges(name, room if cell_len(name) <= room else width - 1)
        shown = [name[a:b] for a, b in ranges[:MOST_LINES]]
        if len(ranges) > MOST_LINES:
            shown[-1] = cropped(name[ranges[MOST_LINES - 1][0] :], room)
        rows: list[RowLine] = [[(each, ())] for each in shown[:-1]]
        if cell_len(shown[-1]) > room:
            rows.append([(shown.pop(), ())])
            shown.append("")
        return [*rows, [(fitted(shown[-1], room + 1), ()), *facts]]

    def _bar(self, item: Entity, cells: int) -> str:
        """`cells` parts of the article, each as high as it names `item` often."""
        counts = [0] * cells
        for mention in item.everywhere:
            counts[min(cells - 1, mention.start * cells // max(1, self.length))] += 1
        return "".join(HEIGHTS[min(count, len(HEIGHTS) - 1)] for count in counts)

    def choose(self, item: Entity, *, entered: bool) -> None:
        self.post_message(EntityChosen(item, entered=entered))
