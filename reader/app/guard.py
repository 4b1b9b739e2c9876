"""The last gate: whatever a widget draws passes here on its way to the terminal, also what nobody thought of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

from reader.gate import is_safe, visible

if TYPE_CHECKING:
    from textual.color import Color


class ExitGate(LineFilter):
    """Shows as symbols the control characters of any segment that still holds some."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, safe; the very same list where all of them were."""
        del background
        if all(is_safe(segment.text) and "\n" not in segment.text for segment in segments):
            return segments
        return [
            Segment(visible(text).replace("\n", " ").replace("\t", " "), style, control)
            for text, style, control in segments
        ]
