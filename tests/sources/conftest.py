"""What the tests of several formats share: the hostile inputs, made once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

GENERATOR = Path(__file__).parents[3] / "shared" / "hostile" / "make_corpus.py"


@pytest.fixture(scope="session")
def hostile_inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the hostile inputs that ../shared/hostile makes."""
    if not GENERATOR.is_file():
        pytest.skip("the generator of hostile inputs, ../shared/hostile, is not there")
    folder = tmp_path_factory.mktemp("hostile")
    subprocess.run([sys.executable, GENERATOR, folder], check=True, stdout=subprocess.DEVNULL, timeout=100)
    return next(path.parent for path in folder.rglob("manifest.json"))
