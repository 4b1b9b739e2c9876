"""Searching by keys: hits while typing, going through them, leaving with and without them."""

from __future__ import annotations

from textual.widgets import Input

from tests.app.stage import TEXT, WIDE, opened, span

DIGUE = [at for at in range(len(TEXT)) if TEXT.lower().startswith("digue", at)]


async def test_hits_are_there_while_the_query_is_typed() -> None:
    async with opened(WIDE) as stage:
        await stage.press("slash", *"décol")
        assert [hit.of(TEXT) for hit in stage.screen._hits] == ["décol"]
        assert stage.shows(span("décolère").start)
        assert "1 of 1" in "\n".join(stage.lines())
        await stage.press("x")
        assert "no hits" in "\n".join(stage.lines())


async def test_enter_keeps_the_hits_and_n_goes_through_them() -> None:
    async with opened(WIDE) as stage:
        await stage.press("slash", *"digue", "enter")
        assert stage.focus == "article"
        assert [hit.start for hit in stage.screen._hits] == DIGUE
        for at in (*DIGUE[1:], *DIGUE[:2]):
            await stage.press("n")
            assert stage.screen._hits.span == span(TEXT[at : at + 5], TEXT[:at].count(TEXT[at : at + 5]))
            assert stage.shows(at)
        await stage.press("N")
        assert stage.screen._hits.at == 0
        assert f"1 of {len(DIGUE)}" in stage.status()


async def test_escape_gives_the_place_back_and_forgets() -> None:
    async with opened(WIDE) as stage:
        await stage.press("2", "j")
        top = stage.top
        await stage.press("slash", *"comptes")
        assert stage.top != top
        await stage.press("escape")
        assert stage.top == top
        assert not stage.screen._hits
        await stage.press("n")
        assert "Nothing is being searched" in stage.status()


async def test_the_last_query_is_searched_again_by_enter_alone() -> None:
    async with opened(WIDE) as stage:
        await stage.press("slash", *"digue", "enter", "escape")
        assert stage.screen._query == ""
        await stage.press("slash", "enter")
        assert [hit.start for hit in stage.screen._hits] == DIGUE
        await stage.press("n")
        assert stage.screen._hits.at is not None


async def test_letters_in_the_search_line_are_letters() -> None:
    async with opened(WIDE) as stage:
        await stage.press("slash", *"qjJTyz", "question_mark", "colon", "full_stop", "space", "1")
        assert stage.screen.query_one(Input).value == "qjJTyz?:. 1"
        assert stage.app.is_running


async def test_back_after_a_search_returns_to_where_it_began() -> None:
    async with opened(WIDE) as stage:
        await stage.press("1")
        top = stage.top
        await stage.press("slash", *"comptes", "enter")
        assert stage.top != top
        await stage.press("ctrl+o")
        assert stage.top == top


async def test_an_empty_query_leaves_nothing() -> None:
    async with opened(WIDE) as stage:
        await stage.press("slash", "space", "enter")
        assert (stage.focus, stage.screen._query.strip()) == ("article", "")
        assert not stage.visible("search")
