"""What a reader does with kept articles and feeds, each change with the way back. Called in the desk's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader import gate
from reader.app.shelf.rows import tag_shown
from reader.app.shelf.undoing import Undo
from reader.store import State
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.app.shelf.entries import EntryRow, FeedRow
    from reader.app.shelf.rows import ShelfRow
    from reader.store import Library

LONGEST = 60
"""Characters of a title in a notice."""


def archive(row: ShelfRow) -> Callable[[Library], Undo]:
    """Puts an article away with all its versions, or back where it was put away."""

    def make(library: Library) -> Undo:
        hashes, archived = library.browsing.versions(row.sha256), not row.is_archived
        _each(hashes, lambda sha256: library.shelf.archive(sha256, archived=archived))
        away, back = _("Put away: {title}"), _("Back among the others: {title}")
        return Undo(
            _named(away if archived else back, row),
            lambda then: _each(hashes, lambda sha256: then.shelf.archive(sha256, archived=not archived)),
            _named(back if archived else away, row),
            row.sha256,
        )

    return make


def remove(row: ShelfRow) -> Callable[[Library], Undo]:
    """Takes an article with all its versions out of every list. It stays in the file: `reader library restore`."""

    def make(library: Library) -> Undo:
        hashes = library.browsing.versions(row.sha256)
        _each(hashes, library.shelf.remove)
        return Undo(
            _named(_("Removed: {title}"), row),
            lambda then: _each(hashes, lambda sha256: then.shelf.remove(sha256, removed=False)),
            _named(_("Brought back: {title}"), row),
            row.sha256,
        )

    return make


def mark_read(row: ShelfRow) -> Callable[[Library], Undo]:
    """Marks an article as read to its end, or a finished one as unread."""

    def make(library: Library) -> Undo:
        finished = row.state is not State.FINISHED
        before = library.browsing.mark_read(row.sha256, State.FINISHED if finished else State.UNREAD)
        return Undo(
            _named(_("Finished: {title}") if finished else _("Unread again: {title}"), row),
            lambda then: then.browsing.put_back(before),
            _named(_("As it was: {title}"), row),
            row.sha256,
        )

    return make


def tag(row: ShelfRow, typed: str) -> Callable[[Library], Undo | None]:
    """Gives an article the tags that are `typed`, commas between, and no others."""

    def make(library: Library) -> Undo | None:
        article = library.shelf.article(row.sha256)
        old = () if article is None else article.tags
        as_shown = {tag_shown(each): each for each in old}
        new = [as_shown.get(each, each) for each in tags_in(typed)]
        if set(new) == set(old):
            return None
        _retag(library, row.sha256, old, new)
        return Undo(
            _named(_("Tags of {title}: {tags}"), row, tags=gate.line(", ".join(new), LONGEST) or _("none")),
            lambda then: _retag(then, row.sha256, new, old),
            _named(_("Tags of {title}: {tags}"), row, tags=gate.line(", ".join(old), LONGEST) or _("none")),
            row.sha256,
        )

    return make


def unfollow(feed: FeedRow) -> Callable[[Library], Undo | None]:
    """Follows a feed no longer. Articles that were kept of it stay."""

    def make(library: Library) -> Undo | None:
        dropped = library.feeds.drop(feed.address)
        if dropped is None:
            return None
        name = gate.line(feed.name, LONGEST)
        return Undo(
            _("No longer followed: {feed}").format(feed=name),
            lambda then: then.feeds.put_back(dropped),
            _("Followed again: {feed}").format(feed=name),
        )

    return make


def mark_entries(feed: FeedRow) -> Callable[[Library], Undo | None]:
    """Marks all entries of a feed, or of all feeds, as read."""

    def make(library: Library) -> Undo | None:
        unread = library.feeds.seen(feed.address or None, -1, unread=True)
        by_feed: dict[str, list[str]] = {}
        for seen in unread:
            by_feed.setdefault(seen.feed, []).append(seen.entry.id)

        def mark(then: Library, *, read: bool) -> None:
            for address, entries in by_feed.items():
                then.feeds.mark_read(address, entries, read=read)

        if not unread:
            return None
        mark(library, read=True)
        name = gate.line(feed.name, LONGEST)
        return Undo(
            _("All read: {feed}").format(feed=name),
            lambda then: mark(then, read=False),
            _("As it was: {title}").format(title=name),
        )

    return make


def mark_entry(entry: EntryRow) -> Callable[[Library], Undo]:
    """Marks an entry as read, or as unread again."""

    def make(library: Library) -> Undo:
        def mark(then: Library, *, read: bool) -> None:
            then.feeds.mark_read(entry.feed, [entry.entry.id], read=read)

        mark(library, read=not entry.is_read)
        said = _("Unread again: {title}") if entry.is_read else _("Read: {title}")
        title = gate.line(entry.title, LONGEST)
        return Undo(
            said.format(title=title),
            lambda then: mark(then, read=entry.is_read),
            _("As it was: {title}").format(title=title),
        )

    return make


def tags_in(typed: str) -> tuple[str, ...]:
    """The tags that are typed, commas between, each once."""
    words = (" ".join(each.split()).removeprefix("#").strip() for each in typed.split(","))
    return tuple(dict.fromkeys(filter(None, words)))


def _retag(library: Library, sha256: str, old: Sequence[str], new: Sequence[str]) -> None:
    library.shelf.untag(sha256, [each for each in old if each not in new])
    library.shelf.tag(sha256, [each for each in new if each not in old])


def _each(hashes: Sequence[str], change: Callable[[str], object]) -> None:
    for sha256 in hashes:
        change(sha256)


def _named(said: str, row: ShelfRow, **values: str) -> str:
    return said.format(title=gate.line(row.title, LONGEST), **values)
