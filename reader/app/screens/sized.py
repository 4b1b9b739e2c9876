"""A screen that has the terminal's size, however many sizes the terminal had in a moment.

A screen hears of a size from the app, and again from its own layout. Of several that wait Textual keeps the last, which
need not be the newest: the layout's may be one that the terminal has left meanwhile, and nothing would mend that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.screen import Screen, ScreenResultType

if TYPE_CHECKING:
    from textual.message import Message


class Sized(Screen[ScreenResultType]):
    """A screen that is never told of a size that the terminal no longer has.

    Among several bases the last: styles come by the first.
    """

    def post_message(self, message: Message) -> bool:
        """Post `message`; where it is about a size, about the one that the terminal has now."""
        if isinstance(message, events.Resize):
            message.size = message.virtual_size = message.container_size = self.app.size
        return super().post_message(message)
