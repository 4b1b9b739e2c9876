"""What becomes of a fact that is chosen: it is at hand, marked in the text and in its list, and on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import on

from reader.app import describe, highlights
from reader.app.links import link_at
from reader.app.marks import Layer
from reader.app.messages import CharacterClicked, EntityChosen, HighlightChosen, QuotationChosen, SectionChosen
from reader.app.places import Ring
from reader.app.screens.noting import NotingPanes
from reader.model import Entity, Placed, Quotation
from reader.tongue import _

if TYPE_CHECKING:
    from reader.app.widgets.fact_list import FactList
    from reader.config import Settings
    from reader.model import Inline
    from reader.reading import Reading


class ChoosingPanes(NotingPanes):
    """The panes with a fact at hand."""

    def __init__(self, reading: Reading, settings: Settings) -> None:
        super().__init__(reading, settings)
        self._at_hand: Quotation | Entity | Inline | Placed | None = None
        self._mentions = Ring()
        self._quotation_wanted = False

    def _show_analysis(self) -> None:
        super()._show_analysis()
        quotations = self._walked
        self._renew()
        if self._quotation_wanted and quotations:
            self._uncover(but="sidebar")
            self._choose_quotation(quotations[0])
        if self.reading.is_analysed:
            self._quotation_wanted = False

    def _renew(self) -> None:
        """What is at hand is what is known of it now: its speaker, its further mentions."""
        analysis, held = self.reading.analysis, self._at_hand
        match held:
            case Quotation():
                self._at_hand = next((q for q in analysis.quotations if q.id == held.id), held)
            case Entity():
                self._at_hand = now = next((e for e in analysis.entities if e.id == held.id), held)
                if now.everywhere != held.everywhere:
                    at, spans = self._mentions.span, now.everywhere
                    self._mentions = Ring(spans)
                    self._mentions.at = spans.index(at) if at in spans else None
                    self._view.lay("at-hand", Layer((span, "entity-at-hand") for span in spans))

    @on(SectionChosen)
    def _section_chosen(self, message: SectionChosen) -> None:
        message.stop()
        self._jump(message.section.span.start if message.section.title is not None else 0, at_top=True)
        if message.entered:
            self._to_article()

    @on(QuotationChosen)
    def _quotation_chosen(self, message: QuotationChosen) -> None:
        message.stop()
        self._choose_quotation(message.quotation)
        if message.entered:
            self._to_article()

    @on(EntityChosen)
    def _entity_chosen(self, message: EntityChosen) -> None:
        message.stop()
        if message.entity != self._at_hand:
            self._choose_entity(message.entity)
        elif message.entered:
            self._step_mention(1)
        if message.entered and self.has_class("narrow"):
            self._to_article()

    @on(HighlightChosen)
    def _highlight_chosen(self, message: HighlightChosen) -> None:
        message.stop()
        self._choose_highlight(message.placed)
        if message.entered and message.placed.span is not None:
            self._to_article()

    @on(CharacterClicked)
    def _character_clicked(self, message: CharacterClicked) -> None:
        message.stop()
        self._to_article()
        if self._card.hide() or self._open_note_at(message.offset):
            return
        analysis = self.reading.analysis
        if (link := link_at(self.reading.article, message.offset)) is not None:
            self._choose_link(link)
            return
        for entity in analysis.entities:
            if any(span.holds(message.offset) for span in entity.everywhere):
                self._choose_entity(entity, at=message.offset)
                return
        if (placed := highlights.at(self.reading.highlights, message.offset)) is not None:
            self._choose_highlight(placed, move=False)
            return
        for quotation in analysis.quotations:
            if any(span.holds(message.offset) for span in (*quotation.spans, *quotation.repeats)):
                self._choose_quotation(quotation, move=False)
                return

    def _choose_quotation(self, quotation: Quotation, *, move: bool = True) -> None:
        self._at_hand = quotation
        self._mentions = Ring()
        self._quotation_wanted = False
        if not self._said[1]:
            self._show_status()  # what was said was said of something else; only an error stays
        if move:
            self._jump(quotation.span.start)
        self._view.point(quotation.span.start)
        self._view.lay("at-hand", Layer((span, "at-hand") for span in quotation.spans))
        index = next((i for i, q in enumerate(self._quotation_list.items) if q.id == quotation.id), None)
        self._point_in(self._quotation_list, index)

    def _choose_entity(self, entity: Entity, *, at: int | None = None) -> None:
        self._at_hand = entity
        self._mentions = Ring(entity.everywhere)
        self._view.lay("at-hand", Layer((span, "entity-at-hand") for span in entity.everywhere))
        index = next((i for i, e in enumerate(self._entity_list.items) if e.id == entity.id), None)
        self._point_in(self._entity_list, index)
        if at is None:
            self._step_mention(1)
        else:
            self._mentions.at = next(i for i, span in enumerate(entity.everywhere) if span.holds(at))
            self._view.point(at)

    def _choose_highlight(self, placed: Placed, *, move: bool = True) -> None:
        self._at_hand, self._mentions = placed, Ring()
        span = placed.span
        if span is not None and move:
            self._jump(span.start)
        self._view.point(None if span is None else span.start)
        self._view.lay("at-hand", Layer([(span, "at-hand")] if span is not None else ()))
        index = next((i for i, each in enumerate(self._highlight_list.items) if each == placed), None)
        self._point_in(self._highlight_list, index)
        if span is None:
            self.say(_("These words are not in this version of the article."))
        elif said := highlights.note(placed):
            self.say(said)

    def _point_in(self, listed: FactList[Any], index: int | None) -> None:
        """Bring a list of the sidebar to the front, with its cursor there."""
        listed.point_at(index)
        self._to_front(listed)

    def _let_go(self) -> None:
        """Nothing is at hand any more."""
        self._at_hand, self._mentions = None, Ring()
        self._view.lay("at-hand", Layer())
        self._view.point(None)
        self._point_nowhere()

    def _point_nowhere(self) -> None:
        for each in self._lists:
            each.point_at(None)

    def _choose_link(self, link: Inline) -> None:
        if self._open_note_at(link.span.start):
            return
        self._at_hand, self._mentions = link, Ring()
        self._view.lay("at-hand", Layer([(link.span, "at-hand")]))
        self._point_nowhere()
        self._view.show_offset(link.span.start)
        self._view.point(link.span.start)
        self.say(describe.link(self.reading.article, link))

    def _step_mention(self, by: int) -> None:
        span = self._mentions.step(by, self._view.offset_at_top)
        if span is not None:
            self._jump(span.start)
            self._view.point(span.start)
            self.say(describe.mention(self._mentions))
