"""Which tables of a page hold data, and which only put things beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.sources.html.elements import HEADINGS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST = 500
"""Characters of the longest cell that holds data."""

_PROSE = frozenset({"article", "section", "blockquote", "figure", "form", "ul", "ol", *HEADINGS})
"""What stands in a cell only where the table is for looks."""


@dataclass(slots=True)
class _Table:
    """A table under way; `cell` counts the characters of the cell under way."""

    element: HtmlElement
    is_layout: bool
    rows: int = 0
    cells: int = 0
    most: int = 0
    prose: int = 0
    cell: int = 0
    longest: int = 0

    @property
    def holds_data(self) -> bool:
        longest = max(self.longest, self.cell)
        return (
            not self.is_layout
            and self.rows > 1
            and self.most > 1
            and self.prose * 4 <= self.cells
            and longest <= LONGEST
        )


def data_tables(body: HtmlElement) -> frozenset[HtmlElement]:
    """The tables in `body` that hold data.

    Data stand in two rows or more, of two cells or more, which hold no table, headings or paragraphs.
    """
    from lxml.etree import iterwalk

    found: list[HtmlElement] = []
    open_: list[_Table] = []
    for event, element in iterwalk(body, events=("start", "end")):
        if element.tag == "table":
            if event == "start":
                if open_:
                    open_[-1].is_layout = True
                open_.append(_Table(element, is_layout=element.get("role") in ("presentation", "none")))
            elif (table := open_.pop()).holds_data:
                found.append(table.element)
        elif open_ and event == "start":
            _count(open_[-1], element)
    return frozenset(found)


def _count(table: _Table, element: HtmlElement) -> None:
    tag = element.tag
    if tag == "tr":
        table.rows += 1
        table.most = max(table.most, sum(1 for child in element if child.tag in ("td", "th")))
    elif tag in ("td", "th"):
        table.cells += 1
        table.longest, table.cell = max(table.longest, table.cell), 0
    elif tag in _PROSE or (tag == "p" and (before := element.getprevious()) is not None and before.tag == "p"):
        table.prose += 1
    table.cell += len(element.text or "") + len(element.tail or "")
