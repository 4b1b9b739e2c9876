"""Facts of which there are so many that they are kept as bytes until somebody asks for them."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from zlib import compress, decompress

from reader.facts import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, TypeVar

    Fact = TypeVar("Fact")
else:
    Fact = object  # typing would cost more than all that is done here

TOGETHER = 128
"""Facts that are packed, and unpacked, at a time: half a millisecond's work."""

_FAST = 1
"""How hard zlib tries: more would take longer and save nothing to speak of."""

_NEAR = 8
"""How many such lots are kept unpacked: those that were asked for last."""


class Packed(Sequence[Fact]):
    """A long row of facts, in the place of a tuple of them: 15 to 40 bytes each instead of 300 to 1,000.

    A fact that is asked for comes with its neighbours, so that who goes along the row waits seldom. Two facts that are
    equal need not be the same object.
    """

    __slots__ = ("_lots", "_near", "_rest")

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        self._lots: list[bytes] = []
        self._rest: list[Fact] = []
        self._near: dict[int, tuple[Fact, ...]] = {}
        self.extend(facts)

    def extend(self, facts: Iterable[Fact]) -> None:
        """Put further facts behind those that there are."""
        self._rest += facts
        while len(self._rest) >= TOGETHER:
            packed = pickle.dumps(tuple(self._rest[:TOGETHER]), pickle.HIGHEST_PROTOCOL)
            self._lots.append(compress(packed, _FAST))
            del self._rest[:TOGETHER]

    def with_more(self, facts: Iterable[Fact]) -> Packed[Fact]:
        """These and further ones behind them, as another row; what is packed is shared by both."""
        found = Packed[Fact]()
        found._lots, found._rest = self._lots.copy(), self._rest.copy()
        found.extend(facts)
        return found

    def __len__(self) -> int:
        return len(self._lots) * TOGETHER + len(self._rest)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return tuple(self[at] for at in range(*index.indices(len(self))))
        lot, at = divmod(range(len(self))[index], TOGETHER)
        return self._rest[at] if lot == len(self._lots) else self._unpacked(lot)[at]

    def __iter__(self) -> Iterator[Fact]:
        for lot in range(len(self._lots)):
            yield from self._unpacked(lot)
        yield from self._rest

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (tuple, Packed)):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Packed({list(self)!r})"

    def _unpacked(self, lot: int) -> tuple[Fact, ...]:
        found = self._near.pop(lot, None)
        if found is None:
            found = pickle.loads(decompress(self._lots[lot]))  # noqa: S301 - we packed it
            if len(self._near) >= _NEAR:
                del self._near[next(iter(self._near))]
        self._near[lot] = found
        return found
