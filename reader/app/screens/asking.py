"""An address in full before it is opened, where it is long or there is something to say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.app.screens.sized import Sized
from reader.gate import revealed
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


class AddressScreen(ModalScreen[bool], Sized[bool]):
    """A card with the whole address, which passes the gate here; its answer is whether to open it.

    Args:
        address: What would be opened.
        doubts: Sentences about it, already through the gate.
    """

    ALLOW_SELECT: ClassVar[bool] = False
    BINDINGS: ClassVar = [
        ("enter,o", "dismiss(True)", "open"),
        ("escape,q", "dismiss(False)", "leave"),
    ]

    def __init__(self, address: str, doubts: Sequence[str]) -> None:
        super().__init__()
        self._address = address
        self._doubts = doubts

    def compose(self) -> ComposeResult:
        paragraphs = (_("Open this address?"), revealed(self._address), *self._doubts, _("Enter opens · Esc closes"))
        with VerticalScroll(id="printed"):
            yield Static(Content("\n\n".join(paragraphs)), markup=False)
