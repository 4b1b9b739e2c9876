"""What the app writes into the library while an article is read: where the reader is, and what was changed.

A position is saved while nothing moves, so that neither a key nor leaving waits for the disk.
"""

from __future__ import annotations

import contextlib
from time import monotonic
from typing import TYPE_CHECKING

from textual import on

from reader.app.messages import CopyFormatChosen, MeasureChanged, Overruled, ReadingMoved, Restored
from reader.app.outgoing import OutgoingApp
from reader.app.screens.reading import ReadingScreen
from reader.errors import LibraryError
from reader.gate import line
from reader.model import Anchor, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.driver import Driver

    from reader.config import Settings
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
        self._unsaved: tuple[str, Anchor, float] | None = None
        self._moved_at = 0.0

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
        if monotonic() - self._moved_at >= SAVE_AFTER:
            self._save_now()

    def _note(self, screen: ReadingScreen, offset: int, share: float) -> None:
        article = screen.reading.article
        end = min(offset + ANCHOR, len(article.text))
        anchor = Anchor.to(article.text, Span(min(offset, end), end))
        self._unsaved = (article.source.sha256, anchor, share)

    def _save_now(self) -> None:
        if self._unsaved is not None:
            from reader.store import Position

            (sha256, anchor, share), self._unsaved = self._unsaved, None
            with contextlib.suppress(LibraryError):
                self._library.save_position(sha256, Position(anchor, share))

    @on(Overruled)
    @on(Restored)
    def _keep_correction(self, message: Overruled | Restored) -> None:
        store = self._library
        try:
            change = store.add_correction if isinstance(message, Overruled) else store.remove_correction
            change(message.sha256, message.correction)
        except LibraryError as error:
            self._say(f"It holds only until Reader is left: {line(str(error))}", error=True)

    @on(MeasureChanged)
    def _keep_measure(self, message: MeasureChanged) -> None:
        self._keep("measure", str(message.measure))

    @on(CopyFormatChosen)
    def _keep_copy_format(self, message: CopyFormatChosen) -> None:
        self._keep("citation", message.name)

    def _keep(self, key: str, value: str) -> None:
        with contextlib.suppress(LibraryError):
            self._library.save_setting(key, value)
