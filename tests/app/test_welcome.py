"""The card of first keys: once, where it can be remembered, and never in the way of a key."""

from __future__ import annotations

import pytest

from reader.actions import ACTIONS
from reader.app.widgets.welcome import TOLD
from reader.tongue import INTERFACES, _, speaking
from tests.app.stage import NARROW, RAW, WIDE, Stage, opened, reading_of
from tests.app.test_remembering import Memory


def is_there(stage: Stage) -> bool:
    return bool(stage.screen.query("#welcome")) and stage.visible("welcome")


async def test_it_is_there_once_and_the_first_key_takes_it_away_and_acts() -> None:
    library = Memory()
    async with opened(WIDE, library=library, reading=reading_of(RAW)) as stage:
        assert is_there(stage)
        text = "\n".join(stage.lines())
        assert "The first keys" in text
        assert "Show all keys" in text
        await stage.press("J")
        assert not is_there(stage)
        assert stage.top > 0
    async with opened(WIDE, library=library, reading=reading_of(RAW)) as stage:
        assert not is_there(stage)


async def test_a_click_takes_it_away_too() -> None:
    async with opened(NARROW, library=Memory()) as stage:
        assert is_there(stage)
        await stage.pilot.click("#welcome")
        await stage.settle()
        assert not is_there(stage)


@pytest.mark.parametrize("size", [(20, 5), (40, 24)])
async def test_where_there_is_no_room_one_key_is_named(size: tuple[int, int]) -> None:
    async with opened(size, library=Memory()) as stage:
        assert not is_there(stage)
        assert "? shows all" in stage.status()


@pytest.mark.parametrize("language", INTERFACES)
@pytest.mark.parametrize("columns", [48, 60, 80])
async def test_what_it_tells_is_told_whole(columns: int, language: str) -> None:
    """Where a row has no room for what a key does, it names the action instead."""
    with speaking(language):
        async with opened((columns, 24), library=Memory()) as stage:
            assert is_there(stage)
            shown = "\n".join(stage.lines())
            for action in ACTIONS:
                if action.name in TOLD:
                    description, label = _(action.description), _(action.label)
                    assert f"{description} " in shown or f"  {label[:1].upper()}{label[1:]} " in shown, action.name
            card = stage.screen.query_one("#welcome").region
            assert card.right >= min(
                columns, stage.view.region.x + stage.view.viewport.left + stage.view.viewport.column.width
            )
            if columns == 80:
                assert all(_(each.description) in shown for each in ACTIONS if each.name in TOLD)


async def test_nobody_is_welcomed_where_nothing_is_remembered() -> None:
    async with opened(WIDE) as stage:
        assert not is_there(stage)
