"""What stands in the library's place while nothing is kept in it: what it is for, and articles to begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical

from reader.app.describe import QUIET
from reader.app.screens.chooser import ChooserScreen
from reader.app.screens.prompting import PromptScreen
from reader.app.shelf.desk import Desk, Shown, Wanted
from reader.app.shelf.messages import AdditionWanted, FeedsWanted, LibraryWanted
from reader.app.widgets.greeting import Greeting
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult

    from reader.app.widgets.lines import Run
    from reader.config import Settings
    from reader.model import Listing


class EmptyScreen(ChooserScreen):
    """The samples under a greeting. It gives way to the library when something is kept.

    Args:
        offered: What to begin with.
        settings: The configuration.
        progress: Gives how far each article has been read.
        desk: Where the library is asked.
        remembers: Whether anything outlasts the program.
        fault: Why the library cannot be used; None where it can.
    """

    CSS_PATH = "../library.tcss"
    HINTS: ClassVar[Sequence[str]] = ("add", "feeds", "help", "leave", "next_theme", "palette")

    def __init__(
        self,
        offered: Listing,
        settings: Settings,
        progress: Callable[[Sequence[str]], Mapping[str, float]],
        desk: Desk,
        *,
        remembers: bool,
        fault: str | None = None,
    ) -> None:
        super().__init__(offered, settings, progress)
        self._desk = desk
        self._remembers = remembers
        self._fault = fault
        self._greeting = Greeting(id="greeting")

    def compose(self) -> ComposeResult:
        yield self._title
        with Horizontal(id="middle"), Vertical(id="welcome-page"):
            yield self._greeting
            yield self._main
        yield self._status

    def on_mount(self) -> None:
        self._greeting.say(*self._words())

    def _heading(self) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
        return ((_("Library"), ("heading",)),), ((_("nothing kept yet"), QUIET),)

    def _words(self) -> tuple[str, bool, Sequence[tuple[str, str]], str]:
        """What the greeting says: its first words, whether they are a fault, keys and what they do, its last words."""
        keys = (
            (self.key_of("add"), _("takes an article in, by its path or its address")),
            (self.key_of("feeds"), _("follows feeds, and keeps what you open of them")),
            ("reader open …", _("reads a file, a page, a feed or a folder")),
        )
        begin = _("Or begin with one of these:")
        if self._fault:
            return self._fault, True, keys, _("Articles open all the same; nothing of them is kept:")
        if not self._remembers:
            said = _("Without a library: when you leave, nothing is left of what you read.")
            return said, False, keys, begin
        said = _(
            "Your library is empty. Each article that you read is kept here, on this machine: its text, who says what"
            " in it, what you marked and where you were. It is found again by any of its words, without a network too."
        )
        return said, False, keys, begin

    def on_screen_resume(self) -> None:
        self.renew()

    def renew(self) -> None:
        """Ask whether there is something by now."""
        self._desk.show(Wanted(), self._look)

    def _look(self, shown: Shown) -> None:
        """Give way to the library once there is something in it."""
        if shown.rows:
            self.post_message(LibraryWanted())

    def action_add(self) -> None:
        def take(typed: str | None) -> None:
            if typed is not None:
                self.post_message(AdditionWanted(typed, is_feed=False))

        self.app.push_screen(PromptScreen(_("Take in (a path or an address):")), take)

    def action_feeds(self) -> None:
        self.post_message(FeedsWanted())
