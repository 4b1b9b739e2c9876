from __future__ import annotations

from dataclasses import replace

import pytest

from reader.checking import SpeakerVerdict, Verdict, check, word_diff
from tests.checking.drafting import checked, said, written

SOURCE = written(
    "Le pont de Trévignac rouvrira en mai.",
    said("Le tablier n’a pas bougé d’un centimètre depuis 1931", by="Ludivine Arnoux", role="ingénieure"),
    said("Nous avons compté 12 300 rivets", "et il en manque sept.", by="Ludivine Arnoux"),
    said("Rouvrir ? Personne n’y croit ! C’est peut-être la fin…", by="Gaspard Thévenin", role="maire"),
    said("On nous disait : “Attendez l’été.” Nous avons attendu", by="Gaspard Thévenin"),
    said("Pas un sou de plus", fragment=True),
    "Le budget ne dépassera pas deux millions, lit-on dans le rapport.",
    location="pont.txt",
)


def verdict(*pieces: str, by: str | None = None, fragment: bool = False) -> tuple[str, str]:
    finding = checked(said(*pieces, by=by, fragment=fragment), SOURCE)
    return finding.verdict.value, word_diff(finding.edits)


@pytest.mark.parametrize(
    "words",
    [
        "Le tablier n’a pas bougé d’un centimètre depuis 1931",
        "Le tablier n’a pas bougé",
        "n’a pas bougé d’un centimètre",
        "Nous avons compté 12 300 rivets",
        "C’est peut-être la fin…",
        "C’est peut-être la fin",
        "Le tablier n’a pas bougé […] depuis 1931",
        "Le tablier (…) depuis 1931",
        "Le tablier n’a pas bougé [...] depuis 1931",
        "Le tablier n’a pas bougé … depuis 1931",
        "… n’a pas bougé d’un centimètre…",
        "Rouvrir ? […] C’est peut-être la fin…",
        "Pas un sou de plus",
        "deux millions",
    ],
)
def test_what_stands_there_is_verbatim(words: str) -> None:
    assert verdict(words) == ("verbatim", "")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Le tablier n'a pas bougé d'un centimètre", "apostrophes"),
        ("On nous disait : « Attendez l’été. » Nous avons attendu", "quote marks"),
        ("On nous disait : Attendez l’été. Nous avons attendu", "quote marks"),
        ("On nous disait\u00a0: “Attendez l’été.” Nous avons attendu", "spaces"),
        ("Rouvrir? Personne n’y croit! C’est peut-être la fin...", "ellipsis"),
        ("C’est peut‑être la fin", "dashes"),
        ("Nous avons compté 12\u202f300 rivets", "spaces"),
        ("Nous avons compté 12300 rivets", "spaces"),
        ("le tablier n’a pas bougé", "capital"),
        ("N’a pas bougé d’un centimètre", "capital"),
        ("Le tablier n’a pas bougé.", "punctuation"),
        ("Le tablier n’a pas\u00ad bougé", "invisible characters"),
        ("Le tablier n’a pas\u200b bougé d’un centimètre", "invisible characters"),
    ],
)
def test_typography_is_told_by_its_kind(words: str, kind: str) -> None:
    finding = checked(said(words), SOURCE)
    assert finding.verdict is Verdict.TYPOGRAPHY
    assert kind in finding.differences


