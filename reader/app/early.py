"""The first screen, written before Textual is imported: the article's text is there while the rest is still loading.

It shows the article's column where the app will show it, line for line, so that Textual's first frame changes
nothing there. Only the standard library and the pure modules of the page are needed.
"""

from __future__ import annotations

import _signal as signal  # type: ignore[import-not-found]  # Python's own takes a while to load
import contextlib
import os
import sys
import time

from reader.app.ansi import colour, graphics
from reader.app.column import Column, Place
from reader.app.painting import painted
from reader.app.palette import PALETTES
from reader.app.panes import left_margin, text_width, widths
from reader.app.typesetting import RAGGED, Typesetting
from reader.facts import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from reader.model import Article

ENTER = "\x1b[?1049h\x1b[?25l\x1b[?7l"
LEAVE = "\x1b[0m\x1b[?7h\x1b[?1049l\x1b[?25h"
UNDRESS = "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1004l\x1b[?2004l\x1b[<u"
"""Ends what the app asks of a terminal besides: to tell of the mouse, the focus, pastes and every key."""

_WRITING = 0.03
"""Seconds that another thread may be writing what it was given."""

SIGNALS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT") if hasattr(signal, name)]
"""Signals that end the program in order, with 128 and their number as its exit code; Windows has not all of them."""


def frame(
    article: Article,
    columns: int,
    rows: int,
    *,
    theme: str,
    measure: int,
    offset: int,
    colours: int,
    plain: bool = False,
    setting: Typesetting = RAGGED,
) -> str:
    """What to write so that the terminal shows the article's first screen.

    Args:
        article: As much of it as is known.
        columns: Cells of the terminal across.
        rows: Cells of the terminal down.
        theme: Name of the palette.
        measure: The most cells of a line.
        offset: Character of the text that stands at the top.
        colours: How many the terminal has: 2**24, 256, 16, or 0 for none.
        setting: Whether words are divided, and lines flush.
        plain: Whether nothing is drawn, and the article stands alone.
    """
    palette = PALETTES.get(theme) or next(iter(PALETTES.values()))
    looks = palette.looks()
    ground = f"\x1b[0{colour(palette.text, 38, colours)}{colour(palette.page, 48, colours)}m"
    out = [ENTER, ground, "\x1b[2J"]
    pane = widths(columns, sections=not plain, sidebar=not plain)
    width = text_width(pane.article, measure)
    left = left_margin(pane.article, width, centred=not plain)
    column = Column(width, article.metadata.language, setting)
    column.show(article)
    place = column.place_of(offset) if offset else Place(0, 0)
    for row in range(2, rows):
        lines = column.lines(place.slab) if article.blocks else []
        if place.line >= len(lines):
            break
        out.append(f"\x1b[{row};{pane.sections + 1}H")
        for run in painted(lines[place.line], column.slab(place.slab), left, drawn=not plain):
            codes = graphics([looks[name] for name in run.names], colours)
            out.append(f"{codes}{run.text}{ground}" if codes else run.text)
        below = column.settle(place, 1)
        if below == place:
            break
        place = below
    return "".join(out)


class Shown(NamedTuple):
    """What a first screen was made of, so that the app can begin with the same.

    Attributes:
        article: As much of it as was read.
        size: Bytes of the file that it is in.
        chosen: What was last chosen with a key, as far as the library was asked.
    """

    article: Article
    size: int
    chosen: Mapping[str, str]


