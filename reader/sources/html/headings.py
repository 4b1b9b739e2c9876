"""Headings that a page sets as bold paragraphs, for want of a heading element in whoever's editor it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import BlockKind
from reader.tongue import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.sources.html.units import Unit
    from reader.sources.plain.furniture import Furniture

LONGEST = 12
"""Words of the longest bold paragraph that is a heading."""

_LETTERS = 100
_ENDS = (".", ",", ";", ":", "…", "-", "–", "—")
_OPENING = ("«", "“", '"', "„", "—", "–", "-", "•", "*", "(", "[", "@", "#", "http")
_CROWD = 0.4
"""Part of the paragraphs from which on bold ones are the article's way of writing: an interview's questions."""


def recover_headings(units: Sequence[Unit], furniture: Furniture) -> None:
    """Make headings of the short, wholly bold paragraphs that stand alone above a paragraph that is not bold."""
    prose = [unit for unit in units if unit.kind is BlockKind.PARAGRAPH and not unit.containers]
    bold = [index for index in range(len(units)) if _is_bold_line(units, index, furniture)]
    if not bold or len(bold) > _CROWD * len(prose):
        return
    if sum(units[index].text.endswith("?") for index in bold) * 2 > len(bold) > 1:
        return  # questions and their answers
    marked = [unit.level or 0 for unit in units if unit.kind is BlockKind.HEADING and unit.level != 1]
    level = min(6, max(marked) + 1) if marked else 2
    for index in bold:
        unit = units[index]
        unit.kind, unit.level, unit.reason = BlockKind.HEADING, level, N_("a short bold line alone above a paragraph")


def _is_bold_line(units: Sequence[Unit], index: int, furniture: Furniture) -> bool:
    unit = units[index]
    if unit.kind is not BlockKind.PARAGRAPH or unit.containers or unit.is_caption or unit.strong < unit.size:
        return False
    words = unit.text.split()
    if not 1 <= len(words) <= LONGEST or len(unit.text) > _LETTERS or unit.linked * 2 > unit.size:
        return False
    if unit.text.endswith(_ENDS) or unit.text.startswith(_OPENING) or not any(char.isalpha() for char in unit.text):
        return False
    if unit.text[0].islower() or furniture.kind(unit.text):
        return False
    above, below = _prose(units, index, -1), _prose(units, index, 1)
    return above is not None and below is not None and below.strong < below.size and below.size > unit.size


def _prose(units: Sequence[Unit], index: int, step: int) -> Unit | None:
    """The nearest unit that is no picture."""
    index += step
    while 0 <= index < len(units) and (
        units[index].kind in (BlockKind.IMAGE, BlockKind.RULE) or units[index].is_caption
    ):
        index += step
    return units[index] if 0 <= index < len(units) else None
