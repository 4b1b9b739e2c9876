"""What every screen of ours shares: its keys come from the table of actions, and some of them mean the same on all."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual._time import get_time
from textual.widget import Widget

from reader.actions import key_label
from reader.app.compositor import NarrowCompositor
from reader.app.keys import bindings
from reader.app.messages import LeaveRequested
from reader.app.screens.sized import Sized

if TYPE_CHECKING:
    from textual import events
    from textual.messages import Layout, Update

    from reader.actions import Action
    from reader.config import Settings


class KeyedScreen(Sized[None], inherit_bindings=False):
    """A screen whose keys run its actions of the same name.

    `actions` is the table, as configured, from which bindings, help and palette are made.
    """

    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._compositor = NarrowCompositor()
        self._painted_at = 0.0
        """When all of it was last painted at once, by the clock of Textual's messages."""
        self.actions: tuple[Action, ...] = settings.actions
        self._bindings = bindings(settings.actions, (a.name for a in settings.actions if self.provides(a.name)))

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        """Show the screen for the first time; all later times are Textual's, which would do here everything twice.

        Its widgets have just been mounted, with their styles, and laying them out paints them.
        """
        if self.stack_updates or not self.is_attached:
            return
        event.prevent_default()
        self.stack_updates += 1
        self._update_auto_focus()
        self._refresh_layout(self.app.size)
        self._is_painted()

    def _is_painted(self) -> None:
        """Ask neither for layout nor paint of what has just had both, as Textual does of all that changed its size."""
        for widget in self.walk_children(Widget, with_self=True):
            widget._layout_required = widget._repaint_required = False  # noqa: SLF001 - Textual has no other way
            widget._exchange_repaint_regions()  # noqa: SLF001 - what of it was to be painted
        self._painted_at = get_time()

    async def _on_update(self, message: Update) -> None:
        """Leave a request for paint alone that was under way when all was painted."""
        if message.time < self._painted_at:
            message.prevent_default()

    async def _on_layout(self, message: Layout) -> None:
        """Leave a request for layout alone that was under way when all was laid out."""
        if message.time < self._painted_at:
            message.prevent_default()

    @classmethod
    def provides(cls, action: str) -> bool:
        """Whether this screen does what `action` names."""
        return hasattr(cls, f"action_{action}")

    def key_of(self, action: str) -> str:
        """The first key of an action, as people know it; its own name where it has none."""
        keys = next((each.keys for each in self.actions if each.name == action), ())
        return key_label(keys[0]) if keys else action

    async def action_next_theme(self) -> None:
        await self.app.run_action("app.next_theme")

    def action_palette(self) -> None:
        from reader.app.commands import Palette

        self.app.push_screen(Palette())

    def action_help(self) -> None:
        from reader.app.screens.help import HelpScreen

        here = frozenset(each.name for each in self.actions if self.provides(each.name))
        self.app.push_screen(HelpScreen(self.actions, here))

    def action_elsewhere(self, _name: str) -> None:
        """What a key does that is for other screens: it says where, if this screen knows."""

    def action_leave(self) -> None:
        self.post_message(LeaveRequested())
