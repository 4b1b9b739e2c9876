"""What tests of every room share."""

from __future__ import annotations

import os
import shutil

import pytest


def require_tool(*names: str) -> None:
    """Skips the test where one of the programs `names` is missing; in CI, where all must be there, fails it."""
    missing = [name for name in names if shutil.which(name) is None]
    if not missing:
        return
    reason = f"needs {', '.join(missing)}, which is not installed here"
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason}, but CI must run every test")
    pytest.skip(reason)
