"""The palette's commands: every action of the screen that is up, and every theme, found by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider, SearchIcon
from textual.content import Content
from textual.widgets.option_list import Option

from reader.actions import keys_label
from reader.app.keys import SECTION_NUMBER
from reader.app.palette import THEMES
from reader.app.punctual import once_after
from reader.app.screens.sized import Sized
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Command = tuple[str, str, "Callable[[], object]"]
"""What it says, the keys that do it, and what it does."""


LOW = 14
"""Rows below which the palette does without air."""


class Palette(CommandPalette, Sized[None]):
    """Textual's palette, which also fits a terminal of five rows."""

    CSS_PATH = "cards.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW, "-high")]  # noqa: RUF012 - Textual's convention

    def __init__(self) -> None:
        super().__init__(placeholder=_("Search for commands…"))

    def on_mount(self) -> None:
        """The sign before what is typed is the prompt's, which every terminal shows."""
        self.query_one(SearchIcon).icon = ":"

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """Textual's own says in English that nothing was found."""
        self._stop_no_matches_countdown()
        self._no_matches_timer = once_after(self, self._NO_MATCHES_COUNTDOWN, lambda: self._say_none(search_value))

    def _say_none(self, search_value: str) -> None:
        self._list_visible = bool(search_value)
        if search_value:
            said = Option(Content(_("No command has these words.")), disabled=True, id=self._NO_MATCHES)
            self.query_one(CommandList).add_option(said)


class ActionCommands(Provider):
    """Commands of the screen from which the palette was opened."""

    def _commands(self) -> Iterator[Command]:
        screen = self.screen
        for action in getattr(screen, "actions", ()):
            if action.name == SECTION_NUMBER or not hasattr(screen, f"action_{action.name}"):
                continue
            yield _(action.description), keys_label(action.keys), self._runner(action.name)
        for name in () if self.app.no_color else THEMES:
            yield _("Theme: {name}").format(name=name), "", self._theme(name)

    def _runner(self, name: str) -> Callable[[], object]:
        screen = self.screen

        async def run() -> None:
            await screen.run_action(name)

        return run

    def _theme(self, name: str) -> Callable[[], object]:
        return lambda: self.app.choose_theme(name)  # type: ignore[attr-defined]

    async def discover(self) -> Hits:
        """All commands, before anything is typed."""
        for description, keys, run in self._commands():
            yield DiscoveryHit(description, run, help=keys or None)

    async def search(self, query: str) -> Hits:
        """The commands that `query` matches."""
        matcher = self.matcher(query)
        for description, keys, run in self._commands():
            if (score := matcher.match(description)) > 0:
                yield Hit(score, matcher.highlight(description), run, help=keys or None)
