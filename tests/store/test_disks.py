"""A disk that is full or may not be written to, a file that is damaged: one sentence, and nothing lost or touched."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reader.errors import LibraryError
from reader.model import Analysis, Article, Block, BlockKind, Source, Span
from reader.store import Library
from tests.cli.conftest import environment

if TYPE_CHECKING:
    from pathlib import Path


def keep(library: Library, number: int, size: int = 20_000) -> str:
    text = f"mot{number} " + "x" * size
    block = Block(BlockKind.PARAGRAPH, Span(0, len(text)), (Span(0, len(text)),))
    sha256 = f"{number:064x}"
    article = Article(text, (block,), Source(f"/articles/{number}", "text/plain", sha256))
    library.shelf.keep(article, Analysis(), text.encode(), by="disks")
    return sha256


def fill(library: Library) -> list[str]:
    """Keep articles until the disk takes no more; those that were acknowledged."""
    kept: list[str] = []
    fault = ""
    while not fault:
        try:
            kept.append(keep(library, len(kept)))
        except LibraryError as error:
            fault = str(error)
    assert "full" in fault
    assert "\n" not in fault
    return kept


def test_on_a_full_disk_nothing_that_was_acknowledged_is_lost(disk: Path) -> None:
    with Library.open(disk / "library.sqlite3") as library:
        kept = fill(library)
        assert kept
        assert all(library.shelf.article(each) for each in kept), "what is there can be read"
    subprocess.run(["mount", "-o", "remount,size=8m", disk], check=True)
    with Library.open(disk / "library.sqlite3") as library:
        assert library.check() == ()
        assert [each for each in kept if library.shelf.article(each) is None] == []
        assert library.shelf.article(keep(library, 2_000)) is not None


def test_on_a_full_disk_the_command_line_says_so_and_an_article_is_read(
    disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environ = environment(disk)
    monkeypatch.setenv("READER_HOME", environ["READER_HOME"])
    with Library.open() as library:
        fill(library)
    (disk.parent / "a.txt").write_text(f"Un titre\n\n{'Un mot. ' * 4000}\n", encoding="utf-8")

    def reader(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "reader", *words]
        return subprocess.run(
            command, check=False, cwd=disk.parent, env=environ, capture_output=True, text=True, timeout=60
        )

    refused = reader("library", "import", "a.txt")
    assert refused.returncode == 6
    assert "full" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert reader("show", "a.txt").stdout.startswith("Un titre")


def test_a_copy_that_does_not_fit_is_not_the_library_s_fault(disk: Path, tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.sqlite3") as library:
        for number in range(60):
            keep(library, number)
        with pytest.raises(LibraryError) as refused:
            library.backup(disk / "copy.sqlite3")
    assert "full" in str(refused.value)
    assert "library" not in str(refused.value)
    assert list(disk.iterdir()) == []


def test_a_disk_that_may_not_be_written_to_is_said_and_left_as_it_is(disk: Path) -> None:
    path = disk / "library.sqlite3"
    with Library.open(path) as library:
        sha256 = keep(library, 1)
    before = path.read_bytes()
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    with pytest.raises(LibraryError) as refused, Library.open(path) as library:
        keep(library, 2)
    assert "\n" not in str(refused.value)
    assert str(path) in str(refused.value)
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    assert path.read_bytes() == before
    with Library.open(path) as library:
        assert library.shelf.article(sha256) is not None


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.9])
def test_a_damaged_file_is_told_of_and_left_as_it_is(share: float, tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    with Library.open(path) as library:
        for number in range(30):
            keep(library, number, 3_000)
    whole = path.read_bytes()
    at = int(len(whole) * share) // 4096 * 4096
    damaged = whole[:at] + bytes(4096) + whole[at + 4096 :]
    path.write_bytes(damaged)
    told: tuple[str, ...] = ()
    try:
        with Library.open(path) as library:
            told = library.check()
    except LibraryError as error:
        told = (str(error),)
    assert told
    assert all("\n" not in each for each in told)
    assert len(path.read_bytes()) == len(damaged)
    assert path.read_bytes() == damaged
