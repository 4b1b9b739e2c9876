"""The library: the articles that are kept, in the group, the order and the words that the reader chooses."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal, Vertical

from reader.app.screens.paned import PanedScreen
from reader.app.screens.prompting import PromptScreen
from reader.app.shelf import changes
from reader.app.shelf.desk import Desk, Shown, Wanted
from reader.app.shelf.groups import ALL, Kind, groups
from reader.app.shelf.headline import headline
from reader.app.shelf.messages import (
    AdditionWanted,
    FeedsWanted,
    GroupPointed,
    KeptChosen,
    LibraryWanted,
    RowPointed,
    RowsWanted,
)
from reader.app.shelf.rows import ORDERS, Rows, ShelfRow, section, today
from reader.app.widgets.filter_line import FilterClosed, FilterLine, FilterTyped
from reader.app.widgets.group_list import GroupList
from reader.app.widgets.shelf_list import ShelfList
from reader.gate import line
from reader.store.browsing import Order, Tallies
from reader.tongue import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from reader.app.shelf.undoing import Undo
    from reader.config import Settings
    from reader.store import Library

NOTHING_AT_HAND = N_("No article is at hand.")


class LibraryScreen(PanedScreen):
    """The articles, their groups, and the keys of both.

    Args:
        settings: The configuration.
        desk: Where the library is asked.
        first: The rows that are on the screen at once.
        order: The order that they stand in.
    """

    AUTO_FOCUS = "ShelfList"
    HINTS: ClassVar[Sequence[str]] = (
        *("filter", "search", "mark_read", "archive", "help", "leave"),
        *("tag", "remove", "undo", "feeds", "add", "arrange", "toggle_sections"),
    )

    def __init__(self, settings: Settings, desk: Desk, first: Rows, order: Order = Order.RECENT) -> None:
        super().__init__(settings)
        self._desk = desk
        self._main = self._shelf = ShelfList(id="shelf")
        self._groups = GroupList(id="groups")
        self._filter = FilterLine("›", _("words of a title, is:unread, tag:, site:, after:2025 …"), id="filter")
        self._find = FilterLine("/", _("words of a text, speaker:NAME, entity:NAME …"), id="find")
        self._first = first
        self._wanted = Wanted(order=order)
        self._tallies: Tallies | None = None
        self._sought = ""
        """The hash of an article that the cursor is to go to when it is there again."""

    def compose(self) -> ComposeResult:
        yield self._title
        with Horizontal(id="panes"):
            with self._pane:
                yield self._groups
            with Vertical(id="shelf-pane"):
                yield self._filter
                yield self._find
                yield self._shelf
        yield self._status

    def on_mount(self) -> None:
        self._shelf.section = partial(section, order=self._wanted.order, today=today())
        self._shelf.items = self._first
        self._shelf.point_at(0 if self._first else None)
        self._show_title()
        self._show_status()
        self._arrange(self.app.size.width)

    def on_screen_resume(self) -> None:
        """What was read meanwhile has other numbers now, and other articles may be there."""
        self.renew()

    # What is shown

    def renew(self) -> None:
        """Ask for all that is shown anew, since other articles may be there."""
        self._desk.forget()
        self._renew()

    def _renew(self) -> None:
        self._desk.show(self._wanted, self._take)
        self._desk.tally(self._count)

    def _want(self, wanted: Wanted) -> None:
        if wanted != self._wanted:
            self._wanted = wanted
            self._show_title()
            self._desk.show(wanted, self._take)

    def _take(self, shown: Shown) -> None:
        """Show what the desk found, unless something else is wanted meanwhile."""
        if shown.wanted != self._wanted:
            return
        if shown.fault:
            self._shelf.note = line(shown.fault)
            self._shelf.items = shown.rows
            return
        in_order = partial(section, order=shown.wanted.order, today=today())
        self._shelf.section = None if shown.wanted.full and shown.wanted.typed else in_order
        self._shelf.note = "" if shown.rows else self._nothing()
        self._shelf.items = shown.rows
        self._seek(shown.rows)
        if shown.rows and (self._shelf.cursor is None or not shown.is_whole):
            self._shelf.point_at(self._shelf.cursor or 0)
        self._shelf.show_cursor()
        self._show_title()

    def _seek(self, rows: Rows) -> None:
        """Put the cursor on the article that is sought, where it is among the first."""
        found = next((each.number for each in rows.known.values() if each.sha256 == self._sought), None)
        if self._sought and found is not None:
            self._sought = ""
            self._shelf.point_at(rows.place_of(found))

    def _nothing(self) -> str:
        typed, full = self._wanted.typed.strip(), self._wanted.full
        if typed and full:
            return _("Nothing in the library says so.")
        if typed:
            return _("No title fits. Enter looks for it in the texts.")
        return _("Nothing stands here.")

    def _count(self, tallies: Tallies, unread: int) -> None:
        self._tallies = tallies
        self._groups.items = groups(tallies, unread)
        if self._groups.cursor is None:
            self._groups.point_at(0)
        self._show_title()

    @on(RowsWanted)
    def _fetch(self, message: RowsWanted) -> None:
        message.stop()
        rows = self._shelf.items
        if isinstance(rows, Rows) and (unknown := rows.unknown(message.first, message.last)):
            self._desk.rows(unknown, lambda known: self._shelf.learn(dict(known)))

    def _show_title(self) -> None:
        self._title.show(*headline(self._wanted, self._tallies, len(self._shelf.items)))

    # Groups and order

    @on(GroupPointed)
    def _point_group(self, message: GroupPointed) -> None:
        message.stop()
        if message.group.kind is Kind.FEEDS:
            if message.entered:
                self.post_message(FeedsWanted())
            return
        if not message.group.same(self._wanted.group):
            self._shelf.point_at(None)
            self._want(self._wanted._replace(group=message.group))
        if message.entered:
            self._to_list()

    def action_arrange(self) -> None:
        orders = list(Order)
        order = orders[(orders.index(self._wanted.order) + 1) % len(orders)]
        self._want(self._wanted._replace(order=order))
        self.say(_(ORDERS[order]))

    # What is typed

    def action_filter(self) -> None:
        self._open(self._filter)

    def action_search(self) -> None:
        self._open(self._find)

    def _open(self, line_: FilterLine) -> None:
        full = line_ is self._find
        other = self._filter if full else self._find
        other.set("")
        line_.open()
        if self._wanted.full != full:
            line_.fill(self._wanted.typed)
            self._want(self._wanted._replace(full=full))

    @on(FilterTyped)
    def _narrow(self, message: FilterTyped) -> None:
        message.stop()
        self._shelf.point_at(None)
        self._want(self._wanted._replace(typed=message.typed))

    @on(FilterClosed)
    def _leave_line(self, message: FilterClosed) -> None:
        message.stop()
        typed = self._wanted.typed.strip()
        if typed and not self._wanted.full and not self._shelf.items and not self._desk.is_busy:
            self._open(self._find)
        else:
            self._to_list()

    def action_close(self) -> None:
        """The topmost layer: the pane that lies over the list, what is typed, the group; never the screen."""
        if self.has_class("narrow") and self._pane_shown:
            self._to_list()
        elif self._wanted.typed:
            for each in (self._filter, self._find):
                each.set("")
            self._want(self._wanted._replace(typed="", full=False))
            self._to_list()
        elif self._wanted.group.kind is not Kind.ALL:
            self._groups.point_at(0)
            self._want(self._wanted._replace(group=ALL))

    # Articles

    @on(RowPointed)
    def _point_row(self, message: RowPointed) -> None:
        message.stop()
        if message.entered:
            self.post_message(KeptChosen(message.row))

    @property
    def _at_hand(self) -> ShelfRow | None:
        at, rows = self._shelf.cursor, self._shelf.items
        row = rows[at] if at is not None and at < len(rows) else None
        return row if row is not None and row.is_known else None

    def _change(self, make: Callable[[ShelfRow], Callable[[Library], Undo | None]]) -> None:
        row = self._at_hand
        if row is None:
            self.say(_(NOTHING_AT_HAND))
        else:
            self._desk.change(make(row), self._changed)

    def _changed(self, undo: Undo | None) -> None:
        """A change is on the disk: say so, and how it is taken back."""
        if undo is None:
            return
        self.say(_("{change} · {key} takes it back").format(change=undo.said, key=self.key_of("undo")))
        self._renew()

    def action_mark_read(self) -> None:
        self._change(changes.mark_read)

    def action_archive(self) -> None:
        self._change(changes.archive)

    def action_remove(self) -> None:
        self._change(changes.remove)

    def action_tag(self) -> None:
        row = self._at_hand
        if row is None:
            self.say(_(NOTHING_AT_HAND))
            return

        def write(typed: str | None) -> None:
            if typed is not None:
                self._desk.change(changes.tag(row, typed), self._changed)

        self.app.push_screen(PromptScreen(_("Tags, with commas:"), ", ".join(row.tags), empty=True), write)

    def action_undo(self) -> None:
        self._desk.undo(self._undone)

    def _undone(self, undo: Undo | None) -> None:
        if undo is None:
            self.say(_("There is nothing to take back."))
        else:
            self.say(undo.said_back)
            self._sought = undo.article
            self._renew()

    # Elsewhere

    def action_add(self) -> None:
        def take(typed: str | None) -> None:
            if typed is not None:
                self.post_message(AdditionWanted(typed, is_feed=False))

        self.app.push_screen(PromptScreen(_("Take in (a path or an address):")), take)

    def action_feeds(self) -> None:
        self.post_message(FeedsWanted())

    def action_library(self) -> None:
        self.post_message(LibraryWanted())
