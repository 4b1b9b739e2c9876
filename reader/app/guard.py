"""The last gate: whatever a widget draws passes here on its way to the terminal, also what nobody thought of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

from reader.gate import visible

if TYPE_CHECKING:
    from textual.color import Color

_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""Letters that are written from right to left, by Unicode's blocks."""

_GAP = re.compile(r" {4,}")
"""More white space than stands between two words: what lies behind belongs to another column."""

_LTR = "\N{LEFT-TO-RIGHT MARK}"


class ExitGate(LineFilter):
    """Shows as symbols what a segment still holds of what the gate shows so, and keeps directions of writing apart.

    A terminal that orders Hebrew and Arabic itself takes digits and signs that follow them on its line for theirs,
    and would draw those of the next column or pane among them. Marks of direction around such a line, which take no
    cell, and around its gaps keep the columns apart.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, safe; the very same list where all of them were."""
        del background
        if any(visible(segment.text) is not segment.text or "\n" in segment.text for segment in segments):
            segments = [
                Segment(visible(text).replace("\n", " ").replace("\t", " "), style, control)
                for text, style, control in segments
            ]
        if any(not text.isascii() and _LEFTWARD.search(text) for text, _, _ in segments):
            last = len(segments) - 1
            segments = [
                segment._replace(
                    text=_LTR * (at == 0) + _GAP.sub(rf"{_LTR}\g<0>{_LTR}", segment.text) + _LTR * (at == last)
                )
                for at, segment in enumerate(segments)
            ]
        return segments
