"""A program in a pseudo-terminal under a stop watch: when a text was there, how long a key took, what it all cost.

What counts is what the program writes, stamped when it arrives. A key has settled with the last output before a pause
of PAUSE. Linux only: CPU seconds and memory are read from /proc.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import select
import signal
import struct
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PAUSE = 0.1
"""Seconds without output that end a key."""

TICKS = os.sysconf("SC_CLK_TCK")

_CONTROL = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[P_^X][^\x1b]*\x1b\\|[\x00-\x20]"
)


class Key(NamedTuple):
    """What a key did: seconds until its first and its last output, and the bytes of all of it."""

    first: float
    settled: float
    size: int


class Cost(NamedTuple):
    """Of one process: CPU seconds so far, and the most memory that it ever had, in MB."""

    cpu: float
    peak: float


class Watched:
    """A program that runs under a stop watch; leaving the context kills what still runs."""

    def __init__(self, words: Sequence[str], env: Mapping[str, str], size: tuple[int, int] = (120, 40)) -> None:
        self._terminal, theirs = os.openpty()
        self._size(*size)
        known = {key: value for key, value in os.environ.items() if key not in ("TMUX", "NO_COLOR", "LINES", "COLUMNS")}
        known.pop("PYTHONDONTWRITEBYTECODE", None)
        known |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", **env}
        self._seen = b""
        self.child_peak = 0.0
        """MB: the most memory that one of its children was seen to have had."""
        self.began = time.perf_counter()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.setsid()
                fcntl.ioctl(theirs, termios.TIOCSCTTY, 0)
                for number in range(3):
                    os.dup2(theirs, number)
                os.closerange(3, 100)
                os.execvpe(words[0], list(words), known)
            finally:
                os._exit(127)
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        for pid in [*self.children(), self.pid]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        os.close(self._terminal)

    def _size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _read(self, wait: float) -> bytes:
        """What comes within `wait` seconds; nothing where nothing does, or where the program has ended."""
        if not select.select([self._terminal], [], [], max(0.0, wait))[0]:
            return b""
        try:
            data = os.read(self._terminal, 1 << 16)
        except OSError:
            return b""
        self._seen = (self._seen + _CONTROL.sub(b"", data))[-200_000:]
        return data

    def until(self, text: str, limit: float = 60.0) -> float:
        """Seconds from the start until `text` has been written.

        Raises:
            TimeoutError: where it does not come.
        """
        wanted = "".join(text.split()).encode()
        while wanted not in self._seen:
            if time.perf_counter() - self.began > limit:
                raise TimeoutError(f"{text!r} does not come")
            self._read(0.05)
        return time.perf_counter() - self.began

    def type(self, keys: str) -> None:
        """Type `keys` and wait for nothing."""
        self._seen = b""
        os.write(self._terminal, keys.encode())

    def press(self, key: str, limit: float = 10.0) -> Key | None:
        """Type `key`, and wait until its output has settled; None where there is none."""
        began = time.perf_counter()
        self.type(key)
        return self._settled(began, limit)

    def resize(self, columns: int, rows: int) -> Key | None:
        """Give the terminal another size, and wait until the output has settled."""
        began = time.perf_counter()
        self._size(columns, rows)
        return self._settled(began, 10.0)

    def _settled(self, began: float, limit: float) -> Key | None:
        first = last = None
        size = 0
        while time.perf_counter() < (last + PAUSE if last else began + limit):
            if data := self._read(0.02):
                last = time.perf_counter()
                first = first or last
                size += len(data)
        return Key(first - began, last - began, size) if first and last else None

    def rest(self, limit: float = 300.0) -> None:
        """Wait until neither the program nor its children do anything."""
        end, before, quiet = time.perf_counter() + limit, -1.0, 0
        while quiet < 3 and time.perf_counter() < end:
            stop = time.perf_counter() + 0.2
            while (left := stop - time.perf_counter()) > 0:
                self._read(left)
            now = self.cpu()
            quiet, before = (quiet + 1 if now - before <= 0.02 else 0), now

    def children(self) -> list[int]:
        """The processes that the program has started."""
        try:
            tasks = Path(f"/proc/{self.pid}/task").iterdir()
            return [int(pid) for task in tasks for pid in (task / "children").read_text(encoding="utf-8").split()]
        except OSError:
            return []

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Stop its children meanwhile."""
        stopped = self.children()
        for pid in stopped:
            _send(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in stopped:
                _send(pid, signal.SIGCONT)

    def cpu(self) -> float:
        """CPU seconds of the program and its children together."""
        own, children = cost_of(self.pid), [cost for pid in self.children() if (cost := cost_of(pid))]
        self.child_peak = max([self.child_peak, *(cost.peak for cost in children)])
        return (own.cpu if own else 0.0) + sum(cost.cpu for cost in children)

    def quit(self) -> float:
        """Seconds from `q` to the end of the process."""
        began = time.perf_counter()
        self.type("q")
        while os.waitpid(self.pid, os.WNOHANG)[0] == 0:
            if time.perf_counter() - began > 10:
                raise TimeoutError("it does not quit")
            self._read(0.001)
        return time.perf_counter() - began


def _send(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


def cost_of(pid: int) -> Cost | None:
    """What process `pid` has cost; None where there is none."""
    try:
        times = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        peak = next(
            line
            for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
            if line.startswith("VmHWM")
        )
    except (OSError, StopIteration):
        return None
    return Cost((int(times[11]) + int(times[12])) / TICKS, int(peak.split()[1]) / 1024)
