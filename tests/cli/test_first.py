"""The screen that is painted before the command begins: only where it is certain, and then the very same."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import platformdirs
import pytest

from reader import places
from reader.app.early import EarlyScreen, frame
from reader.cli import first
from reader.model import Anchor, Span
from reader.places import CONFIG, LIBRARY, at_once
from reader.reading import open_reading
from reader.store import Library, Opened, Position

TEXT = "# Le pont\n\n" + "Le pont de la rivière sera **fermé** tout l’hiver, dit le maire : « Non ! »\n\n" * 40


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """What is written, on a terminal of 120 × 40."""
    written: list[str] = []
    monkeypatch.setenv("READER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setattr(first, "size", lambda: (120, 40))
    monkeypatch.setattr(os, "isatty", lambda _number: True)
    monkeypatch.setattr(EarlyScreen, "paint", lambda _screen, text: written.append(text))
    monkeypatch.setattr(first.gc, "disable", lambda: None)
    (tmp_path / "pont.md").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return written


def expected(**more: object) -> str:
    look = {"theme": "reader-dark", "measure": 72, "offset": 0, "colours": 1 << 24, **more}
    return frame(open_reading("pont.md").article, 120, 40, **look)  # type: ignore[arg-type]


@pytest.mark.parametrize("words", [["pont.md"], ["--no-library", "pont.md"], ["pont.md", "--no-library"]])
def test_it_is_what_the_command_would_paint(words: list[str], painted: list[str]) -> None:
    assert first.first_screen(words) is not None
    assert painted == [expected()]


@pytest.mark.parametrize(
    "text", [TEXT, "Une ligne et rien d’autre. " * 400, "1. " + "mot " * 3000 + "\n\nfin\n", "> " + "mot " * 3000]
)
def test_plain_text_is_painted_as_the_command_would(text: str, painted: list[str], tmp_path: Path) -> None:
    (tmp_path / "pont.txt").write_text(text, encoding="utf-8")
    assert first.first_screen(["pont.txt"]) is not None
    whole = open_reading("pont.txt").article
    assert painted == [frame(whole, 120, 40, theme="reader-dark", measure=72, offset=0, colours=1 << 24)]


def test_what_was_chosen_last_holds(painted: list[str]) -> None:
    with Library.open() as library:
        library.save_setting("theme", "reader-light")
        library.save_setting("measure", "60")
    first.first_screen(["pont.md"])
    assert painted == [expected(theme="reader-light", measure=60)]
    first.first_screen(["--no-library", "pont.md"])
    assert painted[1] == expected()


def test_the_configuration_goes_first(painted: list[str], tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / CONFIG).write_text('measure = 50\ntheme = "reader-light"\n', encoding="utf-8")
    with Library.open() as library:
        library.save_setting("measure", "60")
    first.first_screen(["pont.md"])
    assert painted == [expected(theme="reader-light", measure=50)]


def test_an_article_left_in_its_middle_waits_for_the_parser(painted: list[str]) -> None:
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    with Library.open() as library:
        library.save_opened(Opened(sha256, "elsewhere.md", None, "fr"))
        library.save_position(sha256, Position(Anchor.to(TEXT, Span(300, 320)), 0.3))
    assert first.first_screen(["pont.md"]) is None
    assert first.first_screen(["--no-library", "pont.md"]) is not None
    assert len(painted) == 1


@pytest.mark.parametrize(
    "words",
    [[], ["-"], ["pont.md", "pont.md"], ["none.md"], ["folder.md"], ["binary.md"], ["empty.md"], ["latin.md"],
     ["pont.html"],
     ["--type", "md", "pont.md"], ["-x.md"], ["https://e.example/pont.md"], ["null\0.md"], ["pipe.md"], ["marked.md"]],
)  # fmt: skip
def test_what_is_unusual_is_left_to_the_command(words: list[str], painted: list[str], tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "pont.html").write_text(TEXT, encoding="utf-8")
    for name, data in {
        "binary.md": b"\x89PNG\r\n\x1a\n",
        "empty.md": b"",
        "latin.md": "L’été".encode("cp1252"),
        "marked.md": "# UTF-16".encode("utf-16"),
    }.items():
        (tmp_path / name).write_bytes(data)
    assert first.first_screen(words) is None
    assert not painted


def test_a_damaged_library_is_told_of_by_the_command(painted: list[str], tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / LIBRARY).write_bytes(b"no database at all" * 100)
    assert first.first_screen(["pont.md"]) is None


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs is asked")
@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"READER_HOME": "~/r"},
        {"READER_HOME": "x/y"},
        {"XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "/d"},
        {"XDG_DATA_HOME": " "},
    ],
)
def test_the_places_are_platformdirs_own(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("READER_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    home = environ.get("READER_HOME")
    own = Path(home).expanduser().absolute() if home else None
    folders = {CONFIG: platformdirs.user_config_path, LIBRARY: platformdirs.user_data_path}
    for name, folder in folders.items():
        assert at_once(name) == str((own or folder("reader", appauthor=False)) / name)
    assert (places.config_path(), places.library_path()) == tuple(Path(at_once(name) or "") for name in folders)
