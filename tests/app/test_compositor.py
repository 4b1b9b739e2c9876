"""What is drawn bit by bit, key after key, is what one drawing of everything gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.app.stage import RAW
from tests.app.terminal import READER, Terminal, screen_of

if TYPE_CHECKING:
    from pathlib import Path

WIDE, OTHER = (120, 40), (118, 39)


@pytest.mark.real
def test_changes_add_up_to_the_whole(tmp_path: Path) -> None:
    path = tmp_path / "digue.md"
    path.write_bytes(RAW.data + b"\n\n" + "Une ligne de plus, et « encore » une autre.\n\n".encode() * 60)
    with Terminal([*READER, "open", "--no-library", path], env={"READER_HOME": str(tmp_path)}) as terminal:
        terminal.open()
        for keys in ("j", "jj", " ", "k", '"', "J", "\t", "j", "\t", "\x1b", "s", "t", "G", "kkk", "+"):
            terminal.press(keys)
        terminal.settle(9.0)  # a notice goes away by itself
        added_up = screen_of(terminal.output.decode(errors="replace"), WIDE)
        terminal.resize(OTHER)
        terminal.resize(WIDE)
        assert added_up == terminal.screen()
        terminal.press("q")
        assert terminal.end() == 0
