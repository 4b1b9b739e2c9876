"""The app as far as it closes: work for screens is stopped, what was made for them let go, and changes waited for."""

from __future__ import annotations

import gc
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual._styles_cache import StylesCache

from reader.app.following import FollowingApp
from reader.app.punctual import once_after
from reader.app.screens.reading import ReadingScreen
from reader.tongue import ngettext, number

if TYPE_CHECKING:
    from textual.screen import Screen

    from reader.app.keeping import Keeper
    from reader.worker import Worker

AT_REST = 0.5
"""Seconds after an article was closed in which nothing else was opened, so that there is time to tidy up."""

MOST_CLOSED = 8
"""Articles that may have been closed before there was any."""

CHANGE_PATIENCE = 1.0
"""Seconds that leaving waits for changes that wait for another program."""


class ClosingApp(FollowingApp):
    """The app with screens that are left again."""

    _analyses: dict[Screen[Any], Worker]
    _keeper: Keeper
    _untidied = 0

    def _close_screen(self) -> None:
        self._note_position()
        if (worker := self._analyses.pop(self.screen, None)) is not None:
            worker.stop()
        self._newer.pop(self.screen, None)
        if isinstance(self.screen, ReadingScreen):
            self._keeper.let_go(self.screen.reading.article.source.sha256)
        self.pop_screen()
        self._untidied += 1
        once_after(self, 0 if self._untidied > MOST_CLOSED else AT_REST, self._forget_closed)

    def _forget_closed(self) -> None:
        """Collect what was made for articles that are closed; frozen as it is with what stays, it would stay too."""
        if len(self.screen_stack) == 1 or self._untidied > MOST_CLOSED:  # while an article is read it would be felt
            StylesCache.get_inner_outer.cache_clear()  # holds the lines of a thousand widgets that are gone
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            self._untidied = 0

    def _finish_changes(self) -> None:
        """Wait for changes under way, for a while; what is not kept by then is to be said."""
        end = monotonic() + CHANGE_PATIENCE
        self._changes.finish(CHANGE_PATIENCE)
        unkept = len(self._changes.unkept)
        if "desk" in vars(self):
            self.desk.finish(max(0.0, end - monotonic()))
            unkept += len(self.desk.unkept)
        if unkept:
            said = ngettext(
                "Not kept: {count} change that the library had not taken when Reader was left",
                "Not kept: {count} changes that the library had not taken when Reader was left",
                unkept,
            ).format(count=number(unkept))
            self.farewell = "\n".join(filter(None, (self.farewell, said)))
