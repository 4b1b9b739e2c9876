"""Keys that come together: each goes where the one before it put the focus."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

TURNS = 20
"""Turns of the event loop within which a key's action has been taken: it passes three queues."""

PATIENCE = 0.1
"""Seconds that one turn may take before it is waited for no longer."""


def let_settle(loop: AbstractEventLoop) -> None:
    """Let the app in `loop` act on the last key; to be called in the thread that reads keys."""
    for _ in range(TURNS):
        turn = threading.Event()
        try:
            loop.call_soon_threadsafe(turn.set)
        except RuntimeError:  # the app has ended
            return
        if not turn.wait(PATIENCE):
            return
