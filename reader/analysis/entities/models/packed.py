"""Weights that ship with Reader: a published package's, each number in one byte.

A file begins with the length of its head (four bytes), then comes the head as JSON: where each array stands, with its
shape, the steps, the words that are cut in a way of their own, and normal forms. Weights with vectors have their words
next: a number of four bytes for each, then one of two. Of each array there are the bytes, and behind them one factor
for each of its rows. `tests/training/pack.py` makes the file from the package.
"""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from reader.analysis.entities.models.features import Features, Table, Vectors
from reader.analysis.entities.models.network import Affine, Layer, Network
from reader.analysis.entities.models.recognising import Recognising
from reader.analysis.entities.models.words import Splitter
from reader.model import EntityType

if TYPE_CHECKING:
    from collections.abc import Mapping


class Damaged(Exception):  # noqa: N818 - it says what the file is
    """The file is not the one of its card."""


def load(card: Mapping[str, Any]) -> Recognising:
    """The recogniser in the file that the card names.

    Raises:
        Damaged: The file is missing or is not the one that was measured.
    """
    file = files(__package__) / str(card["packed"])
    data = file.read_bytes() if file.is_file() else b""
    if hashlib.sha256(data).hexdigest() != card["packed_sha256"]:
        raise Damaged(str(card["packed"]))
    size = int.from_bytes(data[:4], "little")
    head = json.loads(data[4 : 4 + size])
    places = {name: (4 + size + at, shape) for name, (at, shape) in head["arrays"].items()}
    vectors = _vectors(data, 4 + size, head["keys"], *places.pop("words")) if "words" in places else None
    tables = [(seed, Table(*_bytes(data, *places.pop(f"table{number}")))) for number, seed in enumerate(head["seeds"])]
    arrays = {name: _array(data, *place) for name, place in places.items()}
    layers = [
        Layer(*(arrays[f"{part}{number}"] for part in ("weights", "bias", "gain", "shift")))
        for number in range(head["layers"])
    ]
    network = Network(
        mixing=layers[0],
        convolutions=layers[1:],
        narrow=(arrays["narrow"], arrays["narrow_bias"]),
        lower=Affine(arrays["lower"], arrays["lower_bias"], arrays["pad"]),
        scores=(arrays["scores"], arrays["scores_bias"]),
        steps=[(step, label) for step, label in head["steps"]],
    )
    exceptions = {word: [(part, norm) for part, norm in parts] for word, parts in head["exceptions"].items()}
    splitter = Splitter(exceptions, head["whole"], elisions=card["elisions"])
    norms = {int(key): norm for key, norm in head["norms"].items()}
    kinds = {label: EntityType(kind) for label, kind in card["labels"].items()}
    return Recognising(splitter, Features(tables, norms, vectors), network, kinds, card["trust"])


def _array(data: bytes, at: int, shape: list[int]) -> Any:
    """The array whose bytes begin at `at`: each row times its factor."""
    whole, factors = _bytes(data, at, shape)
    return (whole.astype("f4") * factors[:, None]).reshape(shape)


def _bytes(data: bytes, at: int, shape: list[int]) -> tuple[Any, Any]:
    """An array's rows as they are kept, and their factors."""
    count = int(np.prod(shape))
    whole = np.frombuffer(data, dtype="i1", count=count, offset=at).reshape(shape[0], -1)
    return whole, np.frombuffer(data, dtype="<f4", count=shape[0], offset=at + count)


def _vectors(data: bytes, words: int, size: int, at: int, shape: list[int]) -> Vectors:
    """The vectors whose bytes begin at `at`, and whose `size` words begin at `words`; they stay in bytes."""
    keys = np.frombuffer(data, dtype="<u4", count=size, offset=words)
    rows = np.frombuffer(data, dtype="<u2", count=size, offset=words + 4 * size)
    return Vectors(keys, rows, Table(*_bytes(data, at, shape)))
