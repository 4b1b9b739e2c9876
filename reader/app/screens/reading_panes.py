"""What becomes of the facts that arrive while an article is read: each pane is given what it shows.

Attributes go down: the screen gives each widget what it shows. Messages come up: a widget tells which fact was
chosen, and the screen moves the article to it. The screen knows no file and no database; the app does.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from textual import on

from reader.app import arranging, describe, highlights, voices
from reader.app.arranging import Order
from reader.app.marks import Layer
from reader.app.minimap import sample
from reader.app.punctual import once_after
from reader.app.screens.docking import DockedPanes
from reader.app.widgets.entity_list import EntityList
from reader.app.widgets.lines import Pressed
from reader.app.widgets.quotation_list import QuotationList
from reader.model import Article, Findings, Part
from reader.model.corrections import concerning
from reader.tongue import _
from reader.worker import Ending, Fault, Whole

if TYPE_CHECKING:
    from reader.app.widgets.lines import Run
    from reader.reading import Reading
    from reader.sources import Raw
    from reader.worker import Delivery

REST = 9
"""How many times as long as showing what has arrived took, what arrives next has to wait."""

MOST_APART = 4_000
"""Blocks that wait at most until they are put behind the article, where they need a tenth of the room."""

NOTICE = 8.0
"""Seconds that a notice stays."""


class ReadingPanes(DockedPanes):
    """One article in its panes."""

    back = ""
    """What leaving it goes back to, in the reader's words; "" where that is the shell."""

    def on_mount(self) -> None:
        self._view.moved = self._show_position
        self._arrange(self.app.size.width)
        self._show_arrived()
        self._show_status()

    def come_from(self, place: str) -> None:
        """Say in the status line that leaving goes back to `place`."""
        self.back = place
        self._show_hints()

    def fetch(self) -> Reading:
        """The reading with its source, which is fetched where a first screen was all that was read of it.

        Raises:
            SourceError: where it cannot be read any more.
        """
        self._know(self.reading.fetched())
        return self.reading

    def let_go_of_source(self) -> None:
        """Keep the source's bytes no longer: the worker has them."""
        self._know(self.reading.without_source())

    def resume(self, raw: Raw) -> None:
        """Await again what is missing, of the same source; what stands on the screen stays."""
        self.reading = self.reading.resumed(raw)
        self._show_arrived()

    def _know(self, reading: Reading) -> None:
        """Take `reading`, in which all that is shown is as it was."""
        if self._reading_shown is self.reading:
            self._reading_shown = reading
        self.reading = reading

    # What arrives

    def deliver(self, delivery: Delivery) -> None:
        """Take what the worker process sent."""
        match delivery:
            case Part():
                self._arrived.append(delivery)
                if sum(len(part.blocks) for part in self._arrived) > MOST_APART:
                    self._take_arrived()
                if delivery.notices:
                    self.say(describe.notices(delivery.notices))
            case Ending():
                self._know_end(delivery.part)
            case Whole():
                self._take_arrived()
                self.reading = self.reading.as_whole()
            case Findings():
                self.reading = self.reading.with_findings(delivery)
                if delivery.last and any(gap.is_fault for gap in delivery.gaps):
                    self.say(describe.gaps(self.reading), error=True)
                elif delivery.last and delivery.gaps:
                    self.say(describe.notices(gap.notice for gap in delivery.gaps))
            case Fault():
                self._take_arrived()
                said = describe.fault(self.reading, self.key_of("refresh") if delivery.killed else "")
                self.reading = self.reading.without_more()
                self.say(said, error=True)
        if self._rest is None:
            self._show_arrived()

    def _know_end(self, end: Part) -> None:
        self._view.know_end(Article(end.text, end.blocks, self.reading.article.source))

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
        if new.highlights is not (old.highlights if old else ()):
            self._show_highlights()
        if self._query and new.is_whole and not (old and old.is_whole):
            self._search.find_again(self._query)
        self._reading_shown = new
        self._rest = once_after(self, (perf_counter() - began) * REST, self._show_arrived)

    def _show_article(self) -> None:
        article = self.reading.article
        self._section_list.language = article.metadata.language
        self._section_list.items = article.sections
        self._view.expected = self.reading.characters
        shown = self._reading_shown
        if shown is not None and shown.is_begun and not article.begins_with(shown.article):
            self._view.replace(article)  # the file has changed since its first screen was read
        else:
            self._view.article = article
        if self.reading.is_whole:
            self._view.end_has_come()
        self._quotation_list.article = self._highlight_list.article = article
        self._search.text = article.text
        self._title.show(*describe.title(self.reading))

    def _show_analysis(self) -> None:
        quotations = self.reading.analysis.quotations
        tint_of = voices.tints(quotations, self._view.tints)
        self._quotation_list.tints = tint_of
        self._show_lists()
        self._view.lay("quotations", voices.words_layer(quotations, tint_of))
        self._view.lay_bars(voices.bars_layer(quotations, tint_of))
        self._view.tick("quotations", voices.ticks(sample(quotations), tint_of))
        self._mark_entities()
        self._show_tabs()
        quoted = voices.quoted(quotations) / max(1, len(self.reading.article.text))
        self._chart.show(voices.shares(quotations), tint_of, quoted)

    def _show_highlights(self) -> None:
        placed = self.reading.highlights
        if placed and not self._highlight_list.is_attached:
            self._panes["sidebar"].mount(self._highlight_list, after=self._entity_list)
        self._view.lay("highlights", highlights.layer(placed))
        self._view.tick("highlights", highlights.ticks(placed))
        self._show_lists()
        if not placed and self._front() is self._highlight_list:
            if self.focused is self._highlight_list:
                self._view.focus()
            self._to_front(self._quotation_list)
        self._show_tabs()

    def _show_lists(self) -> None:
        """Fill the two lists of the sidebar, in their orders and narrowed to what is typed."""
        reading, analysis, typed = self.reading, self.reading.analysis, self._typed
        self._walked = arranging.walked(analysis.quotations, typed["quotations"])
        listed, order = arranging.listed(reading.article, self._walked), self._order["quotations"]
        self._quotation_list.grouped = order is Order.SPEAKER
        self._quotation_list.items = arranging.in_order(listed, order)
        note = describe.note(reading, self._walked, _(QuotationList.EMPTY), typed["quotations"])
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
        entities.note = describe.note(reading, entities.items, _(EntityList.EMPTY), typed["entities"])
        self._highlight_list.items = arranging.of_highlights(
            reading.highlights, self._order["highlights"], typed["highlights"]
        )

    def _mark_entities(self) -> None:
        entities = self.reading.analysis.entities if self._entities_marked else ()
        self._view.lay("entities", Layer((span, "entity") for entity in entities for span in entity.everywhere))

    def _show_tabs(self) -> None:
        front, reading = self._front(), self.reading
        counts = len(reading.analysis.quotations), len(reading.analysis.entities), len(reading.highlights)
        self._tabs.show(describe.tabs(counts, front=self._lists.index(front), complete=reading.is_analysed))
        self._chart.set_class(front is not self._quotation_list, "behind")

    def say(self, notice: str, *, error: bool = False) -> None:
        """Show `notice` (already through the gate) in the status line for a while."""
        self._show_status(notice, error=error)
        if self._notice is not None:
            self._notice.stop()
        self._notice = once_after(self, NOTICE, self._show_status)

    def say_how(self, words: str, action: str) -> None:
        """Show `words`, in which {key} is the key of `action` as it is set."""
        self.say(words.format(key=self.key_of(action)))

    def _show_status(self, notice: str = "", *, error: bool = False) -> None:
        hits = describe.hits(self._query, self._hits)
        self._search.show_count(describe.count(self._query, self._hits))
        self._status.set_class(bool(notice or hits), "noticed")
        self._said = (notice or hits, error)
        self._show_hints()

    def _show_hints(self) -> None:
        notice, error = self._said
        hints = describe.LIST_HINTS if self.focused in self._lists else describe.HINTS
        if self.focused is self._highlight_list:
            hints = describe.HIGHLIGHT_HINTS
        keys, said = describe.status(self.actions, notice, error=error, hints=hints)
        self._status.show(self._way_back() + keys, said)

    def _way_back(self) -> tuple[Run, ...]:
        """The key that goes back to where the article was opened from, where there is such a place."""
        if not self.back or not any(each.name == "leave" and each.keys for each in self.actions):
            return ()
        return (self.key_of("leave"), ("heading",)), (f" {self.back}   ", describe.QUIET)

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
            chosen = self._lists[(message.number + 1) // 2]
            self._to_front(chosen)
            if self._filter.is_typed_in:
                self.set_focus(chosen)
                self._to_front(chosen)
