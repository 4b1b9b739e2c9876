"""A page under judgement: its units, what is known of each, and the element that holds the article."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.model import BlockKind

if TYPE_CHECKING:
    from reader.sources.html.press import Press
    from reader.sources.html.units import Flow
    from reader.sources.plain.furniture import Furniture

LINKED = 0.5
"""Part of a block's characters from which on it is a way to elsewhere."""

SENTENCE = 8
"""Words from which on a block can be a sentence of the article."""

STOPS = (".", "!", "?", "…", "。", "！", "？")
ENDS = (*STOPS, "»", "”", '"', ":", ")", "’", "」", "）")

_LINKED_SENTENCE = 0.8
"""The same of a paragraph that ends as sentences do."""

_ALL_LINK = 0.9
_LONGEST = 300
"""Characters of the longest line that can be one of those around an article."""

_LABEL = 6
"""Words of the longest label above links to other articles."""

_HEAD = 6
"""Units from the first paragraph on among which who wrote it and when may stand."""


@dataclass(slots=True)
class Draft:
    """Units under judgement; lists run along `flow.units`, and along `flow.nodes` where they say so."""

    flow: Flow
    found: list[bool]
    furniture: Furniture
    press: Press
    title: int | None = None
    authors: frozenset[str] = frozenset()
    """Their names, for comparing."""
    words: list[int] = field(default_factory=list)
    weight: list[int] = field(default_factory=list)
    """Characters of evidence in each node."""
    cards: list[bool] = field(default_factory=list)
    """Nodes that are cards leading to other articles, or in one; empty where there are none."""
    outside: list[bool] = field(default_factory=list)
    """Nodes that their names or their element put outside the article."""
    ends: list[int] = field(default_factory=list)
    """The node behind the last one inside each node."""
    root: int = 0
    first: int = 0
    """The first unit of the evidence that is a sentence."""
    body: int = 0
    """The second where it stands elsewhere than the first, which then is a standfirst; else the first."""
    keep: list[bool] = field(default_factory=list)

    def inside(self, node: int, root: int) -> bool:
        """Whether `node` is `root` or stands in it."""
        return root <= node < self.ends[root]

    def holder(self, index: int) -> int:
        """The element that the unit's own element stands in."""
        units = self.flow.units
        return self.flow.nodes[units[index].node].parent if index < len(units) else -1

    def is_linked(self, index: int) -> bool:
        """Whether the unit is mostly links."""
        unit = self.flow.units[index]
        is_sentence = unit.kind is BlockKind.PARAGRAPH and not unit.containers and unit.text.endswith(STOPS)
        return unit.linked >= (_LINKED_SENTENCE if is_sentence else LINKED) * max(1, unit.size)

    def is_sentence(self, index: int) -> bool:
        """Whether the unit is a paragraph of words, as articles are made of."""
        unit = self.flow.units[index]
        if unit.kind is not BlockKind.PARAGRAPH or unit.is_caption or self.is_linked(index):
            return False
        return self.words[index] >= (SENTENCE if unit.text.endswith(ENDS) else 2 * SENTENCE)

    def is_around(self, index: int) -> bool:
        """Whether the unit is a link to another article, or a line that papers print around one."""
        unit, words = self.flow.units[index], self.words[index]
        if unit.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or len(unit.text) > _LONGEST:
            return False
        is_paragraph, is_open = unit.kind is BlockKind.PARAGRAPH, not unit.text.endswith(STOPS)
        if is_paragraph and is_open and not unit.containers and unit.linked >= _ALL_LINK * unit.size:
            return True
        if is_paragraph and words < SENTENCE and index < (self.first if unit.containers else self.body):
            return is_open
        if unit.text.startswith("©") and index > self.first:
            return True
        if self.press.is_around(unit.text) and (is_open or unit.linked or not self.found[index]):
            return True
        kind = self.furniture.kind(unit.text)
        if kind == "teaser":
            return self.is_linked(index) or words <= _LABEL
        return kind in ("byline", "dateline") and index < self.first + _HEAD
