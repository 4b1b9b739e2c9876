"""What is drawn bit by bit, key after key, is what one drawing of everything gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from reader.app.compositor import NarrowCompositor
from tests.app.stage import RAW, opened
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


async def test_a_start_paints_all_of_the_screen_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[int] = []
    full, partial = NarrowCompositor.render_full_update, NarrowCompositor.render_partial_update

    def whole(self: NarrowCompositor, *given: Any, **named: Any) -> Any:
        rows.append(self.size.height)
        return full(self, *given, **named)

    def part(self: NarrowCompositor) -> Any:
        found = partial(self)
        rows.append(len({y for y, _first, _last in found.spans}) if found else 0)
        return found

    monkeypatch.setattr(NarrowCompositor, "render_full_update", whole)
    monkeypatch.setattr(NarrowCompositor, "render_partial_update", part)
    async with opened(WIDE, deliver=()) as stage:
        await stage.settle()
        assert max(rows) == WIDE[1]
        assert sum(rows) < 1.5 * WIDE[1]  # what the first message brings is a line or two
        await stage.pilot.resize_terminal(*OTHER)
        await stage.settle()
        rows.clear()
        await stage.pilot.resize_terminal(*WIDE)
        await stage.settle()
        assert max(rows) == WIDE[1]
