"""Articles that wait to be fetched: what is known of them is kept, completed, and never doubled."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Entry, Passage, Saved
from reader.store import Library, NoLibrary, Position
from tests.store.test_library import ANCHOR, ONE

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = "https://a.example/un"
TEXT = st.text(st.characters(), max_size=12)


def saved(**known: object) -> Saved:
    return Saved(Entry("1", "Un", ADDRESS), datetime(2024, 5, 6, 7, 8, tzinfo=UTC), **known)  # type: ignore[arg-type]


def test_what_waits_is_kept_whole() -> None:
    passage = Passage("le toit", "à vérifier", "2024-01-02T03:04:05+00:00")
    with NoLibrary() as library:
        assert library.waiting.add(saved(tags=("mer",), passages=(passage,), furthest=0.25, is_archived=True))
        (found,) = library.waiting.all()
        assert (found.address, found.saved.name, found.saved.saved_at) == (ADDRESS, "Un", saved().saved_at)
        assert found.saved.tags == ("mer",)
        assert found.saved.passages == (passage,)
        assert (found.saved.furthest, found.saved.is_archived) == (0.25, True)
        assert library.check() == ()


def test_the_same_again_is_nothing_new_and_more_is_added() -> None:
    with NoLibrary() as library:
        assert library.waiting.add(saved(tags=("mer",)))
        assert not library.waiting.add(saved(tags=("mer",)))
        assert library.waiting.add(saved(tags=("vent",), passages=(Passage("mot"),)))
        (found,) = library.waiting.all()
        assert found.saved.tags == ("mer", "vent")
        assert found.saved.passages == (Passage("mot"),)


def test_a_fragment_is_no_other_address() -> None:
    with NoLibrary() as library:
        library.waiting.add(Saved(Entry("1", location=f"{ADDRESS}#bas")))
        assert not library.waiting.add(Saved(Entry("2", location=f"{ADDRESS}#haut")))
        assert library.waiting.at(f"{ADDRESS}#x") is not None
        assert library.waiting.count() == 1


def test_of_two_programs_that_complete_the_same_at_once_neither_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    with Library.open(path) as library, Library.open(path) as other:

        def add(statement: str) -> None:
            """Have the other program add at the last moment at which it may."""
            if statement == "BEGIN IMMEDIATE":
                assert other.waiting.add(saved(tags=("vent",)))

        library._database._connection.set_trace_callback(add)
        assert library.waiting.add(saved(tags=("mer",)))
        (found,) = library.waiting.all()
        assert found.saved.tags == ("vent", "mer")


def test_what_is_known_more_of_by_now_goes_on_waiting() -> None:
    with NoLibrary() as library:
        library.waiting.add(saved(tags=("mer",)))
        (waiting,) = library.waiting.all()
        library.waiting.add(saved(tags=("vent",)))
        library.save_position(ONE, Position(ANCHOR, 0.5))
        more = library.waiting.settled(waiting, ONE)
        assert more is not None
        assert more.saved.tags == ("mer", "vent")
        assert (library.waiting.count(), library.waiting.became(ADDRESS)) == (1, None)
        assert library.waiting.settled(more, ONE) is None
        assert (library.waiting.count(), library.waiting.became(ADDRESS)) == (0, ONE)


def test_a_fault_is_kept_and_what_came_goes() -> None:
    with NoLibrary() as library:
        library.waiting.add(saved())
        library.waiting.tried(ADDRESS, "a.example cannot be reached")
        (found,) = library.waiting.all()
        assert found.fault == "a.example cannot be reached"
        assert found.tried_at is not None
        assert library.waiting.remove(ADDRESS)
        assert not library.waiting.remove(ADDRESS)
        assert library.waiting.all() == ()


def test_without_an_address_nothing_can_wait() -> None:
    with NoLibrary() as library, pytest.raises(ValueError, match="address"):
        library.waiting.add(Saved(Entry("1", "Un")))


@given(st.lists(TEXT, max_size=3), TEXT, TEXT)
def test_any_text_comes_back_as_it_was(words: list[str], quote: str, note: str) -> None:
    entry = Entry("1", quote, f"{ADDRESS}/{note.replace('#', '')}", None, tuple(words), note)
    with NoLibrary() as library:
        library.waiting.add(Saved(entry, tags=tuple(words), passages=(Passage(quote, note),)))
        (found,) = library.waiting.all()
        assert found.saved.entry.authors == tuple(words)
        assert found.saved.passages == (Passage(quote, note),)
