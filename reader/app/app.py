"""The app: what stands between the screens and the world. It alone holds the library, the clipboard and the worker."""

from __future__ import annotations

import asyncio
import contextlib
import gc
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding
from textual.screen import ModalScreen

from reader.app import describe
from reader.app.analysing import AnalysingApp
from reader.app.browser import open_address
from reader.app.deadline import hear
from reader.app.drivers import driver_of
from reader.app.early import SIGNALS
from reader.app.keeping import Keeper
from reader.app.messages import AddressRequested, LeaveRequested, SourceChosen
from reader.app.picturing import PicturingApp
from reader.app.punctual import once_after
from reader.app.screens.reading import ReadingScreen
from reader.app.themed import ThemedApp
from reader.errors import LibraryError
from reader.gate import line
from reader.model import Listing
from reader.reading import Reading
from reader.tongue import _
from reader.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import RenderableType
    from textual.command import Provider
    from textual.screen import Screen

    from reader.app.early import EarlyScreen
    from reader.app.opening import Opening
    from reader.catalogue import Collection
    from reader.config import Settings
    from reader.sources import Raw
    from reader.store import Library
    from reader.worker import Delivery

    Then = Callable[[Screen[Any]], object]

BEFORE_SETTLING = 0.08
"""Seconds after the first frame that are left to keys: what one that was typed before brings is painted by then."""

BEHIND_A_CARD = 0.1
"""Seconds after which it is asked again whether a card was put away, behind which something waits to be shown."""

COLLECTED_AFTER = (2_000, 5, 500)
"""How seldom Python looks for garbage while keys are pressed (see `gc.set_threshold`): it does so at rest, too."""

COPY_PATIENCE = 0.6
"""Seconds that leaving waits for a copy under way."""


def _commands() -> type[Provider]:
    from reader.app.commands import ActionCommands

    return ActionCommands


