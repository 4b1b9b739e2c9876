"""The last road: a file that nobody else can read, so that a text is never lost for want of a clipboard."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from reader.places import cache_path, runtime_path

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = "clipboard.txt"


def folders(environ: Mapping[str, str]) -> list[Path]:
    """Where the file may lie, best first."""
    return list(dict.fromkeys([runtime_path(environ), cache_path(environ)]))


def save(data: bytes, environ: Mapping[str, str]) -> Path:
    """The file that now holds `data` and nothing else.

    Raises:
        OSError: where no folder takes it.
    """
    *others, last = folders(environ)
    for folder in others:
        try:
            return _save(data, folder)
        except OSError:
            continue
    return _save(data, last)


def _save(data: bytes, folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # mkstemp gives 0600, and replacing the name writes through no link that somebody left there
    handle, name = tempfile.mkstemp(dir=folder, prefix=f".{NAME}.")
    path = folder / NAME
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return path
