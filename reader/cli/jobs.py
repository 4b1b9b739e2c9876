"""Sources read by several processes at once, whose results come in the order of the sources.

Each process is a fresh interpreter that gets one task and then sources on its standard input, and answers on its
standard output; it ends when its pipe closes, also where this program was killed. It has no terminal: Ctrl+C reaches
this program alone, which ends its processes and so gives up what they were at.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import subprocess
import sys
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from reader.cli.batch import JobLostError
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 4
"""Items that are under way for each process, so that none waits for this program, and few results for their turn."""


class Jobs(Generic[Item, Result]):
    """So many processes that do one task.

    Args:
        task: What to do with an item; picklable, and so is what it gives. It raises nothing.
        count: How many processes.
    """

    def __init__(self, task: Callable[[Item], Result], count: int) -> None:
        self._task = task
        self._count = count
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="jobs")
        self._idle: queue.SimpleQueue[subprocess.Popen[bytes] | None] = queue.SimpleQueue()
        self._started: list[subprocess.Popen[bytes]] = []
        for _each in range(count):
            self._idle.put(None)

    def __enter__(self) -> Jobs[Item, Result]:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._started:
            process.kill()
        self._threads.shutdown(wait=True)
        for process in self._started:
            with process, contextlib.suppress(OSError):
                pass

    def each(self, items: Iterable[Item]) -> Iterator[tuple[Item, Callable[[], Result]]]:
        """Each item with what waits for its result, in order; those behind it are under way meanwhile.

        What waits raises JobLostError where the process that had the item ended.
        """
        waiting: deque[tuple[Item, Future[Result]]] = deque()
        for item in items:
            waiting.append((item, self._threads.submit(self._answer, item)))
            if len(waiting) > AHEAD * self._count:
                first, future = waiting.popleft()
                yield first, future.result
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result

    def _answer(self, item: Item) -> Result:
        """In a thread: hand `item` to a process that has nothing to do, and wait for its answer."""
        process = self._idle.get() or self._start()
        try:
            assert process.stdin is not None  # noqa: S101 - both are pipes, see _start
            assert process.stdout is not None  # noqa: S101
            pickle.dump(item, process.stdin, pickle.HIGHEST_PROTOCOL)
            process.stdin.flush()
            result: Result = pickle.load(process.stdout)  # noqa: S301 - from our own child
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            process.kill()
            self._idle.put(None)
            raise JobLostError(_("the process that read it ended")) from error
        self._idle.put(process)
        return result

    def _start(self) -> subprocess.Popen[bytes]:
        package = str(Path(__file__).resolve().parents[2])
        paths = os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH", "")]))
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", "from reader.cli.jobs import serve; serve()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": paths},
            start_new_session=True,
        )
        self._started.append(process)
        assert process.stdin is not None  # noqa: S101 - it is a pipe
        pickle.dump(self._task, process.stdin, pickle.HIGHEST_PROTOCOL)
        return process


def serve() -> None:
    """Be such a process: read the task and then items from standard input, and answer each on standard output."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that is printed by mistake may stand among the answers
    given = sys.stdin.buffer
    with contextlib.suppress(EOFError, BrokenPipeError):
        task: Callable[[Any], Any] = pickle.load(given)  # noqa: S301 - from our own parent
        while True:
            result = task(pickle.load(given))  # noqa: S301 - from our own parent
            pickle.dump(result, answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()
    os._exit(0)  # the pipe is closed: there is nobody to answer
