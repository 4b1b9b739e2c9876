"""The library: what a reader did with articles, kept in one SQLite file on this machine and nowhere else.

Everything is kept under the hash of an article's raw bytes, so that it is found again wherever the article lies.

    records.py      what the library gives and takes
    migrations.py   the tables, and the statements that lead to them
    schema.py       how a file gets to the latest schema
    opening.py      how the file is opened, and which one is refused
    standing.py     how one is read that may not be changed
    database.py     how it is asked and changed
    rows.py         facts as rows, and back
    words.py        the indexes of words
    shelf.py        the articles that are kept whole
    browsing.py     those articles as a list shows them
    query.py        what a reader asks, as typed
    finding.py      what is found
    highlights.py   what a reader marked
    feeds.py        the feeds that are followed
    naming.py       who is named and quoted, counted
    waiting.py      the articles that wait to be fetched
    whole.py        everything, as plain values
    laying.py       what other programs knew, laid on the articles
    library.py      Library, and NoLibrary, which leaves no trace

The names below are loaded when they are first used: nothing waits for sqlite3 that needs no library.
"""

from __future__ import annotations

from reader.facts import TYPE_CHECKING
from reader.lazy import lazily

if TYPE_CHECKING:
    from reader.places import library_path
    from reader.store.library import Library, NoLibrary
    from reader.store.records import Hit, HitKind, Kept, Opened, Position, State

_HOMES = {
    "Hit": "reader.store.records",
    "HitKind": "reader.store.records",
    "Kept": "reader.store.records",
    "Library": "reader.store.library",
    "NoLibrary": "reader.store.library",
    "Opened": "reader.store.records",
    "Position": "reader.store.records",
    "State": "reader.store.records",
    "library_path": "reader.places",
}

__all__ = ["Hit", "HitKind", "Kept", "Library", "NoLibrary", "Opened", "Position", "State", "library_path"]


__getattr__, __dir__ = lazily(__name__, _HOMES)
