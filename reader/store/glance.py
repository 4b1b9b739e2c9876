"""What the first screen asks of the library: a look at the file, without the time that opening it in earnest takes.

Whatever is unusual (a file that is damaged, locked or of another program) is left to `Library.open`, which tells of it.
"""

from __future__ import annotations

import os
import stat
from _sqlite3 import Error, connect  # what sqlite3 itself hands on, without the 6 ms of its wrapping

from reader.facts import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Glance(NamedTuple):
    """What was last chosen with a key (theme, measure, citation), and where an article was left.

    `is_corrected` tells whether the reader overruled something in it.
    """

    chosen: Mapping[str, str] = {}
    left_at: int = 0
    is_corrected: bool = False


def glance(path: str, hashed: Callable[[], str]) -> Glance | None:
    """What the library at `path` says; None where it does not say it at once.

    Args:
        path: The file, which is there.
        hashed: Gives the hash of the article's raw bytes; asked only where the library knows any place at all.
    """
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 - pathlib is not loaded yet
            return None
        connection = connect(path, timeout=0.0)
    except (Error, OSError):
        return None
    try:
        ask = connection.execute
        chosen = ask("SELECT key, value FROM settings WHERE key IN ('theme', 'measure', 'citation')").fetchall()
        left_at, is_corrected = 0, False
        if ask("SELECT EXISTS (SELECT 1 FROM positions) OR EXISTS (SELECT 1 FROM corrections)").fetchone()[0]:
            sha256 = hashed()
            found = ask("SELECT start FROM positions WHERE sha256 = ?", (sha256,)).fetchone()
            left_at = found[0] if found else 0
            is_corrected = ask("SELECT 1 FROM corrections WHERE sha256 = ?", (sha256,)).fetchone() is not None
        return Glance(dict(chosen), left_at, is_corrected)
    except Error:
        return None
    finally:
        connection.close()