class EarlyScreen:
    """The terminal from the first paint until the app takes it over.

    While it is up, keys are kept for the app and nothing is echoed. From `watch` on, a signal gives the terminal back
    and ends the process, until the app hears signals itself.
    """

    def __init__(self, shown: Shown | None = None) -> None:
        self.shown = shown
        self.attributes: list[Any] | None = None
        self._at_first: list[Any] | None = None
        """The terminal's attributes as they were found, where it was touched since."""
        self._text = ""
        self._dressed = self._is_stopped = False
        self._handlers: dict[int, Any] = {}

    def watch(self) -> None:
        """Hear signals from now on."""
        with contextlib.suppress(ValueError):  # in another thread than the first there is nothing to be heard
            for number in SIGNALS:
                self._hear(number, self._end)
            if hasattr(signal, "SIGTSTP"):
                self._hear(signal.SIGTSTP, self.stop)

    def _hear(self, number: int, handler: Any) -> None:
        if number not in self._handlers and signal.getsignal(number) != signal.SIG_IGN:
            self._handlers[number] = signal.signal(number, handler)

    def paint(self, text: str) -> None:
        """Write the first screen. Where the terminal cannot be set up, as on Windows, nothing is written."""
        if sys.platform == "win32":
            return
        import termios

        self.watch()
        try:
            self.attributes = self._at_first = termios.tcgetattr(0)
            self._text = text
            self._show()
        except termios.error:
            self.attributes = self._at_first = None

    def _show(self) -> None:
        import termios

        raw = termios.tcgetattr(0)
        raw[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
        raw[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        termios.tcsetattr(0, termios.TCSANOW, raw)
        _write(self._text)

    @property
    def is_up(self) -> bool:
        """Whether the first screen has been painted and not given back."""
        return self.attributes is not None

    def take(self) -> None:
        """The app is about to take the terminal, whether or not something was painted."""
        if sys.platform != "win32":
            import termios

            self.watch()
            self._dressed = True
            if self._at_first is None:
                with contextlib.suppress(termios.error):
                    self._at_first = termios.tcgetattr(0)

    def hand_over(self) -> list[Any] | None:
        """The app has the terminal now; gives the attributes that it had at first."""
        attributes, self.attributes = self.attributes, None
        return attributes

    def _end(self, number: int, _frame: object) -> None:
        if self._at_first is not None and not self._is_stopped:
            self.attributes = self._at_first
            self.give_back()
            if self._dressed:  # Textual's thread may still have been writing that it takes the terminal
                time.sleep(_WRITING)
                self.attributes = self._at_first
                self.give_back()
        os._exit(128 + number)

    def stop(self, *_told: object) -> None:
        """Stop; the terminal is the shell's until the program is continued."""
        import termios

        if self.is_up:
            _write(LEAVE)
            termios.tcsetattr(0, termios.TCSANOW, self.attributes or [])
        self._is_stopped = True
        os.kill(os.getpid(), signal.SIGSTOP)
        self._is_stopped = False
        if self.is_up:
            self._show()

    def give_back(self) -> None:
        """Leave the terminal as it was found."""
        if sys.platform != "win32" and self.attributes is not None:
            import termios

            _write(UNDRESS + LEAVE if self._dressed else LEAVE)
            with contextlib.suppress(termios.error):
                if is_in_front(0):
                    termios.tcsetattr(0, termios.TCSANOW, self.attributes)
            self.attributes = None

    def forget(self) -> None:
        """Let signals do again what they did before."""
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._handlers.clear()


def _write(text: str) -> None:
    data = text.encode("utf-8", "replace")
    with contextlib.suppress(OSError):
        number = terminal_descriptor()
        try:
            while data:
                data = data[os.write(number, data) :]
        finally:
            os.close(number)


def terminal_descriptor() -> int:
    """A descriptor of its own to write to the terminal that the program was started on.

    Raises:
        OSError: where there is none.
    """
    for stream in (1, 2):
        if os.isatty(stream):
            return os.dup(stream)
    return os.open("/dev/tty", os.O_WRONLY | getattr(os, "O_NOCTTY", 0))  # standard input may be read-only


def is_in_front(descriptor: int) -> bool:
    """Whether the terminal's modes are this program's to set; behind another program that would stop it."""
    try:
        return os.tcgetpgrp(descriptor) == os.getpgrp()
    except (AttributeError, OSError):  # no terminal that tells
        return True


def size() -> tuple[int, int] | None:
    """Columns and rows of the terminal; None where it does not say."""
    for stream in (1, 2, 0):
        with contextlib.suppress(OSError):
            found = os.get_terminal_size(stream)
            if found.columns and found.lines:
                return found.columns, found.lines
    return None
