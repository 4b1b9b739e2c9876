"""The process that parses the rest of a long article and analyses all of it, so that no key ever waits for either.

The parent starts it after its first frame: `reader.worker.serve` in a fresh interpreter of low priority, not a fork
(the parent has threads). It gets the raw source on standard input and sends what it finds on standard output, each
a pickle: parts of the article, then findings window by window. It ends when its pipe closes, whatever it is at.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

from reader.facts import TYPE_CHECKING, dataclass, replace
from reader.model import Article, Block, Findings, Packed, Part
from reader.reading import FAR, LAST_PAGES
from reader.sources import article_of, ending, let_go, parse
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.model import Article
    from reader.sources import Raw

LONG = 2_000_000
"""Bytes of a source for which memory is spared, at the price of 3 ms."""

CLOSED = 1.0
"""Seconds in which a process has ended that has closed its pipe."""

LARGE_BLOCK, PART = 1 << 18, 1 << 16
"""Bytes of memory that is given back as a whole: by the process, and by its parent, to which parts of so many come."""

_ARENA_MAX, _MMAP_THRESHOLD = -8, -3
"""Options of glibc's mallopt(3)."""

NICENESS = 10
"""How much the process gives way to others, as nice(1) counts."""


@dataclass(frozen=True, slots=True)
class Whole:
    """All parts of the article have been sent."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a long article ends, before what stands between has been read; spans count in `part`'s own text."""

    part: Part


@dataclass(frozen=True, slots=True)
class Fault:
    """The process failed; `report` is for whoever mends it, without a word of the article.

    It was `killed` where it could not say so itself.
    """

    report: str
    killed: bool = False


Delivery = Part | Whole | Findings | Fault | Ending


def work(raw: Raw, skip: int) -> Iterator[Delivery]:
    """What the process sends: how it ends, the article's parts but the first `skip`, then what is found in it."""
    # Of a long article its bytes, and its blocks as objects, are as large as all else that the process holds.
    is_long = len(raw.data) > LONG
    if is_long:
        spare_memory()
    if len(raw.data) > FAR and (end := ending(raw, LAST_PAGES)) is not None:
        yield Ending(end)
    parts, blocks = list[Part](), Packed[Block]() if is_long else list[Block]()
    for part in parse(raw):
        parts.append(replace(part, blocks=()))
        blocks.extend(part.blocks)
        if len(parts) > skip:
            yield part
    let_go()
    yield Whole()
    article = replace(article_of(raw, parts), blocks=blocks if isinstance(blocks, Packed) else tuple(blocks))
    del raw, parts, blocks
    if is_long:
        give_back_memory()
    yield from _findings(article)


def _findings(article: Article) -> Iterator[Findings]:
    """Quotations as they come; entities, which change as a whole, each time that twice as much has been read."""
    from reader.analysis import analyse_in_parts

    for number, findings in enumerate(analyse_in_parts(article), start=1):
        due = findings.last or number & (number - 1) == 0
        yield findings if due else replace(findings, entities=None)


def serve() -> None:
    """Be that process: read one request from standard input, answer on standard output."""
    with contextlib.suppress(OSError, AttributeError):  # Windows has no such call
        os.nice(NICENESS)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that is printed by mistake may stand among the answers
    try:
        deliveries = work(*pickle.load(sys.stdin.buffer))  # noqa: S301 - from our own parent
        threading.Thread(target=_end_with_parent, daemon=True).start()
        for delivery in deliveries:
            pickle.dump(delivery, answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()
    except BrokenPipeError:
        os._exit(0)
    except Exception as error:
        from reader.analysis.failing import report

        pickle.dump(Fault(report(error)), answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()


def _end_with_parent() -> None:
    """Wait until the parent closes its end, which it does by ending too, also where it was killed."""
    os.read(0, 1)  # not by way of sys.stdin, whose lock could not be had at the end
    os._exit(0)


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
        if self._request is not None and len(self._request[0].data) > LONG:
            spare_memory(PART)
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
            self._deliver(Fault(_("no process for the analysis: {error}").format(error=error), killed=True))
            return
        if self._stopped:
            process.kill()
        assert process.stdin is not None  # noqa: S101 - both are pipes, see _start
        assert process.stdout is not None  # noqa: S101
        with process:
            with contextlib.suppress(OSError):  # it has ended already: what it sends will tell
                pickle.dump(self._request, process.stdin, pickle.HIGHEST_PROTOCOL)
                process.stdin.flush()
            self._request = None
            self._receive(process.stdout)
            with contextlib.suppress(OSError):
                process.stdin.close()

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
            self._deliver(
                Fault(_("the process for the analysis ended with {code}").format(code=self._code()), killed=True)
            )

    def _code(self) -> int | None:
        """The exit code of the process, which has closed its pipe: less than 0 where a signal ended it."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self._process.wait(CLOSED) if self._process else None
        return None


def spare_memory(large: int = LARGE_BLOCK) -> None:
    """Have the C library give back what is freed, where it is glibc: a long article comes in many pieces.

    Blocks of `large` bytes are given back each by itself.

    By itself it keeps a heap for each thread, and for large blocks too once one of them has been freed: between what
    is kept of an article, the room of what was not is never given back, a third of all that the program takes.
    """
    with contextlib.suppress(ImportError, OSError, AttributeError):
        from ctypes import CDLL

        set_option = CDLL(None).mallopt
        set_option(_ARENA_MAX, 1)
        set_option(_MMAP_THRESHOLD, large)


def give_back_memory() -> None:
    """Have the C library give back now what has been freed, where it is glibc."""
    with contextlib.suppress(ImportError, OSError, AttributeError):
        from ctypes import CDLL

        CDLL(None).malloc_trim(0)


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
