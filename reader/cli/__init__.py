"""The command `reader`: each of its commands is one function in a file of its own, imported when it is asked for.

Standard output is data, in UTF-8 whatever the locale; standard error is narration. Exit codes are those of
`reader.errors`, and beside them:

    0     done
    1     nothing found, where that is the question
    70    a fault of Reader itself (sysexits' EX_SOFTWARE); `python -X dev -m reader …` shows where
    130   interrupted
    141   whoever read standard output has stopped reading, as the shell gives it for a program that SIGPIPE ended
"""

from __future__ import annotations

import _signal as signal  # type: ignore[import-not-found]  # Python's own takes a while to load, without us to hear
import os
import sys

from reader.facts import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType
    from typing import Any

_AGAIN = 0.01
"""Seconds after which it is tried once more to raise what could not be."""

_IMPORTING = "<frozen importlib._bootstrap>"


def main(argv: list[str] | None = None) -> int:
    """Run one command and give its exit code.

    Args:
        argv: The words behind the program's name; by default those of the process.
    """
    words = sys.argv[1:] if argv is None else argv
    screen = None
    before = signal.getsignal(signal.SIGINT)
    _hear(_end if words[:1] == ["open"] else _interrupt, only_if=signal.default_int_handler)
    try:
        if words[:1] == ["open"]:  # an article's text is there before anything else is loaded
            from reader.bundle import use_or_record
            from reader.places import MODULES, at_once

            use_or_record(at_once(MODULES) or "")
            from reader.cli.first import first_screen

            screen = first_screen(words[1:])
            if screen is None:
                _hear(_interrupt, only_if=_end)
        from reader.cli.running import run  # not before: until here Ctrl+C would give a traceback

        return run(words, screen)
    except KeyboardInterrupt:
        from reader.errors import INTERRUPTED

        return INTERRUPTED
    finally:
        if screen is not None:
            screen.give_back()
            screen.forget()
        for ours in (_end, _interrupt):
            _hear(before, only_if=ours)
        _try_no_more()


def _hear(handler: Any, *, only_if: Any) -> None:
    """Let Ctrl+C do what `handler` does, if it does what `only_if` does now."""
    if signal.getsignal(signal.SIGINT) == only_if:
        try:  # noqa: SIM105 - contextlib takes a while to load, without us to hear
            signal.signal(signal.SIGINT, handler)
        except ValueError:  # in another thread than the first it is never heard
            pass


def _try_no_more() -> None:
    """Whatever else was to be interrupted is over: at Python's own end the alarm would kill it."""
    if hasattr(signal, "setitimer") and signal.getsignal(signal.SIGALRM) == _interrupt:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)


def _end(number: int, _frame: object) -> None:
    os._exit(128 + number)


def _interrupt(_number: int, frame: FrameType | None) -> None:
    """Raise KeyboardInterrupt, but wait while something is being imported.

    There it could get lost: Python drops what is raised in what an import calls when it has ended, and makes a
    RuntimeError of what is raised while a class is made.
    """
    while frame is not None:
        if frame.f_code.co_filename == _IMPORTING and hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, _interrupt)
            signal.setitimer(signal.ITIMER_REAL, _AGAIN)
            return
        frame = frame.f_back
    raise KeyboardInterrupt
