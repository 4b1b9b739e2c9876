"""The arithmetic of the recogniser: features in, one step of the transition system a word out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

_REACH = 4
"""Rows of nothing between two passages: as many as there are convolutions, so that none sees another passage."""
_TINY = 1e-8


class Layer:
    """An affine map of which the greatest of several pieces counts, brought to zero mean and unit variance."""

    __slots__ = ("_bias", "_gain", "_pieces", "_shift", "_weights")

    def __init__(self, weights: Any, bias: Any, gain: Any, shift: Any) -> None:
        width, self._pieces, size = weights.shape
        # piece beside piece, not number beside number: the greatest is then found a whole row at a time
        self._weights = np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(size, self._pieces * width))
        self._bias = bias.T.reshape(-1)
        self._gain, self._shift = gain, shift

    def __call__(self, rows: Any) -> Any:
        """The layer's output for each row."""
        pieces = np.split(rows @ self._weights + self._bias, self._pieces, axis=1)
        found = pieces[0]
        for piece in pieces[1:]:
            found = np.maximum(found, piece)
        found = found - found.mean(axis=1, keepdims=True)
        spread = np.einsum("ij,ij->i", found, found) / np.float32(found.shape[1]) + np.float32(_TINY)
        found *= (spread**-0.5)[:, None]
        found *= self._gain
        found += self._shift
        return found


@dataclass(frozen=True, slots=True)
class Affine:
    """What each of a state's three words adds to its hidden layer; `pad` is what a missing one adds."""

    weights: Any
    bias: Any
    pad: Any

    def __call__(self, rows: Any) -> Any:
        """What each row adds in each of the three roles."""
        roles, width, pieces, size = self.weights.shape
        found = rows @ self.weights.reshape(roles * width * pieces, size).T
        return found.reshape(-1, roles, width, pieces)


@dataclass(frozen=True)
class Network:
    """All layers. `steps` are the transitions (B, I, L, U or O, with a label) in the order of the scores."""

    mixing: Layer
    convolutions: Sequence[Layer]
    narrow: tuple[Any, Any]
    lower: Affine
    scores: tuple[Any, Any]
    steps: Sequence[tuple[str, str]]

    @cached_property
    def labels(self) -> list[str]:
        """The labels of names, in order."""
        return sorted({label for _, label in self.steps} - {""})

    def names(self, features: Any, sizes: Sequence[int]) -> tuple[list[list[tuple[int, int, str]]], Any]:
        """The names in passages of `sizes` words each: their first word, the word behind them, their label.

        Beside them, for each word of all passages, how likely each of the `labels` is for a name that begins with it.
        """
        rows = self._convolved(self.mixing(features), sizes)
        return self._parsed(self.lower(rows @ self.narrow[0].T + self.narrow[1]), sizes)

    def _convolved(self, rows: Any, sizes: Sequence[int]) -> Any:
        """The rows with what stands around them, four words to either side."""
        places, at = [], _REACH
        for size in sizes:
            places.append(np.arange(at, at + size))
            at += size + _REACH
        where = np.concatenate(places)
        padded = np.zeros((at, rows.shape[1]), dtype=rows.dtype)
        padded[where] = rows
        for layer in self.convolutions:
            wide = np.zeros((at, 3 * rows.shape[1]), dtype=rows.dtype)
            width = rows.shape[1]
            wide[1:, :width] = padded[:-1]
            wide[:, width : 2 * width] = padded
            wide[:-1, 2 * width :] = padded[1:]
            padded = padded + layer(wide)
        return padded[where]

    def _parsed(self, added: Any, sizes: Sequence[int]) -> tuple[list[list[tuple[int, int, str]]], Any]:
        """The greedy walk through each passage.

        Outside a name a state depends on its next word alone, so those steps are scored all at once; within one it
        depends on the name's first word and the word before too.
        """
        pad = self.lower.pad[0]
        outside = self._scored(added[:, 0] + (pad[1] + pad[2]))
        kinds = np.array([step for step, _ in self.steps])
        labels = np.array([label for _, label in self.steps])
        free = (kinds == "O") | (((kinds == "B") | (kinds == "U")) & (labels != ""))
        last = free & (kinds != "B")
        choices = np.where(free, outside, -np.inf).argmax(axis=1)
        within = {
            label: (
                next(i for i, step in enumerate(self.steps) if step == ("I", label)),
                next(i for i, step in enumerate(self.steps) if step == ("L", label)),
            )
            for label in set(labels) - {""}
        }
        found: list[list[tuple[int, int, str]]] = []
        begin = 0
        for size in sizes:
            names: list[tuple[int, int, str]] = []
            at, end = begin, begin + size
            for head in map(int, np.flatnonzero(kinds[choices[begin:end]] != "O") + begin):
                if head < at:
                    continue
                choice = choices[head]
                if head == end - 1:
                    choice = np.where(last, outside[head], -np.inf).argmax()
                step, label = self.steps[choice]
                if step == "O":
                    continue
                at = head + 1
                if step == "B":
                    inner, closing = within[label]
                    while at < end - 1:
                        scores = self._scored((added[at, 0] + added[head, 1] + added[at - 1, 2])[None])[0]
                        if scores[closing] > scores[inner]:
                            break
                        at += 1
                    at += 1
                names.append((head - begin, at - begin, label))
            found.append(names)
            begin = end
        return found, self._chances(outside)

    def _chances(self, outside: Any) -> Any:
        """For each row of scores outside a name the share of each label among all names that may begin there."""
        begins = [
            [i for i, (step, name) in enumerate(self.steps) if name == label and step in "BU"] for label in self.labels
        ]
        scores = outside[:, begins]  # word, label, step
        weights = np.exp(scores - scores.max(axis=(1, 2), keepdims=True)).sum(axis=2)
        return weights / weights.sum(axis=1, keepdims=True)

    def _scored(self, sums: Any) -> Any:
        hidden = (sums + self.lower.bias).max(axis=2)
        return hidden @ self.scores[0].T + self.scores[1]
