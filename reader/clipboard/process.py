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
from reader.stopping import Stop
from reader.tongue import _, ngettext, number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

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
    stop: Stop | None = None,
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
        stop: Where given and set, it is killed at once, by whoever sets it.
        most: Bytes of output after which it is killed; what it had printed until then is kept.
        complaints: Whether its standard error is part of the output, and not thrown away.
    """
    leaving = stop or Stop()
    try:
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as taken:
            given.write(data)
            given.seek(0)

            def begin() -> subprocess.Popen[bytes]:
                return subprocess.Popen(
                    command,
                    stdin=given,
                    stdout=taken,
                    stderr=subprocess.STDOUT if complaints else subprocess.DEVNULL,
                    env=dict(environ),
                    start_new_session=True,
                )

            def fault() -> str:
                if leaving.is_set():
                    return _("was stopped")
                if most is None or os.fstat(taken.fileno()).st_size <= most:
                    return ""
                return _("printed more than {most} bytes").format(most=number(most))

            with leaving.over(begin, _kill) as process:
                if process is None:
                    return Outcome(None, why=_("was stopped"))
                why = _waited(process, limit, fault)
                if process.returncode and leaving.is_set():
                    why = why or _("was stopped")
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
            _end(process)
            return why
    except BaseException:
        _end(process)
        raise


def _end(process: subprocess.Popen[bytes]) -> None:
    _kill(process)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(1)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kills `process` and all that it started in its session; once it has ended, what it left there is to live."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if process.poll() is not None:
            return
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
