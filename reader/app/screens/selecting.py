"""Selecting text, by keyboard or mouse: what is selected is what `y` copies, to the character."""

from __future__ import annotations

from textual import on

from reader.app.marks import Layer
from reader.app.messages import Overruled, TextSelected
from reader.app.screens.choosing import ChoosingPanes
from reader.app.selecting import Selection, Step
from reader.model import Entity, Inline, Placed, Quotation
from reader.sources.corrections import HEADING, PARAGRAPH, overruling
from reader.tongue import N_, _

HOW = N_("{word} word, {sentence} sentence, {paragraph} paragraph, ↓ line; {copy} copies, Enter highlights, Esc ends")
"""What a selection goes on with; it has to fit 78 columns."""

_BECOMES = {HEADING: N_("a heading"), PARAGRAPH: N_("a paragraph")}


class SelectingPanes(ChoosingPanes):
    """The panes with a selection in the article."""

    _selection: Selection | None = None

    @on(TextSelected)
    def _select_by_mouse(self, message: TextSelected) -> None:
        message.stop()
        self._selection = Selection(self.reading.article, message.anchor, message.head)
        self._mark_selection()

    def _choose_quotation(self, quotation: Quotation, *, move: bool = True) -> None:
        self._end_selection()
        super()._choose_quotation(quotation, move=move)

    def _choose_entity(self, entity: Entity, *, at: int | None = None) -> None:
        self._end_selection()
        super()._choose_entity(entity, at=at)

    def _choose_link(self, link: Inline) -> None:
        self._end_selection()
        super()._choose_link(link)

    def _choose_highlight(self, placed: Placed, *, move: bool = True) -> None:
        self._end_selection()
        super()._choose_highlight(placed, move=move)

    def action_overrule(self) -> None:
        """Where a selection begins, else what stands at the top of the screen: a heading or not."""
        offset = self._selection.anchor if self._selection else self._view.offset_at_top
        correction = overruling(self.reading.article, offset)
        if correction is None:
            self.say(_("What stands at the top of the screen is neither a heading nor text."))
            return
        self._end_selection()
        self.reading = self.reading.overruled(correction)
        self._view.replace(self.reading.article)
        self._show_arrived()
        self.post_message(Overruled(self.reading.article.source.sha256, correction))
        self.say(_("Now {kind}; the same key takes it back.").format(kind=_(_BECOMES[correction.value])))

    def action_select(self) -> None:
        """Begin at the quotation at hand where that is on the screen, else at the first character shown."""
        if self._selection:
            self._end_selection()
            return
        self._to_article()
        begin = self._view.offset_at_top
        if isinstance(self._at_hand, Quotation):
            viewport = self._view.viewport
            if viewport.row_of(viewport.column.place_of(self._at_hand.span.start)) is not None:
                begin = self._at_hand.span.start
        self._selection = Selection(self.reading.article, begin)
        self._show_selection()
        named = {"word": "select_word", "sentence": "select_sentence", "paragraph": "select_paragraph", "copy": "copy"}
        self.say(_(HOW).format(**{name: self.key_of(action) for name, action in named.items()}))

    def _select_lines(self, lines: int) -> None:
        if self._selection is not None:
            column = self._view.viewport.column
            place = column.settle(column.place_of(self._selection.head), lines)
            self._selection.head = column.offset_at(place)
            self._show_selection()

    def _select_to_end(self, *, last: bool) -> None:
        if self._selection is not None:
            blocks = self.reading.article.blocks
            self._selection.head = blocks[-1].span.end - 1 if last else blocks[0].span.start
            self._show_selection()

    def _step_selection(self, by: Step, direction: int) -> None:
        if self._selection is None:
            self.say_how(_("Nothing is selected: {key} begins a selection."), "select")
            return
        self._selection.step(by, direction)
        self._show_selection()

    def action_select_word(self) -> None:
        self._step_selection(Step.WORD, 1)

    def action_unselect_word(self) -> None:
        self._step_selection(Step.WORD, -1)

    def action_select_sentence(self) -> None:
        self._step_selection(Step.SENTENCE, 1)

    def action_unselect_sentence(self) -> None:
        self._step_selection(Step.SENTENCE, -1)

    def action_select_paragraph(self) -> None:
        self._step_selection(Step.PARAGRAPH, 1)

    def action_unselect_paragraph(self) -> None:
        self._step_selection(Step.PARAGRAPH, -1)

    def _show_selection(self) -> None:
        """Mark what is selected, and bring its moving end on the screen."""
        self._mark_selection()
        if self._selection is not None:
            self._view.show_offset(self._selection.head)

    def _mark_selection(self) -> None:
        spans = [self._selection.span] if self._selection else []
        self._view.lay("selection", Layer((span, "selection") for span in spans))

    def _end_selection(self) -> None:
        if self._selection is not None:
            self._selection = None
            self._mark_selection()
