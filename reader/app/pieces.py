"""What a line of the page is made of: runs of the article's characters, and the columns in which they stand. Pure."""

from __future__ import annotations

from reader.app.cells import cell_len, graphemes
from reader.facts import NamedTuple


class Piece(NamedTuple):
    """Characters `start` to `end` of the text, shown as `shown` from column `x` (cells).

    Where `shown` has as many characters as the range, they correspond one to one; else (a tab, the space that a hard
    wrap reads as) all of `shown` stands for the range.
    """

    x: int
    start: int
    end: int
    shown: str

    def column(self, offset: int) -> int:
        """The column (cells) where the character at `offset` begins."""
        if len(self.shown) != self.end - self.start:
            return self.x
        return self.x + cell_len(self.shown[: max(0, offset - self.start)])

    def offset(self, column: int) -> int:
        """The character under `column`; the nearest one where the column is outside."""
        if len(self.shown) != self.end - self.start:
            return self.start
        behind = self.x
        last = 0
        for first, _end, cells in graphemes(self.shown):
            behind += cells
            if column < behind:
                return self.start + first
            last = first
        return self.start + last


class Line(NamedTuple):
    """One line of the page: what stands in its margin, and its pieces from left to right."""

    pieces: tuple[Piece, ...] = ()
    mark: str = ""
    mark_x: int = 0

    @property
    def start(self) -> int | None:
        """Offset of its first character; None on a blank line."""
        return self.pieces[0].start if self.pieces else None

    @property
    def end(self) -> int | None:
        """Offset behind its last character; None on a blank line."""
        return self.pieces[-1].end if self.pieces else None
