"""Drafts as journalists write them: headings of their own, paraphrase, parts of quotations, brackets, cuts, joins.

Each line under a case is a quotation of the draft in order: its verdict, whether the speaker is the source's, and
what is told of it ("-" for nothing).
"""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from reader.analysis import analyse
from reader.checking import Change, Verdict, check, word_diff
from reader.checking.draft import in_headings
from reader.model import Analysis, Article, Source, Span
from reader.sources import Raw, article_of
from tests.checking.drafting import checked, said, written

FRENCH = """\
# Le pont de Trévignac rouvrira en mai

Par Jeanne Roux

« Le tablier n’a pas bougé d’un centimètre depuis 1931, et personne ne veut le croire », a déclaré Ludivine Arnoux,
ingénieure du département. « Nous avons compté 12 300 rivets. Il en manque sept. »

Le maire, Gaspard Thévenin, se dit serein : « Rouvrir ? Personne n’y croyait ! Elle avait promis, et elle a tenu. »

« On ne reconstruira pas à l’identique, parce que la loi l’interdit », a ajouté Gaspard Thévenin.

Pour Idriss Benali, commerçant, « c’est la fin d’un cauchemar ».
"""

ENGLISH = """\
# The last ferry to Stennay

By Mara Quill

"We have lost the engine, the crew and most of the passengers," said Douglas Carrow, who has run the boat since 1998.
"They promised us a replacement in the spring. It never came."

Council leader Helen Ash said the decision was not final. "We are not closing the service. We are suspending it while
we look at the numbers," she told the meeting.

Fiona Baird, a teacher, was blunt: "If they take it away, the school goes with it."
"""

CASES = {
    "a part, in a sentence of the draft's own": (
        FRENCH,
        "L’ingénieure Ludivine Arnoux dit avoir « compté 12 300 rivets » et assure que le tablier n’a pas bougé.",
        "verbatim same -",
    ),
    "a capital for a small letter": (
        FRENCH,
        "« C’est la fin d’un cauchemar », souffle Idriss Benali.",
        "typography same capital",
    ),
    "a letter in brackets": (
        FRENCH,
        "« [O]n ne reconstruira pas à l’identique », a dit Gaspard Thévenin.",
        "typography same brackets",
    ),
    "a letter of an ending in brackets": (
        ENGLISH,
        '"They promise[d] us a replacement in the spring," Douglas Carrow said.',
        "typography same brackets",
    ),
    "who is meant, in brackets beside": (
        FRENCH,
        "« Elle [Ludivine Arnoux] avait promis, et elle a tenu », se réjouit Gaspard Thévenin.",
        "verbatim same [Ludivine Arnoux] is the draft's own",
    ),
    "who is meant, in brackets instead": (
        ENGLISH,
        '"If they take [the ferry] away, the school goes with it," said Fiona Baird.',
        "verbatim same [the ferry] stands for “it”",
    ),
    "so it was said": (
        FRENCH,
        "« Rouvrir ? Personne n’y croyait [sic] ! », s’amuse Gaspard Thévenin.",
        "verbatim same [sic] is the draft's own",
    ),
    "a negation in brackets": (
        FRENCH,
        "« Elle avait [pas] promis, et elle a tenu », se réjouit Gaspard Thévenin.",
        "changed same Elle avait {+[pas]+} promis, et elle a tenu",
    ),
    "a negation that a bracket hides": (
        ENGLISH,
        '"We are [certainly] closing the service," Helen Ash said.',
        "changed same We are [-not-]{+[certainly]+} closing the service",
    ),
    "a negation that was cut is told": (
        ENGLISH,
        '"We are […] closing the service," Helen Ash said.',
        "verbatim same what it leaves out holds a negation",
    ),
    "a sentence and the next, without who says them": (
        FRENCH,
        "« Et personne ne veut le croire. Nous avons compté 12 300 rivets », a déclaré Ludivine Arnoux.",
        "typography same punctuation",
    ),
    "the same with a cut": (
        FRENCH,
        "« Le tablier n’a pas bougé d’un centimètre depuis 1931 […] Il en manque sept », a déclaré Ludivine Arnoux.",
        "verbatim same -",
    ),
    "dots for a stop": (
        ENGLISH,
        'Douglas Carrow said: "They promised us a replacement in the spring... It never came."',
        "typography same ellipsis, punctuation",
    ),
    "a negation left out": (
        FRENCH,
        "« On reconstruira à l’identique, parce que la loi l’interdit », a lancé Gaspard Thévenin.",
        "changed same On [-ne-] reconstruira [-pas-] à l’identique, parce que la loi l’interdit",
    ),
    "contracted": (
        ENGLISH,
        "“We’ve lost the engine, the crew and most of the passengers,” said Douglas Carrow.",
        "changed same [-We have-]{+We’ve+} lost the engine, the crew and most of the passengers",
    ),
    "somebody else's": (
        ENGLISH,
        '"We are suspending it while we look at the numbers," Douglas Carrow said.',
        "verbatim different -",
    ),
    "a quotation for a heading": (
        FRENCH,
        "## « Personne n’y croyait »\n\nLe maire s’en amuse.",
        "verbatim unknown -",
    ),
    "made up": (
        FRENCH,
        "« Il nous tarde de rouvrir [la boutique] », dit Idriss Benali.",
        "not_found unknown -",
    ),
}  # fmt: skip


