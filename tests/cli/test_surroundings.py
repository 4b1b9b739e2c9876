"""Homes, folders, locales and disks that are not what they should be: the article is read all the same, or one
sentence says why not; nothing half is left, and what is written is its owner's alone where it is nobody else's."""

from __future__ import annotations

import os
import resource
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reader.gate import is_safe
from tests.cli.conftest import ROOT, environment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Done

    Reader = Callable[..., Done]

FILE, NOWHERE = "{file}", "{nowhere}"
"""A path that is a file, and one that is not there."""

UNUSABLE: dict[str, dict[str, str | None]] = {
    "home is a file": {"HOME": FILE},
    "folders are files": {"XDG_DATA_HOME": FILE, "XDG_CONFIG_HOME": FILE, "XDG_CACHE_HOME": FILE},
    "READER_HOME is a file": {"READER_HOME": FILE},
    "READER_HOME lies in a file": {"READER_HOME": f"{FILE}/below"},
}
USABLE: dict[str, dict[str, str | None]] = {
    "home is missing": {"HOME": NOWHERE},
    "folders are relative": {"XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config"},
    "folders are empty": {"XDG_DATA_HOME": "", "XDG_CONFIG_HOME": "", "XDG_CACHE_HOME": ""},
    "no locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": None},
    "an unknown locale": {"LC_ALL": "xx_YY.foo"},
    "an unknown terminal": {"TERM": "nothing-known"},
    "a dumb terminal": {"TERM": "dumb"},
    "no terminal": {"TERM": None},
    "wide beyond sense": {"COLUMNS": "999999999", "LINES": "-5"},
    "no number": {"COLUMNS": "wide", "LINES": ""},
    "nowhere for what is temporary": {"TMPDIR": NOWHERE},
}


@pytest.fixture
def around(tmp_path: Path) -> Callable[[dict[str, str | None]], dict[str, str]]:
    """The environment of a process with these variables, of which some are taken away; its home is its own."""
    file = tmp_path / "file"
    file.write_text("no folder", encoding="utf-8")

    def made(changed: dict[str, str | None]) -> dict[str, str]:
        usual = environment(tmp_path)
        del usual["READER_HOME"]
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            usual.pop(name, None)
        usual["HOME"] = str(tmp_path / "own")
        paths = {"file": str(file), "nowhere": str(tmp_path / "no" / "where")}
        given = {name: value.format(**paths) for name, value in changed.items() if value is not None}
        return {name: value for name, value in {**usual, **given}.items() if changed.get(name, "") is not None}

    return made


def run(words: list[str], env: dict[str, str], cwd: Path | None = None, **how: object) -> Done:
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-m", "reader", *words],
        env={**env, "PYTHONPATH": str(ROOT)},
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
        **how,
    )


def one_sentence(said: bytes) -> bool:
    text = said.decode()
    return text.startswith("reader: ") and text.count("\n") == 1 and is_safe(text)


@pytest.mark.parametrize("name", [*UNUSABLE, *USABLE])
def test_an_article_is_read_whatever_surrounds_it(
    name: str, article: Path, tmp_path: Path, around: Callable[[dict[str, str | None]], dict[str, str]]
) -> None:
    env = around({**UNUSABLE, **USABLE}[name])
    for words in (["quotes", str(article)], ["show", "--plain", str(article)]):
        done = run(words, env, tmp_path)
        assert (done.returncode, done.stderr) == (0, b""), done.stderr
        assert "Le toit ne fuit plus" in done.stdout.decode()


@pytest.mark.parametrize("name", UNUSABLE)
@pytest.mark.parametrize(
    "words",
    [
        ["library", "list"],
        ["library", "import", "{article}"],
        ["search", "toit"],
        ["quotes", "--corrected", "{article}"],
    ],
)
def test_a_library_that_cannot_be_is_one_sentence(
    name: str,
    words: list[str],
    article: Path,
    tmp_path: Path,
    around: Callable[[dict[str, str | None]], dict[str, str]],
) -> None:
    done = run([word.format(article=article) for word in words], around(UNUSABLE[name]), tmp_path)
    assert done.returncode == 6
    assert one_sentence(done.stderr), done.stderr
    assert (tmp_path / "file").read_text(encoding="utf-8") == "no folder"


