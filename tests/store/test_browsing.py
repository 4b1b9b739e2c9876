"""The shelf as a list looks along it: in every order, narrowed, counted, and marked with a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.model import Anchor, Highlight, Span
from reader.store import Library, NoLibrary, Opened, Position
from reader.store.browsing import Choice, Order
from reader.store.query import STATES, Query, parse
from reader.store.records import State
from tests.store.test_shelf import flat, keep

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGES = (
    ("Le bac repart", "L’Écho", "2026-03-03", "https://echo.example/bac", 300),
    ("Une digue à refaire", "L’Écho", "2026-01-09", "https://echo.example/digue", 90),
    ("the lamp returns", None, "2025-12-24", "https://www.lamp.example/a/b?c=1", 500),
    ("Zénith", None, None, None, 20),
)


@pytest.fixture(params=["file", "none"])
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.sqlite3") if request.param == "file" else NoLibrary() as library:
        for title, site, date, url, length in PAGES:
            keep(library, flat(f"{title} {'x' * length}", url, title=title, site=site, date=date, url=url))
        yield library


def titles(library: Library, choice: Choice = Choice(), order: Order = Order.RECENT) -> list[str]:  # noqa: B008 - frozen
    """What is listed; the rows of the first screen are those of the whole."""
    numbers = list(library.browsing.numbers(choice, order))
    rows = library.browsing.rows(numbers)
    assert list(library.browsing.first(choice, order, 100)) == numbers
    assert list(library.browsing.first(choice, order, 2)) == numbers[:2]
    return [rows[number].name for number in numbers]


def hash_of(library: Library, title: str) -> str:
    return next(each.source.sha256 for each in library.shelf.articles(Query(), 50) if each.name == title)


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [
        (Order.RECENT, "Zénith", "Le bac repart"),
        (Order.DATE, "Zénith", "the lamp returns"),  # what has no date is of the day that it was kept
        (Order.TITLE, "Le bac repart", "Zénith"),
        (Order.SOURCE, "Zénith", "the lamp returns"),
        (Order.LENGTH, "Zénith", "the lamp returns"),
    ],
)
def test_every_order(library: Library, order: Order, first: str, last: str) -> None:
    found = titles(library, order=order)
    assert (found[0], found[-1], len(found)) == (first, last, len(PAGES))


def test_an_article_is_from_its_site_or_its_host_or_from_here(library: Library) -> None:
    tallies = library.browsing.tallies()
    assert tallies.sources == [("L’Écho", 2), ("", 1), ("www.lamp.example", 1)]
    for source, count in tallies.sources:
        found = library.browsing.first(Choice(source=source), Order.RECENT, 10).values()
        assert len(found) == count
        assert {each.origin for each in found} == {source}
    assert titles(library, Choice(source="L’Éch")) == []


def test_what_is_counted_is_what_is_listed(library: Library) -> None:
    lamp, bac, digue = (
        hash_of(library, title) for title in ("the lamp returns", "Le bac repart", "Une digue à refaire")
    )
    library.save_opened(Opened(lamp))
    library.save_opened(Opened(bac))
    library.save_position(bac, Position(Anchor.to("Le bac", Span(0, 2)), 0.99))
    library.shelf.tag(lamp, ["port", "mer"])
    library.shelf.tag(bac, ["mer"])
    library.shelf.archive(digue)
    tallies = library.browsing.tallies()
    assert tallies.count == len(titles(library)) == 3
    assert tallies.tags == [("mer", 2), ("port", 1)]
    for state in STATES:
        assert tallies.states[state] == len(titles(library, Choice(parse(f"is:{state}")))), state
    assert tallies.states == {"unread": 1, "begun": 1, "finished": 1, "archived": 1}
    assert sum(count for _, count in tallies.months) == 3
    assert tallies.characters == len(f"Zénith {'x' * 20}")
    assert len(titles(library, Choice(archived=True))) == 4
    library.shelf.remove(lamp)
    assert library.browsing.tallies().tags == [("mer", 1)]
    assert "the lamp returns" not in titles(library)


def test_the_latest_version_stands_for_all(library: Library) -> None:
    url = PAGES[0][3]
    new = keep(library, flat("Le bac repart enfin", url, title="Le bac repart enfin", url=url))
    found = titles(library)
    assert "Le bac repart enfin" in found
    assert "Le bac repart" not in found
    (row,) = (each for each in library.browsing.first(Choice(), Order.RECENT, 9).values() if each.source.sha256 == new)
    assert row.versions == 2
    assert library.browsing.tallies().count == len(found) == 4
    versions = library.browsing.versions(new)
    assert len(versions) == 2
    assert new in versions
    library.shelf.remove(new)
    assert "Le bac repart" in titles(library), "an older version shows where the latest is gone"
    alone = hash_of(library, "Zénith")
    assert library.browsing.versions(alone) == (alone,), "what has no address has no versions"


def test_titles_are_given_with_their_numbers(library: Library) -> None:
    numbers = library.browsing.numbers(Choice(), Order.RECENT)
    known = dict(library.browsing.titles())
    assert [known[number] for number in numbers] == titles(library)


def test_highlights_are_counted(library: Library) -> None:
    sha256 = hash_of(library, "Le bac repart")
    library.highlights.add(sha256, Highlight(Anchor.to("Le bac repart", Span(3, 6))))
    rows = library.browsing.first(Choice(), Order.RECENT, 9).values()
    assert {each.name: each.highlights for each in rows}["Le bac repart"] == 1


@pytest.mark.parametrize("state", [State.FINISHED, State.UNREAD])
@pytest.mark.parametrize("begun", [False, True])
def test_a_mark_can_be_taken_back(library: Library, state: State, begun: bool) -> None:
    sha256 = hash_of(library, "Le bac repart")
    if begun:
        library.save_opened(Opened(sha256))
        library.save_position(sha256, Position(Anchor.to("Le bac repart", Span(3, 6)), 0.4))
    before = library.shelf.article(sha256), library.position(sha256)
    standing = library.browsing.mark_read(sha256, state)
    after = library.shelf.article(sha256)
    assert after is not None
    assert after.state is state
    place = library.position(sha256)
    if begun and state is State.FINISHED:
        assert before[1] is not None
        assert place is not None
        assert place.anchor == before[1].anchor, "where it was left stays known"
    assert "Le bac repart" in titles(library, Choice(parse(f"is:{state}")))
    assert library.shelf.articles(parse("is:unread title:bac"), 5) == () or state is State.UNREAD
    library.browsing.put_back(standing)
    assert (library.shelf.article(sha256), library.position(sha256)) == before