def examined(text: str, name: str) -> tuple[Article, Analysis]:
    article = article_of(Raw(text.encode(), "text/markdown", name))
    return article, analyse(article)


@pytest.mark.parametrize("name", CASES)
def test_a_draft(name: str) -> None:
    source, draft, *expected = CASES[name]
    found = []
    for each in check(*examined(draft, "draft.md"), [examined(source, "source.md")]):
        changed = any(edit.change is not Change.KEPT for edit in each.edits)
        told = "; ".join([*([word_diff(each.edits)] if changed else []), *each.differences, *each.notes])
        told = told.replace("; punctuation", ", punctuation")
        told = told.replace("it begins inside a sentence of the source", "").strip("; ")
        told = told.replace("it ends inside a sentence of the source", "").strip("; ")
        found.append(f"{each.verdict.value} {each.speaker.value} {told or '-'}")
    assert found == expected


# Brackets

PONT = written(
    said("Le maire nous l’avait promis et il ne l’a jamais fait. Rien ne bouge, sauf [sic] la rivière", by="Ida Mahé"),
    said("Non, nous ne vendrons pas ce pont aux Anglais", by="Ida Mahé"),
)


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("[Il] nous l’avait promis", "verbatim"),
        ("Le maire nous avait [promis]", "changed"),
        ("Le maire [de Brive] nous l’avait promis", "verbatim"),
        ("Le maire nous [avait] promis", "verbatim"),
        ("Le maire nous l’a[vait] promis", "typography"),
        ("[l]e maire nous l’avait promis", "typography"),
        ("sauf [sic] la rivière", "verbatim"),
        ("sauf la rivière", "changed"),
        ("Rien [d’autre] ne bouge", "verbatim"),
        ("Rien [ne] bouge", "changed"),
        ("il [l’a] fait", "changed"),
        ("promis [et] Rien ne bouge", "changed"),
        ("Le maire [Paul [dit Popaul]] nous l’avait promis", "changed"),
        ("Le maire [] nous l’avait promis", "changed"),
        ("Le maire [ nous l’avait promis", "changed"),
        ("Le maire ] nous l’avait promis", "changed"),
        ("nous […] vendrons pas [le] pont", "verbatim"),
        ("[…] nous ne vendrons pas […]", "verbatim"),
        ("Nous ne [les] vendrons [pas]", "changed"),
        ("nous vendrons [bien] ce pont", "changed"),
        ("pro[mis]", "typography"),
    ],
)
def test_brackets(words: str, verdict: str) -> None:
    assert checked(said(words, by="Ida Mahé", fragment=True), PONT).verdict.value == verdict


def test_a_bracket_replaces_a_few_words_and_no_more() -> None:
    end = "tient debout depuis la guerre"
    middle = "si l’on en croit tous ceux qui passent dessus chaque matin"
    long = written(said(f"Le pont, {middle}, {end}", by="Ida Mahé"))
    assert checked(said(f"Le pont [là-bas] {end}"), long).verdict is Verdict.CHANGED
    assert checked(said(f"Le pont […] {end}"), long).verdict is Verdict.VERBATIM
    assert checked(said(f"Le pont [là-bas] […] {end}"), long).verdict is Verdict.VERBATIM


@pytest.mark.parametrize("words", ["nous ne vendrons pas […]", "[…] nous ne vendrons pas", "(…) nous ne vendrons pas…"])
def test_a_cut_at_an_end_is_no_difference(words: str) -> None:
    found = checked(said(words, by="Ida Mahé", fragment=True), PONT)
    assert (found.verdict, found.differences) == (Verdict.VERBATIM, ())


@pytest.mark.parametrize(
    "words",
    ["a [b] " * 3_000, "[a]b " * 3_000, "[" * 20_000 + "a", "a[" * 10_000, "[a]" * 5_000 + " c", "[sic]", "[a]", "[…]"],
)
def test_hostile_brackets_take_no_more_than_their_length(words: str) -> None:
    source = written(said("a b " * 5_000, by="Ida Mahé"))
    began = time.process_time()
    list(check(*written(said(words, fragment=True)), [source]))
    assert time.process_time() - began < 5


def test_a_heading_made_to_be_slow_is_looked_through_at_once() -> None:
    text = "«" + " " * 30_000
    (heading,) = article_of(Raw(b"# a", "text/markdown")).blocks
    article = Article(text, (replace(heading, span=Span(0, len(text))),), Source(None, "text/markdown", "0" * 64))
    begun = time.process_time()
    assert list(in_headings(article, Analysis())) == []
    assert time.process_time() - begun < 2
