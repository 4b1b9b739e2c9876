"""What is shown when no article was named: what can be opened."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from textual import work

from reader.actions import key_label
from reader.app import describe, offers
from reader.app.messages import SourceChosen
from reader.app.screens.keyed import KeyedScreen
from reader.app.widgets.article_list import ArticleList, Offer
from reader.app.widgets.lines import StatusLine, TitleLine
from reader.catalogue import candidate
from reader.model import ListingKind
from reader.sources.fetch import is_address
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult

    from reader.app.widgets.lines import Run
    from reader.config import Settings
    from reader.model import Listing

REDRAWN = 0.2
"""Seconds between two times that the list shows what has been learnt."""

HINTS = ("line_down", "line_up", "next_theme", "palette", "help", "leave")


class ChooserScreen(KeyedScreen):
    """A list of what can be opened; what is known of each is filled in while the list can already be used.

    Args:
        listing: What can be opened.
        settings: The configuration.
        progress: Gives how far each article, by the hash of its bytes, has been read (0 to 1).
    """

    AUTO_FOCUS = "ArticleList"

    def __init__(
        self, listing: Listing, settings: Settings, progress: Callable[[Sequence[str]], Mapping[str, float]]
    ) -> None:
        super().__init__(settings)
        self._progress = progress
        self._listing = listing
        self._list = ArticleList(listing, id="articles")
        self._offers = [Offer(entry, offers.title(entry), offers.facts(entry, listing)) for entry in listing.entries]

    def compose(self) -> ComposeResult:
        yield TitleLine(id="title")
        yield self._list
        yield StatusLine(id="status")

    def on_mount(self) -> None:
        self.query_one(TitleLine).show(*offers.heading(self._listing))
        self._show_status()
        self._list.items = list(self._offers)
        self._list.point_at(0)

    def on_screen_resume(self) -> None:
        if self._listing.kind in (ListingKind.FOLDER, ListingKind.CHOICE):
            self._fill_in()  # a feed has said what it knows; of its pages nothing is fetched before it is asked for

    @work(exclusive=True)
    async def _fill_in(self) -> None:
        """Learn of one article after the other, beside the keys; the list shows it a few times a second."""
        shown = 0.0
        for number, offer in enumerate(self._offers):
            if is_address(offer.entry.location or ""):
                continue
            found = await asyncio.to_thread(candidate, offer.entry)
            share = self._progress([found.sha256]).get(found.sha256) if found and found.sha256 else None
            title = found.title if found else offer.title
            self._offers[number] = Offer(offer.entry, title, offers.learnt(found), share)
            if number <= self._list.size.height or time.monotonic() - shown > REDRAWN:
                self._list.items = list(self._offers)
                shown = time.monotonic()
        self._list.items = list(self._offers)

    def say(self, notice: str, *, error: bool = False) -> None:
        """Show `notice` in the status line."""
        self._show_status(notice, error=error)

    def _show_status(self, notice: str = "", *, error: bool = False) -> None:
        keys, said = describe.status(self.actions, notice, error=error, hints=HINTS)
        opening: tuple[Run, ...] = ((key_label("enter"), ("heading",)), (f" {_('open')}   ", ("unknown-speaker",)))
        self.query_one(StatusLine).show(opening + keys, said)

    def action_line_down(self) -> None:
        self._list.move(1)

    def action_line_up(self) -> None:
        self._list.move(-1)

    def action_page_down(self) -> None:
        self._list.move_page(1)

    def action_page_up(self) -> None:
        self._list.move_page(-1)

    def action_top(self) -> None:
        self._list.move_to_end(last=False)

    def action_bottom(self) -> None:
        self._list.move_to_end(last=True)

    def action_section_number(self, number: int) -> None:
        if number <= len(self._offers):
            self.post_message(SourceChosen(self._offers[number - 1].entry, self._listing))
