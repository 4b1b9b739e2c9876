"""Footnotes that open in place: over the page, below the line that refers to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from reader.app.messages import ReadingMoved
from reader.app.notes import Notes
from reader.app.screens.reading_panes import ReadingPanes
from reader.app.widgets.note_card import NoteCard

if TYPE_CHECKING:
    from reader.app.notes import Reference
    from reader.config import Settings
    from reader.model import Article
    from reader.reading import Reading

LEAST_ROWS = 5
"""Rows that a card takes in any case where it needs them: its rules, and three lines."""


class NotingPanes(ReadingPanes):
    """The panes with a card for a note."""

    def __init__(self, reading: Reading, settings: Settings) -> None:
        super().__init__(reading, settings)
        self._card = NoteCard(id="note")
        self._known_notes: tuple[Article, Notes] | None = None
        self._noted_at: object = None

    @property
    def _notes(self) -> Notes:
        """The notes of what has arrived, looked for when they are first asked for."""
        article = self.reading.article
        if self._known_notes is None or self._known_notes[0] is not article:
            self._known_notes = (article, Notes(article))
        return self._known_notes[1]

    def _open_note_at(self, offset: int) -> bool:
        """Open the note that the character at `offset` refers to; whether it refers to one."""
        reference = self._notes.at(offset)
        if reference is not None:
            self._open_note(reference)
        return reference is not None

    def _open_note(self, reference: Reference) -> None:
        if not self._card.is_attached:
            self.mount(self._card)  # not before it is needed: the first frame does not wait for it
        self._view.show_offset(reference.span.start)
        viewport, region = self._view.viewport, self._view.region
        row = viewport.row_of(viewport.column.place_of(reference.span.start)) or 0
        width = min(region.width - 1, viewport.text_width + 2)
        wanted = self._card.show(self.reading.article, self._notes.blocks(reference), width)
        below, above = region.height - row - 1, row
        rows = min(wanted, max(below, above, min(LEAST_ROWS, region.height)))
        if rows <= max(below, above):
            y = row + 1 if rows <= below or below >= above else row - rows
        else:
            y = region.height - rows  # a screen of a few lines: the note covers what refers to it
        self._noted_at = self._view.viewport.top, self._view.size
        self._card.styles.width, self._card.styles.height = width, rows
        self._card.styles.offset = (region.x + max(0, viewport.left - 2), region.y + y)

    @on(ReadingMoved)
    def _leave_note(self) -> None:
        """A page that moves takes the card with it; the message goes on to the app."""
        if (self._view.viewport.top, self._view.size) != self._noted_at:
            self._card.hide()
