"""What an article says is text everywhere on the screen: markup does nothing, control characters are symbols."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from reader.gate import is_safe
from reader.model import Entity, EntityType, Findings, Metadata, Quotation, QuotationKind, Source, Span, Speaker
from reader.reading import Reading
from reader.sources import Raw, article_of
from reader.worker import Whole
from tests.app.stage import NARROW, WIDE, Stage, opened

MARKUP = "[/] [@click=app.quit()]x[/] [bold red]y [link=z] $text"
HARMFUL = "a\x1b]0;titre\x07b\x9b31mc\u202ed\x00e\r"

DOCUMENT = """\
# {0}

« {0} », dit {0}.

## {0}

> {0}

- {0}

`{0}`

    {0}

| a | {0} |
|---|---|
| b | {0} |
"""


def reading(words: str) -> Reading:
    raw = Raw(DOCUMENT.format(words).encode(), "text/markdown", f"/tmp/{words}.md", "fr")
    article = article_of(raw)
    known = Metadata(words, (words,), words, words, None, "fr")
    return Reading(raw, replace(article, metadata=known, source=Source(f"{words}.md", "text/markdown", "0" * 64)), 1)


def findings(one: Reading) -> Findings:
    text = one.article.text
    start = text.index("« ") + 2
    quoted = Span(start, text.index(" »", start))
    name = text[quoted.start : quoted.end]
    speaker = Speaker(name, quoted, "e", name)
    quotation = Quotation("q", QuotationKind.DIRECT, (quoted,), speaker=speaker)
    return Findings(0, (quotation,), (Entity("e", name, EntityType.PERSON, (quoted,)),), last=True)


async def walk(stage: Stage) -> str:
    """Everything that the screens show, one after the other."""
    shown = list(stage.lines())
    for keys in (
        ("full_stop",),
        ("tab",),
        ("tab", "j"),
        ("tab",),
        ("tab",),
        ("slash", "left_square_bracket", "slash"),
        ("enter",),
        ("question_mark",),
        ("escape",),
        ("colon",),
        ("escape",),
        ("space",),
        ("G",),
    ):
        await stage.press(*keys)
        assert stage.app.is_running
        shown += stage.lines()
    stage.screen.say("\x1b[31m[/]")
    return "\n".join(shown)


@pytest.mark.parametrize("size", [WIDE, NARROW, (20, 5)])
async def test_markup_is_plain_text_everywhere(size: tuple[int, int]) -> None:
    one = reading(MARKUP)
    async with opened(size, reading=one, deliver=(Whole(), findings(one))) as stage:
        shown = await walk(stage)
        if size == WIDE:
            assert MARKUP[:20] in stage.lines()[0]
            assert shown.count("[@click=app.quit()]") > 10
            assert f"▌ {MARKUP[:16]}" in shown
        assert stage.app.return_code is None


@pytest.mark.parametrize("size", [WIDE, NARROW, (20, 5)])
async def test_control_characters_are_symbols_everywhere(size: tuple[int, int]) -> None:
    one = reading(HARMFUL)
    async with opened(size, reading=one, deliver=(Whole(), findings(one))) as stage:
        shown = await walk(stage)
        assert is_safe(shown)
        if size == WIDE:
            assert "a␛]0;titre␇b␦31mc↔d" in shown


async def test_a_click_on_markup_does_nothing() -> None:
    one = reading(MARKUP)
    async with opened(WIDE, reading=one) as stage:
        places = [(line.find("[@click") + 20, y) for y, line in enumerate(stage.lines()) if "[@click" in line]
        assert len(places) > 5
        for place in places[:6]:
            await stage.pilot.click(offset=place)
            await stage.settle()
        assert stage.app.is_running
        assert stage.app.return_code is None


async def test_notices_are_plain_text() -> None:
    async with opened(WIDE, notices=("[/] \x1b[31m config.toml [@click=app.quit()]x[/]",)) as stage:
        assert "[/] ␛[31m config.toml [@click=app.quit()]x[/]" in stage.status()


async def test_rows_of_wide_names_keep_their_edges() -> None:
    words = "東京大学大学院情報理工学系研究科長補佐代理心得"
    one = reading(words)
    found = findings(one)
    heading = one.article.sections[-1].span
    later = replace(found.quotations[0], spans=(Span(one.article.text.index(words, heading.end - 40), heading.end),))
    async with opened(WIDE, reading=one, deliver=(Whole(), replace(found, quotations=(later,)))) as stage:
        assert "§ 1" in "\n".join(stage.lines())
        assert any("█" in line[:20] for line in stage.lines())
        await stage.press("tab", "tab", "j")
        assert any("▂" in line and line.rstrip().endswith("  1") for line in stage.lines())
        assert all(cell_len(line) == WIDE[0] for line in stage.lines())
