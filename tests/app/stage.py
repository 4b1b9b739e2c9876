"""The app without a terminal, a process or a library: an article of our own, and findings made by hand."""

from __future__ import annotations

import asyncio
import time
import unicodedata
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from textual import events
from textual.keys import _get_unicode_name_from_key

from reader.app.app import ReaderApp
from reader.app.screens.reading import ReadingScreen
from reader.app.widgets.article_view import ArticleView
from reader.catalogue import choice, collection
from reader.config import Settings
from reader.model import Analysis, Article, Entity, EntityType, Findings, Quotation, QuotationKind, Span, Speaker
from reader.reading import Reading
from reader.sources import Raw, article_of, parse
from reader.store import NoLibrary
from reader.worker import Whole

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.pilot import Pilot
    from textual.widget import Widget

    from reader.worker import Delivery

QUIET_ROUNDS = 3
"""Rounds without a message after which the app has come to rest."""

PATIENCE = 10.0
"""Seconds after which what is waited for will not happen."""

WIDE, NARROW = (120, 40), (80, 24)

FILLING = "La mer monte deux fois par jour et redescend sans rien demander à personne, ce qui règle bien des débats."

MARKDOWN = """\
---
title: La digue de Lanvor
author: Inès Kervran
date: 2026-04-02
language: fr
---

Le conseil de Lanvor a voté. La digue sera rehaussée, malgré Goulven Prigent, son premier adversaire.

{filling}

## Un vote serré

« La digue tiendra, assure Maïwenn Le Bihan, et nous avec elle. » Le maire de Lanvor a compté les voix deux fois.

{filling}

{filling}

## Ceux qui restent

Goulven Prigent ne décolère pas : « Personne ne nous a rien demandé. » Il habite Lanvor depuis toujours.

{filling}

> La digue tiendra et nous avec elle.

{filling}

## Ce que dit la mer

Sur le quai, on répète que « la mer finit toujours par gagner », sans dire qui l’a dit le premier.

{filling}

## Les comptes

[Le chantier](https://lanvor.example/chantier) coûte cher.
Maïwenn Le Bihan et Goulven Prigent en conviennent, et Lanvor paiera.

{filling}
"""

RAW = Raw(MARKDOWN.format(filling="\n\n".join([FILLING] * 5)).encode(), "text/markdown", "articles/digue.md")
ARTICLE = article_of(RAW)
TEXT = ARTICLE.text


def _character(key: str) -> str | None:
    if len(key) == 1:
        return key
    try:
        return unicodedata.lookup(_get_unicode_name_from_key(key))
    except KeyError:
        return None


def span(words: str, number: int = 0) -> Span:
    """Where `words` stand in the article, for the time `number` (0 is the first)."""
    at = -1
    for _ in range(number + 1):
        at = TEXT.index(words, at + 1)
    return Span(at, at + len(words))


def mentions(words: str) -> tuple[Span, ...]:
    return tuple(span(words, number) for number in range(TEXT.count(words)))


MAYOR = Entity("e1", "Maïwenn Le Bihan", EntityType.PERSON, mentions("Maïwenn Le Bihan"))
NEIGHBOUR = Entity("e2", "Goulven Prigent", EntityType.PERSON, mentions("Goulven Prigent"))
TOWN = Entity("e3", "Lanvor", EntityType.PLACE, mentions("Lanvor"))
HOLDS = Quotation(
    "q1",
    QuotationKind.DIRECT,
    (span("La digue tiendra"), span("et nous avec elle.")),
    repeats=(span("La digue tiendra et nous avec elle."),),
    speaker=Speaker("Maïwenn Le Bihan", span("Maïwenn Le Bihan"), "e1", "maire"),
)
NOBODY = Quotation(
    "q2",
    QuotationKind.DIRECT,
    (span("Personne ne nous a rien demandé."),),
    speaker=Speaker("Goulven Prigent", span("Goulven Prigent", 1), "e2"),
)
SEA = Quotation("q3", QuotationKind.DIRECT, (span("la mer finit toujours par gagner"),), fragment=True)
ANALYSIS = Analysis((HOLDS, NOBODY, SEA), (TOWN, MAYOR, NEIGHBOUR))
FINDINGS = Findings(0, ANALYSIS.quotations, ANALYSIS.entities, last=True)


@dataclass
class SilentWorker:
    """Stands in for the process at the side: a test hands over what that would find."""

    raw: Raw
    skip: int
    deliver: Callable[[Delivery], object]
    started: bool = False
    stopped: bool = False

    def start(self) -> None:
        self.started = True

    def stop(self) -> None:
        self.stopped = True

    async def send(self, *deliveries: Delivery) -> None:
        for delivery in deliveries:
            await asyncio.to_thread(self.deliver, delivery)


