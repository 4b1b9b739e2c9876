"""The quotations, each with who said it, in the order of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reader.app.messages import QuotationChosen
from reader.app.widgets.fact_list import FactList, RowLine
from reader.app.wrapping import cropped, fitted, line_ranges
from reader.gate import line
from reader.model import Quotation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.model import Article

MOST_LINES = 3
"""Lines of a quotation's words that the list shows."""

LONGEST = 400
"""Characters of a quotation that are looked at for those lines."""

UNKNOWN = "speaker not named"


class QuotationList(FactList[Quotation]):
    """Each quotation with its speaker, its section, and its first words."""

    EMPTY: ClassVar[str] = "No quotations found."

    def __init__(self, article: Article, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.article = article
        self.tints: Mapping[str, str] = {}
        """The tint of each speaker, by name."""

    def same(self, one: Quotation, other: Quotation) -> bool:
        return one.id == other.id

    def row(self, index: int, item: Quotation, width: int) -> list[RowLine]:
        del index
        speaker = item.speaker
        tint = (self.tints.get(speaker.name, "unknown-speaker"),) if speaker else ("unknown-speaker",)
        bar = ("▌ " if speaker else "╎ ", tint)
        room = max(8, width - 3)
        rows: list[RowLine] = [[bar, (self._who(item, room), (*tint, "strong") if speaker else tint)]]
        words = line(self.article.passage(item.spans), LONGEST)
        ranges = line_ranges(words, room, self.article.metadata.language)
        shown = [words[a:b] for a, b in ranges[:MOST_LINES]]
        if len(ranges) > MOST_LINES:
            shown[-1] = cropped(words[ranges[MOST_LINES - 1][0] :], room)
        rows.extend([bar, (words, ())] for words in shown)
        rows.append([("", ())])
        return rows

    def _who(self, item: Quotation, room: int) -> str:
        section = self.article.section_at(item.span.start)
        sections = self.article.sections
        place = ""
        if section is not None and sections[section].title is not None:
            place = f" § {section + 1 - (sections[0].title is None)}"
        name = UNKNOWN
        if item.speaker:
            name = item.speaker.name + (f", {item.speaker.role}" if item.speaker.role else "")
        return fitted(line(name, LONGEST), max(4, room - len(place))) + place

    def choose(self, item: Quotation, *, entered: bool) -> None:
        self.post_message(QuotationChosen(item, entered=entered))