@pytest.mark.parametrize("name", USABLE)
def test_a_library_elsewhere_than_usual_is_one(
    name: str, article: Path, tmp_path: Path, around: Callable[[dict[str, str | None]], dict[str, str]]
) -> None:
    done = run(["library", "import", str(article)], around(USABLE[name]), tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("words", [["quotes", "{article}"], ["library", "import", "{article}"], ["doctor"]])
@pytest.mark.parametrize("home", ["{tmp}/home", "home"])
def test_a_folder_that_is_gone_while_one_stands_in_it(
    words: list[str], home: str, article: Path, tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    line = 'rmdir "$PWD"; exec "$@"'
    done = subprocess.run(
        ["sh", "-c", line, "sh", sys.executable, "-m", "reader", *(word.format(article=article) for word in words)],
        env={**environment(tmp_path, {"PYTHONPATH": str(ROOT)}), "READER_HOME": home.format(tmp=tmp_path)},
        cwd=gone,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    needs = home == "home" and words[0] == "library"
    assert done.returncode == (6 if needs else 0), done.stderr
    assert one_sentence(done.stderr) if needs else not done.stderr


# Disks and permissions


def small(limit: int) -> Callable[[], None]:
    """What lets a process write no file longer than so many bytes, as a disk that is full."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def test_an_export_that_does_not_fit_leaves_no_half_file(article: Path, tmp_path: Path) -> None:
    folder, env = tmp_path / "out", environment(tmp_path)
    words = ["export", "--format", "html", "--output", str(folder), str(article)]
    done = run(words, env, preexec_fn=small(200))
    assert done.returncode == 1
    assert one_sentence(done.stderr), done.stderr
    assert list(folder.iterdir()) == []
    assert run(words, env).returncode == 0
    (kept,) = folder.iterdir()
    before = kept.read_bytes()
    kept.chmod(0o640)
    done = run([*words, "--force"], env, preexec_fn=small(200))
    assert done.returncode == 1
    assert [path.read_bytes() for path in folder.iterdir()] == [before]
    kept.write_text("older", encoding="utf-8")
    assert run([*words, "--force"], env).returncode == 0
    assert [path.read_bytes() for path in folder.iterdir()] == [before]
    assert stat.S_IMODE(kept.stat().st_mode) == 0o640


def test_no_device_is_replaced_by_a_file(article: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    done = run(["extract", "--output", str(pipe), str(article)], environment(tmp_path))
    assert done.returncode == 2
    assert one_sentence(done.stderr)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("pipe")] == ["pipe"]


@pytest.mark.parametrize("mask", [0o000, 0o077, 0o777])
def test_what_is_kept_is_its_owner_s_alone_whatever_the_umask(mask: int, article: Path, tmp_path: Path) -> None:
    if mask == 0o777 and os.getuid() != 0:
        pytest.skip("nobody but root can use what has no permissions at all")
    env = environment(tmp_path)
    for words in (["library", "import", str(article)], ["library", "list"]):
        done = run(words, env, umask=mask)
        assert done.returncode == 0, done.stderr
    home = tmp_path / "home"
    for path in (home, *home.rglob("*")):
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path


def test_a_library_folder_that_vanishes_is_begun_anew(article: Path, tmp_path: Path) -> None:
    import shutil

    env = environment(tmp_path)
    assert run(["library", "import", str(article)], env).returncode == 0
    shutil.rmtree(tmp_path / "home")
    assert run(["library", "list"], env).returncode == 1
    assert run(["library", "import", str(article)], env).returncode == 0


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda path: path.write_bytes(b"no database" * 1000), "it is damaged and was left as it is"),
        (os.mkfifo, "it is no file"),
        (lambda path: path.symlink_to("nowhere"), "it is no file"),
    ],
)
def test_doctor_tells_of_a_library_that_is_none(make: Callable[[Path], object], told: str, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    make(tmp_path / "home" / "library.sqlite3")
    done = run(["doctor"], environment(tmp_path))
    assert (done.returncode, done.stderr) == (6, b"")
    assert told in done.stdout.decode()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["library", "list"], 6),
        (["library", "import", "{article}"], 6),
        (["library", "backup", "{tmp}/kept.sqlite3"], 6),
        (["export", "{article}"], 6),
        (["search", "toit"], 6),
        (["doctor"], 6),
        (["quotes", "{article}"], 0),
    ],
)
def test_a_folder_whose_name_is_too_long_to_look_at(words: list[str], code: int, article: Path, tmp_path: Path) -> None:
    env = {**environment(tmp_path), "READER_HOME": str(tmp_path / ("x" * 300))}
    done = run([word.format(article=article, tmp=tmp_path) for word in words], env)
    assert done.returncode == code, done.stderr
    assert one_sentence(done.stderr) or not done.stderr


@pytest.mark.parametrize("name", ["x" * 300, "file/below", "nowhere/\N{GREEK SMALL LETTER ALPHA}/kept"])
def test_a_copy_that_cannot_be_written_is_not_the_library_s_fault(name: str, article: Path, tmp_path: Path) -> None:
    env = environment(tmp_path)
    assert run(["library", "import", str(article)], env).returncode == 0
    (tmp_path / "file").touch()
    done = run(["library", "backup", str(tmp_path / name)], env)
    assert done.returncode == 6
    assert one_sentence(done.stderr), done.stderr
    assert b"the library" not in done.stderr


def test_what_the_system_does_not_give_is_no_fault_of_ours(article: Path, tmp_path: Path) -> None:
    few = ("extract", "--jobs", "4", str(article), str(article), str(article), str(article))
    done = run(list(few), environment(tmp_path), preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (8, 8)))
    assert done.returncode == 70
    assert b"Traceback" not in done.stderr
    assert b"(Too many open files)" in done.stderr
    assert b"a fault of Reader" not in done.stderr
