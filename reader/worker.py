"""The process that parses the rest of a long article and analyses all of it, so that no key ever waits for either.

The parent starts it after its first frame: `reader.worker.serve` in a fresh interpreter of low priority, not a fork
(the parent has threads). It gets the raw source on standard input and sends what it finds on standard output, each
a pickle: parts of the article, then findings window by window. It ends when its pipe closes.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import threading
import traceback
from pathlib import Path
from typing import IO

from reader.facts import TYPE_CHECKING, dataclass
from reader.model import Article, Part
from reader.reading import Findings
from reader.sources import article_of, parse
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.sources import Raw

NICENESS = 10
"""How much the process gives way to others, as nice(1) counts."""


@dataclass(frozen=True, slots=True)
class Whole:
    """All parts of the article have been sent."""


@dataclass(frozen=True, slots=True)
class Fault:
    """The process failed; `report` is for whoever mends it."""

    report: str


Delivery = Part | Whole | Findings | Fault


def work(raw: Raw, skip: int) -> Iterator[Delivery]:
    """What the process sends: the article's parts but the first `skip`, then what is found in it."""
    parts = list[Part]()
    for part in parse(raw):
        parts.append(part)
        if len(parts) > skip:
            yield part
    yield Whole()
    article = article_of(raw, parts)
    del raw, parts  # of a long article they are as large as all that is found in it
    yield from _findings(article)


def _findings(article: Article) -> Iterator[Findings]:
    """Quotations as they come; entities, which change as a whole, each time that twice as much has been read.

    What a later window teaches of an earlier quotation (a repeat, a fuller name) comes with the last findings.
    """
    from reader.analysis import analyse_in_parts
    from reader.model import Analysis, Quotation

    analysis, sent = Analysis(), list[Quotation]()
    for number, analysis in enumerate(analyse_in_parts(article), start=1):
        due = number & (number - 1) == 0
        new = analysis.quotations[len(sent) :]
        yield Findings(len(sent), new, analysis.entities if due else None, last=False)
        sent.extend(new)
    pairs = enumerate(zip(sent, analysis.quotations, strict=True))
    changed = tuple((index, now) for index, (before, now) in pairs if now != before)
    yield Findings(len(sent), (), analysis.entities, last=True, changed=changed)


def serve() -> None:
    """Be that process: read one request from standard input, answer on standard output."""
    with contextlib.suppress(OSError, AttributeError):  # Windows has no such call
        os.nice(NICENESS)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that is printed by mistake may stand among the answers
    try:
        for delivery in work(*pickle.load(sys.stdin.buffer)):  # noqa: S301 - from our own parent
            pickle.dump(delivery, answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()
    except BrokenPipeError:
        os._exit(0)
    except Exception:
        pickle.dump(Fault(traceback.format_exc()), answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()


class Worker:
    """The parent's side: starts the process, and hands on what it sends.

    Args:
        raw: The source.
        skip: How many parts of the article the caller has already.
        deliver: Called with each delivery, in a thread of the worker's own; the next one waits until it returns.
    """

    def __init__(self, raw: Raw, skip: int, deliver: Callable[[Delivery], object]) -> None:
        self._request: tuple[Raw, int] | None = (raw, skip)
        self._deliver = deliver
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def start(self) -> None:
        """Start the process; returns at once."""
        threading.Thread(target=self._run, name="worker", daemon=True).start()

    def stop(self) -> None:
        """End the process, whatever it is doing; nothing is delivered any more."""
        self._stopped = True
        if self._process is not None:
            self._process.kill()

    def _run(self) -> None:
        try:
            self._process = process = _start()
        except OSError as error:
            self._deliver(Fault(_("no process for the analysis: {error}").format(error=error)))
            return
        if self._stopped:
            process.kill()
        assert process.stdin is not None  # noqa: S101 - both are pipes, see _start
        assert process.stdout is not None  # noqa: S101
        with process:
            with contextlib.suppress(OSError):  # it has ended already: what it sends will tell
                pickle.dump(self._request, process.stdin, pickle.HIGHEST_PROTOCOL)
            self._request = None
            with contextlib.suppress(OSError):
                process.stdin.close()
            self._receive(process.stdout)

    def _receive(self, answers: IO[bytes]) -> None:
        ended = False
        while not self._stopped:
            try:
                delivery: Delivery = pickle.load(answers)  # noqa: S301 - from our own child
            except (EOFError, pickle.UnpicklingError):
                break
            ended = isinstance(delivery, Fault) or (isinstance(delivery, Findings) and delivery.last)
            if not self._stopped:
                self._deliver(delivery)
        if not ended and not self._stopped:
            self._deliver(Fault(_("the process for the analysis ended before it was done")))


def _start() -> subprocess.Popen[bytes]:
    """A fresh interpreter that imports this very package, and nothing from the folder that we happen to be in."""
    here = str(Path(__file__).resolve().parent.parent)
    path = os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH", "")]))
    return subprocess.Popen(
        [sys.executable, "-P", "-c", "from reader.worker import serve; serve()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
        start_new_session=True,
    )
