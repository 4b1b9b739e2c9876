"""A program in a pseudo-terminal: what it wrote, what it was typed, and whether it left the terminal as it was."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

CONTROL = re.compile(
    rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?"  # operating system commands
    rb"|\x1b[PX^_][^\x1b]*(?:\x1b\\)?"  # device control and other strings
    rb"|\x1b\[[0-?]*[ -/]*[@-~]?"
    rb"|\x1b[ -/]*[0-~]?"
)
"""A control sequence in its 7-bit form, whole or cut short (ECMA-48, sections 5.4 and 5.6)."""

STUCK = 10.0
"""Seconds after which a program that does not do what is waited for counts as stuck."""


class Session:
    """A program that runs in a terminal of its own, which is also the controlling one of its session.

    Use it as a context manager: what still runs at the end is killed. The terminal never answers what it is asked.
    """

    def __init__(
        self,
        words: Sequence[str | Path],
        *,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        cwd: str | Path | None = None,
    ) -> None:
        self.output = b""
        self._ours, self._theirs = os.openpty()
        columns, rows = size
        fcntl.ioctl(self._theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._before = termios.tcgetattr(self._theirs)
        # A session's first process gets the terminal that it opens as its controlling one: hence the shell.
        self._process = subprocess.Popen(
            ["sh", "-c", 'exec "$@" <"$0"', os.ttyname(self._theirs), *map(str, words)],
            stdin=subprocess.DEVNULL,
            stdout=self._theirs,
            stderr=self._theirs,
            start_new_session=True,
            cwd=cwd,
            env={**_plain_environment(), **(env or {})},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        os.close(self._ours)
        os.close(self._theirs)

    @property
    def restored(self) -> bool:
        """Whether the terminal's modes are what they were before the program began."""
        return termios.tcgetattr(self._theirs)[:4] == self._before[:4]

    @property
    def controls(self) -> list[bytes]:
        """The control sequences that the program wrote."""
        return CONTROL.findall(self.output)

    @property
    def written(self) -> bytes:
        """What the program wrote between its control sequences."""
        return CONTROL.sub(b"", self.output)

    def shows(self, words: str) -> bool:
        """Whether `words` were written; where they were broken does not count."""
        return "".join(words.split()) in "".join(self.written.decode(errors="replace").split())

    def read(self, seconds: float) -> bool:
        """Take what comes within `seconds`; whether something came."""
        if not select.select([self._ours], [], [], seconds)[0]:
            return False
        self.output += os.read(self._ours, 1 << 16)
        return True

    def wait_for(self, words: str, seconds: float = STUCK) -> None:
        """Read until `words` were written."""
        end = time.monotonic() + seconds
        while not self.shows(words):
            assert time.monotonic() < end, f"{words!r} was not shown:\n{self.written[-2000:].decode(errors='replace')}"
            assert self.read(0.1) or self._process.poll() is None, f"ended: {self.written.decode(errors='replace')}"

    def settle(self, quiet: float = 0.3, seconds: float = STUCK) -> None:
        """Read until nothing has come for `quiet` seconds."""
        end = time.monotonic() + seconds
        while self.read(quiet):
            assert time.monotonic() < end, "the screen never comes to rest"

    def type(self, keys: str) -> None:
        """Send `keys` one after the other, each when the screen has come to rest after the one before."""
        for key in keys:
            os.write(self._ours, key.encode())
            self.settle(0.1)

    def end(self, seconds: float = STUCK) -> int:
        """Wait for the program's end and give its exit status."""
        limit = time.monotonic() + seconds
        while self._process.poll() is None:
            self.read(0.02)
            assert time.monotonic() < limit, "the program does not end"
        while self.read(0.05):
            pass
        return self._process.returncode


def _plain_environment() -> dict[str, str]:
    """This process's environment without what says that there is another terminal or display around this one."""
    around = ("TMUX", "TMUX_PANE", "DISPLAY", "WAYLAND_DISPLAY", "NO_COLOR", "COLUMNS", "LINES", "PYTHONUNBUFFERED")
    kept = {name: value for name, value in os.environ.items() if name not in around}
    return {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
