"""The quotations, each with who said it: in the order of the text, or by speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len

from reader.app.arranging import CORRECTED, UNKNOWN
from reader.app.messages import QuotationChosen
from reader.app.widgets.fact_list import FactList, RowLine
from reader.app.wrapping import cropped, fitted, line_ranges
from reader.gate import line
from reader.model import Quotation
from reader.model.corrections import REASON
from reader.tongue import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.model import Article

MOST_LINES = 3
"""Lines of a quotation's words that the list shows."""

MOST_OF_NAME = 2
"""Lines that a speaker's name may take."""

LONGEST = 400
"""Characters of a quotation that are looked at for those lines."""


class QuotationList(FactList[Quotation]):
    """Each quotation with its speaker, its section, and its first words."""

    EMPTY: ClassVar[str] = N_("No quotations found.")

    def __init__(self, article: Article, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.article = article
        self.tints: Mapping[str, str] = {}
        """The tint of each speaker, by name."""
        self.grouped = False
        """Whether the items stand by speaker, each speaker's name above what they say."""

    def same(self, one: Quotation, other: Quotation) -> bool:
        return one.id == other.id

    def heading(self, index: int, item: Quotation, width: int) -> list[RowLine]:
        if not self.grouped or (index and _speaker(self._items[index - 1]) == _speaker(item)):
            return []
        count = f" {sum(_speaker(each) == _speaker(item) for each in self._items)} "
        tint = self._tint(item)
        return self._named(item, [("", ())], max(4, width - len(count)), (count, ("mark",)), (*tint, "strong"))

    def row(self, index: int, item: Quotation, width: int) -> list[RowLine]:
        del index
        tint = self._tint(item)
        bar = ("▌ " if item.speaker else "╎ ", tint)
        room = max(8, width - len(bar[0]) - 1)
        place = self._place(item)
        rows: list[RowLine] = []
        lead = ""
        if self.grouped:
            lead = f"{place.strip()} · " if place else ""
        else:
            style = (*tint, "strong") if item.speaker else tint
            rows += self._named(item, [bar], max(4, room - len(place)), (place, ("mark",)), style)
        words = ("unknown-speaker",) if item.fragment else ()
        first, *more = self._words(item, room, lead)
        rows.append([bar, (first[: len(lead)], ("mark",)), (first[len(lead) :], words)])
        rows.extend([bar, (each, words)] for each in more)
        rows.append([("", ())])
        return rows

    def _named(
        self, item: Quotation, bar: RowLine, room: int, behind: tuple[str, tuple[str, ...]], style: tuple[str, ...]
    ) -> list[RowLine]:
        """Who speaks and `behind` it what stands at the right; the role in a line of its own where it needs one."""
        name, role = _names(item)
        if role and cell_len(f"{name}, {role}") <= room:
            name, role = f"{name}, {role}", ""
        ranges = line_ranges(name, room)
        shown = [name[a:b] for a, b in ranges[:MOST_OF_NAME]]
        if len(ranges) > MOST_OF_NAME:
            shown[-1] = cropped(name[ranges[MOST_OF_NAME - 1][0] :], room)
        rows: list[RowLine] = [[*bar, (fitted(shown[0], room), style), behind]]
        rows.extend([*bar, (more, style)] for more in shown[1:])
        if role:
            rows.append([*bar, (cropped(role, room + len(behind[0])), ("unknown-speaker",))])
        return rows

    def _words(self, item: Quotation, room: int, lead: str) -> list[str]:
        words = lead + line(self.article.passage(item.spans), LONGEST)
        ranges = line_ranges(words, room, self.article.metadata.language)
        shown = [words[a:b] for a, b in ranges[:MOST_LINES]]
        if len(ranges) > MOST_LINES:
            shown[-1] = cropped(words[ranges[MOST_LINES - 1][0] :], room)
        return shown

    def _tint(self, item: Quotation) -> tuple[str, ...]:
        return (self.tints.get(item.speaker.name, "unknown-speaker") if item.speaker else "unknown-speaker",)

    def _place(self, item: Quotation) -> str:
        """What stands at the right: that the reader corrected it, and the number of its section."""
        section = self.article.section_at(item.span.start)
        sections = self.article.sections
        place = f" {CORRECTED}" if item.reason == REASON else ""
        if sections[section].title is not None:
            place += f" § {section + 1 - (sections[0].title is None)}"
        return place

    def choose(self, item: Quotation, *, entered: bool) -> None:
        self.post_message(QuotationChosen(item, entered=entered))


def _speaker(item: Quotation) -> str | None:
    return item.speaker.name if item.speaker else None


def _names(item: Quotation) -> tuple[str, str]:
    """The speaker's name and role."""
    if item.speaker is None:
        return _(UNKNOWN), ""
    return line(item.speaker.name, LONGEST), line(item.speaker.role, LONGEST) if item.speaker.role else ""
