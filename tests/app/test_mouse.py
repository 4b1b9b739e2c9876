"""The mouse: wheel, and a click on a section, a quotation, an entity, a tab, and on words in the text."""

from __future__ import annotations

import pytest
from textual import events
from textual.widgets import Input

from reader.app.touched import WHEEL
from reader.app.widgets.article_view import ArticleView
from reader.app.widgets.entity_list import EntityList
from reader.app.widgets.quotation_list import QuotationList
from reader.app.widgets.section_list import SectionList
from tests.app.stage import ANALYSIS, ARTICLE, HOLDS, MAYOR, NARROW, NEIGHBOUR, NOBODY, WIDE, Stage, opened, span

SECTIONS = [section.span.start for section in ARTICLE.sections]


async def click(stage: Stage, x: int, y: int) -> None:
    await stage.pilot.click(offset=(x, y))
    await stage.settle()


async def click_words(stage: Stage, widget: type, words: str) -> None:
    """A click on `words`, which stand on one line of the pane of that kind."""
    region = stage.screen.query_one(widget).region
    for y in range(region.y, region.bottom):
        shown = stage.lines()[y][region.x : region.right]
        if words in shown:
            await click(stage, region.x + shown.index(words) + 1, y)
            return
    raise AssertionError(f"{words!r} is not there:\n" + "\n".join(stage.lines()))


async def wheel(stage: Stage, widget: type, event: type[events.MouseEvent]) -> None:
    region = stage.screen.query_one(widget).region
    x, y = region.x + 2, region.y + 2
    stage.app._driver.send_message(  # type: ignore[union-attr]
        event(
            None, x=x, y=y, delta_x=0, delta_y=0, button=0, shift=False, meta=False, ctrl=False, screen_x=x, screen_y=y
        )
    )
    await stage.settle()


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_wheel_moves_the_article_and_stops_at_its_ends(size: tuple[int, int]) -> None:
    async with opened(size) as stage:
        await wheel(stage, ArticleView, events.MouseScrollDown)
        assert stage.view.viewport.column.top_of(stage.view.viewport.top) == WHEEL
        for _ in range(3):
            await wheel(stage, ArticleView, events.MouseScrollUp)
        assert stage.view.viewport.top == (0, 0)
        await stage.press("G")
        bottom = stage.view.viewport.top
        await wheel(stage, ArticleView, events.MouseScrollDown)
        assert stage.view.viewport.top == bottom


async def test_the_wheel_over_a_list_moves_the_list_alone() -> None:
    async with opened((120, 12)) as stage:
        top = stage.top
        await wheel(stage, QuotationList, events.MouseScrollDown)
        assert stage.top == top
        assert stage.at_hand is None
        shown = "\n".join(stage.lines())
        assert "La digue tiendra […]" not in shown
        assert "Goulven Prigent" in shown


async def test_a_click_on_a_section_goes_there() -> None:
    async with opened(WIDE) as stage:
        await click_words(stage, SectionList, "Ce que dit")
        assert stage.top == SECTIONS[3]
        assert stage.focus == "article"
        await click_words(stage, SectionList, "Opening")
        assert stage.view.viewport.column.top_of(stage.view.viewport.top) <= 1


async def test_a_click_on_a_quotation_goes_there() -> None:
    async with opened(WIDE) as stage:
        await click_words(stage, QuotationList, "Personne ne nous")
        assert stage.at_hand == NOBODY
        assert stage.shows(NOBODY.span.start)
        assert stage.focus == "article"


async def test_a_click_on_an_entity_goes_on_through_its_mentions() -> None:
    async with opened(WIDE) as stage:
        tabs = stage.screen._tabs.region
        x = stage.lines()[tabs.y].index("Entities")
        await click(stage, x + 1, tabs.y)
        assert stage.visible("entities")
        assert not stage.visible("quotations")
        seen = []
        for _ in MAYOR.mentions:
            await click_words(stage, EntityList, "Maïwenn")
            assert stage.at_hand == MAYOR
            seen.append(stage.screen._mentions.at)
        assert sorted(seen) == list(range(len(MAYOR.mentions)))  # type: ignore[type-var]
        await click(stage, stage.lines()[tabs.y].index("Quotations") + 1, tabs.y)
        assert stage.visible("quotations")


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_click_in_the_text_takes_what_stands_there(size: tuple[int, int]) -> None:
    async with opened(size) as stage:
        await click(stage, *stage.cell_of(span("Goulven").start))
        assert stage.at_hand == NEIGHBOUR
        assert stage.screen._mentions.at == 0
        await stage.press("1")
        top = stage.top
        for piece in HOLDS.spans:
            for offset in (piece.start, piece.end - 1):
                await stage.press("escape")
                assert stage.at_hand is None
                await click(stage, *stage.cell_of(offset))
                assert stage.at_hand == HOLDS
                assert stage.top == top, "a click moves nothing"
        before = stage.at_hand
        await click(stage, *stage.cell_of(span("assure").start))
        assert stage.at_hand == before, "words between the pieces are nobody's"


async def test_a_click_on_a_pull_quote_takes_the_quotation_that_it_repeats() -> None:
    async with opened((120, 60)) as stage:
        await stage.press("2")
        await click(stage, *stage.cell_of(HOLDS.repeats[0].start))
        assert stage.at_hand == HOLDS


async def test_a_click_beside_the_text_takes_nothing() -> None:
    async with opened(WIDE) as stage:
        region = stage.view.region
        for x, y in (
            (region.x, region.y),
            (region.x, region.y + 1),
            (region.right - 3, region.y + 2),
            (region.x + 5, region.y),
        ):
            await click(stage, x, y)
            assert stage.at_hand is None


async def test_a_click_on_the_scroll_bar_goes_to_that_part() -> None:
    async with opened(NARROW) as stage:
        region = stage.view.region
        await click(stage, region.right - 1, region.bottom - 1)
        assert stage.top > SECTIONS[3]
        await click(stage, region.right - 1, region.y)
        assert stage.top <= ARTICLE.blocks[0].span.end


async def test_a_click_on_a_hidden_pane_comes_through_nothing() -> None:
    async with opened(NARROW) as stage:
        await stage.press("s")
        await click_words(stage, QuotationList, "Personne ne nous")
        assert stage.at_hand == NOBODY
        assert not stage.visible("sidebar")
        assert stage.shows(NOBODY.span.start)


async def test_a_click_in_the_search_line_is_no_search() -> None:
    async with opened(WIDE) as stage:
        await stage.press("slash", *"digue")
        field = stage.screen.query_one(Input)
        await click(stage, field.region.x + 1, field.region.y)
        assert stage.screen.focused is field
        assert len(stage.screen._hits) == ARTICLE.text.lower().count("digue")
        assert ANALYSIS.quotations[0] == HOLDS


async def test_a_drag_selects_within_the_article_and_is_no_click() -> None:
    async with opened(WIDE) as stage:
        words = "Le maire de Lanvor"
        await stage.press("J")
        region = stage.view.region
        y = next(y for y in range(region.y, region.bottom) if words in stage.lines()[y][region.x : region.right])
        x = stage.lines()[y].index(words, region.x)
        await stage.pilot.mouse_down(offset=(x, y))
        await stage.pilot.hover(offset=(x + len(words) - 1, y))
        await stage.pilot.mouse_up(offset=(x + len(words) - 1, y))
        await stage.settle()
        selection = stage.screen._selection
        assert selection is not None
        assert selection.span.of(stage.screen.reading.article.text) == words
        assert stage.screen._at_hand is None
        await stage.press("escape")
        assert stage.screen._selection is None