@pytest.mark.parametrize(
    ("words", "diff"),
    [
        ("Le tablier n’a pas bougé d’un millimètre", "Le tablier n’a pas bougé d’un [-centimètre-]{+millimètre+}"),
        ("Le tablier a bougé d’un centimètre", "Le tablier [-n’a-]{+a+} [-pas-] bougé d’un centimètre"),
        ("Le tablier n’a bougé d’un centimètre", "Le tablier n’a [-pas-] bougé d’un centimètre"),
        ("Le tablier n’a pas bouge d’un centimètre", "Le tablier n’a pas [-bougé-]{+bouge+} d’un centimètre"),
        ("d’un centimètre depuis 1913", "d’un centimètre depuis [-1931-]{+1913+}"),
        ("Nous avons compté 12,300 rivets", "Nous avons compté [-12 300-]{+12,300+} rivets"),
        ("Nous avons compté 12 301 rivets", "Nous avons compté [-12 300-]{+12 301+} rivets"),
        ("Nous avons compté 12 30 rivets", "Nous avons compté [-12 300-]{+12 30+} rivets"),
        ("C’est peut être la fin", "C’est [-peut-être-]{+peut être+} la fin"),
        ("Personne n’y croit. C’est peut-être", "Personne n’y croit [-!-]{+.+} C’est peut-être"),
        ("Rouvrir. Personne n’y croit", "Rouvrir [-?-]{+.+} Personne n’y croit"),
        ("Personne ny croit", "Personne [-n’y-]{+ny+} croit"),
        ("Le grand tablier n’a pas bougé", "Le {+grand+} tablier n’a pas bougé"),
        ("Le Tablier n’a pas bougé", "Le [-tablier-]{+Tablier+} n’a pas bougé"),
    ],
)
def test_changed_words_are_shown(words: str, diff: str) -> None:
    assert verdict(words) == ("changed", diff)


def test_a_question_ended_with_a_stop_is_changed() -> None:
    ask = written(said("On rouvre ?", by="Ludivine Arnoux"))
    assert checked(said("On rouvre."), ask).verdict is Verdict.CHANGED
    assert checked(said("On rouvre ?"), ask).verdict is Verdict.VERBATIM
    assert checked(said("On rouvre"), ask).verdict is Verdict.VERBATIM
    assert checked(said("On rouvre !"), ask).verdict is Verdict.CHANGED


@pytest.mark.parametrize("words", ["Les vaches de la vallée dorment debout", "!", "…", "Zut", "bougera"])
def test_what_no_source_has_is_not_found(words: str) -> None:
    findings = list(check(*written(said(words)), [SOURCE]))
    assert all(each.verdict is Verdict.NOT_FOUND and each.speaker is SpeakerVerdict.UNKNOWN for each in findings)
    assert len(findings) == any(map(str.isalnum, words))


def test_without_a_source_nothing_is_found() -> None:
    assert [each.verdict for each in check(*written(said("Oui")), [])] == [Verdict.NOT_FOUND]


# Incises


@pytest.mark.parametrize(
    "pieces",
    [
        ("Nous avons compté 12 300 rivets", "et il en manque sept."),
        ("Nous avons compté 12 300 rivets et il en manque sept.",),
        ("Nous avons compté", "12 300 rivets et il en manque sept."),
        ("Nous avons compté 12 300 rivets […] et il en manque sept.",),
    ],
)
def test_an_incise_is_no_word_of_the_quotation(pieces: tuple[str, ...]) -> None:
    assert verdict(*pieces) == ("verbatim", "")


def test_a_comma_where_an_incise_stood_is_typography() -> None:
    assert verdict("Nous avons compté 12 300 rivets, et il en manque sept.") == ("typography", "")
    assert verdict("Nous avons compté 12 300 rivets. Et il en manque sept.") == ("typography", "")
    plain = written(said("Nous avons compté les rivets, et il en manque sept.", by="Ludivine Arnoux"))
    assert checked(said("Nous avons compté les rivets", "et il en manque sept."), plain).verdict is Verdict.TYPOGRAPHY


def test_an_incise_hides_no_omission() -> None:
    kind, diff = verdict("Le tablier n’a pas bougé", "depuis 1931")
    assert kind == "changed"
    assert diff == "Le tablier n’a pas bougé [-d’un centimètre-] depuis 1931"


def test_a_quotation_whose_marks_close_and_open_again_is_two() -> None:
    article, analysis = written(said("Le tablier n’a pas bougé", "il en manque huit", by="Ludivine Arnoux"))
    text = article.text.replace(", dit-on, ", " », dit «")
    findings = check(type(article)(text, article.blocks, article.source), analysis, [SOURCE])
    assert [each.verdict.value for each in findings] == ["verbatim", "changed"]


# Cuts


