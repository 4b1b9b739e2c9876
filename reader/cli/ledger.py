"""A long run's output file, with a journal beside it, so that a run that was cut off goes on where it stopped.

What has been found stands in FILE.part until the run is at its end, and then takes its name: FILE is never half of
anything. FILE.journal has a line for each source that is done, written after its output: its mark, its exit code (0
where it did not fail) and the length of the output so far. Whatever kills the run, the journal says how much of the
output counts; the rest is cut away.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from reader.errors import ReaderError, UsageError, said_of
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LINE = re.compile(rb"([0-9a-f]{24}) (\d{1,3}) (\d+)\n")

_END = b"end\n"


class OutputFileError(ReaderError):
    """The output file cannot be written."""


@dataclass(slots=True)
class Ledger:
    """The output of one run. `failure` is the exit code of the first source that failed in earlier runs, 0 for none."""

    output: Path
    failure: int = 0
    is_complete: bool = False
    """Whether an earlier run came to its end, and there is nothing left to do."""
    _done: Counter[str] = field(default_factory=Counter)
    _size: int = 0
    _part: int = -1
    _journal: int = -1

    @classmethod
    @contextlib.contextmanager
    def opened(cls, output: Path, run: str, *, resume: bool) -> Iterator[Self]:
        """The output at `output`.

        Args:
            output: The file; that of an earlier run is replaced when this one is at its end.
            run: What the run is, on one line: another one does not go on with it.
            resume: Whether to go on with a run that was cut off, where there is one.

        Raises:
            UsageError: where another run has been cut off, or is writing there now.
            OutputFileError: where the file cannot be written.
        """
        ledger = cls(output)
        try:
            with ledger._telling():
                ledger._begin(run, resume=resume)
            yield ledger
        finally:
            for descriptor in (ledger._part, ledger._journal):
                if descriptor >= 0:
                    os.close(descriptor)

    @property
    def part(self) -> Path:
        """The output so far."""
        return self.output.with_name(self.output.name + ".part")

    @property
    def journal(self) -> Path:
        """What is done."""
        return self.output.with_name(self.output.name + ".journal")

    @property
    def done(self) -> int:
        """How many sources earlier runs have done that this one has not come to yet."""
        return self._done.total()

    def is_done(self, mark: str) -> bool:
        """Whether an earlier run has done the source of that mark; each of its sources is told once."""
        if self._done[mark] <= 0:
            return False
        self._done[mark] -= 1
        return True

    def record(self, mark: str, text: str, code: int) -> None:
        """Write what a source gave, whole lines, and then that it is done.

        Raises:
            OutputFileError: where the file cannot be written.
        """
        data = text.encode("utf-8", "backslashreplace")
        with self._telling():
            _write(self._part, data)
            self._size += len(data)
            _write(self._journal, f"{mark} {code} {self._size}\n".encode())

    def finish(self) -> None:
        """Give the output its name.

        Raises:
            OutputFileError: where that fails.
        """
        with self._telling():
            os.fsync(self._part)
            _write(self._journal, _END)
            self._name()

    def _name(self) -> None:
        with contextlib.suppress(FileNotFoundError):  # an earlier run was cut off between this and the next line
            self.part.replace(self.output)
        self.journal.unlink()

    def _begin(self, run: str, *, resume: bool) -> None:
        if self.output.exists() and not self.output.is_file():  # its name would be given to a file
            raise UsageError(_("{output} is no file: name another").format(output=self.output))
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
        if not resume and self.part.exists():
            raise UsageError(
                _("{part} is of a run that was cut off: --resume goes on with it; remove it to begin anew").format(
                    part=self.part
                )
            )
        self._journal = os.open(self.journal, flags, 0o666)
        _lock(self._journal, self.output)
        header = f"{run}\n".encode("utf-8", "backslashreplace")
        kept = self._read(header)
        if self.is_complete:
            self._name()
            return
        self._part = os.open(self.part, flags, 0o666)
        os.truncate(self._journal, kept)
        os.truncate(self._part, self._size)
        for descriptor in (self._journal, self._part):
            os.lseek(descriptor, 0, os.SEEK_END)
        if not kept:
            _write(self._journal, header)

    def _read(self, header: bytes) -> int:
        """Learn what is done, and give how many bytes of the journal say so."""
        length = self.part.stat().st_size if self.part.exists() else 0
        with open(self._journal, "rb", closefd=False) as journal:
            first = journal.readline()
            if not first.endswith(b"\n"):  # cut off before anything was done
                return 0
            if first != header:
                raise UsageError(
                    _(
                        "{part} was begun with other sources or options, or by another version of Reader: "
                        "remove it and {journal} to begin anew"
                    ).format(part=self.part, journal=self.journal)
                )
            kept = len(first)
            lines = journal.readlines()
            self.is_complete = lines[-1:] == [_END]
            for line in lines:
                found = _LINE.fullmatch(line)
                if found is None or (int(found[3]) > length and not self.is_complete):
                    break
                self._done[found[1].decode()] += 1
                self.failure = self.failure or int(found[2])
                self._size, kept = int(found[3]), kept + len(line)
        return kept

    @contextlib.contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            told = (
                _("{output} cannot be written ({error}): what was done stays in {part}, and --resume goes on with it")
                if self._part >= 0
                else _("{output} cannot be written ({error}): name a file in a folder that can")
            )
            raise OutputFileError(told.format(output=self.output, error=said_of(error), part=self.part)) from error


def _write(descriptor: int, data: bytes) -> None:
    """All of `data`, at once where the file system lets it, so that who looks meanwhile sees whole lines."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _lock(descriptor: int, output: Path) -> None:
    try:
        import fcntl
    except ImportError:  # Windows, where a file that is being written cannot be renamed
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise UsageError(
            _("another run is writing {output}: wait for it, or name another file").format(output=output)
        ) from error
