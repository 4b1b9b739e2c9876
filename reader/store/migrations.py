"""The statements that lead from each schema of the library to the next. A published one is never changed.

Schema 1 knows what was opened: positions, corrections, settings. Schema 2 keeps whole articles and what was found in
them, so that they are found again: `kept` is what a list shows (`seen_at` is when an article was last opened or taken
in, `day` the day that it is of, or else was kept), `texts` what is searched and opened, and the tables behind it hold
facts that are searched across articles, and the feeds. An index of words (FTS5) has no text of its own: it reads the
table that it stands for, and `words.py` keeps it true (triggers may not, where a file's own schema is not trusted).
Schema 3 knows addresses whose articles wait to be fetched, with what another program knew of them (`passages` are
[words, note, time]). Schema 4 remembers which article such an address led to: a server may have sent on from there.

Times are ISO 8601 in UTC, so that they sort; places in a text are characters, as everywhere; lists are JSON.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

APPLICATION = 0x52656164
""""Read": the `application_id` by which a file is known to be a library."""

_FIRST = (
    f"PRAGMA application_id = {APPLICATION}",
    """
    CREATE TABLE settings (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE articles (
        sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
        location TEXT,
        title TEXT,
        language TEXT,
        opened_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX articles_by_time ON articles (opened_at)",
    """
    CREATE TABLE positions (
        sha256 TEXT PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
        start INTEGER NOT NULL CHECK (start >= 0),
        "end" INTEGER NOT NULL CHECK ("end" >= start),
        quote TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        furthest REAL NOT NULL CHECK (furthest BETWEEN 0 AND 1),
        saved_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE corrections (
        id INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
        aspect TEXT NOT NULL,
        start INTEGER NOT NULL CHECK (start >= 0),
        "end" INTEGER NOT NULL CHECK ("end" >= start),
        quote TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        value TEXT NOT NULL,
        made_at TEXT NOT NULL,
        UNIQUE (sha256, aspect, start, "end")
    ) STRICT
    """,
)


def _index(table: str, *columns: str) -> str:
    """An index of the words in `columns` of `table` by its `id`, in which case and accents do not count."""
    return (
        f"CREATE VIRTUAL TABLE {table}_words USING fts5 ({', '.join(columns)}, content='{table}', content_rowid='id',"
        " tokenize='unicode61 remove_diacritics 2')"
    )


_SECOND = (
    """
    CREATE TABLE kept (
        id INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL UNIQUE REFERENCES articles ON DELETE CASCADE,
        address TEXT,
        media_type TEXT NOT NULL,
        title TEXT,
        authors TEXT NOT NULL DEFAULT '[]',
        site TEXT,
        date TEXT,
        url TEXT,
        language TEXT,
        characters INTEGER NOT NULL,
        quotations INTEGER NOT NULL DEFAULT 0,
        day TEXT NOT NULL,
        kept_at TEXT NOT NULL,
        seen_at TEXT NOT NULL,
        analysed_by TEXT,
        archived_at TEXT,
        removed_at TEXT
    ) STRICT
    """,
    "CREATE INDEX kept_by_address ON kept (address, kept_at)",
    "CREATE INDEX kept_by_day ON kept (day)",
    "CREATE INDEX kept_by_time ON kept (seen_at) WHERE removed_at IS NULL",
    """
    CREATE TABLE texts (
        id INTEGER PRIMARY KEY REFERENCES kept ON DELETE CASCADE,
        title TEXT NOT NULL,
        body TEXT NOT NULL,
        raw BLOB,
        charset TEXT
    ) STRICT
    """,
    _index("texts", "title", "body"),
    """
    CREATE TABLE quotations (
        id INTEGER PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES kept ON DELETE CASCADE,
        fact TEXT NOT NULL,
        kind TEXT NOT NULL,
        fragment INTEGER NOT NULL,
        words TEXT NOT NULL,
        spans TEXT NOT NULL,
        repeats TEXT NOT NULL,
        speaker TEXT NOT NULL DEFAULT '',
        speaker_start INTEGER,
        speaker_end INTEGER,
        entity TEXT,
        role TEXT,
        cue_start INTEGER,
        cue_end INTEGER,
        reason TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    "CREATE INDEX quotations_by_article ON quotations (article)",
    _index("quotations", "words", "speaker"),
    """
    CREATE TABLE entities (
        id INTEGER PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES kept ON DELETE CASCADE,
        fact TEXT NOT NULL,
        name TEXT NOT NULL,
        forms TEXT NOT NULL,
        type TEXT NOT NULL,
        mentions TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX entities_by_article ON entities (article)",
    _index("entities", "forms"),
    """
    CREATE TABLE tags (
        sha256 TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
        tag TEXT NOT NULL CHECK (tag <> ''),
        PRIMARY KEY (sha256, tag)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX tags_by_name ON tags (tag)",
    """
    CREATE TABLE highlights (
        id INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
        start INTEGER NOT NULL CHECK (start >= 0),
        "end" INTEGER NOT NULL CHECK ("end" >= start),
        quote TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        note TEXT NOT NULL DEFAULT '',
        made_at TEXT NOT NULL,
        UNIQUE (sha256, start, "end")
    ) STRICT
    """,
    _index("highlights", "quote", "note"),
    """
    CREATE TABLE feeds (
        id INTEGER PRIMARY KEY,
        address TEXT NOT NULL UNIQUE,
        title TEXT,
        url TEXT,
        folder TEXT NOT NULL DEFAULT '',
        language TEXT,
        etag TEXT,
        last_modified TEXT,
        added_at TEXT NOT NULL,
        refreshed_at TEXT,
        fault TEXT
    ) STRICT
    """,
    """
    CREATE TABLE entries (
        id INTEGER PRIMARY KEY,
        feed INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
        entry TEXT NOT NULL,
        title TEXT,
        location TEXT,
        date TEXT,
        authors TEXT NOT NULL DEFAULT '[]',
        site TEXT,
        language TEXT,
        content TEXT,
        is_markup INTEGER NOT NULL DEFAULT 0,
        seen_at TEXT NOT NULL,
        read_at TEXT,
        UNIQUE (feed, entry)
    ) STRICT
    """,
    "CREATE INDEX entries_unread ON entries (feed) WHERE read_at IS NULL",
)

_THIRD = (
    """
    CREATE TABLE waiting (
        id INTEGER PRIMARY KEY,
        address TEXT NOT NULL UNIQUE,
        title TEXT,
        authors TEXT NOT NULL DEFAULT '[]',
        site TEXT,
        date TEXT,
        language TEXT,
        tags TEXT NOT NULL DEFAULT '[]',
        passages TEXT NOT NULL DEFAULT '[]',
        furthest REAL NOT NULL DEFAULT 0 CHECK (furthest BETWEEN 0 AND 1),
        archived INTEGER NOT NULL DEFAULT 0,
        saved_at TEXT NOT NULL,
        tried_at TEXT,
        fault TEXT
    ) STRICT
    """,
)

_FOURTH = (
    """
    CREATE TABLE aliases (
        address TEXT PRIMARY KEY,
        sha256 TEXT NOT NULL REFERENCES articles ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX aliases_by_article ON aliases (sha256)",
)

_FIFTH = ("ALTER TABLE entities ADD COLUMN roles TEXT NOT NULL DEFAULT '[]'",)

MIGRATIONS: Sequence[Sequence[str]] = (_FIRST, _SECOND, _THIRD, _FOURTH, _FIFTH)
"""The statements that lead from schema n to n + 1."""
