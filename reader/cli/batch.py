"""Several sources in one run: a bad one is complained of and does not stop the others."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from reader.cli import FAULT
from reader.cli.narration import Progress, complain, fault
from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Found = TypeVar("Found")


@dataclass(slots=True)
class Batch:
    """The sources of one command; `failure` is the exit code of the first that failed, 0 as long as none has."""

    sources: Sequence[str]
    failure: int = 0

    def each(self, read: Callable[[str], Found]) -> Iterator[Found]:
        """What `read` gives for each source, in order, without those that failed."""
        progress = Progress(len(self.sources), dumb=os.environ.get("TERM", "dumb") == "dumb")
        for number, source in enumerate(self.sources, start=1):
            progress.show(number, source)
            failed: tuple[int, str] | None = None
            try:
                found = read(source)
            except ReaderError as error:
                failed = error.exit_code, str(error)
            except Exception as error:
                if sys.flags.dev_mode:
                    raise
                failed = FAULT, fault(error, source)
            finally:
                progress.erase()
            if failed:
                complain(failed[1])
                self.failure = self.failure or failed[0]
            else:
                yield found
