"""A package of weights as it was published: its files checked against their card, its arrays and tables.

Reader itself reads only what `pack` makes of them. Needs numpy and msgpack, the form in which they are published.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgpack
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

STEPS = ("", "B", "I", "L", "U", "O")
"""The steps of the transition system by the numbers that the files give them."""

ORTH, NORM = 65, 67
"""The numbers of a word's spelling and of its normal form in the files."""


class UnmeasuredError(Exception):
    """The files are not those of the card."""


@dataclass(frozen=True)
class Published:
    """The files of one package, each checked."""

    files: Mapping[str, Path]

    @classmethod
    def of(cls, name: str, card: Mapping[str, Any]) -> Published:
        """The package of that card.

        Raises:
            UnmeasuredError: It is not installed, or a file is not the one that was measured.
        """
        spec = find_spec(name)
        places = list(spec.submodule_search_locations or ()) if spec is not None else []
        if not places:
            raise UnmeasuredError(name)
        files = {path: Path(places[0], f"{name}-{card['version']}", path) for path in card["files"]}
        for path, file in files.items():
            if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != card["files"][path]:
                raise UnmeasuredError(path)
        return cls(files)

    def unpacked(self, path: str) -> Any:
        """What one of the files holds."""
        return msgpack.unpackb(self.files[path].read_bytes(), strict_map_key=False)

    @cached_property
    def layers(self) -> dict[str, list[dict[str, Any]]]:
        """The arrays of the network's nodes, by the kind of node."""
        packed = self.unpacked("ner/model")
        found: dict[str, list[dict[str, Any]]] = {}
        for node, attrs, params in zip(packed["nodes"], packed["attrs"], packed["params"], strict=True):
            arrays = {name: _array(value) for name, value in params.items() if value is not None}
            if "seed" in attrs:
                arrays["seed"] = msgpack.unpackb(attrs["seed"])
            found.setdefault(node["name"], []).append(arrays)
        return found

    @property
    def steps(self) -> list[tuple[str, str]]:
        """The steps with their labels, in the order of the network's scores."""
        moves: Mapping[str, Mapping[str, int]] = json.loads(self.unpacked("ner/moves")["moves"])
        return [
            (STEPS[int(step)], label)
            for step, labels in sorted(moves.items())
            for _, label in sorted(((count, label) for label, count in labels.items()), reverse=True)
        ]

    @property
    def exceptions(self) -> dict[str, list[tuple[str, str | None]]]:
        """Spellings that are cut in a way of their own, with the normal forms of their parts."""
        return {
            spelling: [(part[ORTH], part.get(NORM)) for part in parts]
            for spelling, parts in self.unpacked("tokenizer")["exceptions"].items()
            if any(map(str.isalpha, spelling))
        }

    @property
    def whole(self) -> str:
        """The pattern of words that are left whole."""
        return str(self.unpacked("tokenizer").get("token_match") or "")

    @property
    def norms(self) -> Mapping[int, str]:
        """Normal forms by their words' hashes."""
        if "vocab/lookups.bin" not in self.files:
            return {}
        norms: Mapping[int, str] = self.unpacked("vocab/lookups.bin")["lexeme_norm"]
        return norms

    @property
    def vectors(self) -> tuple[Mapping[int, int], Any] | None:
        """For each word's hash the row of its vector, and the vectors; None where the weights have none."""
        if "vocab/vectors" not in self.files:
            return None
        return self.unpacked("vocab/key2row"), np.load(self.files["vocab/vectors"])


def _array(packed: Mapping[Any, Any]) -> Any:
    return np.frombuffer(packed[b"data"], dtype=packed[b"type"]).reshape(packed[b"shape"])
