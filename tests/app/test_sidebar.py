"""The lists of the sidebar with their keys: order, filter, reasons, from a person to what they say and back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.app.reasons import of_entity, of_quotation
from reader.app.widgets.fact_list import MARKER
from reader.clipboard import Receipt
from reader.exports.mentions import entity_with_sentences
from reader.gate import is_safe
from reader.model import Article, Entity, EntityType, Findings, Quotation, QuotationKind, Span, Speaker
from reader.worker import Whole
from tests.app.stage import (
    ANALYSIS,
    ARTICLE,
    FINDINGS,
    HOLDS,
    MAYOR,
    NARROW,
    NEIGHBOUR,
    NOBODY,
    SEA,
    TEXT,
    TOWN,
    WIDE,
    opened,
    span,
)
from tests.app.test_keys import ENTITY

SIZES = [WIDE, NARROW, (200, 60)]


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_at_hand_is_marked_in_the_list_and_in_the_text(size: tuple[int, int]) -> None:
    async with opened(size) as stage:
        await stage.press("full_stop", "full_stop")
        at = stage.view.region.y + (stage.row(NOBODY.span.start) or 0)
        assert MARKER in stage.lines()[at][stage.view.region.x :]
        await stage.press("comma", *([] if stage.visible("sidebar") else ["s"]))
        marked = [line for line in stage.lines() if f"{MARKER}▌ Maïwenn Le Bihan" in line]
        assert len(marked) == 1
        await stage.press(*["escape"] * 3)
        assert not any(MARKER in line[stage.view.region.x :] for line in stage.lines())


async def test_each_mention_gone_to_is_marked_in_the_text() -> None:
    async with opened(WIDE) as stage:
        await stage.press(*ENTITY)
        for _ in NEIGHBOUR.mentions:
            at = stage.screen._mentions.span
            assert at is not None
            row = stage.view.region.y + (stage.row(at.start) or 0)
            assert MARKER in stage.lines()[row][stage.view.region.x : stage.view.region.x + stage.view.size.width]
            await stage.press("enter")


async def test_quotations_by_speaker_and_in_order_again() -> None:
    async with opened(WIDE) as stage:
        await stage.press("full_stop", "S")
        shown = "\n".join(stage.lines())
        assert "by speaker" in stage.status()
        assert shown.index("Goulven Prigent     ") > shown.index("Maïwenn Le Bihan, maire")
        assert "§ 1 · La digue tiendra" in shown
        assert stage.screen._quotation_list.cursor == 0
        await stage.press("full_stop")
        assert stage.at_hand == NOBODY, "the keys go on in the order of the text"
        await stage.press("S")
        assert "§ 1 · La digue" not in "\n".join(stage.lines())


async def test_quotations_of_one_speaker_stand_together() -> None:
    later = replace(SEA, id="q4", spans=(span("sans dire qui"),), fragment=False, speaker=HOLDS.speaker)
    findings = Findings(0, (HOLDS, NOBODY, later), ANALYSIS.entities, last=True)
    async with opened(WIDE, deliver=(Whole(), findings)) as stage:
        await stage.press("S")
        assert [q.id for q in stage.screen._quotation_list.items] == ["q1", "q4", "q2"]
        heads = [line for line in stage.lines() if "Maïwenn Le Bihan, maire" in line]
        assert len(heads) == 1
        assert heads[0].rstrip().endswith("2")


async def test_a_short_fragment_is_walked_and_counted_but_not_listed() -> None:
    short = replace(SEA, id="q4", spans=(span("la mer finit"),))
    async with opened(WIDE, deliver=(Whole(), Findings(0, (HOLDS, NOBODY, short), (), last=True))) as stage:
        assert "Quotations 3 " in stage.lines()[1]
        assert stage.screen._quotation_list.items == [HOLDS, NOBODY]
        assert any("and 1 short fragment " in line for line in stage.lines())
        await stage.press(*["full_stop"] * 3)
        assert stage.at_hand == short
        assert stage.shows(short.span.start)
        assert stage.screen._quotation_list.cursor is None
        await stage.press("comma")
        assert stage.screen._quotation_list.cursor == 1


@pytest.mark.parametrize("size", SIZES)
async def test_a_list_is_narrowed_to_what_is_typed(size: tuple[int, int]) -> None:
    async with opened(size) as stage:
        await stage.press("f", "g", "o", "u")
        assert stage.screen._quotation_list.items == [NOBODY]
        await stage.press("enter")
        assert stage.focus == "quotations"
        assert any("› gou" in line for line in stage.lines())
        await stage.press("j")
        assert stage.at_hand == NOBODY
        await stage.press("full_stop")
        assert "last quotation" in stage.status(), "the keys walk what the list shows"
        await stage.press("escape")
        assert len(stage.screen._quotation_list.items) == 3
        assert not stage.visible("filter")
        assert stage.at_hand == NOBODY


async def test_escape_while_typing_shows_everything_again() -> None:
    async with opened(WIDE) as stage:
        await stage.press("f", "z")
        assert any("No name begins so." in line for line in stage.lines())
        await stage.press("escape")
        assert (stage.focus, len(stage.screen._quotation_list.items)) == ("quotations", 3)
        await stage.press("f", "down")
        assert (stage.focus, stage.visible("filter")) == ("quotations", False)


async def test_what_arrives_disturbs_no_typing() -> None:
    async with opened(WIDE, deliver=()) as stage:
        await stage.press("f")
        await stage.worker.send(Whole(), Findings(0, (HOLDS,), None, last=False))
        await stage.settle()
        assert stage.visible("filter")
        await stage.press("g", "o")
        await stage.worker.send(FINDINGS)
        await stage.settle()
        await stage.press("u")
        assert any("› gou" in line for line in stage.lines())
        assert stage.screen._quotation_list.items == [NOBODY]


async def test_a_click_on_the_other_list_leaves_the_filter() -> None:
    async with opened(WIDE) as stage:
        await stage.press("f", "g", "o")
        at = stage.lines()[1].index("Entities")
        await stage.pilot.click(offset=(at, 1))
        await stage.settle()
        assert (stage.focus, stage.visible("filter")) == ("entities", False)
        assert len(stage.screen._entity_list.items) == 3
        await stage.pilot.click(offset=(stage.lines()[1].index("Quotations"), 1))
        await stage.settle()
        assert any("› go" in line for line in stage.lines())


async def test_each_list_has_a_filter_and_an_order_of_its_own() -> None:
    async with opened(WIDE) as stage:
        await stage.press("f", "m", "enter", "tab")
        assert len(stage.screen._entity_list.items) == 3
        await stage.press("f", "l", "a", "enter")
        assert stage.screen._entity_list.items == [TOWN]
        await stage.press("shift+tab")
        assert any("› m" in line for line in stage.lines())
        assert stage.screen._quotation_list.items == [HOLDS]


async def test_entities_by_weight_and_by_first_mention() -> None:
    async with opened(WIDE) as stage:
        await stage.press("tab", "tab")
        assert stage.screen._entity_list.items == [NEIGHBOUR, MAYOR, TOWN]
        await stage.press("S")
        first = sorted([NEIGHBOUR, MAYOR], key=lambda entity: entity.mentions[0])
        assert stage.screen._entity_list.items == [*first, TOWN]
        assert "named first" in stage.status()


async def test_a_bar_shows_where_a_name_stands() -> None:
    begin, end = Span(0, 4), Span(len(TEXT) - 5, len(TEXT) - 1)
    entities = (
        Entity("a", "Début", EntityType.PLACE, (begin, Span(5, 8))),
        Entity("z", "Fin", EntityType.PLACE, (end,)),
    )
    async with opened(WIDE, deliver=(Whole(), Findings(0, (), entities, last=True))) as stage:
        await stage.press("tab", "tab")
        shown = {line.split()[-3]: line.split()[-2:] for line in stage.lines() if "Début" in line or "Fin" in line}
        assert shown == {"Début": ["▄·····", "2"], "Fin": ["·····▂", "1"]}


@pytest.mark.parametrize("size", SIZES)
async def test_from_a_person_to_what_they_say_and_back(size: tuple[int, int]) -> None:
    async with opened(size) as stage:
        await stage.press(*ENTITY, "p")
        assert stage.focus == "quotations"
        assert stage.screen._quotation_list.items == [NOBODY]
        assert "the same key goes back" in " ".join(stage.status().split()) or size == NARROW
        await stage.press("p")
        assert (stage.focus, stage.at_hand) == ("entities", NEIGHBOUR)
        assert len(stage.screen._quotation_list.items) == 3


async def test_from_a_quotation_to_its_speaker() -> None:
    async with opened(WIDE) as stage:
        await stage.press("p")
        assert "Nobody is at hand" in stage.status()
        top = stage.top
        await stage.press("full_stop", "p")
        assert (stage.focus, stage.at_hand) == ("entities", MAYOR)
        assert stage.screen._mentions.span == MAYOR.mentions[0]
        assert stage.top >= top
        await stage.press("tab", "tab", "full_stop", "full_stop", "full_stop", "p")
        assert "not named" in stage.status()
        await stage.press("tab", "tab", "G", "p")
        assert "No quotation of Lanvor" in stage.status()


@pytest.mark.parametrize("size", SIZES)
async def test_the_reason_stands_below_until_it_is_put_away(size: tuple[int, int]) -> None:
    async with opened(size) as stage:
        await stage.press("i")
        assert "Nothing is at hand to explain" in stage.status()
        await stage.press("full_stop", "i")
        shown = "\n".join(stage.lines())
        assert "Maïwenn Le Bihan, maire" in shown
        assert "Named behind the quotation" in shown
        await stage.press("full_stop")
        assert "Goulven Prigent ne décolère pas" in "\n".join(stage.lines()[-6:]), "it goes along"
        await stage.press("escape")
        assert not stage.screen._reason.is_shown
        assert stage.at_hand == NOBODY
        await stage.press("i", "i")
        assert not stage.screen._reason.is_shown


async def test_what_an_entity_is_called_is_told() -> None:
    async with opened(WIDE) as stage:
        await stage.press(*ENTITY, "i")
        shown = "\n".join(stage.lines())
        assert "Goulven Prigent, a person" in shown
        assert f"Named as Goulven Prigent {len(NEIGHBOUR.mentions)}×." in shown
        assert "Says 1 of the 3 quotations." in shown


async def test_names_are_marked_and_not_marked() -> None:
    async with opened(WIDE) as stage:
        for marked in (False, True):
            await stage.press("E")
            assert any(True for _ in stage.view._layers["entities"].between(0, len(TEXT))) is marked


async def test_a_name_is_copied_with_its_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []

    def copy(text: str, **_: object) -> Receipt:
        copied.append(text)
        return Receipt("test", len(text), confirmed=True, sent=True)

    monkeypatch.setattr("reader.app.copies.copy", copy)
    async with opened(WIDE) as stage:
        await stage.press(*ENTITY, "Y")
        await stage.app.workers.wait_for_complete()
    assert copied == [entity_with_sentences(ARTICLE, NEIGHBOUR, ANALYSIS.quotations)]
    assert copied[0].startswith("Goulven Prigent\n\nLa digue sera rehaussée, malgré Goulven Prigent")


async def test_the_status_line_reminds_of_the_keys_of_a_list_while_it_has_them() -> None:
    async with opened(WIDE) as stage:
        assert "J section" in stage.status()
        await stage.press("tab")
        assert "S order   f filter   p says   i why   x correct" in stage.status()
        await stage.press("f", "z", "escape", "S")
        assert "by speaker" in stage.status(), "a notice stays when the keys go elsewhere"
        await stage.press("tab", "tab", "tab")
        assert "J section" in stage.status()
        assert "by speaker" in stage.status()


async def test_the_chart_stands_below_the_quotations_alone() -> None:
    async with opened(WIDE) as stage:
        shown = "\n".join(stage.lines())
        assert "Who speaks" in shown
        assert " not named " in shown
        assert "%" in next(line for line in reversed(stage.lines()) if "Goulven Prigent" in line)[90:]
        await stage.press("tab", "tab")
        assert "Who speaks" not in "\n".join(stage.lines())


def test_reasons_are_safe_and_say_where() -> None:
    hostile = "Ann \x1b[2J\u202eLee said: “\x1b]0;x\x07No.” End."
    article = Article(hostile, ARTICLE.blocks[:0], ARTICLE.source)
    said = Quotation(
        "q",
        QuotationKind.DIRECT,
        (Span(19, 24),),
        speaker=Speaker(hostile[:12], Span(0, 12), role="\x1b"),
        reason="a\x07b",
    )
    for sentence in of_quotation(article, said):
        assert is_safe(sentence)
        assert "\n" not in sentence
    entity = Entity("e", hostile, EntityType.WORK, (Span(0, 9),))
    assert all(map(is_safe, of_entity(article, entity, (said,), corrected=True)))


def test_where_the_speaker_is_named() -> None:
    far = replace(
        NOBODY, speaker=Speaker("Goulven Prigent", NEIGHBOUR.mentions[0], "e2"), reason="a rule", cue=span("décolère")
    )
    who, rule, where = of_quotation(ARTICLE, far)
    assert (who, rule) == ("Goulven Prigent", "A rule: “décolère”.")
    assert where.startswith("Named in an earlier paragraph: “")
    assert "Goulven Prigent, son premier adversaire" in where
    later = replace(HOLDS, speaker=Speaker("x", NEIGHBOUR.mentions[-1]))
    assert "in a later paragraph" in of_quotation(ARTICLE, later)[2]
    assert of_quotation(ARTICLE, SEA) == ["The speaker is not named.", "No rule says why."]
