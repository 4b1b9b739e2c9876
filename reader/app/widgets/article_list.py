"""What can be opened: title, language, length, and how far each article has been read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len

from reader.app.messages import SourceChosen
from reader.app.widgets.fact_list import FactList, RowLine
from reader.app.wrapping import fitted
from reader.gate import line
from reader.tongue import N_, percent

if TYPE_CHECKING:
    from reader.model import Entry, Listing

FACTS = 40
"""Cells that the facts of a row may take."""

BAR = 8
"""Cells of the bar that shows how far an article has been read."""


class Offer(NamedTuple):
    """One thing that can be opened. `facts` is its day, language and length, as far as they are known.

    `share` is None where it was never opened.
    """

    entry: Entry
    title: str
    facts: str = ""
    share: float | None = None


class ArticleList(FactList[Offer]):
    """The articles on offer, one a row."""

    EMPTY: ClassVar[str] = N_("Nothing here.")

    def __init__(self, listing: Listing, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._listing = listing

    def same(self, one: Offer, other: Offer) -> bool:
        return one.entry is other.entry

    def row(self, index: int, item: Offer, width: int) -> list[RowLine]:
        del index
        share = ""
        if item.share is not None:
            full = round(item.share * BAR)
            share = "━" * full + "─" * (BAR - full) + f" {percent(format(round(item.share * 100), '>3'))}"
        facts = f"{line(item.facts, FACTS):>14}  {share:<{BAR + 6}}"
        room = max(8, width - cell_len(facts) - 1)
        if room <= 8:
            facts, room = "", max(1, width - 1)
        title = fitted(line(item.title, 200), room)
        return [[(title, ("strong",)), (" ", ()), (facts, ("unknown-speaker",))], [("", ())]]

    def choose(self, item: Offer, *, entered: bool) -> None:
        if entered:
            self.post_message(SourceChosen(item.entry, self._listing))
