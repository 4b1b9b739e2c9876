"""Once, after a while, for certain.

Textual's timer for once leaves out what it is late for: where the machine is busy, and no more than two lines of its
own take longer than the time that it was to wait for, what it was to do is never done. Here it is done late.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message_pump import MessagePump
    from textual.timer import Timer


def once_after(pump: MessagePump, seconds: float, act: Callable[[], Any]) -> Timer:
    """Have `act` done in so many seconds or later, unless `pump` is closed or the timer stopped before."""
    timer = pump.set_timer(seconds, act)
    timer._skip = False  # noqa: SLF001 - Textual has no parameter for it; its task reads this when it first runs
    return timer
