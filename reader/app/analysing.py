"""The app as far as articles are analysed: a process for each that is open, what it sends, and what if it ends."""

from __future__ import annotations

import contextlib
import gc
import threading
from functools import partial
from typing import TYPE_CHECKING

from textual import on

from reader.app.closing import ClosingApp
from reader.app.messages import ResumeRequested
from reader.app.screens.reading import ReadingScreen
from reader.errors import ReaderError, SourceError
from reader.gate import line
from reader.tongue import _
from reader.worker import Fault, Whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.reading import Reading
    from reader.sources import Raw
    from reader.worker import Delivery, Worker


class AnalysingApp(ClosingApp):
    """The app with its workers."""

    _make_worker: Callable[[Raw, int, Callable[[Delivery], object]], Worker]

    def _start(self, screen: ReadingScreen) -> None:
        """What begins once an article is on the screen: its analysis, and the memory that it was opened."""
        try:
            reading = screen.fetch()
        except ReaderError as error:  # the file is gone since its first screen was read
            screen.deliver(Fault(str(error)))
            self._say(line(str(error)), error=True)
            return
        from reader.store import Opened

        article = reading.article
        opened = Opened(article.source.sha256, article.source.location, article.title, article.metadata.language)
        self._changes.make(lambda library: library.save_opened(opened))
        if reading.is_whole and reading.is_analysed:
            return  # the library knew all of it
        self._analyse(screen)

    def _analyse(self, screen: ReadingScreen) -> None:
        reading = screen.reading
        worker = self._analyses[screen] = self._make_worker(
            reading.raw, reading.parts, partial(self._hand_over, screen)
        )
        self._keeper.hold(reading.raw, reading.article.source.sha256)
        try:
            worker.start()
        except (RuntimeError, OSError):  # the system gives no thread now
            screen.deliver(Fault("", killed=True))
        screen.let_go_of_source()

    @on(ResumeRequested)
    def _resume(self) -> None:
        """Have what is missing of the article read again, by another process."""
        screen = self.screen
        if isinstance(screen, ReadingScreen) and screen.reading.is_cut:
            self._say(_("Going on …"))
            threading.Thread(target=self._fetch_again, args=(screen, screen.reading), daemon=True).start()

    def _fetch_again(self, screen: ReadingScreen, reading: Reading) -> None:
        """In a thread: the same bytes, from where they were held or came from."""
        known, location = reading.article.source, reading.raw.location
        try:
            raw = self._keeper.held(known.sha256)
            if raw is None:
                if location is None or location == "-":
                    raise SourceError(_("It came by a pipe and cannot be read again: open it once more."))
                from reader.sources.fetch import fetch

                raw = fetch(location, known.media_type)
            if raw.source.sha256 != known.sha256:
                raise SourceError(_("It has changed since it was opened: open it once more."))
        except ReaderError as error:
            self._tell_from_thread(str(error), error=True)
        else:
            self._from_thread(partial(self._go_on, screen, raw))

    def _go_on(self, screen: ReadingScreen, raw: Raw) -> None:
        if screen in self.screen_stack and screen.reading.is_cut:
            screen.resume(raw)
            self._analyse(screen)

    def _hand_over(self, screen: ReadingScreen, delivery: Delivery) -> None:
        """Called in the worker's thread; the next delivery waits until the screen has taken this one."""
        with contextlib.suppress(RuntimeError):  # the app has ended meanwhile
            if not self._leaving.is_set():
                self.call_from_thread(self._deliver, screen, delivery)

    def _deliver(self, screen: ReadingScreen, delivery: Delivery) -> None:
        if screen in self.screen_stack:  # else its article was left while this was on its way
            screen.deliver(delivery)
            if isinstance(delivery, Whole):
                self._recall(screen)
            self._keeper.keep(screen.reading)
            gc.freeze()  # as with start-up: in a long article a look through its facts takes 250 ms
