"""Two programs with one library, and a program that is killed: what was promised to be kept is there."""

from __future__ import annotations

import random
import select
import sqlite3
import subprocess
import sys
import time
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

import pytest

from reader.store import Library, schema
from reader.store.opening import connected

if TYPE_CHECKING:
    from pathlib import Path

WRITES = """
import itertools, pathlib, sys
from reader.model import Anchor, Correction, Span
from reader.store import Library, Position
path, name, first, count = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
sha256 = name * 64
with Library.open(path) as library:
    for n in range(first, first + count) if count else itertools.count(first):
        anchor = Anchor(Span(n, n + 1), "q" * (n * 37 % 4000))
        library.save_position(sha256, Position(anchor, 0.5))
        library.add_correction(sha256, Correction("speaker", anchor, str(n)))
        library.save_setting(f"{name} {n}", str(n))
        print(n, flush=True)  # the promise
"""


def writer(path: Path, name: str, first: int, count: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", WRITES, str(path), name, str(first), str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def assert_whole(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_programs_that_begin_and_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    writers = {name: writer(path, name, 0, 60) for name in "abc"}
    for process in writers.values():
        said, complained = process.communicate(timeout=60)
        assert process.returncode == 0, complained.decode()
        assert said.split()[-1] == b"59"
    with Library.open(path) as library:
        for name in writers:
            assert [each.value for each in library.corrections(name * 64)] == [str(n) for n in range(60)]
            assert all(library.setting(f"{name} {n}") == str(n) for n in range(60))
    assert_whole(path)


OPENS = """
import pathlib, sys
from reader.store.library import Library
print("ready", flush=True)
sys.stdin.readline()
with Library.open(pathlib.Path(sys.argv[1])) as library:
    library.save_setting(sys.argv[2], "1")
"""


def opener(path: Path, name: str) -> subprocess.Popen[bytes]:
    """A program that opens the library, and keeps a setting in it, when it is sent a line."""
    command = [sys.executable, "-c", OPENS, str(path), name]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_programs_that_make_the_library_at_the_same_moment_all_get_it(tmp_path: Path) -> None:
    for attempt in range(8):
        path = tmp_path / str(attempt) / "library.sqlite3"
        with ExitStack() as stack:
            programs = [stack.enter_context(opener(path, str(n))) for n in range(4)]
            for program in programs:
                assert program.stdout is not None
                program.stdout.readline()
            for program in programs:
                assert program.stdin is not None
                program.stdin.write(b"\n")
                program.stdin.flush()
            complaints = [program.communicate(timeout=60)[1].decode() for program in programs]
        assert complaints == [""] * 4
        with Library.open(path) as library:
            assert [library.setting(str(n)) for n in range(4)] == ["1"] * 4


@pytest.mark.parametrize(
    "last", ["PRAGMA user_version", "PRAGMA application_id", "SELECT EXISTS (SELECT 1 FROM sqlite_schema)"]
)
def test_a_library_that_is_made_while_it_is_looked_at_is_ours(last: str, tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"

    def make(statement: str) -> None:
        """Make the library just before that question is answered."""
        if statement == last:
            Library.open(path).close()

    with closing(connected(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.set_trace_callback(make)
        schema.check_origin(connection, "it")
        connection.set_trace_callback(None)
        assert schema.version(connection) == len(schema.MIGRATIONS)


def test_what_was_acknowledged_outlives_thirty_kills(tmp_path: Path) -> None:
    path, moments, first, acknowledged = tmp_path / "library.sqlite3", random.Random(7), 0, 0
    for _ in range(30):
        with writer(path, "a", first, 0) as process:
            assert process.stdout is not None
            # A kill before the first write is worth trying too: it meets the start, and once the making of the file.
            select.select([process.stdout], [], [], moments.uniform(0.05, 2))
            time.sleep(moments.uniform(0, 0.03))
            process.kill()
            lines = process.stdout.read().split(b"\n")[:-1]
        with Library.open(path) as library:
            kept = [int(each.value) for each in library.corrections("a" * 64)]
            position = library.position("a" * 64)
            assert kept == list(range(len(kept)))
            acknowledged += len(lines)
            if lines:
                last = int(lines[-1])
                assert kept[-1] >= last
                assert position is not None
                assert position.anchor.span.start >= last
                assert library.setting(f"a {last}") == str(last)
            first = len(kept)
    assert acknowledged > 30
    assert_whole(path)
