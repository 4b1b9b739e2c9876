"""The column at the article's right: what of it is on the screen, and where quotations, marks and hits lie. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.app.painting import Names
    from reader.app.viewport import Viewport

Tick = TypeVar("Tick")

THUMB = "▐"
"""What is on the screen."""

TICKS = {"quotations": "▪", "highlights": "▫", "marks": "‣", "hits": "═"}
"""Where something lies, by kind, each told apart without colour; later ones cover earlier ones."""

MOST = 500
"""Ticks of one kind that are looked at; no terminal has more rows."""


class Minimap:
    """Ticks of every kind, and the rows that they stand in while neither the article nor the screen changes."""

    def __init__(self) -> None:
        self._ticks: dict[str, Sequence[tuple[int, str]]] = {}
        self._rows: tuple[tuple[int, int], dict[int, tuple[str, str]]] | None = None

    def tick(self, name: str, ticks: Sequence[tuple[int, str]]) -> None:
        """Take the ticks of one kind: offsets with the names of their styles; `name` is one of TICKS."""
        self._ticks[name] = sample(ticks)
        self._rows = None

    def cells(self, view: Viewport) -> list[tuple[str, Names]]:
        """What stands in each row of the screen, with its styles; nothing where all of the article is on it."""
        thumb = view.thumb()
        if not thumb:
            return [(" ", ())] * view.height
        rows = self._ticked(view)
        return [
            (rows[row][0], ("track", rows[row][1], *(("at-hand",) if row in thumb else ())))
            if row in rows
            else (THUMB if row in thumb else " ", ("thumb",))
            for row in range(view.height)
        ]

    def _ticked(self, view: Viewport) -> dict[int, tuple[str, str]]:
        key = (len(view.column), view.height)
        if self._rows is None or self._rows[0] != key:
            found: dict[int, tuple[str, str]] = {}
            for name, sign in TICKS.items():
                ticks = self._ticks.get(name, ())
                rows = view.bar_rows([offset for offset, _ in ticks])
                found.update((row, (sign, style)) for row, (_, style) in zip(rows, ticks, strict=True))
            self._rows = (key, found)
        return self._rows[1]


def sample(ticks: Sequence[Tick]) -> Sequence[Tick]:
    """As many of `ticks`, or of what has one each, as a column can show, evenly spread."""
    return ticks[:: max(1, len(ticks) // MOST)]
