"""Who speaks how much of the article: a name, a bar and a share for each speaker, below the quotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from reader.app import aloud
from reader.app.styled import Styled
from reader.app.wrapping import fitted, line_ranges
from reader.gate import line
from reader.tongue import N_, _, ngettext, percent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.app.voices import Share
    from reader.app.widgets.lines import Run

TALLEST = 11
"""Lines that the chart may take, its heading included."""

LOWEST = 4
"""Lines of the lowest chart: air, its heading, a speaker, and how many more there are."""

OF_PANE = 3
"""Which part of its pane the chart may take at most: one in so many lines."""

BAR, WIDE = 5, 40
"""Cells of the largest bar, and of a chart in which it has twice as many."""

LONGEST = 60
"""Characters of a name that are looked at."""

_SHARE = 5
"""Cells of a share, the space before it included; the whole takes them all."""

UNKNOWN_SPEAKER = N_("not named")
"""What stands for all speakers that are not named, who are none of the names."""

_QUIET = ("unknown-speaker",)

_NAMED, _UNNAMED = "━", "╌"
"""What bars are made of, of speakers who are named and of what nobody is named for."""


class SpeakerChart(Styled):
    """Shares of the quoting, the largest first; `shares`, `tints` and `quoted` are set together by `show`."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._shares: Sequence[Share] = ()
        self._tints: Mapping[str, str] = {}
        self._quoted = 0.0
        self._height = 1
        self._lines: list[list[Run]] = []

    def show(self, shares: Sequence[Share], tints: Mapping[str, str], quoted: float) -> None:
        """Show `shares` in the speakers' `tints`; `quoted` is how much of the article, 0 to 1, they are shares of."""
        self._shares, self._tints, self._quoted = shares, tints, quoted
        self._lay_out()

    def fit(self, width: int) -> None:
        """Take the height that the chart has on `width` cells, so that the screen is laid out but once."""
        if self._shares and width > 0:
            self._lay_out(width)

    def on_resize(self) -> None:
        if self._shares:
            self._lay_out()

    def _lay_out(self, width: int = 0) -> None:
        parent = self.parent
        room = parent.size.height // OF_PANE if isinstance(parent, Widget) else TALLEST
        width = width or self.size.width or (parent.size.width if isinstance(parent, Widget) else 0)
        self._lines = chart(self._shares, self._tints, self._quoted, width, min(TALLEST, room))
        if self._shares and len(self._lines) != self._height:  # to set it costs a layout of the whole screen
            self._height = self.styles.height = len(self._lines)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        page, width = self._book.of(), self.size.width
        runs = self._lines[y] if y < len(self._lines) else []
        if self.app.has_class("plain"):
            runs = [(aloud.run(text), names) for text, names in runs]
        return Strip([Segment(text, self._book.of(*names)) for text, names in runs]).adjust_cell_length(width, page)


def chart(shares: Sequence[Share], tints: Mapping[str, str], quoted: float, width: int, height: int) -> list[list[Run]]:
    """The chart's lines of `width` cells, at most `height`; none where nobody is quoted or there is no room.

    Bars are as long as shares are large, beside the largest, and stand behind the names or, where one is too long for
    that, below it. Whoever finds no room is counted.
    """
    width -= 2
    if not shares or height < LOWEST or width < 3 * BAR:
        return []
    bar = 2 * BAR if width >= WIDE else BAR
    found: list[list[Run]] = [
        [],
        [(fitted(_(" Who speaks · {share} quoted").format(share=percentage(quoted)), width), ("mark",))],
    ]
    largest = max(share.part for share in shares)
    for number, share in enumerate(shares):
        lines = _lines(share, share.part / (largest or 1), tints, width, bar)
        rest = shares[number:]
        if len(found) + len(lines) + (len(rest) > 1) > height:
            others = ngettext("{count} more", "{count} more", len(rest)).format(count=len(rest))
            found.append(_row(others, "", sum(each.part for each in rest), _QUIET, width))
            return found
        found += lines
    return found


def _lines(share: Share, size: float, tints: Mapping[str, str], width: int, cells: int) -> list[list[Run]]:
    """A speaker's line; a second one for the bar of `size` (0 to 1) where the name leaves no room for it."""
    tint = _QUIET if share.name is None else (tints[share.name],)
    glyph = _UNNAMED if share.name is None else _NAMED
    name = line(share.name or _(UNKNOWN_SPEAKER), LONGEST)
    bar = glyph * max(1, round(size * (cells if share.part < 1 else cells - 1)))
    if cell_len(name) + 1 + cells + _SHARE <= width:
        return [_row(name, f"{bar:<{cells}}", share.part, tint, width)]
    above: list[list[Run]] = [[(" ", ()), (name[a:b], tint)] for a, b in line_ranges(name, width)]
    return [*above, _row("", f"{bar:<{cells}}", share.part, tint, width)]


def _row(name: str, bar: str, part: float, tint: tuple[str, ...], width: int) -> list[Run]:
    share = f"{percentage(part):>{_SHARE}}"
    return [(" ", ()), (fitted(name, width - _SHARE - len(bar)), tint), (bar, tint), (share, _QUIET)]


def percentage(part: float) -> str:
    """A share as people read it."""
    whole = round(part * 100)
    return percent("<1" if part and not whole else whole)
