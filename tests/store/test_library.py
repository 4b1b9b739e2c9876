"""What the library keeps, that it keeps it exactly, and for every article apart."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import LibraryError
from reader.model import Anchor, Correction, Span
from reader.store import Library, NoLibrary, Opened, Position

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ONE, TWO = "1" * 64, "2" * 64
TEXT = "Le bac part à six heures. Maël le prend chaque matin, et chaque soir il revient."
ANCHOR = Anchor.to(TEXT, Span(26, 30))


def correction(value: str = "Maël Le Goff", aspect: str = "speaker", anchor: Anchor = ANCHOR) -> Correction:
    return Correction(aspect, anchor, value)


@pytest.fixture(params=["file", "none"])
def library(request, tmp_path: Path) -> Iterator[Library]:
    """Both kinds, since both promise the same."""
    with Library.open(tmp_path / "library.sqlite3") if request.param == "file" else NoLibrary() as library:
        yield library


def test_a_setting_is_kept_until_it_changes(library: Library) -> None:
    assert library.setting("theme") is None
    library.save_setting("theme", "reader-light")
    library.save_setting("measure", "64")
    library.save_setting("theme", "réglé 🌓")
    assert (library.setting("theme"), library.setting("measure")) == ("réglé 🌓", "64")


def test_a_position_is_kept_for_each_article(library: Library) -> None:
    assert library.position(ONE) is None
    first, second = Position(ANCHOR, 0.25), Position(Anchor.to(TEXT, Span(0, 1)), 1.0)
    library.save_position(ONE, first)
    library.save_position(TWO, second)
    assert (library.position(ONE), library.position(TWO)) == (first, second)


def test_the_furthest_share_never_goes_back(library: Library) -> None:
    library.save_position(ONE, Position(ANCHOR, 0.75))
    back = Position(Anchor.to(TEXT, Span(0, 1)), 0.25)
    library.save_position(ONE, back)
    found = library.position(ONE)
    assert found == Position(back.anchor, 0.75, back.saved_at)


def test_progress_is_told_for_many_articles_at_once(library: Library) -> None:
    library.save_position(ONE, Position(ANCHOR, 0.5))
    library.save_position(TWO, Position(ANCHOR, 0.0))
    library.save_opened(Opened("3" * 64))
    others = [f"{n:064x}" for n in range(2_000)]
    assert library.progress([*others, TWO, ONE, ONE]) == {ONE: 0.5, TWO: 0.0}
    assert library.progress([]) == {}


def test_corrections_are_kept_in_order_and_can_be_taken_back(library: Library) -> None:
    elsewhere = correction("2", "heading", Anchor.to(TEXT, Span(0, 5)))
    library.add_correction(ONE, correction())
    library.add_correction(ONE, elsewhere)
    library.add_correction(TWO, correction())
    assert library.corrections(ONE) == (correction(), elsewhere)
    library.remove_correction(ONE, correction())
    assert library.corrections(ONE) == (elsewhere,)
    assert library.corrections(TWO) == (correction(),)
    library.remove_correction(ONE, correction())


def test_a_second_correction_of_the_same_thing_replaces_the_first(library: Library) -> None:
    library.add_correction(ONE, correction())
    library.add_correction(ONE, correction("Nolwenn"))
    assert library.corrections(ONE) == (correction("Nolwenn"),)
    assert library.corrections(TWO) == ()


def test_what_was_opened_is_known_the_latest_first(library: Library) -> None:
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    # An hour later by the clock on the wall, an hour earlier in truth.
    east = datetime(2026, 3, 1, 13, tzinfo=timezone(timedelta(hours=2)))
    library.save_opened(Opened(ONE, "/a.md", "Le bac", "fr", noon))
    library.save_opened(Opened(TWO, "/b.md", None, None, east))
    assert [each.sha256 for each in library.opened()] == [ONE, TWO]
    library.save_opened(Opened(TWO, "/c.md", "The ferry", "en", noon + timedelta(minutes=1)))
    assert library.opened(1) == (Opened(TWO, "/c.md", "The ferry", "en", noon + timedelta(minutes=1)),)


def test_a_file_name_that_is_no_utf_8_is_kept(library: Library) -> None:
    location = os.fsdecode(b"/articles/caf\xe9.txt")
    library.save_opened(Opened(ONE, location))
    assert library.opened()[0].location == location


texts = st.text(st.characters(codec=None) | st.sampled_from("\x00\ud800\udfff\n🛶’«"), max_size=40)
times = st.datetimes(
    datetime(1900, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2900, 1, 1),  # noqa: DTZ001
    timezones=st.timezones() | st.just(UTC),
    allow_imaginary=True,
)
shares = st.floats(0, 1)
places = st.integers(0, 2**53)


@st.composite
def anchors(draw) -> Anchor:
    start = draw(places)
    return Anchor(Span(start, start + draw(places)), draw(texts), draw(texts), draw(texts))


@given(anchors(), shares, times)
def test_every_position_comes_back_as_it_was(anchor: Anchor, furthest: float, saved_at: datetime) -> None:
    with NoLibrary() as library:
        position = Position(anchor, furthest, saved_at)
        library.save_position(ONE, position)
        found = library.position(ONE)
        assert found == position
        assert found.saved_at.timestamp() == saved_at.timestamp()


@given(st.lists(st.tuples(anchors(), texts, st.sampled_from(["heading", "speaker"])), max_size=5))
def test_every_correction_comes_back_as_it_was(made: list[tuple[Anchor, str, str]]) -> None:
    with NoLibrary() as library:
        wanted = {}
        for anchor, value, aspect in made:
            library.add_correction(ONE, Correction(aspect, anchor, value))
            wanted[aspect, anchor.span] = Correction(aspect, anchor, value)
        assert library.corrections(ONE) == tuple(wanted.values())


@pytest.mark.parametrize("furthest", [-0.1, 1.1, float("nan")])
def test_a_share_that_is_none_is_no_position(furthest: float) -> None:
    with pytest.raises(ValueError, match="no share"):
        Position(ANCHOR, furthest)


def test_a_time_without_its_zone_is_no_time() -> None:
    bare = datetime(2026, 3, 1)  # noqa: DTZ001 - that is the point
    with pytest.raises(ValueError, match="without its zone"):
        Position(ANCHOR, 0.5, bare)
    with pytest.raises(ValueError, match="without its zone"):
        Opened(ONE, opened_at=bare)


def test_a_hash_that_is_none_is_refused(library: Library) -> None:
    with pytest.raises(LibraryError, match="does not take this"):
        library.save_position("short", Position(ANCHOR, 0.5))
    assert library.position("short") is None


def test_half_a_change_is_no_change(library: Library) -> None:
    def interrupted() -> None:
        with library._database.changing() as connection:
            connection.execute("UPDATE settings SET value = '2'")
            raise KeyboardInterrupt

    library.save_setting("a", "1")
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert library.setting("a") == "1"
    library.save_setting("a", "3")
    assert library.setting("a") == "3"


def test_threads_share_a_library(library: Library) -> None:
    def write(part: int) -> None:
        for n in range(25):
            library.save_setting(f"{part}-{n}", str(n))

    threads = [threading.Thread(target=write, args=[part]) for part in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(library.setting(f"{part}-{n}") == str(n) for part in range(4) for n in range(25))


def test_everything_is_there_after_closing(tmp_path: Path) -> None:
    position = Position(ANCHOR, 0.5)
    with Library.open(tmp_path / "library.sqlite3") as library:
        library.save_position(ONE, position)
        library.add_correction(ONE, correction())
        library.save_setting("theme", "dusk")
    with Library.open(tmp_path / "library.sqlite3") as library:
        assert library.position(ONE) == position
        assert library.corrections(ONE) == (correction(),)
        assert library.setting("theme") == "dusk"
    assert [path.name for path in tmp_path.iterdir()] == ["library.sqlite3"]


def test_a_closed_library_says_so(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library.sqlite3")
    library.close()
    library.close()
    with pytest.raises(LibraryError, match="was closed already"):
        library.setting("theme")


def test_what_was_read_is_nobody_elses_to_see(tmp_path: Path) -> None:
    with Library.open(tmp_path / "deep" / "er" / "library.sqlite3") as library:
        library.save_setting("theme", "dusk")
        folder = tmp_path / "deep" / "er"
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_the_file_is_as_durable_as_it_can_be(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.sqlite3") as library:
        ask = library._database._connection.execute
        assert ask("PRAGMA journal_mode").fetchone() == ("wal",)
        assert ask("PRAGMA synchronous").fetchone() == (2,)
        assert ask("PRAGMA foreign_keys").fetchone() == (1,)
        assert ask("PRAGMA busy_timeout").fetchone() == (5000,)
        tables = ask("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
        strict = {name: strict for name, strict in tables if not name.startswith("sqlite_")}
        assert strict.keys() > {"settings", "articles", "positions", "corrections", "kept", "texts", "highlights"}
        assert set(strict.values()) == {1}


TRACELESS = """
import sys
from reader.store import NoLibrary, Position
from reader.model import Anchor, Span
with NoLibrary.open() as library:
    library.save_position("1" * 64, Position(Anchor.to("abc", Span(0, 1)), 0.5))
    library.save_setting("theme", "dusk")
    sys.exit(library.setting("theme") != "dusk")
