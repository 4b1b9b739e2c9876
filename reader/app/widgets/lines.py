"""Single lines of the screen: the title above, the status below, and the heads and feet of panes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from reader.app.styled import Styled
from reader.app.wrapping import cropped

if TYPE_CHECKING:
    from textual import events

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
        right = _cropped(self._right, room)
        used = sum(cell_len(text) for text, _ in right)
        left = _cropped(self._left, max(0, room - used - (1 if used else 0)))
        gap = room - used - sum(cell_len(text) for text, _ in left)
        edge = (" " * self.MARGIN, ())
        runs = [edge, *left, (" " * gap, ()), *right, edge]
        return Strip([Segment(text, self._book.of(*names)) for text, names in runs]).adjust_cell_length(width, page)

    def on_click(self, event: events.Click) -> None:
        x = self.MARGIN
        for number, (text, _names) in enumerate(self._left):
            x += cell_len(text)
            if event.x < x:
                self.post_message(Pressed(self, number))
                return


def _cropped(runs: tuple[Run, ...], room: int) -> list[Run]:
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
    """Title on the left; site, date and reading time on the right."""


class StatusLine(OneLine):
    """What can be done now on the left, what has just happened on the right."""


class TabLine(OneLine):
    """What the sidebar can show, each of which can be clicked."""


class PaneLine(OneLine):
    """Head or foot of a pane, which has its margins already."""

    MARGIN: ClassVar[int] = 0
