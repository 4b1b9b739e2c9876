"""What waits is fetched when that is asked for, politely; what cannot be had goes on waiting."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from reader.model import Entry, Passage, Saved
from reader.moving import fetching
from reader.moving.fetching import fetched
from reader.moving.taking import Outcome, take_one
from reader.store import Library, NoLibrary, laying
from reader.store.query import Query
from tests.sources.server import WORDS, Server, answer, serving, status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.model import Article
    from reader.sources import Raw


@pytest.fixture
def server() -> Iterator[Server]:
    moved = answer(b"", "Location: /bac", code="301 Moved Permanently")
    with serving({"/bac": answer(), "/moved": moved, "/none": status("404 Not Found")}) as server:
        yield server


@pytest.fixture
def library() -> Iterator[NoLibrary]:
    with NoLibrary() as library:
        yield library


def test_what_comes_has_what_was_known_of_it(server: Server, library: NoLibrary) -> None:
    saved = Saved(Entry("1", "Un titre", server.address("/bac")), tags=("bac",), passages=(Passage(WORDS, "oui"),))
    take_one(saved, library)
    assert server.requests == []  # nothing is fetched unasked
    (found,) = fetched(library, library.waiting.all(), are_named=True)
    assert (found.outcome, found.laid.placed) == (Outcome.TAKEN, 1)
    (kept,) = library.shelf.articles(Query(), 5)
    assert (kept.name, kept.tags) == ("Le bac de Landrec", ("bac",))
    assert library.waiting.count() == 0
    assert take_one(saved, library).outcome is Outcome.KNOWN


def test_an_address_that_leads_elsewhere_is_known_again(server: Server, library: NoLibrary) -> None:
    saved = Saved(Entry("1", None, server.address("/moved")))
    take_one(saved, library)
    (found,) = fetched(library, library.waiting.all(), are_named=True)
    assert found.outcome is Outcome.TAKEN
    assert take_one(saved, library).outcome is Outcome.KNOWN
    assert library.waiting.count() == 0


@pytest.mark.parametrize("at", ["/bac", "/moved"])
def test_what_another_program_takes_in_while_it_is_fetched_is_not_lost(
    at: str, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, entry = tmp_path / "library.sqlite3", Entry("1", None, server.address(at))
    told: list[Outcome] = []

    def fetch(address: str, *, named_by: str | None) -> Raw:
        more = Saved(entry, tags=("second",), passages=(Passage(WORDS, "oui"),), furthest=0.75)
        with Library.open(path) as other:
            told.append(take_one(more, other).outcome)
        return as_it_is(address, named_by=named_by)

    as_it_is = fetching.fetch
    monkeypatch.setattr(fetching, "fetch", fetch)
    with Library.open(path) as library:
        take_one(Saved(entry, tags=("first",), furthest=0.25), library)
        (found,) = fetched(library, library.waiting.all(), are_named=True)
        assert told == [Outcome.WAITING]
        assert found.laid.placed == 1
        (kept,) = library.shelf.articles(Query(), 5)
        assert sorted(kept.tags) == ["first", "second"]
        assert library.position(kept.source.sha256).furthest == 0.75  # type: ignore[union-attr]
        assert library.waiting.count() == 0


@pytest.mark.parametrize("at", ["/bac", "/moved"])
def test_what_is_taken_in_while_it_is_laid_is_not_lost(
    at: str, server: Server, library: NoLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = Entry("1", None, server.address(at))

    def lay(store: Library, article: Article, saved: Saved, *, is_new: bool) -> laying.Laid:
        laid = as_it_is(store, article, saved, is_new=is_new)
        if "second" not in saved.tags and store.waiting.count():
            assert store.waiting.add(Saved(entry, tags=("second",)))
        return laid

    as_it_is = laying.lay
    monkeypatch.setattr(laying, "lay", lay)
    take_one(Saved(entry, tags=("first",)), library)
    assert [each.outcome for each in fetched(library, library.waiting.all(), are_named=True)] == [Outcome.TAKEN]
    (kept,) = library.shelf.articles(Query(), 5)
    assert sorted(kept.tags) == ["first", "second"]
    assert library.waiting.count() == 0


def test_what_cannot_be_had_goes_on_waiting(server: Server, library: NoLibrary) -> None:
    for path in ("/none", "/bac"):
        take_one(Saved(Entry(path, None, server.address(path))), library)
    outcomes = {each.name.rpartition("/")[2]: each for each in fetched(library, library.waiting.all(), are_named=True)}
    assert outcomes["none"].code == 5
    (left,) = library.waiting.all()
    assert (left.address, left.tried_at is not None) == (server.address("/none"), True)
    assert "has no such page" in (left.fault or "")


def test_a_list_does_not_lead_into_a_private_network(server: Server, library: NoLibrary) -> None:
    take_one(Saved(Entry("1", None, server.address("/bac"))), library)
    (found,) = fetched(library, library.waiting.all())
    assert found.outcome is Outcome.FAILED
    assert "private network" in (found.fault or "")
    assert server.requests == []


def test_pages_of_one_host_come_one_after_the_other(server: Server, library: NoLibrary) -> None:
    for number in range(3):
        take_one(Saved(Entry(str(number), None, server.address(f"/none?{number}"))), library)
    begun = time.monotonic()
    assert len(list(fetched(library, library.waiting.all(), are_named=True, pause=0.2))) == 3
    assert time.monotonic() - begun > 0.4


def test_whoever_wants_no_more_ends_it(server: Server, library: NoLibrary) -> None:
    for number in range(30):
        take_one(Saved(Entry(str(number), None, server.address(f"/none?{number}"))), library)
    for _ in fetched(library, library.waiting.all(), are_named=True, pause=0.05):
        break
    time.sleep(0.3)
    assert len(server.requests) < 6
