"""Single lines: the title has precedence over what else there is to say, and no key stands without its word."""

from __future__ import annotations

from reader.app.widgets.lines import PaneLine
from tests.app.stage import opened


async def test_the_title_comes_before_site_and_date() -> None:
    for columns, shown in ((120, "2 April 2026 · "), (40, " min"), (20, "La digue de Lanvor")):
        async with opened((columns, 10)) as stage:
            first = stage.lines()[0]
            assert "La digue de Lanvor" in first
            assert shown in first
            assert ("2026" in first) == (columns > 60)


async def test_no_key_without_its_word() -> None:
    words = ("J section", '" quotation', "y copy", "Y cite", "/ search", "? help", "t sections", "s sidebar")
    for columns in range(12, 100, 17):
        async with opened((columns, 8)) as stage:
            rest = stage.status()
            for each in words:
                rest = rest.replace(each, "")
            assert not rest.strip(), rest


async def test_zen_leaves_the_text_alone() -> None:
    async with opened((120, 40)) as stage:
        await stage.press("3")
        top = stage.top
        await stage.press("z")
        text = "\n".join(stage.lines())
        assert stage.top == top
        assert stage.view.size == (120, 40)
        assert "La digue de Lanvor" not in text
        assert "search" not in text
        assert not set(text) & set("▐▪│▕▏")
        await stage.press("N")
        assert "Nothing is being searched" in stage.status(), "what has to be said is said"
        await stage.press("z")
        assert "? help" in stage.status()


def test_of_a_panes_line_the_first_run_that_fits_is_shown() -> None:
    line = PaneLine()
    line.show((("17 % · 15 min left", ()), ("17 % · 15 min", ()), ("17 %", ())))
    shown = {room: line.fitting_left(room)[0][0] for room in (30, 18, 17, 13, 12, 4, 3)}
    assert list(shown.values()) == [
        *["17 % · 15 min left"] * 2,
        *["17 % · 15 min"] * 2,
        *["17 %"] * 2,
        "17…",
    ]