def test_a_piece_that_changed_is_shown_among_the_others() -> None:
    kind, diff = verdict("Le tablier […] depuis 1932")
    assert (kind, diff) == ("changed", "Le tablier […] depuis [-1931-]{+1932+}")


def test_pieces_in_another_order_are_changed() -> None:
    finding = checked(said("depuis 1931 […] Le tablier n’a pas"), SOURCE)
    assert finding.verdict is Verdict.CHANGED
    assert finding.notes == ("its pieces stand in another order",)


def test_pieces_of_different_speakers_are_no_quotation() -> None:
    finding = checked(said("Le tablier n’a pas bougé […] C’est peut-être la fin", by="Ludivine Arnoux"), SOURCE)
    assert finding.verdict is Verdict.CHANGED
    assert finding.speaker is SpeakerVerdict.DIFFERENT
    assert finding.notes == ("it joins words of different voices",)


def test_pieces_of_different_sources_are_no_quotation() -> None:
    other = written(said("Les rivets sont dans la rivière", by="Ludivine Arnoux"))
    finding = checked(said("Le tablier n’a pas bougé […] Les rivets sont dans la rivière"), SOURCE, other)
    assert finding.verdict is Verdict.CHANGED
    assert finding.notes == ("it joins words of different sources",)


def test_two_quotations_of_one_speaker_may_be_joined() -> None:
    finding = checked(said("Le tablier n’a pas bougé […] il en manque sept", by="Arnoux"), SOURCE)
    assert (finding.verdict, finding.speaker) == (Verdict.VERBATIM, SpeakerVerdict.SAME)


def test_a_cut_that_a_source_prints_is_its_own() -> None:
    source = written(said("Oui […] non", by="Ludivine Arnoux"))
    assert checked(said("Oui […] non"), source).verdict is Verdict.VERBATIM


def test_a_negation_is_not_cut_from_a_sentence() -> None:
    source = written(said("Pas un sou de plus ne viendra", by="Ludivine Arnoux"))
    finding = checked(said("Un sou de plus ne viendra"), source)
    assert (finding.verdict, word_diff(finding.edits)) == (Verdict.CHANGED, "[-Pas-] Un sou de plus ne viendra")
    # Worked into a sentence of the draft's own, the words may stand without it: the sentence has its negation.
    assert checked(said("un sou de plus", fragment=True), source).verdict is Verdict.VERBATIM
    assert checked(said("… un sou de plus ne viendra"), source).verdict is Verdict.VERBATIM


def test_a_sentence_that_was_cut_is_told() -> None:
    assert checked(said("avons compté 12 300"), SOURCE).notes == (
        "it begins inside a sentence of the source", "it ends inside a sentence of the source",
    )  # fmt: skip
    assert checked(said("avons compté 12 300", fragment=True), SOURCE).notes == ()
    assert checked(said("Le tablier n’a pas bougé…"), SOURCE).notes == ()


# Speakers


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("Ludivine Arnoux", "same"),
        ("Arnoux", "same"),
        ("Mme Arnoux", "same"),
        ("l’ingénieure", "same"),
        ("Gaspard Thévenin", "different"),
        ("Thévenin", "different"),
        ("le maire", "unknown"),
        (None, "unknown"),
    ],
)
def test_speakers(by: str | None, expected: str) -> None:
    finding = checked(said("Le tablier n’a pas bougé d’un centimètre", by=by), SOURCE)
    assert (finding.verdict, finding.speaker.value) == (Verdict.VERBATIM, expected)
    assert finding.said is not None


@pytest.mark.parametrize("words", ["Pas un sou de plus", "Le budget ne dépassera pas deux millions"])
def test_nobody_is_accused_where_the_source_names_nobody(words: str) -> None:
    assert checked(said(words, by="Gaspard Thévenin"), SOURCE).speaker is SpeakerVerdict.UNKNOWN