class ReaderApp(ThemedApp, PicturingApp, AnalysingApp):
    """Reads one article, or offers several.

    Args:
        settings: The configuration.
        library: Gives what positions are kept in; first called when the first frame stands.
        first: The article to begin with, what to choose from, or the library.
        notices: Sentences to show at the start; opening the library may add to them.
        early: The first screen, where it has been painted.
        worker: Makes what parses and analyses at the side.
        in_page: Whether it is shown in a web page and not on a terminal.
        part: Says what is to be said when the screen is gone, where the app ends the process too.
    """

    CSS_PATH = "reader.tcss"
    TITLE = "Reader"
    COMMANDS: ClassVar[set[Any]] = {_commands}
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar = [
        Binding("ctrl+q", "quit", show=False, priority=True),
        Binding("ctrl+c", "copy_selection", show=False, system=True),
    ]

    def __init__(
        self,
        settings: Settings,
        library: Callable[[], Library],
        first: Reading | Listing | Collection,
        *,
        notices: Sequence[str] = (),
        early: EarlyScreen | None = None,
        worker: Callable[[Raw, int, Callable[[Delivery], object]], Worker] = Worker,
        in_page: bool = False,
        part: Callable[[str], object] = lambda _farewell: None,
    ) -> None:
        self.early = early
        super().__init__(settings, library, driver_of(in_page=in_page))
        self._first = first
        self._notices = notices
        self._make_worker = worker
        self._part = part
        self._analyses = {}
        self._keeper = Keeper(library)
        self._opening: Opening | None = None
        self.css_path += self.css_of(first)
        self._is_settled = False
        self.dress(settings)

    def get_default_screen(self) -> Screen[Any]:
        """The article, or the choice of one."""
        return self._screen_of(self._first)

    def _screen_of(self, found: Reading | Listing | Collection) -> Screen[Any]:
        if isinstance(found, Reading):
            return ReadingScreen(found, self.settings)
        if not isinstance(found, Listing):
            return self.collection_screen(found)
        from reader.app.screens.chooser import ChooserScreen

        return ChooserScreen(found, self.settings, self._library.progress)

    def on_mount(self) -> None:
        loop = asyncio.get_running_loop()
        for number in SIGNALS:
            with contextlib.suppress(ValueError, OSError, RuntimeError):
                hear(loop, number, partial(self.exit, return_code=128 + number), partial(self._give_up, 128 + number))
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        self.call_after_refresh(self._settle if self.is_headless else self._await_keys)

    def _await_keys(self) -> None:
        """Let keys that were typed while all this was loaded have their effect first."""
        once_after(self, BEFORE_SETTLING, self._settle)

    def _settle(self) -> None:
        """After the first frame, once: open the library, start the worker, and say what there is to say."""
        if self._is_settled:
            return
        self._is_settled = True
        gc.freeze()  # what start-up has made stays, and need not be looked through with every key
        gc.set_threshold(*COLLECTED_AFTER)
        gc.enable()
        first, found = self.screen_stack[0], tuple[str, ...]()
        if isinstance(first, ReadingScreen):
            self._start(first)
            self._first = first.reading  # without the source's bytes
            self._welcome(first)
            found = first.reading.article.notices
        elif isinstance(self._first, Listing):
            found = self._first.notices
        self._tell([*self._notices, *found])

    def _welcome(self, screen: ReadingScreen) -> None:
        """The first time that Reader is opened here, where that can be remembered: a few keys."""
        from reader.store import NoLibrary

        if isinstance(self._library, NoLibrary):
            return
        with contextlib.suppress(LibraryError):
            if self._library.setting("welcomed") is None:
                self._keep("welcomed", "1")
                screen.welcome()

    @on(SourceChosen)
    def _open(self, message: SourceChosen) -> None:
        from reader.catalogue import open_entry

        entry = message.entry
        find = partial(open_entry, entry, message.listing, self._library)
        self._begin_opening(find, entry.title or entry.location or entry.id)

    def _begin_opening(self, find: Callable[[], Reading | Listing], name: str, then: Then | None = None) -> None:
        from reader.app.opening import Opening

        self._say(_("Opening {name} …").format(name=line(name, 60)))
        self._opening = Opening(find, partial(self._arrive_from_thread, self.screen), then)
        self._opening.start()

    def _arrive_from_thread(self, chooser: Screen[Any], opening: Opening, found: Reading | Listing | str) -> None:
        with contextlib.suppress(RuntimeError):  # the app has ended meanwhile
            if not self._leaving.is_set():
                self.call_from_thread(self._arrive, chooser, opening, found)

    def _arrive(self, chooser: Screen[Any], opening: Opening, found: Reading | Listing | str) -> None:
        """Show what was opened, unless the reader has meanwhile chosen something else or gone away.

        While a card lies over the list, it waits.
        """
        if opening is not self._opening:
            return
        if self.screen is not chooser:
            if chooser in self.screen_stack and isinstance(self.screen, ModalScreen):
                once_after(self, BEHIND_A_CARD, partial(self._arrive, chooser, opening, found))
            return
        self._opening = None
        if isinstance(found, str):
            self._say(line(found), error=True)
            return
        self._say("")
        screen = self._screen_of(found)
        self.push_screen(screen)
        if isinstance(screen, ReadingScreen):
            self._start(screen)
        notices = found.article.notices if isinstance(found, Reading) else found.notices
        self.call_after_refresh(self._tell, notices)
        if opening.then is not None:
            self.call_after_refresh(opening.then, screen)

    @on(LeaveRequested)
    def _leave(self) -> None:
        self._settle()  # who leaves before that is remembered too
        if not self._is_last_screen:
            self._close_screen()
            return
        self._note_position()
        if self._is_copying:
            self._left = True
            self.farewell = self._not_copied
            once_after(self, COPY_PATIENCE, partial(self.exit, return_code=0))
        else:
            self.exit(return_code=0)

    def action_copy_selection(self) -> None:
        """Ctrl+C copies what is at hand, and never ends the program."""
        if isinstance(self.screen, ReadingScreen):
            self.screen.action_copy()

    @on(AddressRequested)
    def _open_address(self, message: AddressRequested) -> None:
        fault = None
        if self.is_web:
            self.open_url(message.address)  # by the browser that shows the page
        else:
            fault = open_address(message.address)
        shown = line(message.address, 200)
        self._say(
            _("Not opened: {fault}; y copies {shown}").format(fault=fault, shown=shown)
            if fault
            else _("Opening {shown}").format(shown=shown),
            error=bool(fault),
        )

    def _say(self, notice: str, *, error: bool = False) -> None:
        said = (getattr(screen, "say", None) for screen in reversed(self.screen_stack))  # a card says nothing
        say: Callable[..., None] | None = next(filter(None, said), None)
        if say is not None:
            say(notice, error=error)

    def _tell(self, notices: Sequence[str]) -> None:
        if notices:
            self._say(describe.notices(notices))

    def action_next_theme(self) -> None:
        """Go on to the next palette."""
        following = self.following_theme()
        if following is None:
            self._say(_("This terminal shows no colours, so there is no other theme."))
        else:
            self.choose_theme(following)

    def choose_theme(self, name: str) -> None:
        """Show the palette called `name`, say so, and remember it."""
        self.theme = name
        self._keep("theme", name)
        self._say(_("Theme: {name}").format(name=name))

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """End the app; on a terminal the process too: taking it all down takes 0.3 s."""
        leave = getattr(self._driver, "leave", None)  # a driver that ends the process has it
        if leave is not None and message is None:
            self.on_unmount()
            self._library.close()
            leave(return_code, partial(self._part, self.farewell))
        super().exit(result, return_code, message)

    def _give_up(self, return_code: int) -> None:
        """In a thread: end the process, where the way out is barred."""
        abandon = getattr(self._driver, "abandon", None)  # a driver of a terminal has it
        if abandon is not None:
            abandon(return_code)

    def on_unmount(self) -> None:
        self._leaving.set()
        if self._is_copying:
            self.farewell = self._not_copied
        for worker in self._analyses.values():
            worker.stop()
        self._save_now()
        self._finish_changes()
