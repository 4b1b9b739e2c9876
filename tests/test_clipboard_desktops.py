"""The desktop's clipboard by its other programs: xsel under X, wl-clipboard under a headless Wayland compositor."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.clipboard import copy, describe
from reader.clipboard.local import WHOLE
from tests.conftest import require_tool
from tests.test_clipboard_real import TEXT, clean, pasted

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.real

NOBODY = 65_534
"""sway refuses to run as root, as which some CI does."""

TEXTS = {
    "French": "« L’eau monte\N{NO-BREAK SPACE}», a-t-il dit\N{NARROW NO-BREAK SPACE}; où ?",
    "combining": "de\u0301ja\u0300 vu, A\u030a",
    "CJK": "「船は出ない」と彼は言った。",
    "emoji": "🛶🧑‍🚀🇨🇭👩🏽‍🔧",
    "right to left": "سفينة אוניה",
    "lines": "one\n\n  two\t\n",
    "shell": "$(touch x) `y` \\n %s -- --help",
    "empty lines": "\n\n",
    "long": "Ligne après ligne, la marée monte. 🌊\n" * 30_000,
}


# X with xsel alone


@pytest.fixture
def xsel_alone(display: str, tmp_path: Path) -> dict[str, str]:
    """An environment under X in which xsel is the only clipboard program."""
    require_tool("xsel")
    (tmp_path / "bin").mkdir()
    for program in ("xsel", "which"):
        if path := shutil.which(program):
            (tmp_path / "bin" / program).symlink_to(path)
    return clean(DISPLAY=display, READER_HOME=str(tmp_path / "home"), PATH=str(tmp_path / "bin"))


@pytest.mark.parametrize("text", TEXTS.values(), ids=list(TEXTS))
def test_xsel_has_the_text_to_the_byte(text: str, xsel_alone: dict[str, str], display: str) -> None:
    receipt = copy(text, environ=xsel_alone, limit=20)
    if len(text.encode()) > WHOLE:
        assert receipt.notice().startswith(f"Handed {len(text):,} characters to xsel, not confirmed; it can lose")
    else:
        assert receipt.notice().startswith(f"Copied {len(text):,} characters (xsel), verified")
    assert pasted(display) == text.encode()


def test_doctor_names_xsel(xsel_alone: dict[str, str]) -> None:
    assert "xsel" in describe(xsel_alone)[0].why


# Wayland with wl-clipboard


@pytest.fixture(scope="module")
def wayland() -> Iterator[dict[str, str]]:
    """Where a headless sway listens; its clipboard is reached by the data-control protocol, without a window."""
    require_tool("sway", "wl-copy", "wl-paste")
    folder = Path(tempfile.mkdtemp(prefix="wl-"))  # a socket's path must be short
    command = ["sway", "-c", "/dev/null"]
    if os.getuid() == 0:
        require_tool("setpriv")
        os.chown(folder, NOBODY, NOBODY)
        command = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *command]
    environ = clean(
        XDG_RUNTIME_DIR=str(folder), WLR_BACKENDS="headless", WLR_RENDERER="pixman", WLR_LIBINPUT_NO_DEVICES="1",
        HOME=str(folder),
    )  # fmt: skip
    with subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            end = time.monotonic() + 30
            while not (sockets := [path for path in folder.glob("wayland-*") if path.is_socket()]):
                assert process.poll() is None, "the compositor ended"
                assert time.monotonic() < end, "the compositor does not listen"
                time.sleep(0.05)
            yield {"XDG_RUNTIME_DIR": str(folder), "WAYLAND_DISPLAY": sockets[0].name}
        finally:
            process.terminate()
            process.wait(20)
            shutil.rmtree(folder, ignore_errors=True)


def shown(wayland: dict[str, str]) -> bytes:
    command = ["wl-paste", "--no-newline", "--type", "text"]
    return subprocess.run(command, env=clean(**wayland), capture_output=True, check=True, timeout=20).stdout


@pytest.mark.parametrize("text", TEXTS.values(), ids=list(TEXTS))
def test_wayland_has_the_text_to_the_byte(text: str, wayland: dict[str, str], tmp_path: Path) -> None:
    receipt = copy(text, environ=clean(**wayland, READER_HOME=str(tmp_path)), limit=20)
    assert receipt.notice().startswith(f"Copied {len(text):,} characters (wl-copy), verified")
    assert shown(wayland) == text.encode()
    assert list(tmp_path.iterdir()) == []


def test_where_both_are_wayland_is_taken(
    wayland: dict[str, str],
    display: str,
    tmp_path: Path,
) -> None:
    """A desktop under Wayland has an X display for old programs; its own clipboard is what people paste from."""
    environ = clean(**wayland, DISPLAY=display, READER_HOME=str(tmp_path), XDG_SESSION_TYPE="wayland")
    assert copy(TEXT, environ=environ, limit=20).road == "wl-copy"
    assert shown(wayland) == TEXT.encode()


def test_a_compositor_that_is_not_there_is_passed_over(tmp_path: Path) -> None:
    require_tool("wl-copy")
    sent: list[str] = []
    environ = clean(
        WAYLAND_DISPLAY="wayland-77", XDG_RUNTIME_DIR=str(tmp_path), READER_HOME=str(tmp_path), TERM="xterm"
    )
    receipt = copy(TEXT, write=sent.append, environ=environ, limit=20)
    assert receipt.sent
    assert not receipt.confirmed
    assert receipt.road == "OSC 52"
    assert len(sent) == 1
