"""What is published: the sdist holds everything; the wheel built from it alone opens a sample and leaves with 0."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests.pseudo_terminal import Session

ROOT = Path(__file__).parents[1]
SAMPLE = "le-phare-d-ar-vran.fr.txt"

pytestmark = [pytest.mark.real, pytest.mark.timeout(400)]


SOURCE_DATE_EPOCH = "1767225600"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, built from what is tracked, and with the wheel that was built from the sdist alone."""
    return build(tmp_path_factory.mktemp("first"), 0o022)


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (found,) = built.glob("reader_tui-*.whl")
    return found


@pytest.fixture(scope="module")
def sdist(built: Path) -> Path:
    (found,) = built.glob("reader_tui-*.tar.gz")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program folder of an environment that holds the wheel and what it depends on."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=True)
    pip(str(folder / "bin" / "python"), "install", str(wheel))
    return folder / "bin"


def build(folder: Path, mask: int) -> Path:
    """Build from a copy of the tracked files in `folder`, made under `mask`; the folder with what was built."""
    checkout = folder / "checkout"
    for path in tracked():
        target = checkout / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, target)
        target.chmod((0o777 if os.access(ROOT / path, os.X_OK) else 0o666) & ~mask)
    run(
        [sys.executable, "-m", "build", "--outdir", str(folder / "dist"), str(checkout)],
        {**away(), "SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH},
    )
    return folder / "dist"


def tracked(*places: str) -> list[str]:
    """The files that git knows below `places`, or all of them."""
    command = ["git", "ls-files", "-z", *places]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return [path for path in listed if path and (ROOT / path).is_file()]


def pip(python: str, *words: str) -> None:
    run([python, "-m", "pip", "-q", *words], dict(os.environ))


def run(command: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr + done.stdout


def away() -> dict[str, str]:
    """An environment in which the checkout cannot be imported by chance."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def test_the_wheel_holds_the_package_with_its_data_and_the_samples(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {path if path.startswith("reader/") else f"reader/{path}" for path in tracked("reader", "articles")}
    assert f"reader/articles/{SAMPLE}" in wanted
    assert wanted <= held
    assert not [name for name in held if name.startswith(("tests/", "articles/")) or "__pycache__" in name]


def test_the_sdist_holds_all_that_is_tracked(sdist: Path) -> None:
    """So that who builds from it can also run the tests, read the documents and see the pictures."""
    with tarfile.open(sdist) as packed:
        held = {name.partition("/")[2] for name in packed.getnames()}
    assert set(tracked()) - held <= {".gitattributes"}
    assert held - set(tracked()) <= {"PKG-INFO"}


def test_the_sdist_installs(sdist: Path, wheel: Path, tmp_path: Path) -> None:
    pip(sys.executable, "install", "--no-deps", "--no-compile", "--target", str(tmp_path), str(sdist))
    names = set(zipfile.ZipFile(wheel).namelist())
    package = {name for name in names if name.startswith("reader/")}
    assert {name for name in package if not (tmp_path / name).is_file()} == set()


def test_the_same_sources_are_the_same_bytes(built: Path, tmp_path: Path) -> None:
    """Another folder, another umask, later: with SOURCE_DATE_EPOCH both archives are the same."""
    again = build(tmp_path, 0o077)
    assert fingerprints(again) == fingerprints(built)


def fingerprints(folder: Path) -> dict[str, str]:
    """The archives in `folder`, each by a hash of its bytes."""
    archives = sorted([*folder.glob("*.whl"), *folder.glob("*.tar.gz")])
    assert len(archives) == 2
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in archives}


def test_the_man_page_and_the_completions_are_installed(installed: Path) -> None:
    share = installed.parent / "share"
    assert ".SH NAME" in (share / "man" / "man1" / "reader.1").read_text(encoding="utf-8")
    assert ".SH NOM" in (share / "man" / "fr" / "man1" / "reader.1").read_text(encoding="utf-8")
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
