"""What the commands say to a person: sentences on standard error, and on a terminal how far a batch has come."""

from __future__ import annotations

import contextlib
import sys
import threading

from reader.gate import line

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


def fault(error: Exception, source: str | None = None) -> str:
    """What to say of an error that nobody should meet."""
    where = f" with {source}" if source else ""
    return line(f"a fault of Reader itself{where}, {type(error).__name__}: {error}", _LONGEST)


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


class Progress:
    """How far a batch has come, on one line that is erased before anything else is written.

    It shows only on a terminal that can erase a line, and only where there is more than one source.
    """

    def __init__(self, total: int, *, dumb: bool) -> None:
        self._total = total
        self._shown = total > 1 and not dumb and not _state.quiet and sys.stderr is not None and sys.stderr.isatty()

    def show(self, number: int, source: str) -> None:
        """Say that source `number` (from 1) is being read."""
        if self._shown:
            self._write(f"{_ERASE}{line(f'{number}/{self._total} {source}', 60)}")

    def erase(self) -> None:
        """Leave the line empty."""
        if self._shown:
            self._write(_ERASE)

    def _write(self, text: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(text)
            sys.stderr.flush()
