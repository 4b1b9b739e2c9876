"""The library: what a reader did with articles, kept in one SQLite file on this machine and nowhere else.

Everything is kept under the hash of an article's raw bytes, so that it is found again wherever the article lies.

    records.py   what the library gives and takes
    schema.py    the tables, and the migrations that lead to them
    opening.py   how the file is opened, and which one is refused
    library.py   Library, and NoLibrary, which leaves no trace

The names below are loaded when they are first used: nothing waits for sqlite3 that needs no library.
"""

from __future__ import annotations

from reader.facts import TYPE_CHECKING
from reader.lazy import lazily

if TYPE_CHECKING:
    from reader.places import library_path
    from reader.store.library import Library, NoLibrary
    from reader.store.records import Opened, Position

_HOMES = {
    "Library": "reader.store.library",
    "NoLibrary": "reader.store.library",
    "Opened": "reader.store.records",
    "Position": "reader.store.records",
    "library_path": "reader.places",
}

__all__ = ["Library", "NoLibrary", "Opened", "Position", "library_path"]


__getattr__, __dir__ = lazily(__name__, _HOMES)
