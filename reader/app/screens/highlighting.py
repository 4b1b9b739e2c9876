"""Highlights: words that a reader marks by key, with or without a note, and takes away again.

A highlight is shown at once and kept by the app; what is said of it is said when the library has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app import highlights
from reader.app.messages import HighlightMade, HighlightTaken
from reader.app.screens.copying import CopyingPanes, Taken
from reader.gate import line
from reader.lazy import Later
from reader.model import Anchor, Highlight, Placed, Quotation
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from reader.app.screens import annotating
    from reader.exports import copying
    from reader.model import Correction, Span
    from reader.reading import Reading
else:  # nothing of it is for the first screen
    annotating, copying = Later("reader.app.screens.annotating"), Later("reader.exports.copying")

SHOWN = 160
"""Characters of what a note is on that are shown while it is written."""


class HighlightingPanes(CopyingPanes):
    """The panes with highlights."""

    _taken_away: Placed | None = None
    """The highlight that was taken away last, until something else is corrected."""

    # What is known of them

    def show_highlights(self, known_for: Reading, placed: Sequence[Placed]) -> bool:
        """Show the highlights that were found for the article as it was in `known_for`.

        Returns:
            Whether that is still how things stand; else nothing is shown, and they have to be looked for again.
        """
        if self.reading.highlights is not known_for.highlights:
            return False
        if placed:
            self._show(self.reading.with_highlights(placed))
        return True

    def _show(self, reading: Reading) -> None:
        self.reading = reading
        self._show_arrived()

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Enter ends a selection by highlighting it; where nothing is selected it has no meaning on the page."""
        if event.key == "enter" and self._selection:
            event.stop()
            self.action_highlight()

    def action_highlight(self) -> None:
        """Highlight what is selected or the quotation at hand; take the highlight at hand away."""
        if isinstance(self._at_hand, Placed) and not self._selection:
            self._take_away(self._at_hand)
        elif (span := self._markable()) is None:
            self._say_what_to_choose()
        elif (known := highlights.of_span(self.reading.highlights, span)) is not None:
            self._choose_highlight(known)
            again = self.key_of("highlight")
            self.say(_("Highlighted already: {key} again takes it away.").format(key=again))
        else:
            self._mark(span, "")

    def action_annotate(self) -> None:
        """Write a note on the highlight at hand, or on what is highlighted by that."""
        at_hand = self._at_hand
        if isinstance(at_hand, Placed) and not self._selection:
            placed, span = at_hand, at_hand.span
        else:
            span = self._markable()
            if span is None:
                self._say_what_to_choose()
                return
            placed = highlights.of_span(self.reading.highlights, span) or self._new(span, "")
        words = line(copying.highlight_text(self.reading.article, self.reading.analysis, placed), SHOWN)

        def written(note: str | None) -> None:
            if note is not None and (note != placed.highlight.note or placed not in self.reading.highlights):
                self._annotate(placed, note)

        self.app.push_screen(annotating.AnnotatingScreen(words, placed.highlight.note), written)

    def action_show_highlights(self) -> None:
        """Go to the list of what was highlighted here."""
        listed = self._highlight_list
        if self.reading.highlights:
            self._reveal(listed)
            listed.focus()
            if listed.cursor is None and listed.items:
                here = self._view.offset_at_top
                ahead = (each for each in listed.items if each.span is not None and each.span.start >= here)
                self._choose_highlight(next(ahead, listed.items[0]))
        else:
            self.say(_("Nothing is highlighted here: {how}").format(how=self._how_to_highlight()))

    def action_undo(self) -> None:
        if self._taken_away is None:
            super().action_undo()
            return
        placed, self._taken_away = self._taken_away, None
        self._show(self.reading.with_highlights((*self.reading.highlights, placed)))
        self._choose_highlight(placed, move=False)
        self._keep(placed.highlight, None, _("Highlighted again."))

    def _lay_over(self, made: Correction) -> None:
        self._taken_away = None
        super()._lay_over(made)

    # What they do

    def _markable(self) -> Span | None:
        """What can be highlighted: what is selected, without the white space around it, or the quotation at hand."""
        if self._selection:
            return copying.as_quotation(self.reading.article, self.reading.analysis, self._selection.span).span
        return self._at_hand.span if isinstance(self._at_hand, Quotation) else None

    def _new(self, span: Span, note: str) -> Placed:
        return Placed(Highlight(Anchor.to(self.reading.article.text, span), note), span)

    def _mark(self, span: Span, note: str) -> None:
        if not len(span):
            self.say(_("Only white space is selected."))
            return
        made = self._new(span, note)
        self._show(self.reading.marked(made.highlight))
        self._choose_highlight(made, move=False)
        said = _("Highlighted, with a note.") if note else _("Highlighted; {key} writes a note.")
        self._keep(made.highlight, None, said.format(key=self.key_of("annotate")))

    def _annotate(self, placed: Placed, note: str) -> None:
        """Put `note` on a highlight; one whose article has changed since is made anew where its words stand now."""
        known = placed if placed in self.reading.highlights else None
        if known is None and placed.span is not None:
            self._mark(placed.span, note)
            return
        anchor = placed.highlight.anchor
        if placed.span is not None:
            anchor = Anchor.to(self.reading.article.text, placed.span)
        now = Placed(Highlight(anchor, note, placed.highlight.made_at), placed.span)
        others = self.reading.unmarked(placed)
        self._show(others.with_highlights((*others.highlights, now)))
        self._choose_highlight(now, move=False)
        self._renew_reason()
        self._keep(now.highlight, placed.highlight, _("The note is kept.") if note else _("The note is taken away."))

    def _take_away(self, placed: Placed) -> None:
        self._taken_away = placed
        self._let_go()
        self._reason.show(())
        self._show(self.reading.unmarked(placed))
        kept = _("No longer highlighted; {key} takes that back.").format(key=self.key_of("undo"))
        self.post_message(HighlightTaken(self.reading.article.source.sha256, placed.highlight, kept))

    def _keep(self, highlight: Highlight, instead_of: Highlight | None, kept: str) -> None:
        sha256 = self.reading.article.source.sha256
        self.post_message(HighlightMade(sha256, highlight, instead_of, kept))

    def _say_what_to_choose(self) -> None:
        self.say(_("Nothing is at hand to highlight: {how}").format(how=self._how_to_highlight()))

    def _how_to_highlight(self) -> str:
        selects, chooses = self.key_of("select"), self.key_of("next_quotation")
        return _("{v} selects words, {quote} chooses a quotation.").format(v=selects, quote=chooses)

    # Copies

    def _taken(self) -> Taken | None:
        if isinstance(self._at_hand, Placed) and not self._selection:
            return Taken(
                copying.highlight_text(self.reading.article, self.reading.analysis, self._at_hand), _("the highlight")
            )
        return super()._taken()

    def _quoted(self) -> Quotation | None:
        placed = self._at_hand
        if isinstance(placed, Placed) and not self._selection and placed.span is not None:
            return copying.as_quotation(self.reading.article, self.reading.analysis, placed.span)
        return super()._quoted()

    def _copy_quoted(self, quotation: Quotation) -> None:
        placed = self._at_hand
        if isinstance(placed, Placed) and not self._selection:
            note = placed.highlight.note
            self._copy_quotations([quotation], _("the highlight and its note") if note else _("the highlight"), note)
        else:
            super()._copy_quoted(quotation)
