"""What the reader overrules with a card: kept, shown as corrected, taken back, and there again the next time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from reader.app.arranging import CORRECTED
from reader.app.screens.choice import ChoiceScreen
from reader.app.widgets.choice_list import ChoiceList
from reader.errors import LibraryError
from reader.model import EntityType
from reader.model.corrections import REASON
from reader.reading import begin_reading
from reader.store import NoLibrary
from reader.worker import Whole
from tests.app.stage import ARTICLE, FINDINGS, HOLDS, MAYOR, NARROW, NEIGHBOUR, NOBODY, RAW, TOWN, WIDE, opened
from tests.app.test_keys import ENTITY

if TYPE_CHECKING:
    from reader.model import Correction
    from tests.app.stage import Stage

KEY = ARTICLE.source.sha256
SIZES = [WIDE, NARROW, (20, 12)]


def speakers(stage: Stage) -> list[str | None]:
    return [q.speaker.name if q.speaker else None for q in stage.screen.reading.analysis.quotations]


def kept(store: NoLibrary) -> list[tuple[str, str, str]]:
    return [(each.aspect, each.anchor.quote, each.value) for each in store.corrections(KEY)]


@pytest.mark.parametrize("size", SIZES)
async def test_another_speaker(size: tuple[int, int]) -> None:
    store = NoLibrary()
    async with opened(size, library=store) as stage:
        await stage.press("full_stop", "x", *"goul", "enter")
        assert speakers(stage) == ["Goulven Prigent", "Goulven Prigent", None]
        assert getattr(stage.at_hand, "reason", None) == REASON
        assert kept(store) == [("speaker", HOLDS.span.of(ARTICLE.text), "Goulven Prigent")]
        await stage.press("U")
        assert speakers(stage) == ["Maïwenn Le Bihan", "Goulven Prigent", None]
        assert (stage.at_hand, kept(store)) == (HOLDS, [])
        await stage.press("U")
        assert kept(store) == []


async def test_a_correction_is_seen() -> None:
    async with opened(WIDE) as stage:
        await stage.press("full_stop", "x", *"goul", "enter", "i")
        shown = stage.lines()
        assert any("▸▌ Goulven Prigent" in line and f"{CORRECTED} § 1" in line for line in shown)
        assert any("Corrected by hand." in line for line in shown)
        assert "U takes it back" in stage.status()


async def test_a_name_that_is_typed() -> None:
    async with opened(WIDE) as stage:
        await stage.press("full_stop", "x", *"Zo", "enter")
        assert speakers(stage)[0] == "Zo"


async def test_a_name_typed_in_other_letters_is_the_one_that_is_printed() -> None:
    async with opened(WIDE) as stage:
        await stage.press("full_stop", "x", *"GOULVÉN prigent")
        (choice,) = stage.app.screen.query_one(ChoiceList).items
        assert choice.says == "Goulven Prigent"
        await stage.press("enter")
        assert speakers(stage)[0] == "Goulven Prigent"


async def test_not_named_and_no_quotation() -> None:
    store = NoLibrary()
    async with opened(WIDE, library=store) as stage:
        await stage.press("full_stop", "x", *"not named", "enter")
        assert speakers(stage)[0] is None
        await stage.press("x", *"no quotation", "enter")
        assert [q.id for q in stage.screen.reading.analysis.quotations] == ["q2", "q3"]
        assert stage.at_hand is None
        assert "Quotations 2 " in stage.lines()[1]
        await stage.press("U")
        assert len(speakers(stage)) == 3
        await stage.press("U")
        assert speakers(stage)[0] == "Maïwenn Le Bihan"
        assert kept(store) == []


async def test_a_correction_corrected_gives_way_and_comes_back() -> None:
    store = NoLibrary()
    async with opened(WIDE, library=store) as stage:
        await stage.press("full_stop", "x", *"goul", "enter", "x", *"not named", "enter")
        assert [value for _, _, value in kept(store)] == [""]
        await stage.press("U")
        assert speakers(stage)[0] == "Goulven Prigent"
        assert [value for _, _, value in kept(store)] == ["Goulven Prigent"]
        await stage.press("x", *"as it was", "enter")
        assert (speakers(stage)[0], kept(store)) == ("Maïwenn Le Bihan", [])
        await stage.press("U")
        assert "No quotation or entity was corrected" in stage.status()


async def test_escape_changes_nothing() -> None:
    store = NoLibrary()
    async with opened(WIDE, library=store) as stage:
        await stage.press("x")
        assert "Nothing is at hand to correct" in stage.status()
        await stage.press("full_stop", "x", "down", "up", "escape")
        assert not isinstance(stage.app.screen, ChoiceScreen)
        assert (stage.at_hand, kept(store)) == (HOLDS, [])


async def test_one_name_of_two() -> None:
    store = NoLibrary()
    async with opened(WIDE, library=store) as stage:
        await stage.press(*ENTITY, "x", "enter")
        assert isinstance(stage.app.screen, ChoiceScreen)
        await stage.press(*"maiw", "enter")
        (merged, _) = (each for each in stage.screen.reading.analysis.entities)
        assert {merged.name, _.name} == {"Maïwenn Le Bihan", "Lanvor"}
        assert stage.at_hand == next(e for e in stage.screen.reading.analysis.entities if e.id == "e1")
        assert speakers(stage) == ["Maïwenn Le Bihan", "Maïwenn Le Bihan", None]
        assert any(f"Maïwenn Le Bihan {CORRECTED}" in line for line in stage.lines())
        await stage.press("U")
        assert len(stage.screen.reading.analysis.entities) == 3


async def test_two_names_of_one_at_the_mention_at_hand() -> None:
    async with opened(WIDE) as stage:
        await stage.press(*ENTITY, "asterisk", "x", *"only", "enter")
        own = [each for each in stage.screen.reading.analysis.entities if each.name == "Goulven Prigent"]
        assert sorted(len(each.mentions) for each in own) == [1, len(NEIGHBOUR.mentions) - 1]
        split = min(own, key=lambda each: len(each.mentions))
        assert split.mentions == NEIGHBOUR.mentions[1:2]
        assert stage.at_hand == split
        assert stage.screen.reading.analysis.quotations[1].speaker.entity == split.id  # type: ignore[union-attr]


async def test_another_type_and_no_name() -> None:
    async with opened(WIDE) as stage:
        await stage.press(*ENTITY, "x", *"organisation", "enter")
        assert next(e for e in stage.screen.reading.analysis.entities if e.id == "e2").type is EntityType.ORGANISATION
        await stage.press("x", *"no name", "enter")
        assert {each.id for each in stage.screen.reading.analysis.entities} == {TOWN.id, MAYOR.id}
        assert stage.at_hand is None
        assert speakers(stage)[1] == "Goulven Prigent"


async def test_what_was_corrected_is_so_the_next_time() -> None:
    store = NoLibrary()
    async with opened(WIDE, library=store) as stage:
        await stage.press("full_stop", "x", *"goul", "enter")
    async with opened(WIDE, reading=begin_reading(RAW, store), deliver=(Whole(), FINDINGS), library=store) as stage:
        assert speakers(stage) == ["Goulven Prigent", "Goulven Prigent", None]
        await stage.press("U")
        assert speakers(stage)[0] == "Maïwenn Le Bihan"
    assert kept(store) == []


async def test_a_correction_while_findings_arrive_stays() -> None:
    first = type(FINDINGS)(0, (HOLDS,), FINDINGS.entities, last=False)
    async with opened(WIDE, deliver=(Whole(), first)) as stage:
        await stage.press("full_stop", "x", *"not named", "enter")
        await stage.worker.send(type(FINDINGS)(1, (NOBODY,), None, last=False), FINDINGS)
        await stage.settle()
        assert speakers(stage) == [None, "Goulven Prigent", None]


async def test_a_library_that_keeps_nothing_is_said() -> None:
    class Full(NoLibrary):
        def add_correction(self, sha256: str, correction: Correction) -> None:
            raise LibraryError("the library is full")

    async with opened(WIDE, library=Full()) as stage:
        await stage.press("full_stop", "x", *"goul", "enter")
        assert "holds only until Reader is left: the library is full" in stage.status()
        assert speakers(stage)[0] == "Goulven Prigent"


@pytest.mark.parametrize("size", [*SIZES, (20, 5), (200, 60)])
async def test_the_card_stands_on_every_screen(size: tuple[int, int]) -> None:
    async with opened(size) as stage:
        await stage.press("full_stop", "x", "down")
        card: Any = stage.app.screen.query_one("#choice")
        assert card.region.right <= size[0]
        assert card.region.bottom <= size[1]
        await stage.press("escape", "q")
        assert stage.app.return_code == 0


async def test_the_mouse_chooses() -> None:
    async with opened(WIDE) as stage:
        await stage.press("full_stop", "x")
        at = next(row for row, line in enumerate(stage.lines()) if "Goulven Prigent   " in line[30:90])
        await stage.pilot.click(offset=(50, at))
        await stage.settle()
        assert speakers(stage)[0] == "Goulven Prigent"
