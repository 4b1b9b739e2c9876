"""What a reader overrules in findings is laid over them, anchored by words, and leaves them as they were."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Analysis, Anchor, Correction, Entity, EntityType, Quotation, QuotationKind, Span, Speaker
from reader.model.corrections import (
    EVERY,
    NOBODY,
    NONE,
    ONE,
    REASON,
    Aspect,
    concerning,
    corrected,
    correction,
    of_findings,
)

TEXT = (
    "Ana Roux, maire de Vallon, a dit : « Le pont rouvrira. » Roux n’a pas donné de date.\n"
    "« Nous attendons », répond Marc Roux. Roux, son frère, tient le bac de Vallon.\n"
    "« On verra bien. » La Ligue du bac se tait, et la Ligue attend.\n"
)


def at(words: str, number: int = 0) -> Span:
    start = -1
    for _ in range(number + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


ANA = Entity("e1", "Ana Roux", EntityType.PERSON, (at("Ana Roux"), at("Roux", 1), at("Roux", 3)))
TOWN = Entity("e2", "Vallon", EntityType.PLACE, (at("Vallon"), at("Vallon", 1)))
MARC = Entity("e3", "Marc Roux", EntityType.PERSON, (at("Marc Roux"),))
LEAGUE = Entity("e4", "Ligue du bac", EntityType.ORGANISATION, (at("Ligue du bac"),))
SHORT = Entity("e5", "Ligue", EntityType.PLACE, (at("Ligue", 1),))
OPENS = Quotation(
    "q1",
    QuotationKind.DIRECT,
    (at("Le pont rouvrira."),),
    speaker=Speaker("Ana Roux", at("Ana Roux"), "e1", "maire de Vallon"),
    cue=at("a dit"),
    reason="a reporting verb introduces it",
)
WAIT = Quotation(
    "q2", QuotationKind.DIRECT, (at("Nous attendons"),), speaker=Speaker("Marc Roux", at("Marc Roux"), "e3")
)
SEE = Quotation("q3", QuotationKind.DIRECT, (at("On verra bien."),))
FOUND = Analysis((OPENS, WAIT, SEE), (ANA, TOWN, MARC, LEAGUE, SHORT))


def after(*corrections: Correction, text: str = TEXT) -> Analysis:
    return corrected(text, FOUND, corrections)


def entity(analysis: Analysis, name: str) -> Entity:
    return next(each for each in analysis.entities if each.name == name)


def test_nothing_overruled_is_the_same_analysis() -> None:
    assert after() is FOUND
    assert after(Correction("heading", Anchor.to(TEXT, SEE.span), "heading")) is FOUND


def test_another_speaker_of_those_named_comes_with_the_printed_role() -> None:
    found = after(correction(TEXT, Aspect.SPEAKER, SEE.span, "Ana Roux"))
    speaker = found.quotations[2].speaker
    assert speaker == Speaker("Ana Roux", ANA.mentions[2], "e1", "maire de Vallon")
    assert (found.quotations[2].reason, found.quotations[2].id) == (REASON, "q3")
    assert found.quotations[:2] == FOUND.quotations[:2]


def test_a_typed_name_is_found_in_the_text_or_stands_nowhere() -> None:
    printed = after(correction(TEXT, Aspect.SPEAKER, SEE.span, "son frère")).quotations[2].speaker
    assert printed == Speaker("son frère", at("son frère"))
    typed = after(correction(TEXT, Aspect.SPEAKER, SEE.span, "Zoé")).quotations[2].speaker
    assert typed == Speaker("Zoé", Span(SEE.span.start, SEE.span.start))


def test_a_speaker_not_named_and_no_quotation() -> None:
    silent = after(correction(TEXT, Aspect.SPEAKER, OPENS.span, NOBODY)).quotations[0]
    assert (silent.speaker, silent.cue, silent.reason) == (None, None, REASON)
    assert after(correction(TEXT, Aspect.QUOTATION, OPENS.span, NONE)).quotations == (WAIT, SEE)


def test_an_anchor_holds_where_text_was_put_before_it() -> None:
    made = correction(TEXT, Aspect.SPEAKER, SEE.span, "Zoé")
    more = "Mis à jour.\n"
    moved = tuple(replace(q, spans=tuple(span.shifted(len(more)) for span in q.spans)) for q in FOUND.quotations)
    found = corrected(more + TEXT, Analysis(moved), [made])
    assert [q.speaker.name if q.speaker else None for q in found.quotations] == ["Ana Roux", "Marc Roux", "Zoé"]


def test_a_quotation_whose_ends_are_judged_otherwise_now_is_still_meant() -> None:
    made = correction(TEXT, Aspect.SPEAKER, Span(SEE.span.start, SEE.span.end - 1), "Zoé")
    assert (after(made).quotations[2].speaker or OPENS.speaker) == Speaker("Zoé", Span(SEE.span.start, SEE.span.start))
    elsewhere = correction(TEXT, Aspect.SPEAKER, Span(SEE.span.end - 3, SEE.span.end + 30), "Zoé")
    assert after(elsewhere).quotations == FOUND.quotations


def test_one_thing_of_two() -> None:
    found = after(correction(TEXT, Aspect.MERGE, SHORT.mentions[0], "Ligue du bac"))
    assert entity(found, "Ligue du bac").mentions == (*LEAGUE.mentions, *SHORT.mentions)
    assert len(found.entities) == 4
    assert entity(found, "Ligue du bac").type is EntityType.ORGANISATION


def test_what_a_merged_person_says_is_the_others() -> None:
    found = after(correction(TEXT, Aspect.MERGE, MARC.mentions[0], "Ana Roux"))
    assert found.quotations[1].speaker == Speaker("Ana Roux", at("Marc Roux"), "e1")


def test_two_things_of_one() -> None:
    one = after(correction(TEXT, Aspect.SPLIT, ANA.mentions[2], ONE))
    assert entity(one, "Ana Roux").mentions == ANA.mentions[:2]
    assert entity(one, "Roux").mentions == ANA.mentions[2:]
    twice = after(*(correction(TEXT, Aspect.SPLIT, mention, ONE) for mention in ANA.mentions[1:]))
    assert len({each.id for each in twice.entities}) == len(FOUND.entities) + 2
    every = after(correction(TEXT, Aspect.SPLIT, ANA.mentions[2], EVERY))
    assert entity(every, "Roux").mentions == ANA.mentions[1:]
    assert entity(every, "Roux").id != "e1"


def test_roles_go_where_their_names_go() -> None:
    role = at("Vallon", 1)
    town, ana = replace(TOWN, mentions=TOWN.mentions[:1]), replace(ANA, roles=(role,))
    found = Analysis((), (ana, town, MARC))
    merged = corrected(TEXT, found, [correction(TEXT, Aspect.MERGE, role, "Marc Roux")])
    assert entity(merged, "Marc Roux").roles == (role,)
    assert entity(merged, "Marc Roux").everywhere == tuple(sorted({*ANA.mentions, *MARC.mentions, role}))
    split = corrected(TEXT, found, [correction(TEXT, Aspect.SPLIT, role, ONE)])
    assert (entity(split, "Ana Roux").roles, entity(split, "Ana Roux").mentions) == ((), ANA.mentions)
    assert [each.mentions for each in split.entities if each.name == "Vallon"] == [TOWN.mentions[:1], (role,)]


def test_what_is_split_can_be_merged_with_another() -> None:
    found = after(
        correction(TEXT, Aspect.SPLIT, ANA.mentions[2], ONE),
        correction(TEXT, Aspect.MERGE, ANA.mentions[2], "Marc Roux"),
    )
    assert entity(found, "Marc Roux").mentions == (MARC.mentions[0], ANA.mentions[2])


def test_what_is_split_off_with_its_full_name_takes_its_quotations_along() -> None:
    found = after(correction(TEXT, Aspect.SPLIT, ANA.mentions[0], ONE))
    assert {each.name for each in found.entities} >= {"Roux", "Ana Roux"}
    speaker = found.quotations[0].speaker
    assert speaker is not None
    assert (speaker.name, speaker.entity) == ("Ana Roux", entity(found, "Ana Roux").id)


def test_another_type_and_no_name_at_all() -> None:
    found = after(
        correction(TEXT, Aspect.TYPE, SHORT.mentions[0], "organisation"),
        correction(TEXT, Aspect.ENTITY, MARC.mentions[0], NONE),
    )
    assert entity(found, "Ligue").type is EntityType.ORGANISATION
    assert "Marc Roux" not in {each.name for each in found.entities}
    assert found.quotations[1].speaker == Speaker("Marc Roux", at("Marc Roux"), None)


@pytest.mark.parametrize(
    "made",
    [
        Correction("speaker", Anchor(Span(0, 4), "gone"), "Zoé"),
        correction(TEXT, Aspect.TYPE, SHORT.mentions[0], "planet"),
        correction(TEXT, Aspect.MERGE, SHORT.mentions[0], "Personne"),
        correction(TEXT, Aspect.SPLIT, SHORT.mentions[0], ONE),
        correction(TEXT, Aspect.SPLIT, ANA.mentions[0], "some"),
        correction(TEXT, Aspect.ENTITY, Span(0, 0), NONE),
    ],
)
def test_what_does_not_apply_is_passed_over(made: Correction) -> None:
    assert after(made) == FOUND


def test_which_corrections_made_a_fact_what_it_is() -> None:
    spoken = correction(TEXT, Aspect.SPEAKER, SEE.span, "Ana Roux")
    typed = correction(TEXT, Aspect.TYPE, ANA.mentions[1], "place")
    heading = Correction("heading", Anchor.to(TEXT, SEE.span), "heading")
    every = (heading, spoken, typed)
    assert concerning(TEXT, SEE, every) == [spoken]
    assert concerning(TEXT, OPENS, every) == []
    assert concerning(TEXT, ANA, every) == [typed]
    assert of_findings(every) == [spoken, typed]


spans = st.sampled_from(
    [*(q.span for q in FOUND.quotations), *(span for each in FOUND.entities for span in each.mentions)]
) | st.integers(0, len(TEXT)).map(lambda start: Span(start, min(len(TEXT), start + 9)))
values = st.sampled_from(
    ["Ana Roux", "Marc Roux", "Vallon", "Roux", "Zoé", "person", "place", NOBODY, NONE, ONE, EVERY]
)
some = st.lists(
    st.builds(lambda a, s, v: correction(TEXT, a, s, v), st.sampled_from(Aspect), spans, values), max_size=6
)


@given(some)
def test_whatever_is_overruled_the_findings_hold_together(made: list[Correction]) -> None:
    found = after(*made)
    starts = [each.mentions[0] for each in found.entities]
    assert starts == sorted(starts)
    identifiers = [each.id for each in found.entities]
    assert len(set(identifiers)) == len(identifiers)
    for each in found.entities:
        assert each.mentions
        assert list(each.mentions) == sorted(set(each.mentions))
    for quotation in found.quotations:
        assert quotation.speaker is None or quotation.speaker.entity in (None, *identifiers)
    assert {q.spans for q in found.quotations} <= {q.spans for q in FOUND.quotations}
