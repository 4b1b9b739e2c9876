"""What is changed in the library while an article is read: at once where that can be, and never with a key waiting.

A change takes some milliseconds, less than to hand it to a thread and to hear of it. Only where another program is
writing does it take longer; then it goes into a thread, as does all that comes after it, so that the order stays.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.app.shelf.lane import Lane
from reader.errors import LibraryBusyError, LibraryError

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.store import Library

    Change = Callable[[Library], object]
    Done = Callable[[LibraryError | None], None]


class Changes:
    """Changes the library, one change after the other.

    Args:
        library: Gives the library.
        home: Has what it is given called on the app's thread, and does not wait for that.
    """

    def __init__(self, library: Callable[[], Library], home: Callable[[partial[None]], object]) -> None:
        self._library = library
        self._home = home
        self._waiting = Lane("changes")
        self.unkept: set[object] = set()
        """One for each change with a word to say that is neither on the disk nor was said not to be.

        The app's thread adds; the other takes away what is kept.
        """

    def make(self, change: Change, done: Done | None = None, name: str = "") -> None:
        """Change something; `done` is called with what went wrong, or with None once it is on the disk.

        A change that waits under the same `name`, where it has one, is dropped.
        """
        if not self._waiting.is_busy:
            library = self._library()
            try:
                with library.hurried():
                    change(library)
            except LibraryBusyError:
                pass  # it has to wait
            except LibraryError as error:
                self._tell(done, error)
                return
            else:
                self._tell(done, None)
                return
        waiting = object()
        if done is not None:
            self.unkept.add(waiting)
        self._waiting.ask(partial(self._make_later, change, done, waiting), name)

    @property
    def are_waiting(self) -> bool:
        """Whether anything waits for another program."""
        return self._waiting.is_busy

    def ask_behind(self, question: Callable[[], object]) -> None:
        """Have `question` asked in a thread when all is made that waits now."""
        self._waiting.ask(question)

    def finish(self, patience: float) -> None:
        """Wait for what waits still, at most so many seconds."""
        self._waiting.finish(patience)

    def _make_later(self, change: Change, done: Done | None, waiting: object) -> None:
        fault = None
        try:
            change(self._library())
        except LibraryError as error:
            fault = error
        else:
            self.unkept.discard(waiting)
        self._home(partial(self._tell, done, fault, waiting))

    def _tell(self, done: Done | None, fault: LibraryError | None, waiting: object = None) -> None:
        self.unkept.discard(waiting)
        if done is not None:
            done(fault)
