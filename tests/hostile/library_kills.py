"""A program that is killed again and again while it writes into the library: what it acknowledged is there.

    python -m tests.hostile.library_kills [--kills 1000] [--seed 7] [--folder F]

Each kill (SIGKILL, at a random moment) meets a process that keeps articles, highlights, positions, tags and feeds and
purges what was removed, and says the number of each change when the library has returned from it. After each kill the
library is opened, and every change that was acknowledged since the last one is looked up; every fiftieth time, and at
the end, the whole file is checked (integrity, foreign keys, indexes of words), and at the end every acknowledged change
once more.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import select
import signal
import statistics
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reader.model import (
    Analysis,
    Anchor,
    Article,
    Block,
    BlockKind,
    Entry,
    Highlight,
    Listing,
    ListingKind,
    Quotation,
    QuotationKind,
    Source,
    Span,
)
from reader.store import Library, Position
from reader.store.query import parse

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 0.1
"""Seconds of a round, at most; the first change of a round takes a few milliseconds."""

WHOLE_EVERY = 50

REMOVED_AFTER = 9
"""So many articles later an article is removed, and what was removed is purged."""


def sha256(number: int) -> str:
    return hashlib.sha256(b"%d" % number).hexdigest()


def anchor(number: int) -> Anchor:
    return Anchor(Span(number, number + 3), f"mot{number}", "avant ", " après")


def keep(library: Library, number: int) -> None:
    pick = random.Random(number)
    body = " ".join(f"mot{number}x{word}" for word in range(pick.randint(10, 900)))
    text = f"mot{number} « {body} »"
    block = Block(BlockKind.PARAGRAPH, Span(0, len(text)), (Span(0, len(text)),))
    article = Article(text, (block,), Source(f"/articles/{number}", "text/plain", sha256(number)))
    said = Quotation(f"q{number}", QuotationKind.DIRECT, (Span(len(text) - 2 - len(body), len(text) - 2),))
    library.shelf.keep(article, Analysis((said,)), text.encode(), by="kills")


def mark(library: Library, number: int) -> None:
    library.highlights.add(sha256(number), Highlight(anchor(number), f"note {number}"))


def move(library: Library, number: int) -> None:
    library.save_position(sha256(number), Position(anchor(number), 0.5))


def tag(library: Library, number: int) -> None:
    library.shelf.tag(sha256(number), [f"étiquette{number}", "toutes"])


def follow(library: Library, number: int) -> None:
    address = f"https://raz.example/{number}"
    library.feeds.add(address, f"Fil {number}")
    entries = tuple(Entry(f"{number}-{each}", f"Titre {each}", content="x" * 500 * each) for each in range(4))
    library.feeds.take(address, Listing(ListingKind.FEED, entries, location=address), f"etag{number}", None)


def discard(library: Library, number: int) -> None:
    library.shelf.remove(sha256(number - REMOVED_AFTER))
    library.shelf.purge(datetime.now(UTC))


def is_gone(number: int, upto: int) -> bool:
    return number + REMOVED_AFTER <= upto


def is_kept(library: Library, number: int) -> bool:
    found = library.shelf.analysis(sha256(number), "kills")
    return found is not None and len(found.quotations) == 1 and bool(library.shelf.search(parse(f"mot{number}"), 2))


def is_marked(library: Library, number: int) -> bool:
    return [each.note for each in library.highlights.of(sha256(number))] == [f"note {number}"]


def has_moved(library: Library, number: int) -> bool:
    found = library.position(sha256(number))
    return found is not None and found.anchor == anchor(number)


def is_tagged(library: Library, number: int) -> bool:
    return [each.source.sha256 for each in library.shelf.articles(parse(f"tag:étiquette{number}"), 9)] == [
        sha256(number)
    ]


def is_followed(library: Library, number: int) -> bool:
    feed = library.feeds.feed(f"https://raz.example/{number}")
    return feed is not None and feed.entries == 4 and feed.etag == f"etag{number}"


def is_discarded(library: Library, number: int) -> bool:
    gone = number - REMOVED_AFTER
    return gone < 0 or (library.shelf.article(sha256(gone)) is None and not library.highlights.of(sha256(gone)))


CHANGES: tuple[tuple[Callable[[Library, int], None], Callable[[Library, int], bool]], ...] = (
    (keep, is_kept),
    (mark, is_marked),
    (move, has_moved),
    (tag, is_tagged),
    (follow, is_followed),
    (discard, is_discarded),
)
"""What is done with each article in turn, and how it is seen that it was done. All but feeds end with the article."""


@dataclass(slots=True)
class Report:
    kills: int = 0
    acknowledged: int = 0
    lost: list[int] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    reopened: list[float] = field(default_factory=list)


def run(path: Path, kills: int, seed: int) -> Report:
    """Kill so many writers; `lost` are the acknowledged changes that were not there."""
    report, moments, following = Report(), random.Random(seed), 0
    for kill in range(kills):
        said = _killed(path, following, moments.uniform(0.001, LONGEST))
        report.kills += 1
        report.acknowledged += len(said)
        begun = time.perf_counter()
        try:
            with Library.open(path) as library:
                report.reopened.append(time.perf_counter() - begun)
                last = said[-1] if said else following - 1
                report.lost += [change for change in said if not _is_there(library, change, last)]
                while _is_there(library, last + 1, last + 1):  # done, but killed before it could say so
                    last += 1
                following = last + 1
                if (kill + 1) % WHOLE_EVERY == 0 or kill + 1 == kills:
                    report.wrong += library.check()
        except Exception as error:
            report.wrong.append(f"after kill {kill + 1}: {type(error).__name__}: {error}")
    with Library.open(path) as library:
        report.lost += [each for each in range(following) if not _is_there(library, each, following - 1)]
    return report


def _is_there(library: Library, change: int, upto: int) -> bool:
    article, kind = divmod(change, len(CHANGES))
    reached, done = divmod(upto, len(CHANGES))
    discarded = reached if done == len(CHANGES) - 1 else reached - 1
    if CHANGES[kind][0] not in (follow, discard) and is_gone(article, discarded):
        return library.shelf.article(sha256(article)) is None
    if done == len(CHANGES) - 2 and article + REMOVED_AFTER == reached and CHANGES[kind][0] not in (follow, discard):
        # It was being discarded when the writer was killed, which is two changes: removed, and then purged with all.
        gone = library.shelf.article(sha256(article)) is None
        return gone or CHANGES[kind][0] in (keep, tag) or CHANGES[kind][1](library, article)
    return CHANGES[kind][1](library, article)


def _killed(path: Path, following: int, after: float) -> list[int]:
    """The changes that a writer acknowledged before it was killed."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        os.close(ours)
        with suppress(BaseException):
            _write(path, following, theirs)
        os._exit(3)
    os.close(theirs)
    said, end = b"", time.monotonic() + after
    while (left := end - time.monotonic()) > 0:
        if select.select([ours], [], [], left)[0]:
            if not (data := os.read(ours, 1 << 16)):
                break
            said += data
    os.kill(child, signal.SIGKILL)
    while data := os.read(ours, 1 << 16):
        said += data
    os.close(ours)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status == -signal.SIGKILL, f"the writer ended by itself ({status})"
    return [int(line) for line in said.split(b"\n")[:-1]]


def _write(path: Path, following: int, into: int) -> None:
    with Library.open(path) as library:
        change = following
        while True:
            article, kind = divmod(change, len(CHANGES))
            CHANGES[kind][0](library, article)
            os.write(into, b"%d\n" % change)  # the promise
            change += 1


def main() -> int:
    """Print what came of it; 1 where anything was lost or is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile.library_kills")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        path = Path(folder, "library.sqlite3")
        report = run(path, asked.kills, asked.seed)
        size = path.stat().st_size / (1 << 20)
    times = sorted(report.reopened)
    print(
        f"{report.kills} kills, {report.acknowledged} changes acknowledged, {len(report.lost)} lost,"
        f" {len(report.wrong)} faults of the file; opened again in {statistics.median(times) * 1000:.0f} ms"
        f" (median), {times[-1] * 1000:.0f} ms (most); {size:.0f} MB"
    )
    for each in (*report.wrong, *(f"change {each} is lost" for each in report.lost)):
        print(each, file=sys.stderr)
    return int(bool(report.lost or report.wrong))


if __name__ == "__main__":
    raise SystemExit(main())
