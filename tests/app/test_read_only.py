"""A home and a folder in which nothing may be written, to somebody who is not root: read, told, and left as it was."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.gate import is_safe
from reader.store import Library
from tests.app.stage import RAW
from tests.app.terminal import READER, Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(
        os.name != "posix" or (os.geteuid() == 0 and shutil.which("setpriv") is None),
        reason="root may write everywhere, and there is no setpriv to take that away",
    ),
]

ROOT = Path(__file__).parents[2]

UNPRIVILEGED = ("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--") if os.geteuid() == 0 else ()
"""What takes root's rights to write everywhere away; its files stay its own."""

LIBRARIES = ("none", "of before", "below what cannot be made")


@pytest.fixture(params=LIBRARIES)
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A home that may be read alone."""
    folder = tmp_path / "home"
    folder.mkdir()
    (tmp_path / "digue.md").write_bytes(RAW.data)
    if request.param == "of before":
        assert run(["library", "import", str(tmp_path / "digue.md")], folder).returncode == 0
    everything = [folder, *folder.rglob("*"), tmp_path]
    for path in everything:
        path.chmod(path.stat().st_mode & ~0o222)
    yield folder / "sub" / "reader" if request.param == "below what cannot be made" else folder
    for path in reversed(everything):
        path.chmod(path.stat().st_mode | 0o200)


def run(words: list[str], home: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*UNPRIVILEGED, sys.executable, "-m", "reader", *words],
        env={**os.environ, "READER_HOME": str(home), "PYTHONPATH": str(ROOT)},
        cwd=home if home.exists() else "/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )


def lying(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() if path.is_file() else b"" for path in folder.rglob("*")}


def test_an_article_is_read_and_nothing_is_written(home: Path, tmp_path: Path) -> None:
    before = lying(tmp_path)
    with Terminal([*UNPRIVILEGED, *READER, "open", tmp_path / "digue.md"], env={"READER_HOME": str(home)}) as terminal:
        terminal.open()
        terminal.press("3")
        assert any(each[20:90].strip().startswith("Ce que dit la mer") for each in terminal.screen()[1:5])
        terminal.press("T+")
        terminal.press("vl\r")
        assert "It holds only until Reader is left" in terminal.screen()[-1]
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.give_back() == (True, True)
        assert b"Traceback" not in terminal.output
    assert lying(tmp_path) == before


def test_what_was_kept_is_shown_and_can_be_changed_for_now(tmp_path: Path) -> None:
    """A library that may be read alone: highlights are there, another is made, and lasts until the program is left."""
    folder, article = tmp_path / "home", tmp_path / "digue.md"
    article.write_bytes(RAW.data)
    sha256 = hashlib.sha256(RAW.data).hexdigest()
    with Terminal([*READER, "open", article], env={"READER_HOME": str(folder)}) as terminal:
        terminal.open()
        terminal.press("\x1bgvjh")
        terminal.wait_for("Highlighted;")
        terminal.press("q")
        assert terminal.end() == 0
    path = folder / "library.sqlite3"
    with Library.open(path) as library:
        (kept,) = library.highlights.of(sha256)
    path.chmod(0o400)
    folder.chmod(0o500)
    before = lying(folder)
    with Terminal([*UNPRIVILEGED, *READER, "open", article], env={"READER_HOME": str(folder)}) as terminal:
        terminal.open()
        terminal.wait_for("the library")
        terminal.press("3")
        terminal.press("vjj")
        terminal.press("h")
        terminal.wait_for("It holds only until Reader is left")
        terminal.press("H")
        terminal.wait_for("Highlights 2")
        terminal.press("L")  # the library lists the article, as it was kept
        terminal.wait_for("Library")
        terminal.press("qq")
        assert terminal.end() == 0
    assert lying(folder) == before
    folder.chmod(0o700)
    path.chmod(0o600)
    with Library.open(path) as library:
        assert library.highlights.of(sha256) == (kept,)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["quotes", "ARTICLE"], 0),
        (["extract", "ARTICLE"], 0),
        (["show", "--plain", "ARTICLE"], 0),
        (["library", "list"], (6, 0)),
        (["library", "highlights"], (6, 1)),
        (["search", "digue"], (1, 0)),
        (["search", "--said", "digue"], (1, 0)),
        (["library", "voices"], (6, 0)),
        (["library", "check"], (6, 0)),
        (["library", "import", "ARTICLE"], 6),
        (["feeds", "add", "ARTICLE"], (6, 4)),
        (["doctor"], 6),
        (["extract", "--output", "OUT", "ARTICLE"], 1),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, list) else None,
)
def test_a_command_says_what_it_cannot_do_in_one_sentence(
    words: list[str], code: int | tuple[int, int], home: Path, tmp_path: Path
) -> None:
    before = lying(tmp_path)
    if isinstance(code, tuple):  # without a library there, and with one
        code = code[(home / "library.sqlite3").exists()]
    done = run(
        [{"ARTICLE": str(tmp_path / "digue.md"), "OUT": str(tmp_path / "out")}.get(word, word) for word in words], home
    )
    assert done.returncode == code, done.stderr
    said = done.stderr.decode()
    assert said.count("\n") == int(code != 0 and words != ["doctor"])
    assert is_safe(said)
    if words == ["doctor"]:
        assert "may not be" in done.stdout.decode()
    if "--output" in words:
        assert "name a file in a folder that can" in said
    assert lying(tmp_path) == before
