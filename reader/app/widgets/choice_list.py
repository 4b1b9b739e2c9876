"""Names to choose one of, each with what it means."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from textual.message import Message

from reader.app.widgets.fact_list import FactList, RowLine
from reader.app.wrapping import cropped, fitted
from reader.gate import line


class Choice(NamedTuple):
    """A name, and what it means in a few words."""

    name: str
    meaning: str


class ChoicePointed(Message):
    """The cursor is on a choice; `entered` where it is taken."""

    def __init__(self, choice: Choice, *, entered: bool) -> None:
        super().__init__()
        self.choice = choice
        self.entered = entered


class ChoiceList(FactList[Choice]):
    """A line for each choice."""

    def row(self, index: int, item: Choice, width: int) -> list[RowLine]:
        del index
        names = max(cell_len(each.name) for each in self.items)
        name = fitted(line(item.name), min(names, max(4, width - 2)))
        room = width - names - 3
        meaning = cropped(line(item.meaning), room) if room > 0 else ""
        return [[(f" {name}", ("strong",)), (f"  {meaning}", ("unknown-speaker",))]]

    def choose(self, item: Choice, *, entered: bool) -> None:
        self.post_message(ChoicePointed(item, entered=entered))
