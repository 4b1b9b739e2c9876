"""The terminal as the app drives it: Textual's driver, mended where a program that may be pointed at anything needs it.

Output goes to the terminal itself, so that `2>log` swallows no screen. Input that ends (the terminal is gone) ends
the program instead of leaving it spinning. Waiting for a key is woken by a pipe, so that leaving waits for nothing.
"""

from __future__ import annotations

import contextlib
import io
import os
import selectors
import signal
import sys
import termios
import tty
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING, Any, NoReturn

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from reader.app.brevity import without_repeats
from reader.app.bursts import let_settle
from reader.app.early import LEAVE, UNDRESS, is_in_front, terminal_descriptor

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

    from reader.app.early import EarlyScreen

READ = 1 << 12
"""Bytes that are read from the terminal at a time."""

TICK = 0.1
"""Seconds after which a lone Escape is one, and not the beginning of a key's sequence."""

SHORT = 200
"""Characters of a write that is not worth making shorter."""

HUNG_UP = 128 + signal.SIGHUP

TOLD_TOGETHER = 0.03
"""Seconds after going on in which a signal to end is heard that was sent first: `kill %1` in a shell sends both."""

ALTERNATE_SCREEN = "\x1b[?1049h"


class TerminalFile(io.TextIOWrapper):
    """The terminal as a file; one that is gone takes what is written without complaint, as input tells of it."""

    def write(self, text: str) -> int:
        with contextlib.suppress(OSError):
            return super().write(text)
        return len(text)

    def flush(self) -> None:
        with contextlib.suppress(OSError):
            super().flush()


def terminal_file() -> TerminalFile:
    """The terminal that the program was started on, for writing in UTF-8."""
    return TerminalFile(open(terminal_descriptor(), "wb", buffering=1 << 16), "utf-8", errors="replace", newline="")  # noqa: PTH123 - a descriptor


class ReaderDriver(LinuxDriver):
    """LinuxDriver on the terminal itself, which takes over the first screen where the app was given one."""

    def __init__(self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None):
        self._early: EarlyScreen | None = getattr(app, "early", None)
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        # By the loop, and not at once: amid a write, which holds a lock, Textual's own handlers wait for that lock, and
        # amid the taking of the terminal half of it would be taken twice.
        self._loop.add_signal_handler(signal.SIGTSTP, self._sigtstp_application)
        self._loop.add_signal_handler(signal.SIGCONT, self._sigcont_application)
        self._file = self._output = terminal_file()
        self._wake, self._waker = os.pipe()
        os.set_blocking(self._wake, False)

    def write(self, data: str) -> None:
        """Write to the terminal; entering the alternate screen again would clear what was painted on it."""
        if data == ALTERNATE_SCREEN and self._early is not None and self._early.is_up:
            return
        super().write(without_repeats(data) if len(data) > SHORT else data)

    def start_application_mode(self) -> None:
        """Take the terminal; what it was before the first screen is what it will be again."""
        if self._early is not None:
            self._early.take()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._early is not None and self._early.is_up:
            self.attrs_before = self._early.hand_over()

    def _sigtstp_application(self, *told: Any) -> None:
        """Stop: Textual's way where it has the terminal, and otherwise as the first screen does."""
        if self._writer_thread is not None:
            super()._sigtstp_application(*told)
        elif self._early is not None:
            self._early.stop()
        else:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _sigcont_application(self, *_told: Any) -> None:
        """Go on after a stop: Textual's way where it was told of the stop, which SIGSTOP tells nobody."""
        if self._must_signal_resume:
            # Taking the terminal at once would stop a program again that is not in front and shall end.
            self._loop.call_later(TOLD_TOGETHER, self._resume)
        elif self._writer_thread is not None:
            self._app.call_later(self._go_on)

    def _resume(self) -> None:
        if self._must_signal_resume:  # else it has been done, for an earlier signal
            super()._sigcont_application()

    def _go_on(self) -> None:
        """Take the terminal again, of which nothing was given up."""
        with contextlib.suppress(termios.error):
            attributes = termios.tcgetattr(self.fileno)
            attributes[tty.LFLAG] = self._patch_lflag(attributes[tty.LFLAG])
            attributes[tty.IFLAG] = self._patch_iflag(attributes[tty.IFLAG])
            termios.tcsetattr(self.fileno, termios.TCSANOW, attributes)
        self._app.app_resume_signal.publish(self._app)

    def _get_terminal_size(self) -> tuple[int, int]:
        for stream in (self._output.fileno(), self.fileno):
            with contextlib.suppress(OSError):
                size = os.get_terminal_size(stream)
                if size.columns and size.lines:
                    return size.columns, size.lines
        return 80, 24

    def disable_input(self) -> None:
        """Disable further input, at once."""
        with contextlib.suppress(OSError):
            os.write(self._waker, b"\0")
        super().disable_input()

    def leave(self, code: int, part: Callable[[], object]) -> NoReturn:
        """Give the terminal back, `part`, and end the process, without taking down what ends with it anyway."""
        self._key_thread = None  # it would be waited for
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # who is not in front would be stopped by it
        if not self._must_signal_resume:  # else the terminal was given back before the program was stopped
            if not is_in_front(self.fileno):
                self.attrs_before = None
            self.stop_application_mode()
            self.close()
        with contextlib.redirect_stderr(sys.__stderr__):  # Textual keeps to itself what is printed while it runs
            part()
        os._exit(code)

    def abandon(self, code: int) -> NoReturn:
        """End the process at once; the terminal gets back what it takes without being waited for."""
        with contextlib.suppress(OSError, termios.error):
            if self.attrs_before is not None and is_in_front(self.fileno):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
            terminal = os.open(os.ttyname(self._output.fileno()), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
            os.write(terminal, (UNDRESS + LEAVE).encode())
        os._exit(code)

    def _run_input_thread(self) -> None:
        """Hear keys; what goes wrong there ends the app as any other fault does."""
        try:
            self.run_input_thread()
        except Exception as error:
            self._app.call_later(self._app._handle_exception, error)  # noqa: SLF001 - where Textual's faults end

    def run_input_thread(self) -> None:
        """Wait for input and hand on what it means, until woken; at the end of input, end the app."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        with contextlib.suppress(BlockingIOError):
            os.read(self._wake, READ)  # left by who woke a thread before this one that was ending anyway
        selector = selectors.DefaultSelector()
        selector.register(self.fileno, selectors.EVENT_READ)
        selector.register(self._wake, selectors.EVENT_READ)
        with selector:
            while not self.exit_event.is_set():
                ready = {key.fd for key, _ in selector.select(TICK)}
                if self._wake in ready:
                    with contextlib.suppress(BlockingIOError):
                        os.read(self._wake, 1)
                    break
                if self.fileno in ready and not self._read(parser, decode):
                    return
                for event in parser.tick():
                    self.process_message(event)

    def _read(self, parser: XTermParser, decode: Any) -> bool:
        """Read once; False where there is nothing more to come."""
        try:
            data = os.read(self.fileno, READ)
        except OSError:
            data = b""
        if not data:
            self._app.call_later(self._app.exit, return_code=HUNG_UP)
            return False
        for number, event in enumerate(parser.feed(decode(data))):
            if number:
                let_settle(self._loop)
            self.process_message(event)
        return True
