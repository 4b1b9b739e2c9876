"""Reader in a terminal: what stands on its screen, signals to it, and a terminal that goes away."""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import struct
import sys
import termios
import time
from typing import TYPE_CHECKING

import pyte

from tests.pseudo_terminal import STUCK, Session

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

READER = (sys.executable, "-m", "reader")

REST = 0.15
"""Seconds without output after which the screen rests."""

LEAVING = (b"\x1b[?1049l", b"\x1b[?25h")
"""What gives a terminal its own screen and cursor back."""


class Terminal(Session):
    """A session with a screen that can be looked at."""

    def __init__(
        self,
        words: Sequence[str | Path],
        *,
        size: tuple[int, int] = (120, 40),
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        super().__init__(words, size=size, env={"SSH_TTY": "/dev/pts/0", **(env or {})}, cwd=cwd)
        self._size = size
        self._gone = False

    def __exit__(self, *problem: object) -> None:
        if self._gone:
            self._ours = os.open(os.devnull, os.O_RDONLY)
        super().__exit__(*problem)

    def screen(self) -> list[str]:
        """The lines of the screen now."""
        return screen_of(self.output.decode(errors="replace"), self._size)

    @property
    def pid(self) -> int:
        """The program's process."""
        return self._process.pid

    def write(self, keys: str) -> None:
        """Type `keys` at once."""
        os.write(self._ours, keys.encode())

    def press(self, keys: str) -> None:
        """Type `keys` at once and wait until the screen rests."""
        self.write(keys)
        self.settle(REST)

    def open(self) -> None:
        """Wait until the app is there."""
        self.wait_for("J section")
        self.settle(REST)

    def resize(self, size: tuple[int, int]) -> None:
        """Give the terminal another size; the screen is looked at from here on."""
        self.output = b""
        self._size = size
        fcntl.ioctl(self._theirs, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        os.kill(self._process.pid, signal.SIGWINCH)
        self.settle(2 * REST)

    def send(self, number: int) -> None:
        """Send a signal to the program."""
        os.kill(self._process.pid, number)

    def hang_up(self) -> None:
        """Take the terminal away, as a window that is closed."""
        self._gone = True
        os.close(self._ours)

    def wait(self, seconds: float = STUCK) -> int:
        """Wait for the end without reading, and give the exit status."""
        end = time.monotonic() + seconds
        while self._process.poll() is None:
            assert time.monotonic() < end, "the program does not end"
            time.sleep(0.01)
        return self._process.returncode

    def give_back(self) -> tuple[bool, bool]:
        """Whether its modes and its screen are as they were."""
        tail = self.output[self.output.rfind(b"\x1b[?1049h") :]
        return self.restored, all(sequence in tail for sequence in LEAVING)


def screen_of(output: str, size: tuple[int, int]) -> list[str]:
    """What a terminal of that size shows after it got `output`."""
    screen = pyte.Screen(*size)
    stream = pyte.Stream(screen)
    with contextlib.suppress(StopIteration):
        stream.feed(_understood(output))
    return screen.display


def _understood(output: str) -> str:
    """`output` without what pyte does not know and would show: questions about modes, and kitty's keyboard."""
    import re

    return re.sub(r"\x1b\[[<>=?][0-9;]*[upqt$]+p?", "", output)
