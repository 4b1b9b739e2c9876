"""What arrives while an article is read: its parts, findings piece by piece, a fault."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.app.screens import reading_panes
from reader.model import Analysis, Findings, Quotation, QuotationKind, Span
from reader.sources import Raw, article_of, parse
from reader.worker import Fault, Whole
from tests.app.stage import (
    ANALYSIS,
    FILLING,
    FINDINGS,
    HOLDS,
    MAYOR,
    NOBODY,
    SEA,
    TEXT,
    TOWN,
    WIDE,
    opened,
    reading_of,
)

LONG = Raw(
    "".join(f"## Chapitre {n}\n\n{FILLING * 8} Numéro {n}.\n\n" for n in range(1, 361)).encode(),
    "text/markdown",
    "articles/long.md",
    "fr",
)


async def test_findings_in_pieces_are_put_behind_each_other() -> None:
    async with opened(WIDE, deliver=()) as stage:
        assert "Quotations 0…" in stage.lines()[1]
        assert "Reading…" in "\n".join(stage.lines())
        await stage.worker.send(Findings(0, (HOLDS,), (TOWN,), last=False))
        await stage.settle()
        await stage.press("full_stop")
        assert "Quotations 1…" in stage.lines()[1]
        await stage.worker.send(Findings(1, (NOBODY,), None, last=False))
        await stage.settle()
        analysis = stage.screen.reading.analysis
        assert analysis == Analysis((HOLDS, NOBODY), (TOWN,))
        assert stage.at_hand == HOLDS
        assert stage.screen._quotation_list.cursor == 0
        await stage.worker.send(Findings(2, (SEA,), (TOWN, MAYOR), last=True), Whole())
        await stage.settle()
        assert "Quotations 3  Entities 2 " in stage.lines()[1]
        assert "Reading…" not in "\n".join(stage.lines())
        await stage.press("full_stop")
        assert stage.at_hand == NOBODY


async def test_the_cursor_stays_on_its_entity_when_more_come() -> None:
    async with opened(WIDE, deliver=(Findings(0, (), (TOWN,), last=False),)) as stage:
        await stage.press("tab", "tab", "j")
        assert stage.at_hand == TOWN
        await stage.worker.send(FINDINGS)
        await stage.settle()
        entities = stage.screen._entity_list
        assert entities.items[entities.cursor or 0] == TOWN
        assert entities.cursor == len(ANALYSIS.entities) - 1


async def test_nothing_found_is_said() -> None:
    async with opened(WIDE, deliver=(Whole(), Findings(0, (), (), last=True))) as stage:
        assert "No quotations found." in "\n".join(stage.lines())
        await stage.press("full_stop")
        assert "No quotations were found." in stage.status()


async def test_a_fault_is_told_once_and_the_text_stays() -> None:
    async with opened(WIDE, deliver=(Fault("Traceback: \x1b]0;x\x07 it broke"),)) as stage:
        assert "A fault of Reader’s: the rest of the text is missing. To report it: reader doctor" in stage.status()
        assert "it broke" not in "\n".join(stage.lines())
        assert "Reading…" not in "\n".join(stage.lines())
        assert "Le conseil de Lanvor" in "\n".join(stage.lines())
        await stage.press("J", "j", "full_stop")
        assert "A fault of Reader’s" not in stage.status()
        assert stage.app.is_running


async def test_a_long_article_grows_while_it_is_read() -> None:
    parts = list(parse(LONG))
    whole = article_of(LONG, parts)
    assert len(whole.text) > 300_000
    assert len(parts) > 1
    async with opened(WIDE, reading=reading_of(LONG, 1)) as stage:
        assert len(stage.screen.reading.article.text) < len(whole.text)
        await stage.press("J", "j", "j")
        top, lines = stage.top, stage.lines()[1:20]
        await stage.worker.send(*parts[1:], Whole())
        await stage.settle()
        assert stage.screen.reading.article == whole
        assert stage.top == top
        assert [line[21:89] for line in stage.lines()[1:20]] == [line[21:89] for line in lines]
        await stage.until(stage.view.viewport.column.is_exact)
        await stage.press("G")
        assert "Numéro 360." in "\n".join(stage.lines())
        await stage.press("g", *["J"] * 3)
        assert stage.top == whole.sections[3].span.start


async def test_what_waits_to_be_shown_does_not_wait_as_objects_by_the_million(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_panes, "MOST_APART", 40)
    parts = list(parse(LONG))
    assert all(len(part.blocks) < 1_000 for part in parts)
    async with opened(WIDE, reading=reading_of(LONG, 1)) as stage:
        stage.screen._rest = stage.screen.set_timer(1_000, lambda: None)  # as while what came first is being shown
        for part in parts[1:]:
            await stage.worker.send(part)
            assert sum(len(each.blocks) for each in stage.screen._arrived) <= 40
        await stage.worker.send(Whole())
        assert stage.screen.reading.article == article_of(LONG, parts)


async def test_the_end_of_what_has_arrived_goes_on_when_more_comes() -> None:
    parts = list(parse(LONG))
    async with opened(WIDE, reading=reading_of(LONG, 1)) as stage:
        await stage.press("G")
        before = stage.lines()
        await stage.worker.send(parts[1])
        await stage.settle()
        assert stage.lines()[1:-2] != before or stage.view.share < 1
        await stage.press("space")
        assert stage.top > 0
        assert len("".join(line[21:89] for line in stage.lines()[2:38]).strip()) > 500


async def test_the_end_that_was_asked_for_is_gone_to_whatever_happens_meanwhile() -> None:
    parts = list(parse(LONG))
    async with opened(WIDE, reading=reading_of(LONG, 1)) as stage:
        await stage.press("G")
        await stage.pilot.resize_terminal(100, 30)
        await stage.press("I")
        stage.view.replace(stage.screen.reading.article)  # as where the file has changed since its first screen
        await stage.worker.send(*parts[1:], Whole())
        await stage.until(lambda: stage.screen.reading.is_whole)
        assert "360." in "\n".join(stage.lines())


async def test_how_far_the_reader_is_counts_what_has_not_arrived() -> None:
    async with opened(WIDE, reading=reading_of(LONG, 1)) as stage:
        await stage.press("G")
        assert stage.view.share < 0.5
        assert "100 %" not in "\n".join(stage.lines())


async def test_hits_come_for_what_arrives_too() -> None:
    parts = list(parse(LONG))
    async with opened(WIDE, reading=reading_of(LONG, 1)) as stage:
        await stage.press("slash", *"numéro", "enter")
        first = len(stage.screen._hits)
        assert 0 < first < 360
        await stage.press("n", "n")
        at = stage.screen._hits.span
        await stage.worker.send(*parts[1:], Whole())
        await stage.until(lambda: len(stage.screen._hits) == 360)
        assert stage.screen._hits.span == at
        assert "3 of 360" in stage.status()


async def test_a_section_pane_knows_every_section_of_a_growing_article() -> None:
    parts = list(parse(LONG))
    async with opened(WIDE, reading=reading_of(LONG, 1)) as stage:
        await stage.press("shift+tab", "G")
        here = stage.top
        for part in parts[1:]:
            await stage.worker.send(part)
            await stage.settle()
            assert len(stage.screen._section_list.items) == len(stage.screen.reading.article.sections)
            assert stage.top == here
        await stage.until(lambda: "Numéro 360." in stage.screen.reading.article.text)  # parts may wait to be shown
        await stage.settle()
        await stage.press("G", "enter")
        assert "Numéro 360." in "\n".join(stage.lines())


async def test_findings_of_an_article_that_was_left_come_nowhere(tmp_path: object) -> None:
    from tests.app.stage import RAW

    raw = replace(RAW)
    async with opened(WIDE, reading=reading_of(raw), deliver=()) as stage:
        first = stage.screen
        other = type(first)(reading_of(LONG, 1), stage.app.settings)
        stage.app.push_screen(other)
        await stage.settle()
        assert stage.screen is other
        await stage.worker.send(FINDINGS)
        await stage.settle()
        assert other.reading.analysis == Analysis()
        assert first.reading.analysis.quotations == ANALYSIS.quotations


@pytest.mark.parametrize("words", [TEXT, "x"])
async def test_a_quotation_of_all_the_text_does_no_harm(words: str) -> None:
    everything = Quotation("all", QuotationKind.DIRECT, (Span(0, len(words)),))
    async with opened(WIDE, deliver=(Whole(), Findings(0, (everything,), (), last=True))) as stage:
        await stage.press("full_stop", "J", "G")
        assert stage.at_hand == everything


async def test_a_notice_stays_its_time_whatever_was_said_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.app.screens.reading_panes.NOTICE", 0.4)
    async with opened(WIDE) as stage:
        stage.screen.say("first")
        await stage.pilot.pause(0.3)
        stage.screen.say("second")
        await stage.pilot.pause(0.2)
        assert "second" in stage.status()
        await stage.pilot.pause(0.4)
        assert "second" not in stage.status()
