"""What the reader highlighted: the words, and below them what was noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.arranging import CORRECTED
from reader.app.messages import HighlightChosen
from reader.app.widgets.fact_list import FactList, RowLine
from reader.app.wrapping import cropped, fitted, line_ranges
from reader.gate import line
from reader.model import Placed
from reader.tongue import N_, _

if TYPE_CHECKING:
    from reader.model import Article

MOST_LINES = 3
"""Lines of the words, and of a note, that the list shows."""

LONGEST = 400
"""Characters that are looked at for those lines."""

LOST = N_("not in this version")
"""What stands above words that the text does not hold any more."""

BAR, LOST_BAR, NOTE = "▎ ", "╎ ", f"{CORRECTED} "


class HighlightList(FactList[Placed]):
    """Highlights in the order of the text; those whose words are lost stand last, and say so."""

    def __init__(self, article: Article, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.article = article

    def same(self, one: Placed, other: Placed) -> bool:
        return one.span == other.span and one.highlight.anchor.span == other.highlight.anchor.span

    def row(self, index: int, item: Placed, width: int) -> list[RowLine]:
        del index
        lost = item.span is None
        bar, words = (LOST_BAR, ("unknown-speaker",)) if lost else (BAR, ())
        lead = (bar, ("heading",))
        room = max(8, width - len(bar) - 1)
        above = _(LOST) if lost else self._place(item)
        rows: list[RowLine] = [[lead, (fitted(above, room), ("mark",))]] if above else []
        quote = self.article.passage([item.span]) if item.span else item.highlight.anchor.quote
        rows += [[lead, (each, words)] for each in self._lines(quote, room)]
        if item.highlight.note:
            first, *more = self._lines(item.highlight.note, room - len(NOTE))
            rows.append([lead, (NOTE, ("heading",)), (first, ("emphasis",))])
            rows += [[lead, (" " * len(NOTE), ()), (each, ("emphasis",))] for each in more]
        rows.append([("", ())])
        return rows

    def _place(self, item: Placed) -> str:
        """The title of the section that it lies in."""
        title = self.article.sections[self.article.section_at(item.span.start)].title if item.span else None
        return line(title, LONGEST) if title else ""

    def _lines(self, text: str, room: int) -> list[str]:
        words = line(text, LONGEST)
        ranges = line_ranges(words, room, self.article.metadata.language)
        shown = [words[a:b] for a, b in ranges[:MOST_LINES]]
        if len(ranges) > MOST_LINES:
            shown[-1] = cropped(words[ranges[MOST_LINES - 1][0] :], room)
        return shown or [""]

    def choose(self, item: Placed, *, entered: bool) -> None:
        self.post_message(HighlightChosen(item, entered=entered))
