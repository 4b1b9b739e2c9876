"""Terminals with few colours or none: what is really sent to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.app.stage import RAW
from tests.app.terminal import READER, Terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.real

GRAPHICS = re.compile(rb"\x1b\[([0-9;]*)m")


def sent(tmp_path: Path, **env: str) -> set[int]:
    """The parameters of every graphics sequence that was sent while an article was read."""
    path = tmp_path / "digue.md"
    path.write_bytes(RAW.data)
    words = [*READER, "open", "--no-library", path]
    environ = {"READER_HOME": str(tmp_path / "home"), "COLORTERM": "", **env}
    with Terminal(words, size=(100, 30), env=environ) as terminal:
        terminal.open()
        for keys in ("J", '"', "/mer\r", "?", "\x1b", "v", "w"):
            terminal.press(keys)
        terminal.press("\x1b")
        terminal.press("q")
        terminal.end()
        codes = GRAPHICS.findall(terminal.output)
    assert len(codes) > 20
    return {int(code) for each in codes for code in each.split(b";") if code}


def test_no_colour_means_none(tmp_path: Path) -> None:
    codes = sent(tmp_path, NO_COLOR="1", TERM="xterm-256color")
    assert not {code for code in codes if 30 <= code <= 38 or 40 <= code <= 48 or 90 <= code <= 107}
    assert {1, 4, 7} <= codes, "bold, underlined and reversed stand in for them"


def test_sixteen_colours_are_asked_for_by_their_numbers(tmp_path: Path) -> None:
    codes = sent(tmp_path, TERM="linux")
    assert not codes & {38, 48}
    assert codes & {93, 97}
    assert codes & {40, 44}
