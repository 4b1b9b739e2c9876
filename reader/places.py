"""Where Reader keeps what it keeps, in one place, so that READER_HOME moves all of it and nothing is left behind."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def config_path(environ: Mapping[str, str] = os.environ) -> Path:
    """The configuration file, whether or not it is there."""
    home = _home(environ)
    if home:
        return home / "config.toml"
    import platformdirs

    return platformdirs.user_config_path("reader", appauthor=False) / "config.toml"


def library_path(environ: Mapping[str, str] = os.environ) -> Path:
    """The library's database, whether or not it is there."""
    home = _home(environ)
    if home:
        return home / "library.sqlite3"
    import platformdirs

    return platformdirs.user_data_path("reader", appauthor=False) / "library.sqlite3"


def cache_path(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder of what can be thrown away, whether or not it is there."""
    home = _home(environ)
    if home:
        return home / "cache"
    import platformdirs

    return platformdirs.user_cache_path("reader", appauthor=False)


def runtime_path(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder of what need not outlive the session, whether or not it is there; else the cache's."""
    session = environ.get("XDG_RUNTIME_DIR")
    return Path(session) / "reader" if session and not _home(environ) else cache_path(environ)


def _home(environ: Mapping[str, str]) -> Path | None:
    """The folder that READER_HOME names; an empty value counts as none."""
    named = environ.get("READER_HOME", "")
    return Path(named).expanduser().absolute() if named else None
