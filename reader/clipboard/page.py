"""The clipboard of the browser that shows Reader in a page (`reader serve`): it alone says that it has the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.clipboard.receipt import Arrival
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Callable

ROAD = "browser"


def send(text: str, ask: Callable[[str], str | None]) -> Arrival:
    """Has the page copy `text`.

    Args:
        text: What has passed the gate.
        ask: Gives why the page did not take the text, None where the browser said that it has it.
    """
    try:
        fault = ask(text)
    except Exception as error:  # `ask` is the caller's, and a copy must end in a receipt
        fault = _("the page could not be asked ({why})").format(why=str(error) or type(error).__name__)
    return Arrival(ROAD, why=fault) if fault else Arrival(ROAD, sent=True, acknowledged=True)
