"""Standard output: UTF-8, complete or complained of, and laid out to the terminal where it is one."""

from __future__ import annotations

import io
import os
import sys

from reader.errors import ReaderError, said_of
from reader.facts import TYPE_CHECKING
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from reader.exports.records import Column

_FALLBACK = (80, 24)


class OutputError(ReaderError):
    """Standard output is closed, or does not take what is written (a full disk)."""


def use_utf8() -> None:
    """Write UTF-8 whatever the locale says.

    A lone surrogate (a file name that is not UTF-8) is written as its escape rather than not at all.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def terminal_width() -> int | None:
    """Columns of the terminal that standard output is, or None where it is none."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    import shutil  # its compression modules are not wanted at every start

    return shutil.get_terminal_size(_FALLBACK).columns


def emit(name: str, records: Iterable[Mapping[str, Any]], columns: Sequence[Column] = ()) -> None:
    """Write `records` to standard output in the format called `name`, as they come.

    Raises:
        BrokenPipeError: where nobody reads any more.
        OutputError: where standard output does not take it.
    """
    from reader.exports import renderer

    if sys.stdout is None:  # before the first source is read
        raise OutputError(_("standard output is closed"))
    for piece in renderer(name)(records, columns, width=terminal_width()):
        write(piece)


def write(text: str) -> None:
    """Write `text` to standard output.

    Raises:
        BrokenPipeError: where nobody reads any more.
        OutputError: where standard output does not take it.
    """
    if sys.stdout is None:
        raise OutputError(_("standard output is closed"))
    try:
        sys.stdout.write(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _refused(error) from error


def finish() -> None:
    """Flush standard output, so that what is wrong with it is known before the exit code is.

    Raises:
        BrokenPipeError: where nobody reads any more.
        OutputError: where standard output does not take it.
    """
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _refused(error) from error


def _refused(error: OSError) -> OutputError:
    return OutputError(_("standard output cannot be written: {why}").format(why=said_of(error)))


def discard_output() -> None:
    """Let what is still buffered go nowhere, so that Python's own flush at the end does not fail again."""
    try:
        number = sys.stdout.fileno()
    except (AttributeError, OSError, ValueError):  # closed, or a stream of a test's own
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)
