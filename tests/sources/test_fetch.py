"""What is read from outside: bounded, regular, text; everything else is one clear sentence with its exit code."""

from __future__ import annotations

import io
import os
import socket
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reader.errors import NotAnArticleError, ReaderError, SourceError
from reader.sources import fetch as module
from reader.sources import load
from reader.sources.fetch import fetch
from reader.sources.signatures import binary_kind

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.txt", "text/plain"),
        ("a.md", "text/markdown"),
        ("a.MARKDOWN", "text/markdown"),
        ("a.mkd", "text/markdown"),
        ("a", "text/plain"),
        ("a.md.txt", "text/plain"),
        (".md", "text/plain"),
    ],
)
def test_media_type_by_suffix(tmp_path: Path, name: str, media_type: str) -> None:
    path = tmp_path / name
    path.write_text("# Words\n")
    raw = fetch(str(path))
    assert (raw.data, raw.media_type, raw.location) == (b"# Words\n", media_type, str(path))


def sentence(error: ReaderError) -> str:
    """The message, held to the house's rule: one sentence with what, where, and what to do next."""
    message = str(error)
    assert "\n" not in message
    assert ": " in message
    assert not message.endswith(".")
    return message


def refuse(location: str, kind: type[ReaderError] = SourceError) -> str:
    with pytest.raises(kind) as caught:
        fetch(location)
    return sentence(caught.value)


def test_missing(tmp_path: Path) -> None:
    assert "does not exist" in refuse(str(tmp_path / "none.txt"))
    assert "the path is empty" in refuse("")


def test_folder(tmp_path: Path) -> None:
    assert "is a folder" in refuse(str(tmp_path))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("words")
    path.chmod(0)
    assert "may not be read" in refuse(str(path))


def test_no_permission_for_root_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "secret.txt"
    path.write_text("words")
    monkeypatch.setattr(module.os, "open", forbidden)
    assert "may not be read" in refuse(str(path))


@pytest.mark.timeout(10)
def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    assert "is a pipe, not a file" in refuse(str(path))


@pytest.mark.timeout(10)
def test_a_pipe_that_took_the_files_name_does_not_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, file = tmp_path / "pipe", tmp_path / "file"
    os.mkfifo(path)
    file.write_text("words")
    status = file.stat()
    monkeypatch.setattr("pathlib.Path.stat", lambda self: status)
    assert "is a pipe" in refuse(str(path))


@pytest.mark.timeout(10)
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/tty"])
def test_devices(device: str) -> None:
    if not os.path.exists(device):  # noqa: PTH110 - a device is not opened to be looked at
        pytest.skip(f"no {device} here")
    assert "is a device" in refuse(device)


def test_socket(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        assert "is a socket" in refuse(str(tmp_path / "s"))


@pytest.mark.parametrize("location", ["a\0b", "x" * 5000, "\ud800/none"])
def test_names_that_no_file_can_have(location: str) -> None:
    refuse(location)


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(module.LIMIT + 1)  # sparse: no disk is filled
    assert "larger than 200 MB" in refuse(str(path))
    monkeypatch.setattr(module, "LIMIT", 1024 * 1024)
    grows = tmp_path / "grows.txt"
    grows.write_bytes(b"x" * (1024 * 1024 + 1))
    monkeypatch.setattr(module, "_require_file", lambda *_, **__: None)
    assert "larger than 1 MB" in refuse(str(grows))


class Pipe:
    """Standard input with `data` in it."""

    closed = False

    def __init__(self, data: bytes, *, terminal: bool = False) -> None:
        self.buffer = io.BytesIO(data)
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Pipe("# Été\n".encode()))
    raw = fetch("-")
    assert (raw.data, raw.media_type, raw.location) == ("# Été\n".encode(), "text/plain", "-")


def test_standard_input_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LIMIT", 1000)
    monkeypatch.setattr(sys, "stdin", Pipe(b"x" * 1001))
    assert refuse("-").startswith("standard input is larger")


def test_standard_input_that_holds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Pipe(b""))
    assert "empty" in refuse("-", NotAnArticleError)
    monkeypatch.setattr(sys, "stdin", Pipe(b"", terminal=True))
    assert "is a terminal" in refuse("-")
    monkeypatch.setattr(sys, "stdin", None)
    assert "closed" in refuse("-")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b"\x7fELF\x02\x01\x01\x00" + b"\x00" * 60, "a program"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "an image"),
        (b"PK\x03\x04\x14\x00\x00\x00", "a ZIP archive"),
        (b"\x1f\x8b\x08\x00\x00\x00\x00\x00", "a compressed file"),
        (b"\x00" * 4096, "binary"),
        (bytes(range(256)) * 64, "binary"),
    ],
)
def test_what_is_no_text(tmp_path: Path, data: bytes, kind: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert kind in refuse(str(path), NotAnArticleError)


@pytest.mark.parametrize(
    "data",
    [
        b"MZ is how some programs begin.",
        b"BZh was here",
        b"a stray \x00 and a \x07 in a text are shown as symbols",
        b"\x1b[31mcolours\x1b[0m and more \x1b[1mcolours\x1b[0m",
        "déjà".encode("cp1252"),
        b"\xff\xfe" + "mer".encode("utf-16-le"),
        "words without any mark".encode("utf-16-le"),
        "潮の本は十一分違う。".encode(),
    ],
)
def test_what_is_text(data: bytes) -> None:
    assert binary_kind(data) is None


def test_white_space_is_no_article(tmp_path: Path) -> None:
    path = tmp_path / "blank.txt"
    path.write_text(" \n\n")
    with pytest.raises(NotAnArticleError) as caught:
        load(str(path))
    assert sentence(caught.value).startswith(str(path))


def test_load(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# The lamp\n\nIt is *dark*.\n")
    assert stat.S_ISREG(path.stat().st_mode)
    article = load(str(path))
    assert (article.text, article.title) == ("The lamp\n\nIt is dark.", "The lamp")


def test_what_a_shell_opened_is_read_as_it_comes() -> None:
    code = f"{sys.executable} -m reader show <(printf '# Le bac\\n\\nIl part.\\n') --type md"
    done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Le bac" in done.stdout
