"""What leaves the program when a screen asks for it: copies, exports to files, texts for the reader's own commands.

All of it happens in threads, and each ends in a notice that says what became of it.
"""

from __future__ import annotations

import contextlib
import os
import sys
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.app import App

from reader.app.messages import CopyRequested, ExportRequested, PipeRequested
from reader.app.punctual import once_after
from reader.errors import ReaderError, UsageError
from reader.gate import clipboard, line
from reader.lazy import Later
from reader.stopping import Stop
from reader.tongue import _, number

if TYPE_CHECKING:
    from textual.driver import Driver

    from reader.app.copies import Copies
    from reader.app.screens import printed
    from reader.clipboard import Receipt, process
    from reader.clipboard.process import Outcome
    from reader.config import Settings
    from reader.exports import files
else:  # nothing of it is for the first screen
    printed, process = Later("reader.app.screens.printed"), Later("reader.clipboard.process")
    files = Later("reader.exports.files")

SLOW = 0.5
"""Seconds after which a copy under way is told of."""

PIPE_LIMIT = 60.0
"""Seconds that a command has for its answer."""

PIPE_MOST = 1_000_000
"""Bytes of a command's output after which it is ended."""

LONGEST = 60
"""Characters of a command, and of an answer, that a notice holds."""


class OutgoingApp(App[None]):
    """The app as far as it gives something away."""

    def __init__(self, settings: Settings, driver_class: type[Driver]) -> None:
        super().__init__(driver_class=driver_class, watch_css=False)
        self.settings = settings
        self.farewell = ""
        """What is still to be said when the screen is gone, a line each: what was not copied, and what is not kept."""
        self.report = ""
        """What is to be reported of a fault that ended the app, a line each; nothing of the article stands in it."""
        self._leaving = Stop()
        self._left = False

    def _fatal_error(self) -> None:
        """End the app after a fault. Textual shows the values of all variables too, which takes seconds."""
        if sys.flags.dev_mode or self._exception is None:
            super()._fatal_error()
            return
        from reader.analysis.failing import report

        self.report = self.report or report(self._exception)
        self._close_messages_no_wait()

    def _say(self, notice: str, *, error: bool = False) -> None:
        """Show `notice`, already through the gate, on the screen that is up."""
        raise NotImplementedError

    # The clipboard

    @cached_property
    def _copies(self) -> Copies:
        from reader.app.copies import Copies

        return Copies(self, self.settings, self._leaving, self._copied)

    @property
    def _is_copying(self) -> bool:
        return "_copies" in vars(self) and bool(self._copies.under_way)

    @property
    def _not_copied(self) -> str:
        return _("Not copied: the program was left before the clipboard had the text")

    @on(CopyRequested)
    def _copy(self, message: CopyRequested) -> None:
        copy = self._copies.start(message.text, message.subject)
        once_after(self, SLOW, partial(self._say_slow, copy, message.subject))

    def _say_slow(self, copy: int, subject: str) -> None:
        """Say that a copy is under way, where it takes longer than one notices."""
        if copy in self._copies.under_way and not self._left:
            self._say(_("Copying {subject} …").format(subject=subject))

    def _copied(self, receipt: Receipt, subject: str) -> None:
        self._say(receipt.notice(subject), error=not receipt.sent)
        if self._left and not self._copies.under_way:  # the last one tells what the clipboard has
            self.farewell = "" if receipt.sent else receipt.notice(subject)
            self.exit(return_code=0)

    # Files

    @on(ExportRequested)
    def _export(self, message: ExportRequested) -> None:
        self.run_worker(partial(self._write, message), thread=True, group="export", description=message.name)

    def _write(self, message: ExportRequested) -> None:
        path = Path(os.path.expanduser(message.name))  # noqa: PTH111 - Path's own raises for an unknown user
        try:
            text = "".join(files.written(files.format_of(path), message.article, message.analysis, message.highlights))
            files.save(text, path)
        except ReaderError as error:
            taken = isinstance(error, UsageError) and path.exists()
            said = _("Not exported: {error}; take another name") if taken else _("Not exported: {error}")
            self._tell_from_thread(said.format(error=error), error=True)
        else:
            self._tell_from_thread(
                _("Exported {count} characters to {path}").format(count=number(len(text)), path=path)
            )

    # Commands

    @on(PipeRequested)
    def _pipe(self, message: PipeRequested) -> None:
        if self.is_web:  # whoever comes by the page's address shall not have a shell
            self._say(_("A command is not run from a web page; open the article in a terminal for that."), error=True)
            return
        self._say(_("{command} is running …").format(command=line(message.command, LONGEST)))
        self.run_worker(partial(self._run_command, message), thread=True, group="pipe", description="pipe")

    def _run_command(self, message: PipeRequested) -> None:
        """Run the command in the reader's own shell. What the article says is its input and no part of its words."""
        shell, (text, _symbols) = os.environ.get("SHELL") or "/bin/sh", clipboard(message.text)
        outcome = process.run(
            [shell, "-c", message.command],
            text.encode("utf-8"),
            environ=os.environ,
            limit=PIPE_LIMIT,
            stop=self._leaving,
            most=PIPE_MOST,
            complaints=True,
        )
        self._from_thread(partial(self._piped, message, outcome))

    def _piped(self, message: PipeRequested, outcome: Outcome) -> None:
        command, answer = line(message.command, LONGEST), outcome.output.decode("utf-8", "replace").strip("\r\n")
        ended = outcome.why or (_("ended with {code}").format(code=outcome.code) if outcome.code else "")
        short = "\n" not in answer and len(answer) <= LONGEST
        if short:
            silent = _("took {subject} and printed nothing").format(subject=message.subject)
            said = "; ".join(filter(None, (line(answer), ended))) or silent
            self._say(_("{command}: {said}").format(command=command, said=line(said)), error=bool(ended))
        else:
            self._say(f"{command} {line(ended or _('is done'))}", error=bool(ended))
            self.push_screen(printed.PrintedScreen(f"{command}{f' ({line(ended)})' if ended else ''}", answer))

    # Threads

    def _tell_from_thread(self, notice: str, *, error: bool = False) -> None:
        self._from_thread(partial(self._say, line(notice), error=error))

    def _from_thread(self, call: partial[None]) -> None:
        """Have `call` made on the app's thread, unwaited for: when it leaves, that thread waits for this one."""
        with contextlib.suppress(RuntimeError):  # the app has ended meanwhile
            if not self._leaving.is_set():
                self.call_later(call)
