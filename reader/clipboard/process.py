"""Runs another program so that it can neither wait for ever, nor speak on the screen, nor be left behind.

Clipboard programs leave a process of theirs in the background that serves the text. It inherits what its parent
had open: with pipes, whoever reads them to the end waits for that process. So input and output are files without a
name, and only the end of the program itself is waited for.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from reader.errors import said_of
from reader.tongue import _, ngettext, number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from threading import Event

_SLICE = 0.05
"""Seconds between two looks at whether to stop."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a program ended: its exit code, or None where it was killed or never began, its output, and why."""

    code: int | None
    output: bytes = b""
    why: str = ""


class Run(Protocol):
    """`run` with its surroundings filled in."""

    def __call__(self, command: Sequence[str], data: bytes = b"") -> Outcome:
        """How `command` ended that was given `data` on its standard input."""
        ...


def run(
    command: Sequence[str],
    data: bytes = b"",
    *,
    environ: Mapping[str, str],
    limit: float,
    stop: Event | None = None,
    most: int | None = None,
    complaints: bool = False,
) -> Outcome:
    """How `command` ended, given `data` on its standard input.

    It gets a session of its own, so that what it leaves in the background outlives this program and its terminal,
    and so that all of it can be killed at once.

    Args:
        command: The program and its arguments.
        data: What it reads.
        environ: Its whole environment.
        limit: Seconds after which it is killed, with every process that it started.
        stop: Where given and set, it is killed at once.
        most: Bytes of output after which it is killed; what it had printed until then is kept.
        complaints: Whether its standard error is part of the output, and not thrown away.
    """
    try:
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as taken:
            given.write(data)
            given.seek(0)
            process = subprocess.Popen(
                command,
                stdin=given,
                stdout=taken,
                stderr=subprocess.STDOUT if complaints else subprocess.DEVNULL,
                env=dict(environ),
                start_new_session=True,
            )

            def fault() -> str:
                if stop is not None and stop.is_set():
                    return _("was stopped")
                if most is None or os.fstat(taken.fileno()).st_size <= most:
                    return ""
                return _("printed more than {most} bytes").format(most=number(most))

            why = _waited(process, limit, fault)
            taken.seek(0)
            return Outcome(None if why else process.returncode, taken.read(-1 if most is None else most), why)
    except OSError as error:
        return Outcome(None, why=_("could not be started ({why})").format(why=said_of(error)))


def _waited(process: subprocess.Popen[bytes], limit: float, fault: Callable[[], str]) -> str:
    """Waits for the end of `process`; why it had to be killed, empty where it ended by itself.

    Args:
        process: What to wait for.
        limit: Seconds that it has.
        fault: Looked at meanwhile; what else there is to kill it for.
    """
    end = time.monotonic() + limit
    try:
        while True:
            try:
                process.wait(max(0.0, min(_SLICE, end - time.monotonic())))
            except subprocess.TimeoutExpired:
                why = fault()
                if not why and time.monotonic() >= end:
                    why = ngettext(
                        "gave no answer within {limit:g} second",
                        "gave no answer within {limit:g} seconds",
                        round(limit),
                    ).format(limit=limit)
                if not why:
                    continue
            else:
                return ""
            _kill(process)
            return why
    except BaseException:
        _kill(process)
        raise


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Ends `process`, which has not been waited for yet, and all that it started in its session."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(1)
