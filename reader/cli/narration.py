"""What the commands say to a person: sentences on standard error, and on a terminal how far a batch has come."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import threading
import time

from reader.errors import said_of
from reader.facts import TYPE_CHECKING
from reader.gate import line
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST = 400
"""Characters of a sentence about a fault: what it quotes may be a whole article."""

_ERASE = "\r\x1b[K"
"""Back to the line's beginning, and the line erased (ECMA-48, EL)."""


def say(sentence: str) -> None:
    """One line on standard error, safe to show. Where there is no standard error nothing is said."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(line(sentence) + "\n")
            sys.stderr.flush()


def complain(sentence: str) -> None:
    """`sentence` about what went wrong, under the program's name."""
    say(f"reader: {sentence}")


def doctor() -> str:
    """How to report a fault, as the end of a sentence."""
    return _("`reader doctor SOURCE` tells what to report")


_SCARCE = (errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.ENOSPC, errno.EAGAIN)
"""What the system says where it has no more to give."""


def fault(error: Exception, source: str | None = None) -> str:
    """What to say of an error that nobody should meet."""
    if isinstance(error, MemoryError):
        error = OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))
    if isinstance(error, OSError) and error.errno in _SCARCE:
        told = _("the system gives no more ({why}): close other programs, or raise its limits (ulimit)")
        if source:
            told = _("{source}: the system gives no more ({why}): close other programs, or raise its limits (ulimit)")
        return line(told.format(source=source, why=said_of(error)), _LONGEST)
    told = _("a fault of Reader itself, {kind}: {error}")
    if source:
        told = _("a fault of Reader itself with {source}, {kind}: {error}")
    said = line(told.format(source=source, kind=type(error).__name__, error=error), _LONGEST)
    return f"{said}; {doctor()}"


def remark(sentence: str) -> None:
    """`sentence` about what is no fault, under the program's name; nothing where quiet was asked for."""
    if not _state.quiet:
        complain(sentence)


def hush(quiet: bool) -> None:
    """Whether only what went wrong is said, until this is called again."""
    _state.quiet = quiet


class _State(threading.local):
    """What the run under way was asked for; a thread of its own has a run of its own."""

    quiet = False


_state = _State()


BAR = 20
"""Cells of the bar that shows how far a batch has come."""

SOURCE = 40
"""Characters of a source's name beside it."""

FORETELL_AFTER = 5.0
"""Seconds after which it is known how long the rest will take."""

LONG = 2.0
"""Seconds after which a source that is still being read says for how long it has been."""

TICK = 1.0
"""Seconds between two such words."""


class Progress:
    """How far a batch has come, on one line that is erased before anything else is written.

    It shows only on a terminal that can erase a line, and only where there is more than one source, or where one takes
    long. A long batch says how long it will take, as fast as it has been so far.
    """

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = self._skipped = 0
        self._begun = time.monotonic()
        self._said = ""
        self._is_written = False
        dumb = os.environ.get("TERM", "dumb") == "dumb"
        self.is_shown = not dumb and not _state.quiet and sys.stderr is not None and sys.stderr.isatty()

    def extend(self, sources: int) -> None:
        """Count so many more sources: what one of them stands for."""
        self._total += sources

    def skip(self) -> None:
        """Say that the next source was read by another run."""
        self._done += 1
        self._skipped += 1

    def show(self, source: str) -> None:
        """Say that the next source, `source`, is being read."""
        self._done += 1
        if self.is_shown and self._total > 1:
            full = BAR * min(self._done, self._total) // self._total
            said = line(f"{self._done}/{self._total} {source}", SOURCE)
            self._said = f"{'━' * full}{'╌' * (BAR - full)} {said}{self._left()}"
            self._say(self._said)

    @contextlib.contextmanager
    def reading(self, source: str) -> Iterator[None]:
        """Say that the next source, `source`, is being read; when it takes long, every second for how long it has."""
        self._said = line(source, SOURCE)
        self.show(source)
        if not self.is_shown:
            yield
            return
        is_read = threading.Event()
        ticking = threading.Thread(target=self._tick, args=(is_read,), daemon=True)
        ticking.start()
        try:
            yield
        finally:
            is_read.set()
            ticking.join()
            self.erase()

    def _tick(self, is_read: threading.Event) -> None:
        begun = time.monotonic()
        while not is_read.wait(TICK):
            if (passed := time.monotonic() - begun) >= LONG:
                self._say(f"{self._said} · {passed:.0f} s")

    def _left(self) -> str:
        passed, done = time.monotonic() - self._begun, self._done - self._skipped - 1
        if passed < FORETELL_AFTER or not done:
            return ""
        minutes = round(passed / done * (self._total - self._done + 1) / 60)
        return (
            _(" · {hours}:{minutes:02} h left").format(hours=minutes // 60, minutes=minutes % 60)
            if minutes
            else _(" · less than a minute left")
        )

    def erase(self) -> None:
        """Leave the line empty."""
        if self._is_written:
            self._write(_ERASE)
            self._is_written = False

    def _say(self, text: str) -> None:
        """Write `text`, as far as it fits: of what goes on in a second line the first could not be erased."""
        from reader.app.cells import set_cell_size

        with contextlib.suppress(OSError, ValueError):
            text = set_cell_size(text, max(0, (os.get_terminal_size(sys.stderr.fileno()).columns or 80) - 1)).rstrip()
        self._write(_ERASE + text)
        self._is_written = True

    def _write(self, text: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(text)
            sys.stderr.flush()