"""


@pytest.mark.parametrize("home", ["HOME", "READER_HOME"])
def test_no_library_leaves_no_trace(tmp_path: Path, home: str) -> None:
    environ = {"PATH": os.environ["PATH"], "TMPDIR": str(tmp_path / "tmp"), "PYTHONDONTWRITEBYTECODE": "1"}
    environ |= {"HOME": str(tmp_path / "home"), home: str(tmp_path / "home")}
    for folder in ("tmp", "home", "cwd"):
        (tmp_path / folder).mkdir()
    environ["PYTHONPATH"] = os.getcwd()  # noqa: PTH109 - the repository's root
    subprocess.run([sys.executable, "-c", TRACELESS], check=True, env=environ, cwd=tmp_path / "cwd")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_the_users_own_library_is_where_reader_home_says(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("READER_HOME", str(tmp_path / "mine"))
    with Library.open() as library:
        assert library.path == tmp_path / "mine" / "library.sqlite3"
    assert library.path.exists()


def test_asking_for_the_names_alone_does_not_load_sqlite() -> None:
    code = (
        "import sys, reader.store; from reader.store import Position, library_path;"
        "sys.exit('sqlite3' in sys.modules or 'textual' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_name_that_is_none_is_an_attribute_error() -> None:
    import reader.store

    with pytest.raises(AttributeError, match="no attribute 'Shelf'"):
        _ = reader.store.Shelf


def test_an_old_sqlite_is_told_of(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 31, 1))
    with pytest.raises(LibraryError, match=r"needs SQLite 3\.37"):
        Library.open(tmp_path / "library.sqlite3")
    assert list(tmp_path.iterdir()) == []
