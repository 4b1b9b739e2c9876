"""The tables that stand beside the code as TOML files, read without what start-up can do without.

A table is kept as Python keeps a module that it has compiled: in `__pycache__`, with the size and the time of the file
that it was made from. Reading it there takes a hundredth of what the TOML parser takes to be imported. The standard
library's own way to package data (importlib.resources) would cost a first screen 15 ms for zip archives, temporary
folders and the like; Reader is always installed as files.
"""

from __future__ import annotations

import marshal
import os
import sys

from reader.facts import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


def read_table(module: str, *path: str) -> Mapping[str, Any] | None:
    """The TOML file at `path`, from the folder of the module whose `__file__` is `module`; None where there is none."""
    source = os.path.join(os.path.dirname(module), *path)  # noqa: PTH118, PTH120 - pathlib is no lighter
    try:
        status = os.stat(source)  # noqa: PTH116
    except FileNotFoundError:
        return None
    folder, name = os.path.split(source)
    kept = os.path.join(folder, "__pycache__", f"{name}.{sys.implementation.cache_tag}")  # noqa: PTH118
    made_of = (status.st_size, status.st_mtime_ns)
    try:
        with open(kept, "rb") as file:  # noqa: PTH123
            known, table = marshal.loads(file.read())  # noqa: S302 - it stands beside our own byte code
        if known == made_of:
            return table  # type: ignore[no-any-return]  # what was kept below
    except (OSError, EOFError, ValueError, TypeError):
        pass  # there is none yet, or it is broken
    import tomllib

    with open(source, "rb") as toml:  # noqa: PTH123
        table = tomllib.load(toml)
    if not sys.dont_write_bytecode and sys.pycache_prefix is None:
        _keep(kept, (made_of, table))
    return table


def _keep(path: str, table: Any) -> None:
    """Write the table at `path` where that can be done; a reader never sees half of it."""
    draft = f"{path}.{os.getpid()}"
    try:
        data = marshal.dumps(table)
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
        with open(draft, "wb") as file:  # noqa: PTH123
            file.write(data)
        os.replace(draft, path)  # noqa: PTH105
    except (OSError, ValueError):  # no place of ours, or a date in the table
        return
