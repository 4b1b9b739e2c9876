"""The app as far as it follows feeds, and takes in what its reader names: all of it in threads, with progress."""

from __future__ import annotations

import os
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import on

from reader.app.screens.reading import ReadingScreen
from reader.app.shelf.messages import AdditionWanted, EntryChosen, FeedsWanted, OutlineWanted, RefreshWanted
from reader.app.shelving import ShelvingApp
from reader.errors import ReaderError
from reader.gate import line
from reader.tongue import _, ngettext, number

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from reader.app.shelf.entries import EntryRow
    from reader.model import Listing
    from reader.reading import Reading

DUE = 3600.0
"""Seconds ago that a feed must have been looked at to be looked at again without being asked to."""

LONGEST = 60
"""Characters of a name in a notice."""


class FollowingApp(ShelvingApp):
    """The app with its feeds."""

    _refreshing = False

    @on(FeedsWanted)
    def _show_feeds(self) -> None:
        """Go back to the feeds where they are open, else open them."""
        from reader.app.screens.feeds import FeedsScreen

        if any(isinstance(screen, FeedsScreen) for screen in self.screen_stack):
            while not isinstance(self.screen, FeedsScreen):
                self._close_screen()
        else:
            self._note_position()
            self.push_screen(FeedsScreen(self.settings, self.desk))

    @on(EntryChosen)
    def _open_entry(self, message: EntryChosen) -> None:
        row = message.entry
        self._begin_opening(partial(self._entry, row), row.title, partial(self._entry_opened, row))

    def _entry(self, row: EntryRow) -> Reading | Listing:
        """What an entry leads to: the article that the library keeps of it, else its page or the feed's own text."""
        from reader.catalogue import open_entry
        from reader.keeping import open_kept

        if row.kept:
            return open_kept(row.kept, self._library)
        return open_entry(row.entry, self._library.feeds.listing(row.feed, 0), self._library)

    def _entry_opened(self, row: EntryRow, screen: Screen[Any]) -> None:
        if isinstance(screen, ReadingScreen):
            screen.come_from(_("feeds"))
            if row.kept:
                self._look_at_source(screen)
        self.desk.change(lambda library: library.feeds.mark_read(row.feed, [row.entry.id]), lambda _undo: None)

    # Looking at feeds

    @on(RefreshWanted)
    def _refresh(self, message: RefreshWanted) -> None:
        if self._refreshing:
            if not message.if_due:
                self._say(_("The feeds are being looked at already."))
            return
        self._refreshing = True
        self._beside(partial(self._look_at_feeds, message))

    def _look_at_feeds(self, message: RefreshWanted) -> None:
        from datetime import timedelta

        from reader.subscriptions import REST, refresh

        rest = timedelta(seconds=DUE) if message.if_due else timedelta(0) if message.addresses else REST
        try:
            feeds = [f for f in self._library.feeds.all() if not message.addresses or f.address in message.addresses]
            new = faults = done = 0
            for each in refresh(self._library, feeds, rest=rest):
                done, new, faults = done + 1, new + each.new, faults + bool(each.fault)
                said = _("Looking at feeds: {done} of {all}").format(done=number(done), all=number(len(feeds)))
                self._from_thread(partial(self._show_refresh, said))
        finally:
            self._refreshing = False
            self._from_thread(partial(self._show_refresh, ""))
        if done or not message.if_due:
            self._tell_from_thread(_refreshed(new, done, faults))

    def _show_refresh(self, said: str) -> None:
        from reader.app.screens.feeds import FeedsScreen

        for screen in self.screen_stack:
            if isinstance(screen, FeedsScreen):
                screen.show_progress(said)
                screen.renew()

    # Taking in

    @on(AdditionWanted)
    def _add(self, message: AdditionWanted) -> None:
        location = message.location
        if "://" not in location:
            location = os.path.expanduser(location)  # noqa: PTH111 - Path's own raises for an unknown user
        self._say(_("Taking in {name} …").format(name=line(location, LONGEST)))
        self._beside(partial(self._follow if message.is_feed else self._take_in, location))

    def _follow(self, location: str) -> None:
        from reader.subscriptions import follow_all

        found = follow_all(location, self._library)
        if len(found) == 1:
            feed = found[0].feed
            said = _("Followed: {feed}, {number} unread").format(feed=feed.name, number=number(feed.unread))
        else:
            said = ngettext("{number} new feed is followed", "{number} new feeds are followed", len(found))
            said = said.format(number=number(len(found)))
        self._from_thread(partial(self._added, said))
        if len(found) > 1:
            self._from_thread(partial(self._refresh, RefreshWanted(())))

    def _take_in(self, location: str) -> None:
        from reader.keeping import take_in
        from reader.sources import NotOneArticleError
        from reader.sources.feed.folder import is_folder
        from reader.sources.feed.folder import listing as folder_listing

        sources = [location]
        if is_folder(location):
            sources = [entry.location or "" for entry in folder_listing(Path(location)).entries]
        taken, faults = 0, list[ReaderError]()
        for source in sources:
            try:
                kept = take_in(source, self._library)
            except NotOneArticleError as error:
                key = next((each.keys[0] for each in self.settings.actions if each.name == "feeds" and each.keys), "")
                raise ReaderError(
                    _("{name} is a feed, not an article: {key} follows feeds").format(name=location, key=key)
                ) from error
            except ReaderError as error:
                if len(sources) == 1:
                    raise
                faults.append(error)
            else:
                taken += 1
                name = kept.name
        said = (
            _("Kept: {title}").format(title=line(name, LONGEST))
            if taken == 1
            else ngettext("{number} article is kept", "{number} articles are kept", taken).format(number=number(taken))
        )
        if faults:
            said += " · " + ngettext("{number} is none", "{number} are none", len(faults)).format(number=len(faults))
        self._from_thread(partial(self._added, said))

    def _added(self, said: str) -> None:
        """Something new is in the library: the screen that is up shows it."""
        self._say(line(said))
        renew = getattr(self.screen, "renew", None)
        if renew is not None:
            renew()

    # The list of feeds

    @on(OutlineWanted)
    def _write_outline(self, message: OutlineWanted) -> None:
        self._beside(partial(self._save_outline, Path(os.path.expanduser(message.name))))  # noqa: PTH111 - as above

    def _save_outline(self, path: Path) -> None:
        from reader.exports.files import save
        from reader.sources.feed.opml import write

        feeds = self._library.feeds.all()
        save(write((feed.name, feed.address, feed.folder or None) for feed in feeds), path)
        said = ngettext("{number} feed is written to {path}", "{number} feeds are written to {path}", len(feeds))
        self._tell_from_thread(said.format(number=number(len(feeds)), path=path))

    def _beside(self, work: Callable[[], None]) -> None:
        """Do `work` in a thread; a fault that a person can mend is told in a sentence."""

        def run() -> None:
            try:
                work()
            except ReaderError as error:
                self._tell_from_thread(str(error), error=True)
            except Exception as error:
                from reader.app.opening import fault

                self._tell_from_thread(fault(error), error=True)

        threading.Thread(target=run, name="library", daemon=True).start()


def _refreshed(new: int, looked_at: int, faults: int) -> str:
    """What came of a look at feeds."""
    if not looked_at:
        return _("All feeds were looked at a moment ago.")
    said = ngettext("{number} new entry", "{number} new entries", new).format(number=number(new))
    if faults:
        return (
            said
            + " · "
            + ngettext("{number} feed failed", "{number} feeds failed", faults).format(number=number(faults))
        )
    return said
