"""Where Reader keeps what it keeps, in one place, so that READER_HOME moves all of it and nothing is left behind."""

from __future__ import annotations

import os
import sys

from reader.facts import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CONFIG, LIBRARY, MODULES = "config.toml", "library.sqlite3", "modules.bin"

_ON_LINUX = {
    CONFIG: ("XDG_CONFIG_HOME", "~/.config"),
    LIBRARY: ("XDG_DATA_HOME", "~/.local/share"),
    MODULES: ("XDG_CACHE_HOME", "~/.cache"),
}


def at_once(name: str, environ: Mapping[str, str] = os.environ) -> str | None:
    """The path of one of the names above, told without pathlib and platformdirs; None where they must be asked."""
    if named := environ.get("READER_HOME", ""):
        folder = _absolute(named)
        return os.path.join(folder, "cache", name) if name == MODULES else os.path.join(folder, name)  # noqa: PTH118
    if sys.platform != "linux" or "ANDROID_DATA" in environ:
        return None
    variable, usual = _ON_LINUX[name]
    folder = environ.get(variable, "").strip() or os.path.expanduser(usual)  # noqa: PTH111
    return os.path.join(folder, "reader", name) if os.path.isabs(folder) else None  # noqa: PTH117, PTH118


def _absolute(named: str) -> str:
    path = os.path.expanduser(named)  # noqa: PTH111 - Path's own raises for an unknown user
    if os.path.isabs(path):  # noqa: PTH117
        return path
    try:
        return os.path.join(os.getcwd(), path)  # noqa: PTH109, PTH118
    except FileNotFoundError:  # the folder that we are in is gone; whoever opens what lies there will say so
        return path


def config_path(environ: Mapping[str, str] = os.environ) -> Path:
    """The configuration file, whether or not it is there."""
    if (told := at_once(CONFIG, environ)) is not None:
        return _path(told)
    import platformdirs

    return platformdirs.user_config_path("reader", appauthor=False) / CONFIG


def library_path(environ: Mapping[str, str] = os.environ) -> Path:
    """The library's database, whether or not it is there."""
    if (told := at_once(LIBRARY, environ)) is not None:
        return _path(told)
    import platformdirs

    return platformdirs.user_data_path("reader", appauthor=False) / LIBRARY


def library_may_be_there() -> bool:
    """Whether there is a library, or what keeps anybody from seeing whether there is: who opens it is told which."""
    try:
        library_path().stat()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return True


def cache_path(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder of what can be thrown away, whether or not it is there."""
    home = _home(environ)
    if home:
        return home / "cache"
    import platformdirs

    return platformdirs.user_cache_path("reader", appauthor=False)


def runtime_path(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder of what need not outlive the session, whether or not it is there; else the cache's."""
    from pathlib import Path

    session = environ.get("XDG_RUNTIME_DIR")
    return Path(session) / "reader" if session and not _home(environ) else cache_path(environ)


def _path(told: str) -> Path:
    from pathlib import Path

    return Path(told)


def _home(environ: Mapping[str, str]) -> Path | None:
    """The folder that READER_HOME names; an empty value counts as none."""
    from pathlib import Path

    named = environ.get("READER_HOME", "")
    return Path(_absolute(named)) if named else None
