"""What tests of every room share."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


os.environ["READER_INTERFACE"] = "en"
"""Whoever runs the tests, whatever their locale and configuration are: the tests are written in English."""


def require_tool(*names: str) -> None:
    """Skips the test where one of the programs `names` is missing; in CI, where all must be there, fails it."""
    missing = [name for name in names if shutil.which(name) is None]
    if not missing:
        return
    reason = f"needs {', '.join(missing)}, which is not installed here"
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason}, but CI must run every test")
    pytest.skip(reason)


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """The name of an X display of its own that nobody sees."""
    require_tool("Xvfb", "xclip")
    ready, said = os.pipe()
    command = ["Xvfb", "-displayfd", str(said), "-screen", "0", "320x240x8", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[said], stderr=subprocess.DEVNULL) as process:
        os.close(said)
        with os.fdopen(ready) as file:
            number = file.readline().strip()
        yield f":{number}"
        process.terminate()
