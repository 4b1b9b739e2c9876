"""The weights that ship: what they see, that only measured files are read, and that they are what was published."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

pytest.importorskip("numpy", reason="the arithmetic needs numpy")

from reader.analysis.entities import models
from reader.analysis.entities.models.packed import Damaged, load
from reader.model import EntityType

PASSAGE = "Yesterday Omar Calloway left Chicago for the European Commission, they don’t say why."

EXPECTED = {
    "fr": ("Hier, Léna Ostrevant a quitté Marseille pour la Commission européenne.", ["Léna Ostrevant", "Marseille"]),
    "en": ("Yesterday Omar Calloway left Chicago for the European Commission.", ["Omar Calloway", "Chicago"]),
}


@pytest.fixture
def fresh() -> None:
    models.recogniser.cache_clear()


@pytest.mark.parametrize("name", models.cards())
def test_a_card_says_all_that_is_to_be_known(name: str) -> None:
    card = models.cards()[name]
    assert {"language", "version", "publisher", "licence", "trained_on", "publishers_f1", "wheel_sha256"} <= set(card)
    assert "NC" not in card["licence"]
    assert {"ner/model", "ner/moves", "tokenizer"} <= set(card["files"])
    assert all(len(digest) == 64 for digest in (*card["files"].values(), card["wheel_sha256"]))
    assert {EntityType(kind) for kind in card["labels"].values()} == set(EntityType)


@pytest.mark.parametrize("name", models.cards())
def test_what_weights_see(name: str) -> None:
    card = models.cards()[name]
    passage, names = EXPECTED[card["language"]]
    weights = load(card)
    (all_read,) = weights.read([passage])
    readings = [each for each in all_read if each.kind is not None]
    assert [passage[each.start : each.end] for each in readings][:2] == names
    assert [each.kind for each in readings][:2] == [EntityType.PERSON, EntityType.PLACE]
    assert not any(passage[each.start : each.end].islower() for each in all_read)
    assert all(0 <= chance <= card["trust"] for each in all_read for chance in each.chances)
    many = [passage, "", "x", passage * 300]
    alone = [weights.read([each])[0] for each in many[:3]]
    assert weights.read(many)[:3] == alone


@pytest.mark.parametrize("name", models.cards())
def test_each_file_has_its_licence_beside_it(name: str) -> None:
    card = models.cards()[name]
    file = Path(models.__file__).parent / str(card["packed"])
    text = file.with_suffix(".LICENSE").read_text(encoding="utf-8")
    told = {"MIT": "Permission is hereby granted", "LGPL-LR": "Lesser General Public License For Linguistic Resources"}
    assert told[card["licence"]] in text


@pytest.mark.parametrize("name", models.cards())
@pytest.mark.parametrize("change", [{"packed": "none.weights"}, {"packed_sha256": "0" * 64}])
def test_a_file_that_was_not_measured_is_not_read(name: str, change: dict[str, str]) -> None:
    with pytest.raises(Damaged):
        load({**models.cards()[name], **change})


@pytest.mark.parametrize("name", models.cards())
def test_packing_the_published_package_makes_what_ships(name: str) -> None:
    if not all(find_spec(each) is not None for each in (name, "msgpack")):
        pytest.skip(f"{name} is not installed: tests/training/pack.py says how")
    from tests.training.pack import packed
    from tests.training.published import Published

    card = models.cards()[name]
    assert hashlib.sha256(packed(Published.of(name, card))).hexdigest() == card["packed_sha256"]


def test_a_language_without_weights_has_none(fresh: None) -> None:
    assert models.recogniser("xx") is None
    assert models.recogniser(None) is None


def test_importing_the_analysis_imports_no_numpy() -> None:
    code = (
        "import sys, json, reader, reader.analysis; print(json.dumps(sorted({'numpy', 'msgpack'} & set(sys.modules))))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(shown.stdout) == []


def test_two_processes_give_the_same_bytes() -> None:
    code = (
        "import json, sys, reader; print(json.dumps(reader.extract("
        f"{PASSAGE!r} + ' Calloway met Deshpande of the Maritime Union of Zorvania.', language='en')))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(said) == 1
