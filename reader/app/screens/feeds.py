"""The feeds: which are followed, what was seen in them, and what of it is unread."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal, Vertical

from reader.app.describe import QUIET
from reader.app.screens.paned import PanedScreen
from reader.app.screens.prompting import PromptScreen
from reader.app.shelf import changes
from reader.app.shelf.entries import EVERY, EntryRow, FeedRow, entry_row, every_feed, feed_row
from reader.app.shelf.messages import (
    AdditionWanted,
    EntryChosen,
    EntryPointed,
    FeedPointed,
    LibraryWanted,
    OutlineWanted,
    RefreshWanted,
)
from reader.app.widgets.entry_list import EntryList
from reader.app.widgets.feed_list import FeedList
from reader.app.widgets.filter_line import FilterClosed, FilterLine, FilterTyped
from reader.model.names import begins
from reader.tongue import _, ngettext, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from reader.app.shelf.desk import Desk
    from reader.app.shelf.undoing import Undo
    from reader.config import Settings
    from reader.store import Library

SHOWN = 1_000
"""Entries of a feed that are listed."""

OUTLINE = "feeds.opml"
"""The name of the file that is offered for the list of feeds."""


class FeedsScreen(PanedScreen):
    """The feeds, their entries, and the keys of both.

    Args:
        settings: The configuration.
        desk: Where the library is asked.
    """

    AUTO_FOCUS = "EntryList"
    HINTS: ClassVar[Sequence[str]] = (
        *("mark_read", "refresh_all", "add", "library", "help", "leave"),
        *("remove", "refresh", "undo", "filter", "arrange", "export", "toggle_sections"),
    )

    def __init__(self, settings: Settings, desk: Desk) -> None:
        super().__init__(settings)
        self._desk = desk
        self._main = self._entries = EntryList(id="entries")
        self._groups = self._feeds = FeedList(id="feeds")
        self._filter = FilterLine("›", _("words of a title"), id="filter")
        self._feed = EVERY
        self._found: tuple[EntryRow, ...] = ()
        self._typed = ""
        self._unread_only = False
        self._progress = ""

    def compose(self) -> ComposeResult:
        yield self._title
        with Horizontal(id="panes"):
            with self._pane:
                yield self._feeds
            with Vertical(id="shelf-pane"):
                yield self._filter
                yield self._entries
        yield self._status

    def on_mount(self) -> None:
        self._show_title()
        self._show_status()
        self._arrange(self.app.size.width)
        self.post_message(RefreshWanted((), if_due=True))

    def on_screen_resume(self) -> None:
        self.renew()

    # What is shown

    def renew(self) -> None:
        """Ask for the feeds and entries that there are now."""
        self._desk.ask(self._ask_feeds, "feeds")
        self._ask()

    def _ask(self) -> None:
        self._desk.ask(partial(self._ask_entries, self._feed, self._unread_only), "entries")

    def _ask_feeds(self, library: Library) -> partial[None]:
        return partial(self._take_feeds, [feed_row(feed) for feed in library.feeds.all()])

    def _ask_entries(self, feed: str, unread: bool, library: Library) -> partial[None]:
        seen = library.feeds.seen(feed or None, SHOWN, unread=unread)
        rows = tuple(entry_row(each, among_others=not feed) for each in seen)
        return partial(self._take_entries, feed, rows)

    def _take_feeds(self, rows: list[FeedRow]) -> None:
        self._feeds.items = [every_feed(rows), *rows] if rows else []
        self._feeds.note = ""
        if rows and self._feeds.cursor is None:
            self._feeds.point_at(0)
        self._show_title()
        self._show_entries()

    def _take_entries(self, feed: str, rows: tuple[EntryRow, ...]) -> None:
        if feed == self._feed:
            self._found = rows
            self._show_entries()

    def _show_entries(self) -> None:
        rows = [row for row in self._found if begins(row.title, self._typed)]
        self._entries.note = "" if rows else self._nothing()
        self._entries.items = rows
        if rows and self._entries.cursor is None:
            self._entries.point_at(0)
        self._entries.show_cursor()

    def _nothing(self) -> str:
        if not self._feeds.items:
            return _("No feed is followed. {key} follows one, by its address or by that of its site.").format(
                key=self.key_of("add")
            )
        if self._typed.strip():
            return _("No title begins so.")
        feed = self._at_feed
        if feed is not None and feed.fault:
            return feed.fault
        return _("Nothing is unread.") if self._unread_only else _("Nothing has been seen here yet.")

    def show_progress(self, said: str) -> None:
        """Say how far a look at the feeds has come; "" when it is done."""
        self._progress = said
        self._show_title()

    def _show_title(self) -> None:
        feed = self._at_feed
        left = [(_("Feeds"), ("heading",))]
        if feed is not None and feed.address != EVERY:
            left.append((f"  {feed.name}", ("strong",)))
        right = self._progress
        if not right and feed is not None:
            entries = ngettext("{number} entry", "{number} entries", feed.entries)
            facts = [entries.format(number=number(feed.entries))]
            facts.append(_("{number} unread").format(number=number(feed.unread)))
            if feed.looked_at:
                facts.append(_("looked at {time}").format(time=feed.looked_at))
            right = " · ".join(facts)
        self._title.show(tuple(left), ((right, QUIET),))

    # Feeds

    @property
    def _at_feed(self) -> FeedRow | None:
        return next((row for row in self._feeds.items if row.address == self._feed), None)

    @on(FeedPointed)
    def _point_feed(self, message: FeedPointed) -> None:
        message.stop()
        if message.feed.address != self._feed:
            self._feed = message.feed.address
            self._found = ()
            self._entries.point_at(None)
            self._show_title()
            self._ask()
            if message.feed.fault:
                self.say(message.feed.fault, error=True)
        if message.entered:
            self._to_list()

    def action_refresh(self) -> None:
        self.post_message(RefreshWanted((self._feed,) if self._feed else ()))

    def action_refresh_all(self) -> None:
        self.post_message(RefreshWanted(()))

    def action_add(self) -> None:
        def take(typed: str | None) -> None:
            if typed is not None:
                self.post_message(AdditionWanted(typed, is_feed=True))

        self.app.push_screen(PromptScreen(_("Follow (an address, or an OPML file):")), take)

    def action_remove(self) -> None:
        feed = self._at_feed
        if feed is None or feed.address == EVERY:
            self.say(_("No feed is at hand: choose one on the left."))
        else:
            self._feed = EVERY
            self._desk.change(changes.unfollow(feed), self._changed)

    def action_export(self) -> None:
        def take(typed: str | None) -> None:
            if typed is not None:
                self.post_message(OutlineWanted(typed))

        self.app.push_screen(PromptScreen(_("Write the list of feeds (OPML) to:"), OUTLINE), take)

    # Entries

    @on(EntryPointed)
    def _point_entry(self, message: EntryPointed) -> None:
        message.stop()
        if message.entered:
            self.post_message(EntryChosen(message.entry))

    def action_mark_read(self) -> None:
        """The entry at hand; with the keys in the pane, all of the feed."""
        at, rows = self._entries.cursor, self._entries.items
        feed = self._at_feed
        if self.focused is self._feeds and feed is not None:
            self._desk.change(changes.mark_entries(feed), self._changed)
        elif at is not None and at < len(rows):
            self._desk.change(changes.mark_entry(rows[at]), self._changed)
        else:
            self.say(_("No entry is at hand."))

    def _changed(self, undo: Undo | None) -> None:
        if undo is None:
            self.say(_("Nothing is unread."))
            return
        self.say(_("{change} · {key} takes it back").format(change=undo.said, key=self.key_of("undo")))
        self.renew()

    def action_undo(self) -> None:
        self._desk.undo(self._undone)

    def _undone(self, undo: Undo | None) -> None:
        self.say(_("There is nothing to take back.") if undo is None else undo.said_back)
        self.renew()

    # What is listed

    def action_arrange(self) -> None:
        self._unread_only = not self._unread_only
        self.say(_("Only what is unread.") if self._unread_only else _("All that was seen."))
        self._ask()

    def action_filter(self) -> None:
        self._filter.open()

    @on(FilterTyped)
    def _narrow(self, message: FilterTyped) -> None:
        message.stop()
        self._typed = message.typed
        self._show_entries()

    @on(FilterClosed)
    def _leave_filter(self, message: FilterClosed) -> None:
        message.stop()
        self._to_list()

    def action_close(self) -> None:
        """The topmost layer: the pane that lies over the list, what is typed, the feed; never the screen."""
        if self.has_class("narrow") and self._pane_shown:
            self._to_list()
        elif self._typed:
            self._typed = ""
            self._filter.set("")
            self._show_entries()
        elif self._feed != EVERY:
            self._feeds.move_to_end(last=False)

    def action_library(self) -> None:
        self.post_message(LibraryWanted())
