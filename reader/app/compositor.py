"""What is drawn when something on a screen has changed: that, and nothing beside or behind it.

Textual draws all widgets in the rectangle around everything that changed, from front to back. With a page in the middle
and a line that says how far one is below the outline, that is half of the screen with every key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.control import Control
from textual._compositor import ChopsUpdate, Compositor

if TYPE_CHECKING:
    from rich.console import Console
    from textual.geometry import Region
    from textual.widget import Widget


class NarrowUpdate(ChopsUpdate):
    """What has changed, written from its first cell on; Textual writes from where its widget begins."""

    def render_segments(self, console: Console) -> str:
        """Render the update as what is written to the terminal."""
        written: list[str] = []
        for y, first, last in self.spans:
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                begin, stop = max(x, first), min(end, last)
                if strip is None or begin >= stop:
                    continue
                shown = strip if (begin, stop) == (x, end) else strip.crop(begin - x, stop - x)
                written += (Control.move_to(begin, y).segment.text, shown.render(console))
        return "".join(written)


class NarrowCompositor(Compositor):
    """A compositor whose partial updates draw the widgets that show in them."""

    _changed: tuple[Region, ...] = ()
    """What the update under way is about: one rectangle for each column that changes begin in."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """Render what has changed."""
        if not self.cuts:  # kept from now on: they must be told from all widgets, before some are left out
            return None
        columns: dict[int, Region] = {}
        for region in self._dirty_regions:
            columns[region.x] = columns[region.x].union(region) if region.x in columns else region
        self._changed = tuple(columns.values())
        try:
            found = super().render_partial_update()
        finally:
            self._changed = ()
        return NarrowUpdate(found.chops, found.spans, found.chop_ends) if found else None

    @property
    def visible_widgets(self) -> dict[Widget, tuple[Region, Region]]:
        """The widgets that show, the foremost first; while an update is drawn, those that show in it."""
        found = super().visible_widgets
        if not self._changed:
            return found
        shown, left = {}, list(self._changed)
        for widget, (region, clip) in found.items():
            seen = region.intersection(clip)
            if any(seen.overlaps(box) for box in left):
                shown[widget] = (region, clip)
                left = [box for box in left if not seen.contains_region(box)]  # it hides what lies behind
        return shown
