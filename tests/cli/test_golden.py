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


@pytest.mark.usefixtures("facts_by_hand")
@pytest.mark.parametrize(("name", "words", "code"), CASES, ids=[name for name, _, _ in CASES])
def test_output(name: str, words: tuple[str, ...], code: int, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
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
    assert {path.name for path in GOLDEN.iterdir()} == {name for name, _, _ in CASES}
