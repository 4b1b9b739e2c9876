"""The panes of the screen on which an article is read, and what becomes of the facts that arrive or are chosen.

Attributes go down: the screen gives each widget what it shows. Messages come up: a widget tells which fact was
chosen, and the screen moves the article to it. The screen knows no file and no database; the app does.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Any

from textual import on
from textual.containers import Horizontal, Vertical

from reader.app import describe, panes, voices
from reader.app.hits import Hits
from reader.app.marks import Layer
from reader.app.places import History
from reader.app.screens.keyed import KeyedScreen
from reader.app.typesetting import Typesetting
from reader.app.widgets.article_view import ArticleView
from reader.app.widgets.entity_list import EntityList, in_order
from reader.app.widgets.lines import PaneLine, Pressed, StatusLine, TitleLine
from reader.app.widgets.quotation_list import QuotationList
from reader.app.widgets.search_bar import SearchBar
from reader.app.widgets.section_list import SectionList
from reader.model import Part
from reader.reading import Findings
from reader.worker import Fault, Whole

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.timer import Timer

    from reader.app.widgets.fact_list import FactList
    from reader.config import Settings
    from reader.reading import Reading
    from reader.worker import Delivery

REST = 9
"""How many times as long as showing what has arrived took, what arrives next has to wait."""

NOTICE = 8.0
"""Seconds that a notice stays."""


class ReadingPanes(KeyedScreen):
    """One article in its panes."""

    AUTO_FOCUS = "ArticleView"

    def __init__(self, reading: Reading, settings: Settings) -> None:
        super().__init__(settings)
        self.reading = reading
        self._entities_marked = settings.entities_marked
        self._hits = Hits()
        self._query = ""
        self._history = History()
        self._notice: Timer | None = None
        self._shown = {"sections": True, "sidebar": True}
        self._zen = False
        self._reading_shown: Reading | None = None
        self._rest: Timer | None = None
        setting = Typesetting(settings.hyphenate, settings.justify)
        self._view = ArticleView(
            reading.article, measure=settings.measure, top=reading.left_at, setting=setting, id="article"
        )
        self._section_list = SectionList(id="sections")
        self._quotation_list = QuotationList(reading.article, id="quotations")
        self._entity_list = EntityList(id="entities")
        self._entity_list.add_class("behind")
        self._search = SearchBar(id="search")
        self._plain = settings.plain
        self._view.drawn = self._view.viewport.centred = not settings.plain
        self._title, self._status = TitleLine(id="title"), StatusLine(id="status")
        self._progress, self._tabs, self._voices = (PaneLine(id=name) for name in ("progress", "tabs", "voices"))
        self._panes = {"sections": Vertical(id="sections-pane"), "sidebar": Vertical(id="sidebar")}

    @property
    def position(self) -> tuple[int, float]:
        """The first character on the screen, and how much of the article, 0 to 1, has been seen."""
        return self._view.offset_at_top, self._view.share

    def compose(self) -> ComposeResult:
        yield self._title
        with Horizontal(id="panes"):
            with self._panes["sections"]:
                yield self._section_list
                yield self._progress
            yield self._view
            with self._panes["sidebar"]:
                yield self._tabs
                yield self._quotation_list
                yield self._entity_list
                yield self._voices
        yield self._search
        yield self._status

    def on_mount(self) -> None:
        self._view.moved = self._show_position
        self._arrange(self.app.size.width)
        self._show_arrived()
        self._show_status()

    # What arrives

    def deliver(self, delivery: Delivery) -> None:
        """Take what the worker process sent."""
        match delivery:
            case Part():
                self.reading = self.reading.with_part(delivery)
                if delivery.notices:
                    self.say(describe.notices(delivery.notices))
            case Whole():
                self.reading = self.reading.as_whole()
            case Findings():
                self.reading = self.reading.with_findings(delivery)
            case Fault():
                self.reading = self.reading.without_more()
                self.say(describe.fault(), error=True)
        if self._rest is None:
            self._show_arrived()

    def _show_arrived(self) -> None:
        """Show what has arrived, then let it gather for a while, so that most of the time is left to keys."""
        self._rest = None
        old, new = self._reading_shown, self.reading
        if old is new:
            return
        began = perf_counter()
        if old is None or old.article is not new.article or old.is_whole != new.is_whole:
            self._show_article()
        if old is None or old.analysis is not new.analysis or old.is_analysed != new.is_analysed:
            self._show_analysis()
        if self._query and new.is_whole and not (old and old.is_whole):
            self._search.find_again(self._query)
        self._reading_shown = new
        self._rest = self.set_timer((perf_counter() - began) * REST, self._show_arrived)

    def _show_article(self) -> None:
        article = self.reading.article
        self._section_list.language = article.metadata.language
        self._section_list.items = article.sections
        self._view.expected = describe.length(self.reading)
        self._view.article = article
        self._quotation_list.article = article
        self._search.text = article.text
        self._title.show(*describe.title(self.reading))

    def _show_analysis(self) -> None:
        reading = self.reading
        quotations, entities = reading.analysis.quotations, reading.analysis.entities
        tint_of = voices.tints(quotations, self._view.tints)
        self._quotation_list.tints = tint_of
        self._quotation_list.items = quotations
        self._entity_list.items = in_order(entities)
        self._quotation_list.note = describe.note(reading, quotations, QuotationList.EMPTY)
        self._entity_list.note = describe.note(reading, entities, EntityList.EMPTY)
        self._view.lay("quotations", voices.words_layer(quotations, tint_of))
        self._view.lay_bars(voices.bars_layer(quotations, tint_of))
        self._view.tick("quotations", voices.ticks(quotations, tint_of))
        self._mark_entities()
        self._show_tabs()
        self._voices.show(describe.voices(voices.shares(quotations), tint_of))

    def _mark_entities(self) -> None:
        entities = self.reading.analysis.entities if self._entities_marked else ()
        self._view.lay("entities", Layer((span, "entity") for entity in entities for span in entity.mentions))

    def _show_tabs(self) -> None:
        behind = self._quotation_list.has_class("behind")
        self._tabs.show(describe.tabs(self.reading, entities_in_front=behind))

    def say(self, notice: str, *, error: bool = False) -> None:
        """Show `notice` (already through the gate) in the status line for a while."""
        self._show_status(notice, error=error)
        if self._notice is not None:
            self._notice.stop()
        self._notice = self.set_timer(NOTICE, self._show_status, name="notice")

    def _show_status(self, notice: str = "", *, error: bool = False) -> None:
        hits = describe.hits(self._query, self._hits)
        self._search.show_count(describe.count(self._query, self._hits))
        self.set_class(bool(notice or hits), "noticed")
        self._status.show(*describe.status(self.actions, notice or hits, error=error))

    def _jump(self, offset: int, *, at_top: bool = False) -> None:
        self._history.leave(self._view.offset_at_top)
        self._view.show_offset(offset, at_top=at_top)

    def _show_position(self, offset: int, share: float) -> None:
        """Mark the section that is being read, and say how far the reader is."""
        self._section_list.current = self.reading.article.section_at(offset)
        self._progress.show(describe.progress(self.reading, share))

    @on(Pressed)
    def _line_pressed(self, message: Pressed) -> None:
        message.stop()
        if message.line is self._tabs:
            self._to_front(self._entity_list if message.number > 1 else self._quotation_list)

    # Panes

    def on_resize(self, event: events.Resize) -> None:
        self._arrange(event.size.width)

    def _arrange(self, columns: int) -> None:
        """Dock the side panes where there is room, else lay them over the article when they are called."""
        narrow = self._plain or not panes.docked(columns)
        if narrow and not self.has_class("narrow"):
            self._shown = dict.fromkeys(self._shown, False)
            if self.focused in (self._section_list, self._quotation_list, self._entity_list):
                self._view.focus()
        elif not narrow and self.has_class("narrow"):
            self._shown = dict.fromkeys(self._shown, True)
        self.set_class(narrow, "narrow")
        self.set_class(self._zen, "zen")
        self._view.bare = self._zen
        wanted = {name: shown and not self._zen for name, shown in self._shown.items()}
        widths = panes.widths(columns, sections=wanted["sections"], sidebar=wanted["sidebar"])
        for name, width in (("sections", widths.sections), ("sidebar", widths.sidebar)):
            pane = self._panes[name]
            pane.set_class(not wanted[name], "hidden")
            pane.styles.width = panes.overlay_width(columns, whole=self._plain) if narrow else max(1, width)

    def _toggle(self, name: str, front: FactList[Any]) -> None:
        self._shown[name] = self._zen or not self._shown[name]
        self._zen = False
        if self._shown[name] and self.has_class("narrow"):
            self._shown = {other: other == name for other in self._shown}
        self._arrange(self.size.width)
        if self._shown[name] and self.has_class("narrow"):
            front.focus()
        elif not self._shown[name] and self.focused in (self._section_list, self._quotation_list, self._entity_list):
            self._to_article()

    def _to_article(self) -> None:
        if self.has_class("narrow") and any(self._shown.values()):
            self._shown = dict.fromkeys(self._shown, False)
            self._arrange(self.size.width)
        self._view.focus()

    def _to_front(self, chosen: FactList[Any]) -> None:
        for each in (self._quotation_list, self._entity_list):
            each.set_class(each is not chosen, "behind")
        self._show_tabs()

    def _front(self) -> FactList[Any]:
        return self._entity_list if self._quotation_list.has_class("behind") else self._quotation_list
