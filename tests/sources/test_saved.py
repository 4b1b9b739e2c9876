"""What other programs export is known by its form, read whole, and bounded where it is hostile."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import NotAnArticleError
from reader.model import Passage, Saved, Unreadable
from reader.sources.saved import export_at, export_in
from tests.sources import exports_elsewhere as elsewhere
from tests.sources.books import book
from tests.sources.exports_elsewhere import DEUX, PAGE, TROIS, UN

if TYPE_CHECKING:
    from pathlib import Path

AT = datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
MARK = "2023-11-14T22:13:20+00:00"


def items(data: bytes) -> tuple[str, list[Saved], list[Unreadable]]:
    found = export_in(data, "export")
    assert found is not None
    every = list(found.items)
    return (
        found.service,
        [each for each in every if isinstance(each, Saved)],
        [each for each in every if isinstance(each, Unreadable)],
    )


def test_pocket() -> None:
    service, (one, two), faults = items(elsewhere.POCKET)
    assert (service, faults) == ("Pocket", [])
    assert (one.entry.title, one.entry.location, one.saved_at) == ("Le vieux moulin", UN, AT)
    assert (one.tags, one.is_archived) == (("patrimoine", "mer"), False)
    assert (two.entry.title, two.entry.location, two.tags, two.is_archived) == (None, DEUX, (), True)


def test_pocket_as_it_comes() -> None:
    service, found, faults = items(elsewhere.POCKET_ZIP)
    assert (service, faults) == ("Pocket", [])
    assert [each.entry.location for each in found] == [UN, DEUX, UN]
    assert [each.quote for each in found[2].passages] == ["Le toit ne fuit plus"]
    assert found[2].passages[0].made_at == "2023-11-14T22:13:20+00:00"


def test_pocket_before_2025() -> None:
    service, (one, two), faults = items(elsewhere.POCKET_PAGE)
    assert service == "Pocket"
    assert (one.entry.title, one.entry.location) == ("Le vieux moulin & son toit > tout", UN)
    assert (one.tags, one.saved_at, one.is_archived) == (("patrimoine", "mer"), AT, False)
    assert (two.entry.title, two.entry.location, two.is_archived) == (None, DEUX, True)
    assert [(each.where, each.why) for each in faults] == [("link 3", "javascript:alert(1) is no web address")]


def test_instapaper() -> None:
    service, (one, two, three), faults = items(elsewhere.INSTAPAPER)
    assert service == "Instapaper"
    assert (one.tags, one.passages) == (("patrimoine", "mer"), (Passage("Le toit ne fuit plus", made_at=MARK),))
    assert (two.is_archived, two.tags) == (True, ())
    assert three.tags == ("À relire",)
    assert [each.where for each in faults] == ["row 5"]


def test_readwise_reader() -> None:
    service, (one, two), _ = items(elsewhere.READER)
    assert service == "Readwise Reader"
    assert (one.tags, one.furthest, one.saved_at) == (("patrimoine", "l'eau"), 0.4, AT)
    assert (two.furthest, two.is_archived) == (1.0, True)


def test_readwise_highlights_are_brought_together_by_work() -> None:
    service, (one, two), faults = items(elsewhere.HIGHLIGHTS)
    assert service == "Readwise"
    assert (one.entry.title, one.entry.location, one.entry.authors) == ("Le vieux moulin", None, ("Jean Le Gall",))
    assert one.passages == (Passage("Le toit\nne fuit plus", "À vérifier\n#eau #.favorite", MARK),)
    assert one.tags == ("patrimoine",)
    assert [each.quote for each in two.passages] == ["Deux *mots*", "Trois mots"]
    assert [each.where for each in faults] == ["row 5"]


def test_wallabag() -> None:
    service, (one, two), faults = items(elsewhere.WALLABAG)
    assert service == "Wallabag"
    assert (one.entry.content, one.entry.is_markup, one.entry.language) == (PAGE, True, "fr")
    assert (one.entry.date, one.entry.authors, one.saved_at) == ("2023-11-13", ("Jean Le Gall",), AT)
    assert one.tags == ("patrimoine", "mer", "starred")
    assert one.passages == (Passage("Le toit ne fuit plus", "à vérifier", MARK),)
    assert (two.entry.content, two.is_archived, two.tags) == (None, True, ("mer",))
    assert [each.where for each in faults] == ["entry 3", "entry 4"]


def test_omnivore() -> None:
    service, (one, two, three), faults = items(elsewhere.OMNIVORE_ZIP)
    assert (service, faults) == ("Omnivore", [])
    assert one.entry.content is not None
    assert PAGE in one.entry.content
    assert (one.furthest, one.tags, one.entry.date) == (0.4, ("patrimoine", "mer"), "2023-11-13")
    assert one.passages == (
        Passage("", "Un mot sur le tout."),
        Passage("Le toit ne fuit plus", "À vérifier.\n#eau #toit"),
        Passage("Les artisans\n\nsont repartis."),
    )
    assert (two.is_archived, two.entry.content) == (True, None)
    assert (three.entry.location, three.tags) == (TROIS, ("x",))


def test_a_folder_is_what_was_packed(tmp_path: Path) -> None:
    for name, data in elsewhere.OMNIVORE.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(data, encoding="utf-8")
    (tmp_path / "elsewhere.json").symlink_to("/etc/passwd")
    found = export_at(str(tmp_path))
    packed = export_in(elsewhere.OMNIVORE_ZIP, "x")
    assert found is not None
    assert packed is not None
    assert list(found.items) == list(packed.items)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"title,url\nUn,https://a.example\n",
        b"Un article, avec des virgules.\n",
        b"[1, 2]",
        b"[" * 100_000,
        b'{"version": "https://jsonfeed.org/version/1.1"}',
        b"<p>time_added is an attribute</p>",
        b"\x00\xff" * 50,
        book({"a.xhtml": b"<p>un</p>"}),
        elsewhere.zipped({"a.txt": "rien", "b.csv": "a,b\n1,2\n"}),
    ],
)
def test_what_is_no_export(data: bytes) -> None:
    assert export_in(data, "x") is None


def test_a_broken_archive_is_one_sentence() -> None:
    with pytest.raises(NotAnArticleError, match="is a broken export"):
        export_in(b"PK\x03\x04" + bytes(40), "x.zip")


def test_bombs() -> None:
    begun = time.monotonic()
    big = elsewhere.zipped(
        {"part_000000.csv": elsewhere.POCKET + b"x" * 60_000_000, "part_000001.csv": elsewhere.POCKET}
    )
    _, found, faults = items(big)
    assert [each.why for each in faults] == ["part_000000.csv unpacks to more than any text would"]
    assert len(found) == 2
    assert not items(b"title,url,time_added,tags,status\n" + b'"' * 3_000_000)[1]
    assert len(items(b"title,url,time_added,tags,status\n" + b'x,"' + b"y" * 9_000_000)[2]) == 1
    page = b'<a href="https://a.example" time_added="1">' + b"<a " * 1_000_000
    assert len(items(page)[1]) == 1
    wide = json.dumps([elsewhere.wallabag(title="x" * 5_000_000, tags=["t"] * 200_000)]).encode()
    _, (one,), _ = items(wide)
    assert one.entry.title is not None
    assert len(one.entry.title) == 1_000
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize("value", ["", "demain", 1e300, -1e300, float("nan"), True, None, [], "9" * 400, "-5"])
def test_a_time_that_is_none(value: object) -> None:
    for known in (elsewhere.wallabag(created_at=value), elsewhere.omnivore("a", UN, savedAt=value)):
        _, (one,), _ = items(json.dumps([known]).encode())
        assert one.saved_at is None or one.saved_at.year >= 1


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.just("https://a.example/"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(elsewhere.wallabag())), JSON))
def test_any_value_of_any_key_is_read_or_told_of(known: dict[str, object]) -> None:
    for made in (elsewhere.wallabag(**known), elsewhere.omnivore("a", UN) | known):
        _, found, faults = items(json.dumps([made]).encode())
        assert len(found) + len(faults) == 1


@settings(deadline=None)
@given(st.lists(st.lists(st.text(max_size=8), max_size=9), max_size=4), st.booleans())
def test_any_cell_is_read_or_told_of(rows: list[list[str]], is_reader: bool) -> None:
    head = elsewhere.READER if is_reader else elsewhere.INSTAPAPER
    data = head.splitlines(keepends=True)[0] + elsewhere.table(*rows)
    _, found, faults = items(data)
    assert len(found) + len(faults) <= len(data)
