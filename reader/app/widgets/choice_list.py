"""Answers to choose one of, each with what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from textual.message import Message

from reader.app.widgets.fact_list import FactList, RowLine
from reader.app.wrapping import cropped, fitted
from reader.gate import line

LONGEST = 120
"""Characters of an answer that are looked at."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen: what it says, what choosing it gives, and what is known of it."""

    says: str
    value: Any
    known: str = ""


class ChoicePointed(Message):
    """The cursor is on a choice; `entered` where it is taken."""

    def __init__(self, choice: Choice, *, entered: bool) -> None:
        super().__init__()
        self.choice = choice
        self.entered = entered


class ChoiceList(FactList[Choice]):
    """A line for each choice; what is known of them stands below each other."""

    def row(self, index: int, item: Choice, width: int) -> list[RowLine]:
        del index
        longest = max(cell_len(line(each.says, LONGEST)) for each in self.items)
        says = fitted(line(item.says, LONGEST), min(longest, max(4, width - 2)))
        room = width - cell_len(says) - 4
        known = cropped(line(item.known, LONGEST), room) if room > 0 else ""
        return [[(f" {says}", ("strong",)), (f"  {known}", ("unknown-speaker",))]]

    def choose(self, item: Choice, *, entered: bool) -> None:
        self.post_message(ChoicePointed(item, entered=entered))
