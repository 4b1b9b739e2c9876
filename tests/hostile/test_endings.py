"""Short forms of `library_kills` and `leavings`; the figures are those of the whole commands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.real,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are looked up in /proc"),
]


@pytest.mark.parametrize(
    ("module", "words"),
    [("library_kills", ("--kills", "40")), ("leavings", ("--times", "12", "--within", "20"))],
)
def test_nothing_is_lost_and_all_is_given_back(module: str, words: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", f"tests.hostile.{module}", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, timeout=280)
    assert done.returncode == 0, done.stdout + done.stderr
