"""Cells of a text, as Rich counts them: one for most characters and two for ideographs, which needs no Rich to know."""

from __future__ import annotations

import re
from functools import cache

_ONE_CELL = re.compile(
    r"[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u202f-\u203a\u20ac\u2400-\u2426\u2500-\u259f]*\Z"
)
_IDEOGRAPHS = ("\u3041\u3096", "\u30a1\u30fa", "\u3400\u4dbf", "\u4e00\u9fff", "\uac00\ud7a3")
"""First and last of what takes two cells and joins with nothing: kana, ideographs, Hangul syllables."""


def is_plain(text: str) -> bool:
    """Whether every character of `text` takes exactly one cell; False also where that is not known at a glance."""
    return text.isascii() or _ONE_CELL.match(text) is not None


def cell_len(text: str) -> int:
    """How many cells `text` takes."""
    if _ONE_CELL.match(text):
        return len(text)
    if (cells := _known(text)) is not None:
        return sum(cells)
    from rich.cells import cell_len as measured

    return measured(text)


def graphemes(text: str) -> list[tuple[int, int, int]]:
    """What a reader takes for one character each: where it begins and ends in `text`, and its cells."""
    if (known := _known(text)) is not None:
        return [(at, at + 1, cells) for at, cells in enumerate(known)]
    from rich.cells import split_graphemes

    return split_graphemes(text)[0]


@cache
def _cells(char: str) -> int:
    """How many cells `char` takes beyond doubt, whatever stands beside it; else 0."""
    if _ONE_CELL.match(char):
        return 1
    return 2 if any(ends[0] <= char <= ends[1] for ends in _IDEOGRAPHS) else 0


def _known(text: str) -> list[int] | None:
    """The cells of each character, where no two of them may join to one."""
    cells = [_cells(char) for char in text]
    return None if 0 in cells else cells


def set_cell_size(text: str, cells: int) -> str:
    """`text` cut or filled up to exactly `cells` cells."""
    from rich.cells import set_cell_size as sized

    return sized(text, cells)
