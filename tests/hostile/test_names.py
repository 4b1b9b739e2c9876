"""Files whose names are made to act: they are read, shown through the gate on every surface, and never written raw."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from reader.cli import main
from reader.gate import is_safe
from tests.app.terminal import READER, Terminal
from tests.cli.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Reader = Callable[..., tuple[int, bytes, bytes]]

TEXT = "Le vieux moulin\n\n« Le toit ne fuit plus », a déclaré Anne Lebreton, mairesse de Kervélo, devant tous.\n"
NAMES = {
    "no UTF-8": b"caf\xe9.txt",
    "escape": b"a\x1b]0;x\x07\x1b[31m.txt",
    "line end": b"a\nreader: all is well\n.txt",
    "direction": "a\u202etxt.exe.txt".encode(),
    "C1": "a\x9b31m.txt".encode(),
    "invisible": "a\u200b\U000e0041\ufeff.txt".encode(),
    "255 bytes": b"x" * 251 + b".txt",
    "markup": b"[@click=app.quit()][b]<script>{}%s.txt",
    "option": b"--version.txt",
    "formula": b"=cmd|' !A0.txt",
}
COMMANDS = (
    ("quotes",),
    ("sections", "--format", "csv"),
    ("entities", "--format", "markdown"),
    ("extract",),
    ("show", "--plain"),
    ("export", "--format", "html"),
    ("library", "import"),
    ("doctor",),
)


IN_FILES = (("sections", "--format", "csv"), ("entities", "--format", "markdown"), ("export", "--format", "html"))
"""What in a file says what was said: there marks of direction stay, which turn nothing round in a terminal."""


@pytest.fixture(params=NAMES)
def named(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    path = folder / os.fsdecode(NAMES[request.param])
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., tuple[int, bytes, bytes]]:
    """Runs a command here; gives its exit code, and what it printed and said."""
    monkeypatch.setenv("READER_HOME", str(tmp_path / "home"))

    def run(*words: str | Path) -> tuple[int, bytes, bytes]:
        code = main([*map(os.fspath, words)])
        return code, *capfdbinary.readouterr()

    return run


def test_every_command_reads_it_and_shows_it_safely(named: Path, reader: Reader) -> None:
    for command in COMMANDS:
        code, printed, said = reader(*command, named)
        assert (code, said) == (0, b""), command
        if command not in IN_FILES:
            assert is_safe(printed.decode()), command
    (document,) = json.loads(reader("extract", named)[1])
    assert document["source"]["location"] == str(named) or not named.name.isprintable()


def test_a_missing_one_is_one_safe_sentence(named: Path, reader: Reader) -> None:
    named.unlink()
    for command in COMMANDS:
        code, printed, said = reader(*command, named)
        assert code == 3
        assert os.fsencode(named) not in printed
        assert said.count(b"\n") == 1
        assert is_safe(said.decode())


def test_exports_have_names_that_every_system_takes(named: Path, tmp_path: Path, reader: Reader) -> None:
    named.write_text("Un mot. Un autre mot, sans titre ni guillemets, pour que le nom du fichier serve.\n" * 3, "utf-8")
    code, _, said = reader("export", "--format", "markdown", "--output", tmp_path / "out", named)
    assert (code, said) == (0, b"")
    (written,) = (tmp_path / "out").iterdir()
    assert is_safe(written.name)
    assert not set(written.name) & set('/\\:*?"<>|\n')
    assert len(os.fsencode(written.name)) <= 255
    assert not written.name.startswith(("-", "."))


@pytest.mark.real
def test_the_screen_and_its_lists_show_it_safely(named: Path, tmp_path: Path) -> None:
    (named.parent / "other.txt").write_text(TEXT, encoding="utf-8")
    raw = os.fsencode(named.name)
    for words, keys in (([named], "L"), ([named.parent], "\r")):
        with Terminal([*READER, "open", *words], env={"READER_HOME": str(tmp_path / "home")}) as terminal:
            terminal.wait_for("q", 15)
            terminal.settle(0.5)
            for key in keys:
                terminal.press(key)
                terminal.settle(0.5)
            terminal.write("\x11")
            assert terminal.end() == 0
            if not is_safe(named.name):
                assert raw not in terminal.output
            assert not [each for each in terminal.controls if b"]0;x" in each or each == b"\x1b[31m"]
            assert b"Traceback" not in terminal.written


def test_the_corpus_is_served_by_such_names(named: Path) -> None:
    words = [sys.executable, "-m", "tests.hostile.corpus_server", str(named.parent)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(words, cwd=ROOT, text=True, **pipes) as server:
        try:
            assert server.stdout is not None
            root = f"http://127.0.0.1:{server.stdout.readline().strip()}"
            for kind in ("page", "feed"):
                with urlopen(f"{root}/{kind}/{quote(os.fsencode(named.name))}") as answer:
                    assert b"toit ne fuit plus" in answer.read()
            for lost in ("/favicon.ico", "/page/", "/feed/" + "n" * 5_000, "/page/%00"):
                with pytest.raises(HTTPError, match="404"):
                    urlopen(root + lost)
        finally:
            server.kill()
            assert server.stderr is not None
            assert server.stderr.read() == ""
