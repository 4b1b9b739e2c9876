"""A clock that jumps by years, in either direction, loses nothing and makes nothing wait for its return."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from reader.keeping import take_in
from reader.model import Anchor, Highlight, Span
from reader.sources import Raw
from reader.store import Library, Position
from reader.store.query import Query
from reader.subscriptions import follow, refresh

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Clock = Callable[[datetime], None]

RIGHT = datetime(2026, 11, 28, 12, tzinfo=UTC)
JUMPS = {
    "ten years on": datetime(2036, 1, 1, tzinfo=UTC),
    "to its beginning": datetime(1970, 1, 1, tzinfo=UTC),
    "an hour back": RIGHT - timedelta(hours=1),
    "an hour on": RIGHT + timedelta(hours=1),
    "beyond 2038": datetime(2099, 12, 31, 23, 59, tzinfo=UTC),
}
FEED = """<rss version="2.0"><channel><title>Les marées</title><link>https://m.example/</link>
<item><title>Un titre</title><guid>1</guid><description>La mer monte deux fois par jour.</description></item>
</channel></rss>"""


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    def put(at: datetime) -> None:
        for module in ("store.feeds", "store.highlights", "store.library", "store.shelf", "store.waiting"):
            monkeypatch.setattr(f"reader.{module}.now", lambda: at)
        monkeypatch.setattr("reader.subscriptions.now", lambda: at)

    return put


def raw(words: str) -> Raw:
    return Raw(f"{words}\n\nLa mer monte deux fois par jour et redescend.\n".encode(), "text/plain", f"{words}.txt")


@pytest.mark.parametrize("name", JUMPS)
def test_what_is_kept_before_and_after_a_jump_is_all_there(name: str, clock: Clock, tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.sqlite3") as library:
        shas = []
        for at, words in ((RIGHT, "Avant"), (JUMPS[name], "Pendant"), (RIGHT + timedelta(minutes=1), "Après")):
            clock(at)
            kept = take_in(raw(words), library)
            sha256 = kept.source.sha256
            shas.append(sha256)
            anchor = Anchor.to(library.shelf.text(sha256) or "", Span(0, 5))
            library.save_position(sha256, Position(anchor, 0.5))
            library.highlights.add(sha256, Highlight(anchor, "une note"))
        assert {each.source.sha256 for each in library.shelf.articles(Query(), 10)} == set(shas)
        for sha256 in shas:
            assert library.position(sha256) is not None
            (placed,) = library.highlights.placed(sha256, library.shelf.text(sha256) or "")
            assert placed.span is not None
        assert library.shelf.count() == 3


@pytest.mark.parametrize("name", JUMPS)
def test_a_feed_is_looked_at_again_when_the_clock_is_right_again(name: str, clock: Clock, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(FEED, encoding="utf-8")
    with Library.open(tmp_path / "library.sqlite3") as library:
        clock(JUMPS[name])
        follow(str(path), library)
        clock(RIGHT)
        path.write_text(
            FEED.replace("</channel>", "<item><title>Autre</title><guid>2</guid></item></channel>"), "utf-8"
        )
        assert [each.new for each in refresh(library, library.feeds.all(), rest=timedelta(minutes=5))] == [1]
        assert not list(refresh(library, library.feeds.all(), rest=timedelta(minutes=5)))  # and not without end