@dataclass
class Stage:
    """The app under test, and what a test asks of it."""

    app: ReaderApp
    pilot: Pilot[Any]
    workers: list[SilentWorker] = field(default_factory=list)

    @property
    def worker(self) -> SilentWorker:
        return self.workers[-1]

    @property
    def screen(self) -> ReadingScreen:
        return next(screen for screen in reversed(self.app.screen_stack) if isinstance(screen, ReadingScreen))

    @property
    def view(self) -> ArticleView:
        return self.screen.query_one(ArticleView)

    @property
    def top(self) -> int:
        """The first character on the screen."""
        return self.view.offset_at_top

    @property
    def focus(self) -> str | None:
        focused = self.screen.focused
        return focused.id if focused is not None else None

    @property
    def at_hand(self) -> object:
        return self.screen._at_hand

    async def press(self, *keys: str) -> None:
        """Press `keys`, each when what the one before brought has been done."""
        for key in keys:
            driver = self.app._driver
            assert driver is not None
            event = events.Key(key, _character(key))
            event.set_sender(self.app)
            driver.send_message(event)
            await self.settle()

    async def settle(self) -> None:
        """Wait until no message is under way: sooner than Textual's pilot, which waits for an idle processor."""
        quiet = 0
        while quiet < QUIET_ROUNDS and self.app.is_running:
            await self.pilot._wait_for_screen()
            await asyncio.sleep(0.001)
            pumps = [self.app, *self.app.screen.walk_children(with_self=True)]
            busy = any(pump._next_callbacks or not pump._message_queue.empty() for pump in pumps)
            busy = busy or self.app._opening is not None or self.app.desk.is_busy
            if self.app.screen._callbacks:  # what is to be done after the next repainting
                busy = True
                self.app.screen._on_timer_update()
            quiet = 0 if busy or self._gathers() else quiet + 1
        if self.app.is_running:
            self.app.screen._on_timer_update()

    def _gathers(self) -> bool:
        """Whether the screen lets gather what has arrived before it shows it."""
        screen = self.app.screen
        return isinstance(screen, ReadingScreen) and screen._reading_shown is not screen.reading

    async def until(self, happened: Callable[[], object]) -> None:
        """Wait for what another thread or task brings about."""
        end = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < end, "it does not happen"
            await asyncio.sleep(0.005)
        await self.settle()

    def shows(self, offset: int) -> bool:
        """Whether the character at `offset` is on the screen."""
        return self.row(offset) is not None

    def row(self, offset: int) -> int | None:
        return self.view.viewport.row_of(self.view.viewport.column.place_of(offset))

    def visible(self, identifier: str) -> bool:
        widget: Widget = self.screen.query_one(f"#{identifier}")
        return (
            widget.is_on_screen and widget.size.width > 0 and all(each.display for each in widget.ancestors_with_self)
        )  # type: ignore[attr-defined]

    def lines(self) -> list[str]:
        """What stands on the screen, line by line."""
        width, height = self.app.size
        found = []
        for strip in self.app.screen._compositor.render_strips()[:height]:
            found.append("".join(segment.text for segment in strip)[:width])
        return found

    def status(self) -> str:
        return self.lines()[-1]

    def cell_of(self, offset: int) -> tuple[int, int]:
        """The cell of the terminal in which the character at `offset` stands."""
        row = self.row(offset)
        assert row is not None
        view = self.view
        line = view.viewport.column.lines(view.viewport.column.place_of(offset).slab)[
            view.viewport.column.place_of(offset).line
        ]
        piece = next(piece for piece in line.pieces if piece.start <= offset < piece.end)
        return view.region.x + view.viewport.left + piece.column(offset), view.region.y + row


def reading_of(raw: Raw, parts: int | None = None, left_at: int = 0) -> Reading:
    """The reading of `raw` with so many of its parts, by default all."""
    found = list(parse(raw))
    taken = found if parts is None else found[:parts]
    return Reading(raw, article_of(raw, taken), parts=len(taken), left_at=left_at)


def reading_in(article: Article) -> Reading:
    return Reading(
        Raw(article.text.encode("utf-8", "surrogatepass"), "text/plain", article.source.location), article, 1
    )


@asynccontextmanager
async def opened(
    size: tuple[int, int] = WIDE,
    *,
    reading: Reading | None = None,
    deliver: tuple[Delivery, ...] | None = None,
    settings: Settings | None = None,
    library: Any = None,
    locations: tuple[str, ...] = (),
    notices: tuple[str, ...] = (),
    is_read: bool = True,
    shelved: bool = False,
) -> AsyncIterator[Stage]:
    """The app with the article open and analysed; with `locations`, with a choice; `shelved`, with the library.

    `is_read` is whether a worker will be started.
    """
    workers: list[SilentWorker] = []

    def make(raw: Raw, skip: int, deliver: Callable[[Delivery], object]) -> Any:
        workers.append(SilentWorker(raw, skip, deliver))
        return workers[-1]

    first = None if locations or shelved else reading or reading_of(RAW)
    store = cache(lambda: library or NoLibrary())
    offered = first or (collection(store()) if shelved else choice(locations))
    app = ReaderApp(
        settings or Settings(),
        store,
        offered,
        notices=notices,
        worker=make,
    )
    async with app.run_test(size=size) as pilot:
        stage = Stage(app, pilot, workers)
        if first is not None and is_read:
            await stage.until(lambda: workers and workers[-1].started)
            default = (Whole(), FINDINGS) if reading is None else ()
            await stage.worker.send(*(default if deliver is None else deliver))
        await stage.settle()
        yield stage
