"""The panes of the screen on which an article is read, and what becomes of the facts that arrive or are chosen.

Attributes go down: the screen gives each widget what it shows. Messages come up: a widget tells which fact was
chosen, and the screen moves the article to it. The screen knows no file and no database; the app does.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Any

from textual import on
from textual.containers import Horizontal, Vertical

from reader.app import arranging, describe, panes, voices
from reader.app.arranging import Order
from reader.app.hits import Hits
from reader.app.marks import Layer
from reader.app.places import History
from reader.app.screens.keyed import KeyedScreen
from reader.app.typesetting import Typesetting
from reader.app.widgets.article_view import ArticleView
from reader.app.widgets.entity_list import EntityList
from reader.app.widgets.filter_line import FilterLine
from reader.app.widgets.lines import PaneLine, Pressed, StatusLine, TabLine, TitleLine
from reader.app.widgets.quotation_list import QuotationList
from reader.app.widgets.reason_card import ReasonCard
from reader.app.widgets.search_bar import SearchBar
from reader.app.widgets.section_list import SectionList
from reader.app.widgets.speaker_chart import SpeakerChart
from reader.model import Part
from reader.model.corrections import concerning
from reader.reading import Findings
from reader.worker import Fault, Whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.timer import Timer

    from reader.app.widgets.fact_list import FactList
    from reader.config import Settings
    from reader.model import Quotation
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
        self._said = ("", False)
        """The notice in the status line, and whether it is an error."""
        self._shown = {"sections": True, "sidebar": True}
        self._zen = False
        self._arrived: list[Part] = []
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
        self._progress, self._tabs = PaneLine(id="progress"), TabLine(id="tabs")
        self._filter, self._chart, self._reason = (
            FilterLine(id="filter"),
            SpeakerChart(id="voices"),
            ReasonCard(id="reason"),
        )
        self._order = {"quotations": Order.TEXT, "entities": Order.WEIGHT}
        self._typed = {"quotations": "", "entities": ""}
        self._walked: Sequence[Quotation] = ()
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
                yield self._filter
                yield self._quotation_list
                yield self._entity_list
                yield self._chart
        yield self._reason
        yield self._search
        yield self._status

    def on_mount(self) -> None:
        self._view.moved = self._show_position
        self._arrange(self.app.size.width)
        self._show_arrived()
        self._show_status()

    def let_go_of_source(self) -> None:
        """Keep the source's bytes no longer: the worker has them."""
        was_shown = self._reading_shown is self.reading
        self.reading = self.reading.without_source()
        if was_shown:
            self._reading_shown = self.reading

    # What arrives

    def deliver(self, delivery: Delivery) -> None:
        """Take what the worker process sent."""
        match delivery:
            case Part():
                self._arrived.append(delivery)
                if delivery.notices:
                    self.say(describe.notices(delivery.notices))
            case Whole():
                self._take_arrived()
                self.reading = self.reading.as_whole()
            case Findings():
                self.reading = self.reading.with_findings(delivery)
            case Fault():
                self._take_arrived()
                self.reading = self.reading.without_more()
                self.say(describe.fault(), error=True)
        if self._rest is None:
            self._show_arrived()

    def _take_arrived(self) -> None:
        """Put what has gathered behind the article, all at once: each time costs a copy of its text."""
        if self._arrived:
            self.reading, self._arrived = self.reading.with_part(*self._arrived), []

    def _show_arrived(self) -> None:
        """Show what has arrived, then let it gather for a while, so that most of the time is left to keys."""
        self._rest = None
        self._take_arrived()
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
        self._view.expected = self.reading.characters
        self._view.article = article
        self._quotation_list.article = article
        self._search.text = article.text
        self._title.show(*describe.title(self.reading))

    def _show_analysis(self) -> None:
        quotations = self.reading.analysis.quotations
        tint_of = voices.tints(quotations, self._view.tints)
        self._quotation_list.tints = tint_of
        self._show_lists()
        self._view.lay("quotations", voices.words_layer(quotations, tint_of))
        self._view.lay_bars(voices.bars_layer(quotations, tint_of))
        self._view.tick("quotations", voices.ticks(quotations, tint_of))
        self._mark_entities()
        self._show_tabs()
        quoted = voices.quoted(quotations) / max(1, len(self.reading.article.text))
        self._chart.show(voices.shares(quotations), tint_of, quoted)

    def _show_lists(self) -> None:
        """Fill the two lists of the sidebar, in their orders and narrowed to what is typed."""
        reading, analysis, typed = self.reading, self.reading.analysis, self._typed
        self._walked = arranging.walked(analysis.quotations, typed["quotations"])
        listed, order = arranging.listed(reading.article, self._walked), self._order["quotations"]
        self._quotation_list.grouped = order is Order.SPEAKER
        self._quotation_list.items = arranging.in_order(listed, order)
        note = describe.note(reading, self._walked, QuotationList.EMPTY, typed["quotations"])
        self._quotation_list.note = note or describe.unlisted(len(self._walked) - len(listed))
        entities = self._entity_list
        entities.length = reading.characters
        entities.corrected = frozenset(
            each.id
            for each in analysis.entities
            if reading.corrections and concerning(reading.article.text, each, reading.corrections)
        )
        entities.items = arranging.by_type(
            reading.article, analysis.entities, self._order["entities"], typed["entities"]
        )
        entities.note = describe.note(reading, entities.items, EntityList.EMPTY, typed["entities"])

    def _mark_entities(self) -> None:
        entities = self.reading.analysis.entities if self._entities_marked else ()
        self._view.lay("entities", Layer((span, "entity") for entity in entities for span in entity.mentions))

    def _show_tabs(self) -> None:
        front, analysis = self._front(), self.reading.analysis
        in_front, complete = front is self._entity_list, self.reading.is_analysed
        counts = len(analysis.quotations), len(analysis.entities)
        self._tabs.show(describe.tabs(*counts, entities_in_front=in_front, complete=complete))
        self._chart.set_class(in_front, "behind")

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
        self._said = (notice or hits, error)
        self._show_hints()

    def _show_hints(self) -> None:
        notice, error = self._said
        listed = self.focused in (self._quotation_list, self._entity_list)
        hints = describe.LIST_HINTS if listed else describe.HINTS
        self._status.show(*describe.status(self.actions, notice, error=error, hints=hints))

    def on_descendant_focus(self) -> None:
        self._show_hints()

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
            chosen = self._entity_list if message.number > 1 else self._quotation_list
            self._to_front(chosen)
            if self._filter.is_typed_in:
                self.set_focus(chosen)
                self._to_front(chosen)

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

    def _reveal(self, pane: FactList[Any] | ArticleView) -> None:
        """Make `pane` visible, whatever hid it."""
        name = {"sections": "sections", "quotations": "sidebar", "entities": "sidebar"}.get(pane.id or "")
        if name == "sidebar" and not isinstance(pane, ArticleView):
            self._to_front(pane)
        if self.has_class("narrow"):
            self._shown = {other: other == name for other in self._shown}
        elif name and not self._shown[name]:
            self._shown[name] = True
        self._zen = self._zen and name is None
        self._arrange(self.size.width)

    def _to_front(self, chosen: FactList[Any]) -> None:
        for each in (self._quotation_list, self._entity_list):
            each.set_class(each is not chosen, "behind")
        self._show_tabs()
        self._filter.set(self._typed[str(chosen.id)])

    def _front(self) -> FactList[Any]:
        return self._entity_list if self._quotation_list.has_class("behind") else self._quotation_list
