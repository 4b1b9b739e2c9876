"""What a reader can do at the end of an article that is shown before all of it has arrived.

That end is there for the eyes alone (see `reader.app.widgets.growing_view`): what an action would take from the screen
is refused in a sentence until the article itself is there.
"""

from __future__ import annotations

from reader.app import describe
from reader.app.screens.leaping import LeapingPanes

UP = frozenset({"line_up", "half_page_up", "page_up"})
FROM_THE_SCREEN = frozenset(
    {
        *("next_section", "previous_section", "mark", "next_link", "open_link", "copy_section", "overrule"),
        *("select", "select_word", "select_sentence", "select_paragraph"),
        *("unselect_word", "unselect_sentence", "unselect_paragraph"),
    }
)
"""Actions that begin with what stands on the screen."""


class ArrivingPanes(LeapingPanes):
    """The panes of an article of which a part has yet to come."""

    def _go_to_end(self) -> None:
        """Go to the end: the article's, or how it ends as far as that is known; say what has yet to come."""
        self._history.leave(self._view.offset_at_top)
        if not self.reading.is_whole and not self._view.knows_end and (end := self.reading.ending()):
            self._know_end(end)
        self._view.scroll_to_bottom()
        if not self.reading.is_whole:
            self._say_what_comes()

    def _say_what_comes(self) -> None:
        self.say(describe.coming(self.reading, end_is_shown=self._view.over is not None))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether `action` can be done now; where it cannot, the reader is told why."""
        if self._view.over is not None and (
            action in FROM_THE_SCREEN or (action in UP and self._view.is_at_limit and self.focused is self._view)
        ):
            self._say_what_comes()
            return False
        return super().check_action(action, parameters)
