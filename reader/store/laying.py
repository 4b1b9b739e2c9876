"""What another program knew of an article, laid on the article itself: its tags, how far it was read, what was marked.

Words that were marked elsewhere are looked for in the article, where white space does not count. They are never laid
on words that may be others: what stands nowhere, or several times without being long, is kept as a lost highlight.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

from reader.model import Anchor, Highlight, Span
from reader.store.records import Opened, Position, now

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model import Article, Passage, Saved
    from reader.store.library import Library
    from reader.store.waiting import Waiting

_LONG = 40
"""Characters of words that hardly stand twice in a text by chance (as for an Anchor)."""

_SEEN = 32
"""Characters behind a position that it is known by."""


@dataclass(frozen=True, slots=True)
class Laid:
    """What was laid on an article: highlights at their place, highlights whose place was not found, and tags."""

    placed: int = 0
    lost: int = 0
    tags: int = 0

    @property
    def is_anything(self) -> bool:
        """Whether the article has anything that it had not."""
        return bool(self.placed or self.lost or self.tags)


def lay(library: Library, article: Article, saved: Saved, *, is_new: bool) -> Laid:
    """Lays on a kept article what another program knew of it; what its reader did here stands.

    Args:
        library: Where it is kept.
        article: The article, whole.
        saved: What was known.
        is_new: Whether it was kept just now, so that how far it was read and whether it was put away are not known.

    Raises:
        LibraryError: where the library does not take it.
    """
    sha256 = article.source.sha256
    kept = library.shelf.article(sha256)
    tags = [tag for tag in saved.tags if kept is None or tag not in kept.tags]
    if tags:
        library.shelf.tag(sha256, tags)
    if is_new and saved.furthest:
        _read(library, article, saved)
    if is_new and saved.is_archived:
        library.shelf.archive(sha256)
    placed, lost = _mark(library, article, saved.passages)
    return Laid(placed, lost, len(tags))


def _read(library: Library, article: Article, saved: Saved) -> None:
    """Keeps that the article was read so far, when it was saved at the earliest; where its reader is here stands."""
    if library.position(article.source.sha256) is not None:
        return
    text, at = article.text, saved.saved_at or now()
    start = min(int(saved.furthest * len(text)), max(0, len(text) - 1))
    anchor = Anchor.to(text, Span(start, min(len(text), start + _SEEN)))
    source, kept = article.source, library.shelf.article(article.source.sha256)
    if kept is None or kept.opened_at is None:
        library.save_opened(Opened(source.sha256, source.location, article.title, article.metadata.language, at))
    library.save_position(source.sha256, Position(anchor, saved.furthest, at))


def _mark(library: Library, article: Article, passages: Iterable[Passage]) -> tuple[int, int]:
    """Highlights the passages that are not highlighted yet; how many have their place, and how many are lost."""
    sha256, text = article.source.sha256, article.text
    known = library.highlights.of(sha256)
    taken = {each.anchor.span for each in known}
    words = {each.anchor.quote for each in known}
    beyond = max([len(text), *(span.end for span in taken)])
    placed = lost = 0
    for passage in passages:
        span = place_of(article, passage.quote)
        if span is None:
            if passage.quote in words:
                continue
            span = Span(beyond, beyond + len(passage.quote))
            anchor, beyond, lost = Anchor(span, passage.quote), span.end, lost + 1
        elif span in taken:
            continue
        else:
            anchor, placed = Anchor.to(text, span), placed + 1
        taken.add(span)
        words.add(passage.quote)
        library.highlights.add(sha256, Highlight(anchor, passage.note, _universal(passage.made_at)))
    return placed, lost


def laid_on(library: Library, article: Article) -> Laid:
    """All that is laid on an article now."""
    ends = [each.anchor.span.end for each in library.highlights.of(article.source.sha256)]
    placed = sum(end <= len(article.text) for end in ends)
    return Laid(placed, len(ends) - placed)


def place_of(article: Article, quote: str) -> Span | None:
    """Where the words `quote` stand in `article`; its first block where there are none; None where that is not sure."""
    if not quote.strip():
        return article.blocks[0].span if article.blocks else None
    pattern = re.compile(r"\s+".join(map(re.escape, quote.split())))
    found = [Span(*match.span()) for match in islice(pattern.finditer(article.text), 2)]
    return found[0] if len(found) == 1 or (found and len(quote) >= _LONG) else None


def _universal(time: str) -> str:
    """A time as the library keeps it; empty where it is none."""
    try:
        return datetime.fromisoformat(time).astimezone(UTC).isoformat(timespec="microseconds") if time else ""
    except ValueError:
        return ""


def settle(library: Library, article: Article) -> None:
    """Lays on an article that was kept just now what waited for it, if anything did.

    Raises:
        LibraryError: where the library does not take it.
    """
    for location in (article.metadata.url, article.source.location):
        waiting = library.waiting.at(location) if location else None
        if waiting is not None:
            lay_waiting(library, article, waiting)
            return


def lay_waiting(library: Library, article: Article, waiting: Waiting) -> None:
    """Lays on an article that was kept just now what waited for it, and all that came to be known of it meanwhile.

    Raises:
        LibraryError: where the library does not take it.
    """
    known: Waiting | None = library.waiting.at(waiting.address) or waiting
    while known is not None:
        lay(library, article, known.saved, is_new=True)
        known = library.waiting.settled(known, article.source.sha256)
