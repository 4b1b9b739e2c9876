"""An article that was read is in the library when the program ends, whole; without a library it leaves no trace."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from reader.store import Library, State
from reader.store.query import Query
from reader.worker import Whole
from tests.app.stage import ARTICLE, FINDINGS, RAW, WIDE, opened

if TYPE_CHECKING:
    from pathlib import Path


async def test_an_article_is_kept_once_it_is_analysed(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.sqlite3") as library:
        async with opened(WIDE, library=library, deliver=(Whole(),)) as stage:
            assert library.shelf.count() == 0
            await stage.worker.send(FINDINGS)
            await stage.until(lambda: library.shelf.count() == 1)
        (kept,) = library.shelf.articles(Query(), 5)
        assert (kept.source.sha256, kept.state) == (ARTICLE.source.sha256, State.BEGUN)
        original = library.shelf.original(ARTICLE.source.sha256)
        assert original is not None
        assert original.data == RAW.data


async def test_a_library_that_fails_stops_nobody(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.sqlite3") as library:
        async with opened(WIDE, library=library, deliver=(Whole(),)) as stage:
            library.close()
            await stage.worker.send(FINDINGS)
            await stage.settle()
            await stage.press("j")
            assert stage.app.is_running


async def test_what_a_removed_library_does_not_keep_is_not_said_to_be(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Library.open(home / "library.sqlite3") as library:
        async with opened(WIDE, library=library, deliver=(Whole(),)) as stage:
            shutil.rmtree(home)
            await stage.press("v", "right_parenthesis", "enter")
            await stage.until(lambda: "It holds only until Reader is left" in stage.status())
