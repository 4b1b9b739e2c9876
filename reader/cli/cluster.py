"""The same as `jobs`, on other machines: sources read by the workers of a Dask scheduler (the extra `dask`).

What lies on this machine is read here and sent there as bytes, so that no disk need be shared; what has a web address
is fetched where it is read. A worker that dies costs nothing: Dask gives what it had to another.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from concurrent.futures import CancelledError
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from reader import __version__
from reader.cli.batch import JobLostError
from reader.errors import NetworkError, ReaderError, UsageError
from reader.sources.fetch import fetch, is_address
from reader.tongue import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reader.cli.gathering import Item

Result = TypeVar("Result")

AHEAD = 4
"""Items that are under way for each thread of each worker, so that none waits for this program."""

PATIENCE = 10.0
"""Seconds that a scheduler has to answer, and again to have a worker."""

_GONE = N_("the Dask scheduler {address} has gone: start it, and go on (--resume)")


class Cluster(Generic[Result]):
    """The workers of one scheduler, which do one task.

    Args:
        task: What to do with an item; picklable, and so is what it gives. It raises nothing.
        address: The scheduler's, such as tcp://10.0.0.5:8786.
        media_type: What items are that are read here.
    """

    def __init__(self, task: Callable[[Item], Result], address: str, media_type: str | None = None) -> None:
        self._task = task
        self._address = address
        self._media_type = media_type
        self._client: Any = None

    def __enter__(self) -> Cluster[Result]:
        """Find the scheduler and its workers.

        Raises:
            UsageError: where Dask is not installed, the address is none, or the workers have another Reader.
            NetworkError: where nobody answers.
        """
        try:
            from distributed import Client
        except ImportError as error:
            raise UsageError(_("--dask needs Dask: install reader-tui[dask]")) from error
        logging.disable()  # what Dask says, at length and again and again, is said here in one sentence
        try:
            asyncio.run(_knock(self._address))
            self._client = Client(self._address, timeout=PATIENCE, set_as_default=False)
            self._require_workers()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._client is not None:
            with contextlib.suppress(Exception):  # the scheduler may have gone
                self._client.close(timeout=2)
        logging.disable(logging.NOTSET)

    def each(self, items: Iterable[Item]) -> Iterator[tuple[Item, Callable[[], Result]]]:
        """Each item with what waits for its result, in order; those behind it are under way meanwhile.

        What waits raises JobLostError where every worker that had the item died of it.

        Raises:
            NetworkError: where the scheduler is gone; what waits raises it too.
        """
        waiting: deque[tuple[Item, Callable[[], Result]]] = deque()
        for item in items:
            waiting.append((item, self._sent(item)))
            if len(waiting) > AHEAD * self._threads():
                yield waiting.popleft()
        yield from waiting

    def _sent(self, item: Item) -> Callable[[], Result]:
        """What waits for the result of `item`, which is under way then."""
        if isinstance(item, str) and not is_address(item):
            try:
                item = fetch(item, self._media_type)
            except ReaderError:
                return partial(self._task, item)  # it fails here as it would there, with the same sentence
        with self._telling():
            return partial(self._result, self._client.submit(self._task, item, pure=False))

    def _result(self, future: Any) -> Result:
        from distributed import KilledWorker

        try:
            with self._telling():
                result: Result = future.result()
        except KilledWorker as error:
            raise JobLostError(_("the workers that read it ended")) from error
        return result

    def _threads(self) -> int:
        with self._telling():
            return max(1, sum(map(int, self._client.nthreads().values())))

    @contextlib.contextmanager
    def _telling(self) -> Iterator[None]:
        """Say in one sentence that the scheduler is gone, for which Dask has several errors, some without a name."""
        try:
            yield
        except (OSError, CancelledError) as error:
            raise NetworkError(_(_GONE).format(address=self._address)) from error
        except Exception:
            if self._client.status == "running":
                raise
            raise NetworkError(_(_GONE).format(address=self._address)) from None

    def _require_workers(self) -> None:
        """Make sure that there are workers with this very Reader; others would find other things."""
        try:
            self._client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            raise NetworkError(
                _("the Dask scheduler {address} has no worker: start one (dask worker)").format(address=self._address)
            ) from error
        try:
            versions = set(self._client.run(_version).values())
        except Exception as error:
            raise UsageError(
                _("the workers of {address} have no Reader: install reader-tui on them").format(address=self._address)
            ) from error
        if versions != {_version()}:
            others = ", ".join(sorted(versions - {_version()}))
            raise UsageError(
                _("the workers of {address} have Reader {others}, and this is {here}").format(
                    address=self._address, others=others, here=_version()
                )
            )


async def _knock(address: str) -> None:
    """Make sure that a Dask scheduler answers: its own client waits for ever for one that answers nothing.

    Raises:
        UsageError: where the address is none.
        NetworkError: where nobody answers, or somebody else.
    """
    from distributed.comm import connect

    try:
        connection = await asyncio.wait_for(connect(address, timeout=PATIENCE / 2), PATIENCE)
    except ValueError as error:
        raise UsageError(
            _("“{address}” is no address of a Dask scheduler, as tcp://10.0.0.5:8786 is").format(address=address)
        ) from error
    except Exception as error:
        raise NetworkError(
            _("{address} does not answer as a Dask scheduler does: see whether it runs").format(address=address)
        ) from error
    connection.abort()


def _version() -> str:
    return __version__
