"""How wide each pane is on a terminal of a given size. Pure: the first screen and the app both ask here."""

from __future__ import annotations

from reader.facts import NamedTuple

DOCKED_FROM = 100
"""Columns from which the side panes stand beside the article; below, they lie over it when called."""

_SECTIONS = (0.17, 20, 34)
_SIDEBAR = (0.25, 28, 46)
_OVERLAY = (0.8, 10, 40)
_CRAMPED = 30


class Widths(NamedTuple):
    """Cells of each pane, its border included; 0 where it is not shown beside the article."""

    sections: int
    article: int
    sidebar: int


def docked(columns: int) -> bool:
    """Whether the side panes stand beside the article."""
    return columns >= DOCKED_FROM


def share(columns: int, rule: tuple[float, int, int]) -> int:
    """A part of `columns` within bounds: rule is the part, the least and the most cells."""
    part, least, most = rule
    return max(least, min(most, round(columns * part)))


def widths(columns: int, *, sections: bool, sidebar: bool) -> Widths:
    """The panes' widths where they are docked; `sections` and `sidebar` say which are wanted."""
    left = share(columns, _SECTIONS) if sections and docked(columns) else 0
    right = share(columns, _SIDEBAR) if sidebar and docked(columns) else 0
    return Widths(left, columns - left - right, right)


def overlay_width(columns: int, *, whole: bool = False) -> int:
    """Cells of a pane that lies over the article; over the `whole` of it where nothing may stand beside."""
    if whole:
        return columns
    return min(columns, share(columns, _OVERLAY))


def text_width(article: int, measure: int) -> int:
    """Cells of a line of text in an article pane of `article` cells; the last cell is the scroll bar's."""
    return max(1, min(measure, article - (4 if article > _CRAMPED else 2)))


def left_margin(article: int, text: int, *, centred: bool = True) -> int:
    """Cells before the text, which stands in the middle of its pane unless it is not to be `centred`."""
    if not centred:
        return 1
    return max(1, (article - text) // 2)
