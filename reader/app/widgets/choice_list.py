"""A few things to choose from, narrowed while a word is typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from textual.message import Message

from reader.app.widgets.fact_list import FactList, RowLine
from reader.app.wrapping import fitted
from reader.gate import line

LONGEST = 120
"""Characters of a choice that are looked at."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen: what it says, what is known of it, and what choosing it gives."""

    says: str
    value: Any
    known: str = ""


class Chosen(Message):
    """The reader chose `choice`."""

    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self.choice = choice


class ChoiceList(FactList[Choice]):
    """Choices, one a line."""

    def row(self, index: int, item: Choice, width: int) -> list[RowLine]:
        del index
        known = line(item.known, LONGEST)
        room = max(4, width - 2 - cell_len(known))
        return [[(" ", ()), (fitted(line(item.says, LONGEST), room), ()), (known, ("mark",)), (" ", ())]]

    def choose(self, item: Choice, *, entered: bool) -> None:
        if entered:
            self.post_message(Chosen(item))
