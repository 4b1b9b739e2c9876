"""`reader feeds`: the feeds that are followed; each task is a function in TASKS."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from reader.cli.listing import NOTHING_FOUND
from reader.cli.narration import Progress, complain, remark
from reader.cli.output import emit, terminal_width, write
from reader.errors import NetworkError, ReaderError, UsageError
from reader.exports.records import Column
from reader.gate import visible
from reader.store import Library
from reader.tongue import _, ngettext, number

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator, Mapping

    from reader.exports.records import Record
    from reader.store.feeds import Feed

FEEDS = (
    Column("title", "Feed", spacious=True),
    Column("folder", "Folder"),
    Column("unread", "Unread", number=True),
    Column("entries", "Entries", number=True),
    Column("address", "Address"),
    Column("url"),
    Column("refreshed_at"),
    Column("fault", "Fault"),
)


def run(arguments: Namespace) -> int:
    """Do `arguments.task`.

    Raises:
        LibraryError: where the library cannot be read, or does not take what is to be kept.
    """
    with Library.open() as library:
        return TASKS[arguments.task](arguments, library)


def _add(arguments: Namespace, library: Library) -> int:
    from reader.subscriptions import follow

    failure = 0

    def added() -> Iterator[Record]:
        nonlocal failure
        for address in arguments.addresses:
            try:
                yield _record(follow(address, library, arguments.folder).feed)
            except ReaderError as error:
                complain(str(error))
                failure = failure or error.exit_code

    emit(arguments.format, added(), FEEDS)
    return failure


def _remove(arguments: Namespace, library: Library) -> int:
    unknown = [address for address in arguments.addresses if library.feeds.feed(address) is None]
    if unknown:
        raise UsageError(
            _("{address} is not followed: `reader feeds list` shows the addresses that are").format(address=unknown[0])
        )
    for address in arguments.addresses:
        library.feeds.remove(address)
    return 0


def _list(arguments: Namespace, library: Library) -> int:
    feeds = library.feeds.all()
    emit(arguments.format, map(_record, feeds), FEEDS)
    if feeds:
        return 0
    remark(_("no feed is followed: `reader feeds add ADDRESS` begins with one"))
    return NOTHING_FOUND


def _record(feed: Feed) -> Record:
    return {
        "title": feed.name,
        "folder": feed.folder or None,
        "unread": feed.unread,
        "entries": feed.entries,
        "address": feed.address,
        "url": feed.url,
        "refreshed_at": feed.refreshed_at.isoformat(timespec="seconds") if feed.refreshed_at else None,
        "fault": feed.fault,
    }


def _refresh(arguments: Namespace, library: Library) -> int:
    """Look at every feed, or those that are named; one that fails does not stop the others."""
    from reader.subscriptions import REST, refresh

    feeds = [feed for feed in library.feeds.all() if not arguments.addresses or feed.address in arguments.addresses]
    progress = Progress(len(feeds))
    new, faults = 0, 0
    for done in refresh(library, feeds, rest=timedelta(0) if arguments.now else REST):
        progress.show(done.feed.name)
        new += done.new
        if done.fault:
            progress.erase()
            complain(_("{name}: {fault}").format(name=done.feed.name, fault=done.fault))
            faults += 1
    progress.erase()
    entries = ngettext("{count} new entry", "{count} new entries", new).format(count=number(new))
    told = ngettext("{entries} in {count} feed", "{entries} in {count} feeds", len(feeds))
    write(told.format(entries=entries, count=number(len(feeds))) + "\n")
    return NetworkError.exit_code if faults else 0


def _import(arguments: Namespace, library: Library) -> int:
    from reader.sources.feed.opml import read
    from reader.sources.fetch import fetch

    found = [each for path in arguments.paths for each in read(fetch(path, "text/x-opml"))]
    new = sum(library.feeds.add(each.url, each.title, each.folder or "") for each in found)
    remark(_("{new} of {count} feeds are new; `reader feeds refresh` looks at them").format(new=new, count=len(found)))
    return 0


def _export(_arguments: Namespace, library: Library) -> int:
    from reader.sources.feed.opml import write as opml

    text = opml((feed.name, feed.address, feed.folder or None) for feed in library.feeds.all())
    write(text if terminal_width() is None else visible(text))
    return 0


TASKS: Mapping[str, Callable[[Namespace, Library], int]] = {
    "add": _add,
    "list": _list,
    "refresh": _refresh,
    "rm": _remove,
    "import": _import,
    "export": _export,
}
"""Task → function."""
