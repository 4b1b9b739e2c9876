"""Single lines of the screen: the title above, the status below, and the heads and feet of panes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from reader.app import aloud
from reader.app.describe import IN_FRONT
from reader.app.styled import Styled
from reader.app.wrapping import cropped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

BETWEEN = " · "
"""What stands between two facts on one line."""

Run = tuple[str, tuple[str, ...]]
"""Text (already through the gate) and the names of its styles."""


class Pressed(Message):
    """A run of a line was clicked; `number` counts the line's left-hand runs from 0."""

    def __init__(self, line: OneLine, number: int) -> None:
        super().__init__()
        self.line = line
        self.number = number


class OneLine(Styled):
    """Runs of text from the left, one at the right; the left gives way where there is too little room."""

    MARGIN: ClassVar[int] = 1

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._left: tuple[Run, ...] = ()
        self._right: tuple[Run, ...] = ()

    def show(self, left: tuple[Run, ...], right: tuple[Run, ...] = ()) -> None:
        """Set what the line says."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        page = self._book.of()
        if y:
            return Strip.blank(width, page)
        room = max(0, width - 2 * self.MARGIN)
        right = _cropped(self.fitting_right(room), room)
        used = sum(cell_len(text) for text, _ in right)
        left = _cropped(self.fitting_left(max(0, room - used - (1 if used else 0))), room)
        gap = room - used - sum(cell_len(text) for text, _ in left)
        edge = (" " * self.MARGIN, ())
        if self.app.has_class("plain"):
            left = [(aloud.run(text), names) for text, names in left]
        runs = [edge, *left, (" " * gap, ()), *right, edge]
        return Strip([Segment(text, self._book.of(*names)) for text, names in runs]).adjust_cell_length(width, page)

    def fitting_left(self, room: int) -> Sequence[Run]:
        """What is shown of the left in `room` cells: by default as much as there is room for."""
        return _cropped(self._left, room)

    def fitting_right(self, room: int) -> Sequence[Run]:
        """What is shown of the right on a line of `room` cells: by default as much as there is room for."""
        return _cropped(self._right, room)

    def on_click(self, event: events.Click) -> None:
        x = self.MARGIN
        for number, (text, _names) in enumerate(self.fitting_left(max(0, self.size.width - 2 * self.MARGIN))):
            x += cell_len(text)
            if event.x < x:
                self.post_message(Pressed(self, number))
                return


def _cropped(runs: Sequence[Run], room: int) -> list[Run]:
    out: list[Run] = []
    for text, names in runs:
        cells = cell_len(text)
        if cells > room:
            out.append((cropped(text, room), names))
            break
        out.append((text, names))
        room -= cells
    return out


class TitleLine(OneLine):
    """Title on the left; site, date and reading time on the right, where they leave the title enough room."""

    SHARE: ClassVar[float] = 0.5
    """Of a line that is too short for both, how much the right may take."""

    def fitting_right(self, room: int) -> Sequence[Run]:
        left, right = (sum(cell_len(text) for text, _ in runs) for runs in (self._left, self._right))
        if left + right < room or right <= room * self.SHARE:
            return self._right
        last = tuple((text.rpartition(BETWEEN)[2], names) for text, names in self._right[-1:])
        return last if left + sum(cell_len(text) for text, _ in last) < room else ()


class StatusLine(OneLine):
    """What can be done now on the left, what has just happened on the right. A key without its word is left out."""

    def fitting_left(self, room: int) -> Sequence[Run]:
        shown: list[Run] = []
        for key, (words, names) in zip(self._left[::2], self._left[1::2], strict=False):
            room -= cell_len(key[0]) + cell_len(words)
            if room + cell_len(words) - cell_len(words.rstrip()) < 0:
                break
            shown += [key, (words if room >= 0 else words.rstrip(), names)]
        return shown


class TabLine(OneLine):
    """What the sidebar can show, each of which can be clicked.

    Where there is too little room, those that are not in front are told by their number, the last one first.
    """

    def fitting_left(self, room: int) -> Sequence[Run]:
        shown = list(self._left)
        for at in range(len(shown) - 1, -1, -1):
            if sum(cell_len(text) for text, _ in shown) <= room:
                break
            text, names = shown[at]
            if names and names != IN_FRONT:
                sign = "" if text[:1].isalnum() else text[:1]
                shown[at] = (sign + text.rpartition(" ")[2], names)
        return _cropped(shown, room)


class PaneLine(OneLine):
    """Head or foot of a pane, which has its margins already: of its runs the first that there is room for."""

    MARGIN: ClassVar[int] = 0

    def fitting_left(self, room: int) -> Sequence[Run]:
        return next(([run] for run in self._left if cell_len(run[0]) <= room), _cropped(self._left, room))
