"""Writing a note: a few lines below the article, which is seen meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from reader.app.screens.sized import Sized
from reader.gate import visible
from reader.tongue import N_, _

if TYPE_CHECKING:
    from textual.app import ComposeResult

LONGEST = 20_000
"""Characters of a note."""

TALLEST = 8
"""Lines of a note that are seen at a time."""

HOW = N_("Enter keeps · Ctrl+J begins a line · Esc leaves")
SURE = N_("The note has changed: Esc again forgets that, Enter keeps it")


class NoteArea(TextArea):
    """The lines; Enter does not break them, since it keeps the note."""

    BINDINGS: ClassVar = [Binding("ctrl+j", "break_line", show=False)]

    def action_break_line(self) -> None:
        """Begin a line."""
        self.insert("\n")


class AnnotatingScreen(ModalScreen["str | None"], Sized["str | None"]):
    """A field with a note; its answer is the note, or None where it was left as it was.

    Args:
        about: What the note is on (already through the gate).
        note: What was noted until now.
    """

    CSS_PATH = "../cards.tcss"
    ALLOW_SELECT: ClassVar[bool] = False
    AUTO_FOCUS = "NoteArea"
    BINDINGS: ClassVar = [
        Binding("enter", "keep", priority=True),
        Binding("escape", "give_up", priority=True),
    ]

    def __init__(self, about: str, note: str) -> None:
        super().__init__()
        self._about = about
        self._note = note
        self._asked = False

    def compose(self) -> ComposeResult:
        with Vertical(id="annotating"):
            yield Static(Content(self._about), id="noted", markup=False)
            yield NoteArea(visible(self._note), soft_wrap=True, tab_behavior="focus", id="annotation")
            yield Static(Content(_(HOW)), id="how", markup=False)

    def on_mount(self) -> None:
        area = self.query_one(NoteArea)
        area.move_cursor(area.document.end)
        rows = self.app.size.height
        area.styles.max_height = max(1, min(TALLEST, rows // 3))
        self.query_one("#noted").display = rows >= 2 * TALLEST

    @property
    def _written(self) -> str:
        return "\n".join(row.rstrip() for row in self.query_one(NoteArea).text[:LONGEST].splitlines()).strip()

    def action_keep(self) -> None:
        """Give the note as it is now."""
        self.dismiss(self._written)

    def action_give_up(self) -> None:
        """Leave; what was written is forgotten only when the key is pressed twice."""
        if self._asked or self._written == visible(self._note).strip():
            self.dismiss(None)
            return
        self._asked = True
        self.query_one("#how", Static).update(Content(_(SURE)))
