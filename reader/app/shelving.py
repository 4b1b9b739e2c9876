"""The app as far as it shows the library: which screen stands there, and what is opened from it."""

from __future__ import annotations

import threading
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from textual import on

from reader.app.remembering import RememberingApp
from reader.app.screens.reading import ReadingScreen
from reader.app.shelf.messages import KeptChosen, LibraryWanted, VersionWanted
from reader.errors import LibraryError, ReaderError
from reader.gate import line
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from reader.app.shelf.desk import Desk
    from reader.app.shelf.rows import ShelfRow
    from reader.catalogue import Collection
    from reader.model import Listing
    from reader.reading import Reading

    Then = Callable[[Screen[Any]], object]


class ShelvingApp(RememberingApp):
    """The app with its library."""

    @cached_property
    def _newer(self) -> dict[Screen[Any], Reading]:
        """What the sources of kept articles have now, where that is not what the library has."""
        return {}

    @cached_property
    def _unasked(self) -> WeakSet[Screen[Any]]:
        """Where a kept article stands whose page has not been asked for."""
        return WeakSet()

    @cached_property
    def desk(self) -> Desk:
        """Where the library is asked."""
        from reader.app.shelf.desk import Desk

        return Desk(self._library, self._from_thread, self._fail)

    @staticmethod
    def css_of(first: Reading | Listing | Collection) -> list[Path]:
        """The styles of a first screen that has its own: Textual loads those of further screens by itself."""
        from reader.model import Listing
        from reader.reading import Reading

        return [] if isinstance(first, Reading | Listing) else [Path(__file__).with_name("library.tcss")]

    def _fail(self, fault: str) -> None:
        self._say(line(fault), error=True)

    def _begin_opening(self, find: Callable[[], Reading | Listing], name: str, then: Then | None = None) -> None:
        """Have `find` open something beside the screen; `then` is called with the screen that shows it."""
        raise NotImplementedError

    def collection_screen(self, found: Collection) -> Screen[Any]:
        """The library; where it holds nothing, what to begin with."""
        if found.rows:
            from reader.app.screens.library import LibraryScreen
            from reader.app.shelf.rows import Rows, row_of

            first = Rows(list(found.rows), {number: row_of(number, kept) for number, kept in found.rows.items()})
            return LibraryScreen(self.settings, self.desk, first)
        from reader.app.screens.empty import EmptyScreen

        remembers = self._library.remembers
        fault = line(found.fault) if found.fault else None
        return EmptyScreen(
            found.offers, self.settings, self._library.progress, self.desk, remembers=remembers, fault=fault
        )

    @on(LibraryWanted)
    def _show_library(self) -> None:
        """Go back to the library where it is open, else open it."""
        from reader.app.screens.empty import EmptyScreen
        from reader.app.screens.library import LibraryScreen
        from reader.app.shelf.rows import Rows

        homes = (EmptyScreen, LibraryScreen)
        if any(isinstance(screen, homes) for screen in self.screen_stack[:-1]):
            while not isinstance(self.screen, homes):
                self._close_screen()
        else:
            self._note_position()
            self.push_screen(LibraryScreen(self.settings, self.desk, Rows()))

    @property
    def _is_last_screen(self) -> bool:
        """Whether leaving the screen that is up leaves the program: behind a library that was empty is nothing."""
        *below, top = self.screen_stack
        if not below:
            return True  # before anything is loaded for the question: whoever leaves waits for it
        from reader.app.screens.empty import EmptyScreen
        from reader.app.screens.library import LibraryScreen

        return isinstance(top, LibraryScreen) and len(below) == 1 and isinstance(below[0], EmptyScreen)

    def _note_position(self) -> None:
        """Save where the reader is in the article that is up."""
        if isinstance(self.screen, ReadingScreen):
            self._note(self.screen, *self.screen.position)  # its last move may still be on its way
        self._save_now()

    def _close_screen(self) -> None:
        """Leave the screen that is up, which is not the last."""
        raise NotImplementedError

    @on(KeptChosen)
    def _open_kept(self, message: KeptChosen) -> None:
        from reader.keeping import open_kept

        row = message.row
        find = partial(open_kept, row.sha256, self._library, row.place.start if row.place else None)
        self._begin_opening(find, row.title, partial(self._at_found, row))

    def _at_found(self, row: ShelfRow, screen: Screen[Any]) -> None:
        """Show what a search found in the article that it opened."""
        if isinstance(screen, ReadingScreen):
            screen.come_from(_("library"))
            if row.place is not None:
                screen.show_found(row.place, row.looked_for)
            self._look_at_source(screen)

    # Versions

    def _look_at_source(self, screen: ReadingScreen) -> None:
        """Begin to compare a kept article with its file; what has other words there is offered.

        A page is asked when a key says so and not before: to open what is kept tells nobody that it is read again.
        """
        from reader.sources.fetch import is_address

        if is_address(screen.reading.article.source.location or ""):
            self._unasked.add(screen)
        else:
            self._begin_comparing(screen)

    def _begin_comparing(self, screen: ReadingScreen, then: Callable[[], None] | None = None) -> None:
        """Compare with the source beside the keys; `then`, where it is given, is called when that is done."""
        sha256 = screen.reading.article.source.sha256
        threading.Thread(target=self._compare, args=(screen, sha256, then), name="comparing", daemon=True).start()

    def _compare(self, screen: ReadingScreen, sha256: str, then: Callable[[], None] | None) -> None:
        from reader.errors import NetworkError
        from reader.keeping import newer

        try:
            found = newer(sha256, self._library)
        except (LibraryError, NetworkError) as error:
            if then is not None:
                self._tell_from_thread(str(error), error=True)
            return
        except ReaderError:
            self._tell_from_thread(_("Its source is gone, or is no article any more: this is what the library keeps."))
            return
        if found is not None:
            self._from_thread(partial(self._offer, screen, found))
        if then is not None:
            self._from_thread(partial(self._while_up, screen, then))

    def _while_up(self, screen: ReadingScreen, then: Callable[[], None]) -> None:
        """Do what a key asked for on that screen, unless the reader has gone elsewhere meanwhile."""
        if self.screen is screen:
            then()

    def _offer(self, screen: ReadingScreen, found: Reading) -> None:
        """Say that there are other words, where the article is still up."""
        if screen in self.screen_stack:
            self._newer[screen] = found
            said = _("The source has other words now: {key} shows them; the library keeps both.")
            self._say(said.format(key=screen.key_of("other_version")))

    @on(VersionWanted)
    def _show_version(self) -> None:
        """Show what the source has now, else the latest other version that the library keeps."""
        screen = self.screen
        if not isinstance(screen, ReadingScreen):
            return
        source, found = screen.reading.article.source, self._newer.get(screen)
        if found is None:
            from reader.keeping import open_kept

            if screen in self._unasked:
                self._unasked.remove(screen)
                self._say(_("Asking for its page …"))
                self._begin_comparing(screen, self._show_version)
                return

            versions = self._library.shelf.at(source.location or "")
            others = [each for each in versions if each.source.sha256 != source.sha256]
            if not others:
                self._say(_("The library knows no other version of this article."))
                return
            find: Callable[[], Reading | Listing] = partial(open_kept, others[0].source.sha256, self._library)
        else:
            find = partial(_given, found)
        self._begin_opening(find, screen.reading.article.title or source.location or "", self._version_shown)

    def _version_shown(self, screen: Screen[Any]) -> None:
        if isinstance(screen, ReadingScreen):
            screen.come_from(_("other version"))


def _given(reading: Reading) -> Reading:
    """`reading`, which is there already."""
    return reading
