"""What is shown when no article was named: what can be opened."""

from __future__ import annotations

import asyncio
from pathlib import PurePath
from typing import TYPE_CHECKING

from textual import work

from reader.app import describe
from reader.app.messages import SourceChosen
from reader.app.screens.keyed import KeyedScreen
from reader.app.widgets.article_list import ArticleList, Offer
from reader.app.widgets.lines import StatusLine, TitleLine
from reader.catalogue import candidate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult

    from reader.app.widgets.lines import Run
    from reader.config import Settings

HINTS = ("line_down", "line_up", "next_theme", "palette", "help", "leave")


class ChooserScreen(KeyedScreen):
    """A list of articles; what is known of each is filled in while the list can already be used.

    Args:
        locations: The articles.
        settings: The configuration.
        progress: Gives how far each article, by the hash of its bytes, has been read (0 to 1).
    """

    AUTO_FOCUS = "ArticleList"

    def __init__(
        self, locations: Sequence[str], settings: Settings, progress: Callable[[Sequence[str]], Mapping[str, float]]
    ) -> None:
        super().__init__(settings)
        self._progress = progress
        self._list = ArticleList(id="articles")
        self._offers = [Offer(location, PurePath(location).name) for location in locations]

    def compose(self) -> ComposeResult:
        yield TitleLine(id="title")
        yield self._list
        yield StatusLine(id="status")

    def on_mount(self) -> None:
        count = len(self._offers)
        articles = f"{count} article{'' if count == 1 else 's'}"
        self.query_one(TitleLine).show(
            (("Reader", ("heading",)), ("  what would you like to read?", ())), ((articles, ("unknown-speaker",)),)
        )
        self._show_status()
        self._list.items = list(self._offers)
        self._list.point_at(0)

    def on_screen_resume(self) -> None:
        self._fill_in()

    @work(exclusive=True)
    async def _fill_in(self) -> None:
        """Learn of one article after the other, and let keys through between them."""
        for number, offer in enumerate(self._offers):
            found = candidate(offer.location)
            if found is None:
                self._offers[number] = offer._replace(facts="not an article")
            else:
                share = self._progress([found.sha256]).get(found.sha256)
                facts = f"{found.language or '??'} · {describe.minutes(found.characters)} min"
                self._offers[number] = Offer(offer.location, found.title, facts, share)
            self._list.items = list(self._offers)
            await asyncio.sleep(0)

    def say(self, notice: str, *, error: bool = False) -> None:
        """Show `notice` in the status line."""
        self._show_status(notice, error=error)

    def _show_status(self, notice: str = "", *, error: bool = False) -> None:
        keys, said = describe.status(self.actions, notice, error=error, hints=HINTS)
        opening: tuple[Run, ...] = (("Enter", ("heading",)), (" open   ", ("unknown-speaker",)))
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
            self.post_message(SourceChosen(self._offers[number - 1].location))
