"""Passages in, readings out: the text cut into words, the words into batches, the network's answer into spans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.entities.models import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reader.analysis.entities.models.features import Features
    from reader.analysis.entities.models.network import Network
    from reader.analysis.entities.models.words import Splitter, Word
    from reader.model import EntityType

_BATCH = 1_000
"""Words that go through the network at once: as many as keep its arrays within a few megabytes."""


class Recognising:
    """A recogniser made of weights."""

    def __init__(
        self, splitter: Splitter, features: Features, network: Network, kinds: Mapping[str, EntityType]
    ) -> None:
        self._splitter = splitter
        self._features = features
        self._network = network
        self._kinds = kinds

    def read(self, passages: Sequence[str]) -> list[list[Reading]]:
        """The names in each of the passages, in order."""
        found: list[list[Reading]] = [[] for _ in passages]
        for batch in self._batches(passages):
            words = [word for _, piece in batch for word in piece]
            names = self._network.names(self._features.of(words), [len(piece) for _, piece in batch])
            for (number, piece), spans in zip(batch, names, strict=True):
                found[number].extend(
                    Reading(piece[first].start, piece[stop - 1].end, self._kinds[label])
                    for first, stop, label in spans
                    if label in self._kinds
                )
        return found

    def _batches(self, passages: Sequence[str]) -> Iterator[list[tuple[int, list[Word]]]]:
        """Passages with their numbers, cut where they are longer than a batch."""
        batch: list[tuple[int, list[Word]]] = []
        size = 0
        for number, passage in enumerate(passages):
            words = self._splitter.words(passage)
            for at in range(0, len(words), _BATCH):
                piece = words[at : at + _BATCH]
                if size + len(piece) > _BATCH and batch:
                    yield batch
                    batch, size = [], 0
                batch.append((number, piece))
                size += len(piece)
        if batch:
            yield batch
