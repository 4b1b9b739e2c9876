"""What stands above a list that has nothing of its own yet: what will be there, and the keys that begin it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from reader.app.styled import Styled
from reader.app.wrapping import cropped, line_ranges

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from reader.app.widgets.lines import Run

LOW = 16
"""Rows of a screen below which only the first words stand there; below half of that, nothing."""

MEASURE = 72
"""Cells of a line at most."""


class Greeting(Styled):
    """A paragraph, keys with what they do, and a line that leads on to the list below."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._said: tuple[str, bool, Sequence[tuple[str, str]], str] = ("", False, (), "")
        self._rows: list[tuple[Run, ...]] = []

    def say(self, words: str, is_fault: bool, keys: Sequence[tuple[str, str]], last: str) -> None:
        """Set what is said; all of it has passed the gate."""
        self._said = (words, is_fault, keys, last)
        self._lay(self.app.size.width, self.app.size.height)

    def on_resize(self, event: events.Resize) -> None:
        self._lay(event.size.width, self.app.size.height)

    def _lay(self, width: int, height: int) -> None:
        words, is_fault, keys, last = self._said
        room = max(1, min(MEASURE, width - 2))
        said: list[tuple[Run, ...]] = [
            ((words[a:b], ("error",) if is_fault else ()),) for a, b in line_ranges(words, room)
        ]
        first = max((cell_len(key) for key, _said in keys), default=0) + 3
        rows = [(), *said, ()]
        if height >= LOW:
            rows += [
                ((key.ljust(first), ("heading",)), (cropped(what, max(1, room - first)), ("unknown-speaker",)))
                for key, what in keys
            ]
            rows += [(), ((cropped(last, room), ("heading-5",)),), ()]
        self._rows = rows if height >= LOW // 2 else []
        self.styles.height = len(self._rows)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        runs = self._rows[y] if y < len(self._rows) else ()
        segments = [Segment(" ", self._book.of()), *(Segment(text, self._book.of(*names)) for text, names in runs)]
        return Strip(segments).adjust_cell_length(self.size.width, self._book.of())
