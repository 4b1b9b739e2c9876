"""How a file gets to the latest schema, and which files are left exactly as they are."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.errors import LibraryError
from reader.store import Library, Position, schema
from reader.store.glance import glance
from reader.store.opening import connected
from reader.store.query import parse
from reader.store.words import learn
from tests.store.test_library import ANCHOR, ONE

if TYPE_CHECKING:
    from collections.abc import Iterator

ELSEWHERE = """
import os, pathlib, resource, signal, sqlite3, sys, tempfile
from reader.errors import LibraryError
from reader.store import Library
path = pathlib.Path(sys.argv[1])
def refusal(path):
    try:
        with Library.open(path) as library:
            library.save_setting("theme", "dusk")
    except LibraryError as error:
        return str(error)
    return "opened"
with tempfile.TemporaryDirectory() as folder:  # loads all modules, which another user may not be allowed to read
    for _ in range(2):
        refusal(pathlib.Path(folder) / "library.sqlite3")
"""


def elsewhere(task: str, path: Path) -> str:
    """What `task` prints in a program of its own."""
    code = ELSEWHERE + textwrap.dedent(task)
    command = [sys.executable, "-c", code, str(path)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


LATEST = len(schema.MIGRATIONS)


@contextlib.contextmanager
def database(path: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def tables(path: Path) -> set[str]:
    with database(path) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}


def content(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.sqlite3"


def test_a_new_file_gets_the_latest_schema_and_no_backup(path: Path) -> None:
    Library.open(path).close()
    with database(path) as connection:
        assert schema.version(connection) == LATEST
        assert connection.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION,)
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_an_empty_file_counts_as_new(path: Path) -> None:
    path.touch()
    with Library.open(path) as library:
        library.save_setting("theme", "dusk")
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_file_of_schema_0_is_copied_and_then_migrated(path: Path) -> None:
    with database(path) as connection:
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION}")
        connection.execute("CREATE TABLE notes (words TEXT)")
        connection.execute("INSERT INTO notes VALUES ('from before')")
    with Library.open(path) as library:
        library.save_setting("theme", "dusk")
    copy = path.with_name("library.sqlite3.schema-0.bak")
    assert sorted(each.name for each in path.parent.iterdir()) == [path.name, copy.name]
    assert copy.stat().st_mode & 0o777 == 0o600
    assert tables(copy) == {"notes"}
    assert tables(path) >= {"notes", "settings"}
    with database(copy) as connection:
        assert connection.execute("SELECT words FROM notes").fetchall() == [("from before",)]


def test_what_is_in_the_log_only_is_in_the_copy_too(path: Path) -> None:
    with database(path) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("PRAGMA wal_autocheckpoint = 0")
        writer.execute(f"PRAGMA application_id = {schema.APPLICATION}")
        writer.execute("CREATE TABLE notes (words TEXT)")
        writer.execute("INSERT INTO notes VALUES ('from before')")
        Library.open(path).close()
    with database(path.with_name("library.sqlite3.schema-0.bak")) as connection:
        assert connection.execute("SELECT words FROM notes").fetchall() == [("from before",)]


class Overtaken(sqlite3.Connection):
    """A library of which another program makes the same copy while this one does."""

    copy: Path | None = None

    def backup(self, target: sqlite3.Connection, **how: object) -> None:
        copy, self.copy = self.copy, None
        if copy is not None:
            schema.copy_to(self, copy)
        super().backup(target, **how)  # type: ignore[arg-type]


def test_two_copies_to_the_same_file_at_once_are_both_made(path: Path) -> None:
    with Library.open(path) as library:
        library.save_setting("theme", "dusk")
    copy = path.with_name("copy.sqlite3")
    with contextlib.closing(sqlite3.connect(path, factory=Overtaken)) as connection:
        connection.copy = copy
        schema.copy_to(connection, copy)
        assert connection.copy is None
    assert copy.stat().st_mode & 0o777 == 0o600
    assert tables(copy) == tables(path)
    assert sorted(each.name for each in path.parent.glob("*copy*")) == [copy.name]


NEXT = (*schema.MIGRATIONS, ("CREATE TABLE later (x TEXT) STRICT", "INSERT INTO later VALUES ('seen')"))


def test_migrations_follow_each_other_behind_one_copy(path: Path) -> None:
    with Library.open(path) as library:
        library.save_position(ONE, Position(ANCHOR, 0.5))
    with contextlib.closing(connected(path)) as connection:
        copy = schema.migrate(connection, path, (*NEXT, ("DROP TABLE later",)))
        assert schema.version(connection) == LATEST + 2
        assert connection.execute("SELECT furthest FROM positions").fetchall() == [(0.5,)]
    assert copy == path.with_name(f"{path.name}.schema-{LATEST}.bak")
    assert sorted(each.name for each in path.parent.iterdir()) == [path.name, copy.name]
    assert "later" not in tables(copy)


def test_a_migration_that_fails_changes_nothing(path: Path) -> None:
    with Library.open(path) as library:
        library.save_setting("theme", "dusk")
    broken = (*schema.MIGRATIONS, ("CREATE TABLE later (x TEXT) STRICT", "DROP TABLE settings", "NONSENSE"))
    with contextlib.closing(connected(path)) as connection:
        with pytest.raises(sqlite3.OperationalError, match="syntax error"):
            schema.migrate(connection, path, broken)
        assert schema.version(connection) == LATEST
    with Library.open(path) as library:
        assert library.setting("theme") == "dusk"
    assert "later" not in tables(path)


def test_a_copy_that_cannot_be_made_stops_the_migration(path: Path) -> None:
    Library.open(path).close()
    path.with_name(f"{path.name}.schema-{LATEST}.bak").mkdir()
    with contextlib.closing(connected(path)) as connection:
        with pytest.raises(OSError, match="directory"):
            schema.migrate(connection, path, NEXT)
        assert schema.version(connection) == LATEST
    assert "later" not in tables(path)


# What is refused


def newer(path: Path) -> None:
    Library.open(path).close()
    with database(path) as connection:
        connection.execute("PRAGMA user_version = 7")
        connection.execute("CREATE TABLE later (x TEXT)")


def foreign(path: Path) -> None:
    with database(path) as connection:
        connection.execute("PRAGMA application_id = 1")
        connection.execute("CREATE TABLE theirs (x TEXT)")


def foreign_without_a_mark(path: Path) -> None:
    with database(path) as connection:
        connection.execute("CREATE TABLE theirs (x TEXT)")


def foreign_with_a_version(path: Path) -> None:
    with database(path) as connection:
        connection.execute("PRAGMA user_version = 3")


def no_database(path: Path) -> None:
    path.write_bytes(b"Dear diary, this is no database.\n" * 100)


def damaged(path: Path) -> None:
    with Library.open(path) as library:
        for n in range(300):
            library.save_setting(f"key {n}", "value " * 9)
    data = bytearray(path.read_bytes())
    for at in range(4096, len(data), 4096):  # the tables' pages, not the header
        data[at : at + 200] = b"\xa5" * 200
    path.write_bytes(data)


def cut_off(path: Path) -> None:
    damaged(path)
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (newer, f"written by a newer Reader (schema 7, this one knows {LATEST}): update Reader"),
        (foreign, "is another program's database"),
        (foreign_without_a_mark, "is another program's database"),
        (foreign_with_a_version, "is another program's database"),
        (no_database, "is damaged and was left as it is"),
        (damaged, "is damaged and was left as it is"),
        (cut_off, "is damaged and was left as it is"),
    ],
)
def test_what_is_refused_is_one_sentence_and_left_byte_for_byte(path: Path, make, says: str) -> None:
    make(path)
    before = content(path.parent)
    with pytest.raises(LibraryError) as caught:
        Library.open(path)
    assert says in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 6
    assert content(path.parent) == before


def test_a_newer_file_whose_log_was_left_behind_is_left_with_its_log(path: Path) -> None:
    newer(path)
    # As if it had been killed: nothing is closed.
    elsewhere(
        """
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("INSERT INTO later VALUES ('not in the file yet')")
        os._exit(0)
        """,
        path,
    )
    wal = path.with_name(path.name + "-wal")
    before = path.read_bytes(), wal.read_bytes()
    assert before[1]
    with pytest.raises(LibraryError, match="newer Reader"):
        Library.open(path)
    assert (path.read_bytes(), wal.read_bytes()) == before


def test_damage_inside_a_row_is_one_sentence(path: Path) -> None:
    with Library.open(path) as library:
        library.save_position(ONE, Position(ANCHOR, 0.5))
        library._database._connection.execute("UPDATE positions SET saved_at = 'yesterday'")
        with pytest.raises(LibraryError, match="is damaged"):
            library.position(ONE)


# Where it cannot be


def test_what_is_no_file_is_not_waited_for(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    for make in (
        os.mkfifo,
        os.mkdir,
        lambda place: place.symlink_to("/dev/zero"),
        lambda place: place.symlink_to("no"),
    ):
        make(path)
        assert glance(str(path), lambda: "") is None
        with pytest.raises(LibraryError, match="it is no file"):
            Library.open(path)
        path.rmdir() if path.is_dir() else path.unlink()


REMEDY = "mend that, or name another folder in READER_HOME"


@pytest.mark.parametrize("place", ["{file}/library.sqlite3", "{folder}", "/proc/reader/library.sqlite3"])
def test_a_place_where_no_library_can_be_is_one_sentence(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    path = Path(place.format(file=tmp_path / "file", folder=tmp_path))
    with pytest.raises(LibraryError) as caught:
        Library.open(path)
    assert str(caught.value).startswith(f"the library {path} cannot be used (")
    assert str(caught.value).endswith(REMEDY)


@pytest.mark.parametrize("there", [False, True])
def test_a_read_only_home_is_one_sentence(there: bool) -> None:
    # pytest's own folders are closed to other users, and root may write everywhere.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.sqlite3"
        if there:
            Library.open(path).close()
            path.chmod(0o444)
        Path(folder).chmod(0o555)
        said = elsewhere(
            """
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)
            print(refusal(path))
            """,
            path,
        )
        Path(folder).chmod(0o755)
    if there:
        assert said == f"the library {path} may be read, and not be changed\n"
        return
    assert re.fullmatch(f"the library {path} cannot be used \\([^()]+\\): {REMEDY}\n", said), said


def test_a_full_disk_is_one_sentence_and_loses_nothing(path: Path) -> None:
    with Library.open(path) as library:
        library.save_setting("kept", "yes")
        library._database._connection.execute("PRAGMA max_page_count = 1")  # SQLite's own way to a full disk
        with pytest.raises(LibraryError, match=r"cannot be used \(database or disk is full\)"):
            library.save_setting("lost", "x" * 100_000)
        assert library.setting("kept") == "yes"
        assert library.setting("lost") is None


def test_a_disk_that_is_full_from_the_start_is_one_sentence(path: Path) -> None:
    said = elsewhere(
        """
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
        print(refusal(path))
        """,
        path,
    )
    assert re.fullmatch(f"the library {path} cannot be used \\([^()]+\\): {REMEDY}\n", said), said


@pytest.mark.parametrize("known", range(1, LATEST))
def test_a_library_of_every_earlier_schema_keeps_what_it_has(known: int, path: Path) -> None:
    with contextlib.closing(connected(path)) as connection:
        assert schema.migrate(connection, path, schema.MIGRATIONS[:known]) is None
        connection.execute("INSERT INTO settings VALUES ('theme', 'dusk')")
        at = "2026-01-02T03:04:05+00:00"
        connection.execute(f"INSERT INTO articles VALUES ('{ONE}', 'a.txt', 'Titre', 'fr', '{at}')")
        connection.execute(f"INSERT INTO positions VALUES ('{ONE}', 3, 6, 'bac', 'Le ', ' part', 0.5, '{at}')")
        connection.execute(
            f"INSERT INTO corrections VALUES (1, '{ONE}', 'heading', 3, 6, 'bac', 'Le ', ' part', 'none', '{at}')"
        )
        if known > 1:
            connection.execute(
                "INSERT INTO kept (sha256, media_type, title, characters, day, kept_at, seen_at)"
                f" VALUES ('{ONE}', 'text/plain', 'Titre', 13, '2026-01-02', '{at}', '{at}')"
            )
            connection.execute("INSERT INTO texts (id, title, body) VALUES (1, 'Titre', 'Le bac part.\n')")
            learn(connection, "texts", "id = 1")
            connection.execute(f"INSERT INTO tags VALUES ('{ONE}', 'mer')")
            connection.execute(
                f"INSERT INTO highlights VALUES (1, '{ONE}', 3, 6, 'bac', 'Le ', ' part', 'quai', '{at}')"
            )
            learn(connection, "highlights", "id = 1")
    with Library.open(path) as library:
        assert library.setting("theme") == "dusk"
        assert [each.title for each in library.opened()] == ["Titre"]
        if known > 1:
            (kept,) = library.shelf.articles(parse("bac tag:mer"), 5)
            assert kept.name == "Titre"
            assert [each.note for each in library.highlights.of(ONE)] == ["quai"]
            assert [hit.kind for hit in library.shelf.search(parse("quai"), 5)] == ["note"]
        position = library.position(ONE)
        assert position is not None
        assert (position.anchor.quote, position.furthest) == ("bac", 0.5)
        assert [each.value for each in library.corrections(ONE)] == ["none"]
        assert library.shelf.count() == (known > 1)
        assert library.waiting.count() == 0
        assert library.check() == ()
    assert path.with_name(f"{path.name}.schema-{known}.bak").exists()
