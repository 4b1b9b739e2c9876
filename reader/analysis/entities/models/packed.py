"""Weights that ship with Reader: a published package's, each number in one byte.

A file begins with the length of its head (four bytes), then comes the head as JSON: where each array stands, with its
shape, the steps, the words that are cut in a way of their own, and normal forms. Of each array there are the bytes,
and behind them one factor for each of its rows. `tests/training/pack.py` makes the file from the package.
"""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from reader.analysis.entities.models.features import Features
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
    arrays = {name: _array(data, 4 + size + at, shape) for name, (at, shape) in head["arrays"].items()}
    tables = [(seed, arrays[f"table{number}"]) for number, seed in enumerate(head["seeds"])]
    layers = [
        Layer(*(arrays[f"{part}{number}"] for part in ("weights", "bias", "gain", "shift")))
        for number in range(head["layers"])
    ]
    network = Network(
        static=None,
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
    return Recognising(splitter, Features(tables, norms, None), network, kinds)


def _array(data: bytes, at: int, shape: list[int]) -> Any:
    """The array whose bytes begin at `at`: each row times its factor."""
    rows = shape[0]
    count = int(np.prod(shape))
    whole = np.frombuffer(data, dtype="i1", count=count, offset=at).reshape(rows, -1)
    factors = np.frombuffer(data, dtype="<f4", count=rows, offset=at + count)
    return (whole.astype("f4") * factors[:, None]).reshape(shape)
