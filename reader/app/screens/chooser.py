"""What is shown when no article was named: what can be opened."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, ClassVar

from textual import work

from reader.app import offers
from reader.app.messages import SourceChosen
from reader.app.screens.listed import ListedScreen
from reader.app.widgets.article_list import ArticleList, Offer
from reader.catalogue import candidate
from reader.model import ListingKind
from reader.sources.fetch import is_address

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult

    from reader.app.widgets.lines import Run
    from reader.config import Settings
    from reader.model import Listing

REDRAWN = 0.2
"""Seconds between two times that the list shows what has been learnt."""


class ChooserScreen(ListedScreen):
    """A list of what can be opened; what is known of each is filled in while the list can already be used.

    Args:
        listing: What can be opened.
        settings: The configuration.
        progress: Gives how far each article, by the hash of its bytes, has been read (0 to 1).
    """

    AUTO_FOCUS = "ArticleList"
    HINTS: ClassVar[Sequence[str]] = ("line_down", "line_up", "next_theme", "palette", "help", "leave")

    def __init__(
        self, listing: Listing, settings: Settings, progress: Callable[[Sequence[str]], Mapping[str, float]]
    ) -> None:
        super().__init__(settings)
        self._progress = progress
        self._listing = listing
        self._main = ArticleList(listing, id="articles")
        self._offers = [Offer(entry, offers.title(entry), offers.facts(entry, listing)) for entry in listing.entries]

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._main
        yield self._status

    def on_mount(self) -> None:
        self._title.show(*self._heading())
        self._show_status()
        self._main.items = list(self._offers)
        self._main.point_at(0)

    def _heading(self) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
        """What the title line says."""
        return offers.heading(self._listing)

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
            if number <= self._main.size.height or time.monotonic() - shown > REDRAWN:
                self._main.items = list(self._offers)
                shown = time.monotonic()
        self._main.items = list(self._offers)

    def action_section_number(self, number: int) -> None:
        if number <= len(self._offers):
            self.post_message(SourceChosen(self._offers[number - 1].entry, self._listing))
