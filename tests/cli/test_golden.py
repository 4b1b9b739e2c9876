"""Every listing in every format, byte for byte. READER_WRITE_GOLDEN=1 writes the files anew; read the difference."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.cli import main
from reader.exports import DOCUMENT_FORMATS, EXPORTS, FORMATS, NOTES
from reader.templates import COPY_FORMATS

GOLDEN = Path(__file__).parent / "golden"

COMMANDS = {
    "sections": ("sections",),
    "explain": ("sections", "--explain"),
    "quotes": ("quotes",),
    "quotes-of-one": ("quotes", "--speaker", "LEBRETON"),
    "entities": ("entities",),
    "entities-of-two-types": ("entities", "--type", "person", "--type", "work"),
}
SOURCES = ("a/moulin.txt", "b/moulin.txt")
CHECKS = {"check": (("check", "draft", "--against"), 1), "check-sound": (("check", "c/moulin.txt", "--against"), 0)}
COPIES = ("plain", "marked", "cited", "markdown", "html", "apa", "mla", "chicago", "french", "bibtex", "biblatex")
COPIES += ("csl-json", "link")
SHOWN = {"show": (), "show-plain": ("--plain",), "show-narrow": ("--width", "30")}
CASES = [
    *((f"quotes-as.{name}", ("quotes", "--as", name, *SOURCES[:1]), 0) for name in COPIES),
    *((f"{name}.txt", ("show", *words, *SOURCES), 0) for name, words in SHOWN.items()),
    *(
        (f"{name}.{form}", (*words, "--format", form, *SOURCES), 0)
        for name, words in COMMANDS.items()
        for form in FORMATS
    ),
    *((f"extract.{form}", ("extract", "--format", form, *SOURCES), 0) for form in DOCUMENT_FORMATS),
    *((f"export.{form}", ("export", "--format", form, *SOURCES[: 1 if form in NOTES else 2]), 0) for form in EXPORTS),
    *(
        (f"{n}.{form}", (*words, *SOURCES, "--format", form), code)
        for n, (words, code) in CHECKS.items()
        for form in FORMATS
    ),
]


ITSELF = [
    ("config.toml", ("config",), 0),
    ("doctor.txt", ("doctor",), 0),
]
"""What Reader says of itself; for doctor on a machine that is made up. Completions are shtab's, and its version's."""


@pytest.fixture
def somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a display, reached over SSH, with nothing of Reader's on it yet."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "TMUX", "STY", "COLORTERM", "NO_COLOR", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"TERM": "xterm-256color", "SSH_CONNECTION": "1", "READER_HOME": "/nowhere/reader"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.executable", "/usr/bin/python3")
    monkeypatch.setattr("reader.cli.doctor.__version__", "0.0.0")
    for name, value in {"python_version": "3.11.0", "system": "Linux", "release": "6.1", "machine": "x86_64"}.items():
        monkeypatch.setattr(f"reader.cli.doctor.platform.{name}", lambda value=value: value)


@pytest.mark.usefixtures("somewhere")
@pytest.mark.parametrize(("name", "words", "code"), ITSELF, ids=[name for name, _, _ in ITSELF])
def test_what_reader_says_of_itself(
    name: str, words: tuple[str, ...], code: int, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    check(name, words, code, capfdbinary)


@pytest.mark.usefixtures("facts_by_hand")
@pytest.mark.parametrize(("name", "words", "code"), CASES, ids=[name for name, _, _ in CASES])
def test_output(name: str, words: tuple[str, ...], code: int, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    check(name, words, code, capfdbinary)


def check(name: str, words: tuple[str, ...], code: int, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Run the command, and hold what it prints against the file of that name."""
    assert main([*words]) == code
    printed, said = capfdbinary.readouterr()
    assert said == b""
    path = GOLDEN / name
    if os.environ.get("READER_WRITE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        path.write_bytes(printed)
    assert printed == path.read_bytes()


def test_every_copy_format_is_among_them() -> None:
    assert list(COPY_FORMATS) == list(COPIES)


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {name for name, _, _ in [*CASES, *ITSELF]}
