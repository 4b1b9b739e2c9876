"""The tables that stand beside the code as TOML files, read without what start-up can do without.

The standard library's own way to package data (importlib.resources) costs a first screen 15 ms for zip archives,
temporary folders and the like; Reader is always installed as files.
"""

from __future__ import annotations

import os.path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def read_table(module: str, *path: str) -> Mapping[str, Any] | None:
    """The TOML file at `path`, from the folder of the module whose `__file__` is `module`; None where there is none."""
    import tomllib

    try:
        with open(os.path.join(os.path.dirname(module), *path), encoding="utf-8") as file:  # noqa: PTH118, PTH120, PTH123 - pathlib is no lighter
            return tomllib.loads(file.read())
    except FileNotFoundError:
        return None
