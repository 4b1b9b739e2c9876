"""What the app writes into the library while an article is read: where the reader is, and what was changed.

A position is saved while nothing moves, so that neither a key nor leaving waits for the disk.
"""

from __future__ import annotations

import contextlib
import gc
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from textual import on

from reader.app.changes import Changes
from reader.app.messages import (
    CopyFormatChosen,
    HighlightMade,
    HighlightTaken,
    MeasureChanged,
    Overruled,
    ReadingMoved,
    Restored,
)
from reader.app.outgoing import OutgoingApp
from reader.app.screens.reading import ReadingScreen
from reader.errors import LibraryError
from reader.gate import line
from reader.model import Anchor, Span
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.driver import Driver

    from reader.config import Settings
    from reader.model import Highlight, Placed
    from reader.reading import Reading
    from reader.store import Library

SAVE_AFTER = 1.0
"""Seconds without a move after which the position is saved."""

ANCHOR = 64
"""Characters of the first line on the screen that its position is anchored by."""


class RememberingApp(OutgoingApp):
    """The app as far as it keeps something."""

    def __init__(self, settings: Settings, library: Callable[[], Library], driver_class: type[Driver]) -> None:
        super().__init__(settings, driver_class)
        self._open_library = library
        self._changes = Changes(library, self._from_thread)
        self._unsaved: tuple[str, Anchor, float] | None = None
        self._noted: WeakKeyDictionary[ReadingScreen, tuple[int, float]] = WeakKeyDictionary()
        """Where the reader was in each article when that was last noted."""
        self._unsaved_measure: int | None = None
        self._moved_at = self._tidied_at = 0.0

    @property
    def _library(self) -> Library:
        return self._open_library()

    def on_mount(self) -> None:
        self.set_interval(SAVE_AFTER / 2, self._save_at_rest)

    # Positions

    @on(ReadingMoved)
    def _remember(self, message: ReadingMoved) -> None:
        if isinstance(self.screen, ReadingScreen):
            self._note(self.screen, message.offset, message.share)
        self._moved_at = monotonic()

    def _save_at_rest(self) -> None:
        if monotonic() - self._moved_at < SAVE_AFTER:
            return
        self._save_now()
        if self._tidied_at < self._moved_at:
            self._tidied_at = self._moved_at
            gc.collect()  # now, and not between two keys

    def _note(self, screen: ReadingScreen, offset: int, share: float) -> None:
        article = screen.reading.article
        if not article.source.sha256:  # of a first screen nobody knows yet what it is of
            return
        # Another Reader may have gone on in the same article: where this one only stands, it says nothing of it.
        before, self._noted[screen] = self._noted.get(screen), (offset, share)
        if before == (offset, share) or (before is None and screen.stands_where_it_was_left):
            return
        end = min(offset + ANCHOR, len(article.text))
        anchor = Anchor.to(article.text, Span(min(offset, end), end))
        self._unsaved = (article.source.sha256, anchor, share)

    def _save_now(self) -> None:
        if self._unsaved is not None:
            from reader.store import Position

            (sha256, anchor, share), self._unsaved = self._unsaved, None
            position = Position(anchor, share)

            def change(library: Library) -> None:
                try:
                    library.save_position(sha256, position)
                except LibraryError:
                    self._noted.clear()  # what was not kept is noted again, also where nothing moves any more
                    raise

            self._changes.make(change, name=f"position-{sha256}")
        self._save_measure()

    def _save_measure(self) -> None:
        measure, self._unsaved_measure = self._unsaved_measure, None
        if measure is not None:
            self._keep("measure", str(measure))

    @on(Overruled)
    @on(Restored)
    def _keep_correction(self, message: Overruled | Restored) -> None:
        def change(library: Library, sha256: str) -> None:
            make = library.add_correction if isinstance(message, Overruled) else library.remove_correction
            make(sha256, message.correction)

        self._change(message, change, partial(self._say_kept, None))

    def _change(
        self,
        message: Overruled | Restored | HighlightMade | HighlightTaken,
        change: Callable[[Library, str], None],
        done: Callable[[LibraryError | None], None],
    ) -> None:
        """Keep what `message` tells of an article, of which a first screen does not know yet what it is."""
        sha256, first = message.sha256, self.screen_stack[0]
        if not sha256 and isinstance(first, ReadingScreen):
            self._settle()
            sha256 = first.reading.article.source.sha256
        if sha256:
            self._changes.make(lambda library: change(library, sha256), done)
        else:
            self._say_not_kept(_("its source is gone"))

    def _settle(self) -> None:
        """Have the source of the first screen read, and what the library knows of it."""
        raise NotImplementedError

    # Highlights

    def _recall(self, screen: ReadingScreen) -> None:
        """Begin to look for what was highlighted in an article, all of which has arrived; returns at once."""
        look = partial(self._look_for_highlights, screen, screen.reading)
        if self._changes.are_waiting:  # of what is not yet kept the library would say that it is not there
            self._changes.ask_behind(look)
            return
        # Without a description Textual makes one of all that is handed over: here, of the whole article.
        self.run_worker(look, thread=True, group="highlights", description="highlights")

    def _look_for_highlights(self, screen: ReadingScreen, reading: Reading) -> None:
        article = reading.article
        with contextlib.suppress(LibraryError):
            placed = self._library.highlights.placed(article.source.sha256, article.text)
            self._from_thread(partial(self._take_highlights, screen, reading, placed))

    def _take_highlights(self, screen: ReadingScreen, reading: Reading, placed: Sequence[Placed]) -> None:
        if not screen.show_highlights(reading, placed):
            self._recall(screen)

    @on(HighlightMade)
    def _keep_highlight(self, message: HighlightMade) -> None:
        screen = self.screen
        made: list[Highlight] = []

        def change(library: Library, sha256: str) -> None:
            made[:] = [library.highlights.add(sha256, message.highlight, instead_of=message.instead_of)]

        def done(error: LibraryError | None) -> None:
            if made and made[0].note != message.highlight.note:
                self._say_kept(_("Highlighted; the note that was on it already stands."), error)
                if isinstance(screen, ReadingScreen) and screen.reading.is_whole:
                    self._recall(screen)
            else:
                self._say_kept(message.kept, error)

        self._change(message, change, done)

    @on(HighlightTaken)
    def _forget_highlight(self, message: HighlightTaken) -> None:
        def change(library: Library, sha256: str) -> None:
            library.highlights.remove(sha256, message.highlight)

        self._change(message, change, partial(self._say_kept, message.kept))

    def _say_kept(self, told: str | None, error: LibraryError | None) -> None:
        """Say what was done, unless it was not, or the library only stands for one that takes nothing."""
        fault = self._library.fault if error is None else str(error)
        if fault is not None:
            self._say_not_kept(fault)
        elif told is not None:
            self._say(told)

    def _say_not_kept(self, fault: str) -> None:
        self._say(_("It holds only until Reader is left: {error}").format(error=line(fault)), error=True)

    # What else is kept

    @on(MeasureChanged)
    def _keep_measure(self, message: MeasureChanged) -> None:
        self._unsaved_measure = message.measure
        self.call_after_refresh(self._save_measure)  # what it changes is seen first

    @on(CopyFormatChosen)
    def _keep_copy_format(self, message: CopyFormatChosen) -> None:
        self._keep("citation", message.name)

    def _keep(self, key: str, value: str) -> None:
        self._changes.make(lambda library: library.save_setting(key, value), name=f"setting-{key}")
