"""The wheel by itself: installed where nothing else is, it has its data, opens a sample and leaves with 0."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.pseudo_terminal import Session

ROOT = Path(__file__).parents[1]
SAMPLE = "le-phare-d-ar-vran.fr.txt"

pytestmark = [pytest.mark.real, pytest.mark.timeout(400)]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from what a clean checkout holds."""
    folder = tmp_path_factory.mktemp("wheel")
    pip(sys.executable, "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    (built,) = folder.glob("reader_tui-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program folder of an environment that holds the wheel and what it depends on."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=True)
    pip(str(folder / "bin" / "python"), "install", str(wheel))
    return folder / "bin"


def pip(python: str, *words: str) -> None:
    done = subprocess.run(
        [python, "-m", "pip", "-q", *words], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def away() -> dict[str, str]:
    """An environment in which the checkout cannot be imported by chance."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def test_the_wheel_holds_the_package_with_its_data_and_the_samples(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "reader", "articles"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    wanted = {path if path.startswith("reader/") else f"reader/{path}" for path in tracked if path}
    assert f"reader/articles/{SAMPLE}" in wanted
    assert wanted <= held
    assert not [name for name in held if name.startswith(("tests/", "articles/")) or "__pycache__" in name]


def test_the_man_page_and_the_completions_are_installed(installed: Path) -> None:
    share = installed.parent / "share"
    assert ".SH NAME" in (share / "man" / "man1" / "reader.1").read_text(encoding="utf-8")
    for place in ("bash-completion/completions/reader", "zsh/site-functions/_reader", "fish/vendor_completions.d"):
        assert (share / place).exists()


def test_it_needs_nothing_but_what_it_names(installed: Path) -> None:
    done = subprocess.run([installed / "python", "-m", "pip", "check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_a_sample_is_read_in_a_terminal(installed: Path, tmp_path: Path) -> None:
    code = "import reader, pathlib; print(pathlib.Path(reader.__file__).parent)"
    home = subprocess.run(
        [installed / "python", "-c", code], cwd=tmp_path, env=away(), capture_output=True, text=True, check=True
    ).stdout.strip()
    assert Path(home).is_relative_to(installed.parent)
    sample = Path(home) / "articles" / SAMPLE
    with Session(
        [installed / "reader", "open", "--no-library", sample],
        size=(120, 40),
        cwd=tmp_path,
        env={"READER_HOME": str(tmp_path / "home")},
    ) as session:
        session.wait_for("la lanterne d’Ar Vran sera confiée lundi à un automate", 30)
        session.settle()
        session.type("q")
        assert session.end() == 0
        assert session.restored


def test_without_a_source_it_offers_the_samples(installed: Path, tmp_path: Path) -> None:
    with Session(
        [installed / "reader", "open"], size=(120, 40), cwd=tmp_path, env={"READER_HOME": str(tmp_path / "home")}
    ) as session:
        session.wait_for("The last ferry to Stennay", 30)
        session.settle()
        session.type("q")
        assert session.end() == 0


def test_the_installed_command_analyses(installed: Path, tmp_path: Path) -> None:
    sample = ROOT / "articles" / SAMPLE
    done = subprocess.run(
        [installed / "reader", "quotes", sample], cwd=tmp_path, env=away(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Soazig Kerneïs" in done.stdout
