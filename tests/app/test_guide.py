"""Help for any width: nothing is lost, nothing is cut, every key stands beside what it does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.actions import ACTIONS, key_label, keys_label
from reader.app.guide import COLUMN, GAP, NARROW, TASKS, help_lines
from tests.app.stage import opened


def shown(width: int) -> list[str]:
    return ["".join(words for words, _ in line) for line in help_lines(ACTIONS, width)]


@given(st.integers(1, 240))
def test_no_line_is_wider_than_there_is_room(width: int) -> None:
    assert max(cell_len(line.rstrip()) for line in shown(width)) <= max(width, 1)


@given(st.integers(NARROW, 240))
def test_every_action_and_every_key_is_there(width: int) -> None:
    words = "".join("".join(shown(width)).split())
    for action in ACTIONS:
        for key in () if action.name == "section_number" else action.keys:
            assert key_label(key) in words
        first = action.description.split()[0]
        assert first in words
    assert all(task.split()[0] in words for task in TASKS.values())


@pytest.mark.parametrize("width", [18, 30, 39])
def test_where_it_is_narrow_keys_stand_before_what_they_do(width: int) -> None:
    text = " ".join(" ".join(shown(width)).split())
    for action in ACTIONS:
        assert f"{keys_label(action.keys)} {action.description}" in text


def test_two_columns_where_they_fit_and_about_as_long() -> None:
    one, two = shown(2 * COLUMN + GAP - 1), shown(2 * COLUMN + GAP)
    assert len(two) < 0.75 * len(one)


@pytest.mark.parametrize("size", [(20, 5), (80, 24), (120, 40), (200, 60)])
async def test_all_of_it_can_be_read_at_any_size(size: tuple[int, int]) -> None:
    async with opened(size) as stage:
        await stage.press("question_mark")
        await stage.settle()
        seen = "\n".join(stage.lines())
        while "↓" in stage.status():
            before = stage.lines()
            await stage.press("j" if size[1] < 10 else "space")
            assert stage.lines() != before
            seen += "\n".join(stage.lines())
        assert "Esc closes" in stage.status()
        for action in ACTIONS:
            assert action.description.split()[0] in seen
        last = ACTIONS[-1].description.split()[-1].rstrip(".")
        assert last in seen
        await stage.press("escape")
        assert stage.app.return_code is None


@pytest.mark.parametrize("size", [(20, 5), (80, 24)])
async def test_the_palette_can_be_used_at_any_size(size: tuple[int, int]) -> None:
    async with opened(size) as stage:
        await stage.press("colon")
        await stage.settle()
        await stage.press(*"theme")
        await stage.app.workers.wait_for_complete()
        await stage.settle()
        text = "\n".join(stage.lines())
        assert text.count("heme") > 1, "what is typed, and what it finds"
        await stage.press("enter")
        await stage.settle()
        assert stage.app.theme == "reader-light"
