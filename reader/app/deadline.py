"""A signal that ends the program ends it in time, also where the loop that hears it is held up.

That happens where the terminal takes nothing any more (a connection that stalls, a tmux client that was stopped): what
is to be painted waits for it, and with that everything else.
"""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Callable

IN_TIME = 1.8
"""Seconds after a signal within which the program has ended by itself."""


def hear(loop: AbstractEventLoop, number: int, end: Callable[[], object], give_up: Callable[[], object]) -> None:
    """Have `end` called in `loop` when the signal comes, and `give_up` in a thread if the program is there still then.

    Raises:
        ValueError, RuntimeError: where signals are not to be heard: in another thread, or on Windows.
    """

    def at_once(_number: int, _frame: object) -> None:
        waiting = threading.Timer(IN_TIME, give_up)
        waiting.daemon = True
        waiting.start()

    loop.add_signal_handler(number, end)
    # The loop is woken all the same: Python tells it of every signal that has a handler. What waits is interrupted now,
    # which asyncio had forbidden; else nothing would be heard while a thread's lock is waited for.
    signal.signal(number, at_once)
