"""Where a search is typed: hits are found while it is typed, a chunk of the article at a time, so that keys go on."""

from __future__ import annotations

import asyncio
from functools import cached_property
from time import perf_counter

from textual import on, work
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Label

from reader.app.hits import Hits
from reader.search import find

TOLD_EVERY = 0.1
"""Seconds between two messages of a search that goes on."""


class HitsFound(Message):
    """What a search has found so far, and goes on to find; `done` once the whole text has been searched."""

    def __init__(self, query: str, hits: Hits, *, done: bool) -> None:
        super().__init__()
        self.query = query
        self.hits = hits
        self.done = done


class SearchClosed(Message):
    """The reader left the search line; `kept` where its hits are to stay."""

    def __init__(self, *, kept: bool) -> None:
        super().__init__()
        self.kept = kept


class SearchBar(Horizontal):
    """A line to type a query in, and the work of finding it."""

    BINDINGS = [Binding("escape", "give_up", show=False)]  # noqa: RUF012 - Textual's convention

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.text = ""
        """What is searched: the article's text."""
        self._count, self._said = Label("", markup=False, id="count"), ""

    @cached_property
    def _query(self) -> Input:
        """Where the query is typed: made when it is first wanted, so that no first frame waits for it."""
        made = Input(select_on_focus=True)
        self.mount(Label("/", markup=False), made, self._count)
        return made

    def open(self) -> None:
        """Show the line and take the keys."""
        self.add_class("open")
        self.screen.set_focus(self._query)  # at once: its own `focus` comes after keys that are on their way

    def show_count(self, count: str) -> None:
        """Say beside the query what it has found."""
        if count != self._said:
            self._said = count
            self._count.update(Content(count))

    def find_again(self, query: str) -> None:
        """Find `query` in the text that there is now."""
        self._find(query)

    def stop(self) -> None:
        """Look no further."""
        self.workers.cancel_node(self)

    def _close(self, *, kept: bool) -> None:
        self.remove_class("open")
        self.post_message(SearchClosed(kept=kept))

    def action_give_up(self) -> None:
        """Leave the line and forget its hits."""
        self.stop()
        self._close(kept=False)

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        event.stop()
        if wanted := bool(event.value.strip()):
            self._find(event.value)  # its hits may have been forgotten since it was typed
        self._close(kept=wanted)

    @on(Input.Changed)
    def _change(self, event: Input.Changed) -> None:
        event.stop()
        self._find(event.value)

    @work(exclusive=True)
    async def _find(self, query: str) -> None:
        hits, told = Hits(), 0.0
        for found in find(self.text, query):
            hits.extend(found)
            if hits and (now := perf_counter()) - told > TOLD_EVERY:
                told = now
                self.post_message(HitsFound(query, hits, done=False))
            await asyncio.sleep(0)
        self.post_message(HitsFound(query, hits, done=True))
