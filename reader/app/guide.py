"""What the help says, as lines for any width: every action by what one wants to do, in as many columns as fit. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from reader.actions import Group, keys_label
from reader.app.wrapping import line_ranges
from reader.tongue import N_, _

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from reader.actions import Action
    from reader.app.widgets.lines import Run

COLUMN = 50
"""Cells that a column needs before there is a second one."""

GAP = 3
"""Cells between two columns."""

KEYS = (0.36, 8, 14)
"""Part of a column, the least and the most cells, that name the keys."""

INDENT = 2
"""Cells before the further lines of a description where keys have no column of their own."""

NARROW = 40
"""Cells below which keys have none: they stand before what they do."""

TASKS = {
    Group.MOVING: N_("Moving through the article"),
    Group.FINDING: N_("Finding quotations, names, links, words"),
    Group.SELECTING: N_("Selecting, highlighting, correcting"),
    Group.COPYING: N_("Copying"),
    Group.PANES: N_("Sections and sidebar"),
    Group.DISPLAY: N_("How it looks"),
    Group.LIBRARY: N_("Library and feeds"),
    Group.PROGRAM: N_("The program"),
}

Line = tuple["Run", ...]


ELSEWHERE = N_("While an article is read")
"""What stands above the actions that a list of articles or feeds does not have."""


def help_lines(actions: Sequence[Action], here: Collection[str], width: int) -> list[Line]:
    """The lines of the help on `width` cells, of which a list of articles has those first that are done `here`."""
    reading = [action for action in actions if action.name not in here and action.group is not Group.LIBRARY]
    if not reading:
        return _page(actions, list(Group), width)
    listed = [action for action in actions if action not in reading]
    first = [Group.LIBRARY, *(group for group in Group if group is not Group.LIBRARY)]
    heading: list[Line] = [((words, ("strong",)),) for words in _wrapped(_(ELSEWHERE), width)]
    return [*_page(listed, first, width), (), (), *heading, (), *_page(reading, list(Group), width)]


def _page(actions: Sequence[Action], order: Sequence[Group], width: int) -> list[Line]:
    groups = [
        _group(group, [action for action in actions if action.group is group and action.keys], _column(width))
        for group in order
    ]
    groups = [lines for lines in groups if lines]
    if _column(width) == width:
        return [line for at, lines in enumerate(groups) for line in (*([()] if at else []), *lines)]
    return _beside(groups, _column(width))


def _column(width: int) -> int:
    return (width - GAP) // 2 if width >= 2 * COLUMN + GAP else max(1, width)


def _group(group: Group, actions: Sequence[Action], width: int) -> list[Line]:
    if not actions:
        return []
    lines: list[Line] = [((words, ("heading",)),) for words in _wrapped(_(TASKS[group]), width)]
    share, least, most = KEYS
    room = max(least, min(most, round(width * share)))
    for action in actions:
        lines += _row(keys_label(action.keys), _(action.description), width, room if width >= NARROW else 0)
    return lines


def _wrapped(words: str, width: int) -> list[str]:
    return [words[a:b] for a, b in line_ranges(words, width)]


def _row(keys: str, description: str, width: int, room: int) -> list[Line]:
    """One action; `room` is the cells of the column of keys, 0 where there is none."""
    if not room:
        words = f"{keys}  {description}"
        (_start, first), *_more = line_ranges(words, width)
        shown = words[:first]
        head: Line = ((shown[: len(keys)], ("strong",)), (shown[len(keys) :], ("text",)))
        rest = words[first:].lstrip()
        inset = " " * INDENT if width > 2 * INDENT else ""
        further = [] if not rest else line_ranges(rest, max(1, width - len(inset)))
        return [head, *(((inset, ()), (rest[a:b], ("text",))) for a, b in further)]
    named = _wrapped(keys, room - 2)
    said = _wrapped(description, width - room)
    rows = max(len(named), len(said))
    named += [""] * (rows - len(named))
    said += [""] * (rows - len(said))
    return [
        ((key + " " * (room - cell_len(key)), ("strong",)), (words, ("text",)))
        for key, words in zip(named, said, strict=True)
    ]


def _beside(groups: list[list[Line]], column: int) -> list[Line]:
    """Groups in two columns, of which neither is longer than it must be."""
    sizes = [len(lines) + 1 for lines in groups]
    cut = min(range(1, len(groups) + 1), key=lambda at: max(sum(sizes[:at]), sum(sizes[at:])))
    sides = [[line for lines in part for line in (*lines, ())] for part in (groups[:cut], groups[cut:])]
    rows = max(map(len, sides)) - 1
    left, right = ([*side, *[()] * rows][:rows] for side in sides)
    return [
        (*one, (" " * (column + GAP - sum(cell_len(text) for text, _ in one)), ()), *other) if other else one
        for one, other in zip(left, right, strict=True)
    ]