def test_a_place_that_speaks_for_the_draft_is_taken() -> None:
    source = written(
        "Rien n’est signé avant juin, répète-t-on ici.",
        said("Rien n’est signé avant juin", by="Gaspard Thévenin"),
        said("Rien n’est signé avant juin", by="Ludivine Arnoux"),
    )
    for name in ("Gaspard Thévenin", "Ludivine Arnoux"):
        finding = checked(said("Rien n’est signé avant juin", by=name), source)
        assert finding.speaker is SpeakerVerdict.SAME
    assert checked(said("Rien n’est signé avant juin", by="Ida Mahé"), source).speaker is SpeakerVerdict.DIFFERENT
    # A word that also stands in the source's prose may be quoted from there.
    assert checked(said("Rien", by="Ida Mahé"), source).speaker is SpeakerVerdict.UNKNOWN


# Places


def test_it_says_where() -> None:
    finding = checked(said("Nous avons compté", "12 300 rivets et il en manque sept."), SOURCE)
    assert finding.source is SOURCE[0]
    assert [each.of(SOURCE[0].text) for each in finding.places] == [
        "Nous avons compté 12 300 rivets", "et il en manque sept",
    ]  # fmt: skip
    assert finding.said is SOURCE[1].quotations[1]


def test_hard_wraps_are_read_as_a_space() -> None:
    wrapped = written(said("Le pont tient\ndebout, et le\nporte-\nparole aussi", by="Ludivine Arnoux"))
    assert checked(said("Le pont tient debout, et le"), wrapped).verdict is Verdict.VERBATIM
    assert checked(said("et le porte-parole aussi"), wrapped).verdict is Verdict.TYPOGRAPHY
    assert checked(said("Le pont tient\ndebout"), wrapped).verdict is Verdict.VERBATIM


def test_decomposed_accents_are_the_same_letters() -> None:
    assert verdict("bouge\u0301 d’un centime\u0300tre") == ("verbatim", "")


def test_scripts_without_spaces() -> None:
    source = written(said("私は船を売らない。島は待っている。", by="Ludivine Arnoux"))
    assert checked(said("島は待っている"), source).verdict is Verdict.VERBATIM
    assert checked(said("私は船を売る。島は待っている"), source).verdict is Verdict.CHANGED


def test_edits_rebuild_both_texts() -> None:
    finding = checked(said("Le vieux tablier n’a pas bougé d’un pouce depuis 1931"), SOURCE)
    kept = [edit.text for edit in finding.edits if edit.change.value != "removed"]
    assert " ".join(kept).replace("’ ", "’") == "Le vieux tablier n’a pas bougé d’un pouce depuis 1931"
    removed = [edit.text for edit in finding.edits if edit.change.value == "removed"]
    assert removed == ["centimètre"]


def test_words_from_outside_quotations_are_told_and_not_accused() -> None:
    finding = checked(said("Le budget ne dépassera pas […] deux millions"), SOURCE)
    assert (finding.verdict, finding.notes) == (Verdict.VERBATIM, ())
    finding = checked(said("Le tablier n’a pas bougé […] deux millions", by="Arnoux"), SOURCE)
    assert (finding.verdict, finding.speaker) == (Verdict.VERBATIM, SpeakerVerdict.UNKNOWN)
    assert finding.notes == ("a part of it stands outside the source's quotations",)


def test_ligatures_of_print_are_no_change() -> None:
    source = written(said("C’est la ﬁn du conﬂit", by="Ludivine Arnoux"))
    finding = checked(said("C’est la fin du conflit"), source)
    assert (finding.verdict, finding.differences) == (Verdict.TYPOGRAPHY, ("characters",))
    assert checked(said("C’est la fin du con10"), source).verdict is Verdict.CHANGED


def test_a_capital_that_begins_a_sentence_makes_no_name() -> None:
    article, analysis = written(said("Le tablier n’a pas bougé", by="Riverains"))
    (quotation,) = analysis.quotations
    assert quotation.speaker is not None
    nameless = replace(quotation, speaker=replace(quotation.speaker, entity=None))
    assert checked((article, replace(analysis, quotations=(nameless,))), SOURCE).speaker is SpeakerVerdict.UNKNOWN
    assert checked((article, analysis), SOURCE).speaker is SpeakerVerdict.DIFFERENT
