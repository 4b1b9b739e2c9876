"""Reader in a tmux of its own: what stands on its screen, and keys that are really pressed."""

from __future__ import annotations

import os
import shlex
import subprocess
import time
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_NUMBERS = count(1)

ROOT = Path(__file__).parents[2]

PATIENCE = 15.0
"""Seconds after which what is waited for will not happen."""


class Tmux:
    """A tmux of its own, 120 cells by 40, whose paste buffer terminals may write to."""

    def __init__(self, home: Path) -> None:
        self._socket = f"reader-{os.getpid()}-{next(_NUMBERS)}"  # a server that is still ending takes no session
        self._home = home

    def __call__(self, *words: str) -> str:
        command = ["tmux", "-L", self._socket, "-f", os.devnull, *words]
        return subprocess.run(command, check=True, capture_output=True, encoding="utf-8", timeout=PATIENCE).stdout

    def open(self, line: str, size: tuple[int, int] = (120, 40)) -> None:
        environment = {"READER_HOME": str(self._home), "LC_ALL": "C.UTF-8"}
        given = [word for name, value in environment.items() for word in ("-e", f"{name}={value}")]
        self(
            "new-session",
            "-d",
            "-x",
            str(size[0]),
            "-y",
            str(size[1]),
            *given,
            f"cd {shlex.quote(str(ROOT))}; sleep 0.3; {line}; echo left with $?; sleep 60",
        )
        self("set-option", "-g", "set-clipboard", "on")

    def screen(self) -> str:
        return self("capture-pane", "-p")

    def press(self, *keys: str) -> None:
        for key in keys:
            self("send-keys", key)
            time.sleep(0.1)

    def until(self, happened: Callable[[str], object]) -> str:
        end = time.monotonic() + PATIENCE
        while not happened(shown := self.screen()):
            assert time.monotonic() < end, shown
            time.sleep(0.05)
        return shown

    def close(self) -> None:
        subprocess.run(["tmux", "-L", self._socket, "kill-server"], check=False, capture_output=True)
