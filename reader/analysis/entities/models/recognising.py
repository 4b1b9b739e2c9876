"""Passages in, readings out: the text cut into words, the words into batches, the network's answer into spans."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from reader.analysis.entities.models import TYPES, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reader.analysis.entities.models.features import Features
    from reader.analysis.entities.models.network import Network
    from reader.analysis.entities.models.words import Splitter, Word
    from reader.model import EntityType

_BATCH = 400
"""Words that go through the network at once: as many as keep its arrays within a few megabytes."""


class Recognising:
    """A recogniser made of weights.

    Args:
        kinds: Which type each of their labels stands for.
        trust: What their word counts among the cues to a name's type; 1 is the usual.
    """

    def __init__(
        self,
        splitter: Splitter,
        features: Features,
        network: Network,
        kinds: Mapping[str, EntityType],
        trust: float = 1.0,
    ) -> None:
        self._splitter = splitter
        self._features = features
        self._network = network
        self._kinds = kinds
        # from labels to types; what stands for no type is nobody's
        self._shares = np.array(
            [[trust * (kinds.get(label) is kind) for kind in TYPES] for label in network.labels], dtype="f4"
        )

    def read(self, passages: Sequence[str]) -> list[list[Reading]]:
        """The names in each of the passages, in order."""
        found: list[list[Reading]] = [[] for _ in passages]
        for batch in self._batches(passages):
            words = [word for _, piece in batch for word in piece]
            names, chances = self._network.names(self._features.of(words), [len(piece) for _, piece in batch])
            told = iter(map(tuple, (chances @ self._shares).tolist()))
            for (number, piece), spans in zip(batch, names, strict=True):
                found[number] += self._readings(piece, spans, list(islice(told, len(piece))))
        return found

    def _readings(
        self, words: Sequence[Word], names: Sequence[tuple[int, int, str]], told: Sequence[tuple[float, ...]]
    ) -> Iterator[Reading]:
        """The names of one passage in order, and between them the words with capitals."""
        at = 0
        for first, stop, label in (*names, (len(words), len(words), "")):
            for word, chances in zip(words[at:first], told[at:first], strict=True):
                if not word.text.islower() and word.text[:1].isalpha():
                    yield Reading(word.start, word.end, None, chances)
            kind = self._kinds.get(label)
            if kind is not None:
                yield Reading(words[first].start, words[stop - 1].end, kind, told[first])
            at = stop

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
