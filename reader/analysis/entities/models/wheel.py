"""The files of a package of weights: found without importing it, checked against their card, made arrays."""

from __future__ import annotations

import hashlib
import json
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgpack
import numpy as np

from reader.analysis.entities.models.features import Features, Vectors
from reader.analysis.entities.models.network import Affine, Layer, Network
from reader.analysis.entities.models.recognising import Recognising
from reader.analysis.entities.models.words import Splitter
from reader.model import EntityType

if TYPE_CHECKING:
    from collections.abc import Mapping

_STEPS = ("", "B", "I", "L", "U", "O")
"""The steps of the transition system by the numbers that its files give them."""

_ORTH, _NORM = 65, 67
"""The numbers of a word's spelling and of its normal form in the files."""


class Unreadable(Exception):  # noqa: N818 - it says what the weights are
    """The files are not those of the card."""


def load(name: str, card: Mapping[str, Any]) -> Recognising:
    """The recogniser in the package `name`.

    Raises:
        Unreadable: A file is missing or is not the one that was measured.
    """
    files = _files(name, card)
    try:
        tables, network = _network(files)
        tokeniser = _unpacked(files["tokenizer"])
        splitter = Splitter(_exceptions(tokeniser), str(tokeniser.get("token_match") or ""), elisions=card["elisions"])
        vectors = _vectors(files) if "vocab/vectors" in files else None
        norms = _unpacked(files["vocab/lookups.bin"])["lexeme_norm"] if "vocab/lookups.bin" in files else {}
        kinds = {label: EntityType(kind) for label, kind in card["labels"].items()}
        return Recognising(splitter, Features(tables, norms, vectors), network, kinds)
    except (ValueError, LookupError, TypeError, AttributeError, StopIteration, msgpack.UnpackException) as fault:
        raise Unreadable(name) from fault


def _files(name: str, card: Mapping[str, Any]) -> dict[str, Path]:
    """The files that the card lists, each checked."""
    spec = find_spec(name)
    places = list(spec.submodule_search_locations or ()) if spec is not None else []
    if not places:
        raise Unreadable(name)
    files = {path: Path(places[0], f"{name}-{card['version']}", path) for path in card["files"]}
    for path, file in files.items():
        try:
            with file.open("rb") as data:
                digest = hashlib.file_digest(data, "sha256").hexdigest()
        except OSError as fault:
            raise Unreadable(path) from fault
        if digest != card["files"][path]:
            raise Unreadable(path)
    return files


def _unpacked(file: Path | bytes) -> Any:
    return msgpack.unpackb(file if isinstance(file, bytes) else file.read_bytes(), strict_map_key=False)


def _array(packed: Mapping[Any, Any]) -> Any:
    return np.frombuffer(packed[b"data"], dtype=packed[b"type"]).reshape(packed[b"shape"])


def _network(files: Mapping[str, Path]) -> tuple[list[tuple[int, Any]], Network]:
    """The tables of hashed features with their seeds, and the network above them."""
    packed = _unpacked(files["ner/model"])
    layers: dict[str, list[dict[str, Any]]] = {}
    tables: list[tuple[int, Any]] = []
    for node, attrs, params in zip(packed["nodes"], packed["attrs"], packed["params"], strict=True):
        arrays = {name: _array(value) for name, value in params.items() if value is not None}
        layers.setdefault(node["name"], []).append(arrays)
        if node["name"] == "hashembed":
            tables.append((_unpacked(attrs["seed"]), arrays["E"]))
    stack = [
        Layer(maxout["W"], maxout["b"], norm["G"], norm["b"])
        for maxout, norm in zip(layers["maxout"], layers["layernorm"], strict=True)
    ]
    scores, narrow = layers["linear"]
    lower = layers["precomputable_affine"][0]
    static = layers["static_vectors"][0]["W"] if "static_vectors" in layers else None
    network = Network(
        static=static,
        mixing=stack[0],
        convolutions=stack[1:],
        narrow=(narrow["W"], narrow["b"]),
        lower=Affine(lower["W"], lower["b"], lower["pad"]),
        scores=(scores["W"], scores["b"]),
        steps=_steps(files["ner/moves"]),
    )
    return tables, network


def _steps(file: Path) -> list[tuple[str, str]]:
    """The steps with their labels, in the order of the network's scores."""
    moves: Mapping[str, Mapping[str, int]] = json.loads(_unpacked(file)["moves"])
    return [
        (_STEPS[int(step)], label)
        for step, labels in sorted(moves.items())
        for _, label in sorted(((count, label) for label, count in labels.items()), reverse=True)
    ]


def _exceptions(tokeniser: Mapping[str, Any]) -> dict[str, list[tuple[str, str | None]]]:
    """Spellings that are cut in a way of their own, with the normal forms of their parts."""
    return {
        spelling: [(part[_ORTH], part.get(_NORM)) for part in parts]
        for spelling, parts in tokeniser["exceptions"].items()
        if any(map(str.isalpha, spelling))
    }


def _vectors(files: Mapping[str, Path]) -> Vectors:
    return Vectors(files["vocab/key2row"].read_bytes(), np.load(files["vocab/vectors"], mmap_mode="r"))
