from __future__ import annotations

from dataclasses import replace

import pytest

from reader.exports.copying import cited, entity_text, link_text, quotation_text, section_text, selection_text
from reader.lang import LANGUAGES, knowledge
from reader.model import Article, Block, BlockKind, Metadata, Source, Span, Speaker
from tests.exports.facts import ANALYSIS, ARTICLE, ROOF, SIEVE, TEXT, elsewhere, span

NBSP = "\N{NO-BREAK SPACE}"


def test_a_quotation_is_copied_without_marks_or_anything_added() -> None:
    assert quotation_text(ARTICLE, SIEVE) == "une passoire"
    assert quotation_text(ARTICLE, ROOF) == "Le toit […] fuit depuis dix ans. Il ira jusqu’à Noël."


def test_a_french_citation() -> None:
    assert cited(ARTICLE, ROOF).replace(NBSP, "~") == (
        "«~Le toit […] fuit depuis dix ans. Il ira jusqu’à Noël.~» — Anne Lebreton, mairesse, "
        "dans «~Le moulin | *de* Kervélo~», section «~Le toit d’abord~», L’Écho du Ponant, "
        "par Jean Le Gall et Zoé Rohan, 1er mars 2026, https://exemple.fr/moulin"
    )


def test_an_english_citation_keeps_its_commas_outside_the_marks() -> None:
    article = replace(ARTICLE, metadata=replace(ARTICLE.metadata, language="en", authors=("A", "B", "C")))
    assert cited(article, ROOF) == (
        "“Le toit […] fuit depuis dix ans. Il ira jusqu’à Noël.” — Anne Lebreton, mairesse, "
        "in “Le moulin | *de* Kervélo”, section “Le toit d’abord”, L’Écho du Ponant, by A, B and C, "
        "1 March 2026, https://exemple.fr/moulin"
    )


def test_what_is_not_known_is_left_out() -> None:
    bare = Article("« Oui »", (), Source("oui.txt", "text/plain", "0" * 64), Metadata(language="fr"))
    yes = replace(SIEVE, spans=(Span(2, 5),))
    assert cited(bare, yes) == f"«{NBSP}Oui{NBSP}»"
    assert cited(bare, replace(yes, speaker=Speaker("Ida", Span(2, 5)))) == f"«{NBSP}Oui{NBSP}» — Ida"
    dated = replace(bare, metadata=Metadata(date="2025-12-24", language="fr"))
    assert cited(dated, yes) == f"«{NBSP}Oui{NBSP}» — 24 décembre 2025"


def test_no_connecting_word_stands_before_a_title_without_a_speaker() -> None:
    assert cited(ARTICLE, SIEVE).replace(NBSP, "~").startswith("«~une passoire~» — «~Le moulin")


def test_a_path_is_no_address_but_a_url_is() -> None:
    unaddressed = replace(elsewhere("articles/moulin.txt"), metadata=Metadata(language="fr"))
    assert "moulin.txt" not in cited(unaddressed, SIEVE)
    fetched = replace(elsewhere("https://exemple.fr/m"), metadata=Metadata(language="fr"))
    assert cited(fetched, SIEVE).endswith(", https://exemple.fr/m")


@pytest.mark.parametrize("date", ["2026-13-01", "2026-00-01", "hier", "2026-3-1", "٢٠٢٦-٠٣-٠١"])
def test_what_is_no_date_stays_as_it_is(date: str) -> None:
    article = replace(ARTICLE, metadata=replace(ARTICLE.metadata, date=date))
    assert f", {date}, https:" in cited(article, ROOF)


def test_a_language_of_which_nothing_is_known_is_cited_in_signs() -> None:
    article = replace(ARTICLE, metadata=replace(ARTICLE.metadata, language="oc"))
    assert cited(article, ROOF) == (
        '"Le toit […] fuit depuis dix ans. Il ira jusqu’à Noël." — Anne Lebreton, mairesse, '
        '"Le moulin | *de* Kervélo", § Le toit d’abord, L’Écho du Ponant, Jean Le Gall, Zoé Rohan, '
        "2026-03-01, https://exemple.fr/moulin"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_knows_how_it_cites(language: str) -> None:
    ways = knowledge(language, "citation")
    assert len(ways["months"].split()) == 12
    article = replace(ARTICLE, metadata=replace(ARTICLE.metadata, language=language, title="{0} {x}"))
    assert "{0} {x}" in cited(article, ROOF)
    assert "{}" not in cited(article, ROOF)


def test_an_entity_a_link_a_section_and_a_selection() -> None:
    link = ARTICLE.blocks[3].inlines[0]
    assert entity_text(ANALYSIS.entities[0]) == "Kervélo"
    assert link_text(link) == "https://exemple.fr/toit"
    assert link_text(replace(link, target=None)) == ""
    assert section_text(ARTICLE, ARTICLE.sections[2]) == "Le devis\nRien n’est signé."
    assert section_text(ARTICLE, ARTICLE.sections[1]).splitlines() == [
        "Le toit d’abord",
        "« Le toit, soupire Anne Lebreton, mairesse, fuit depuis dix ans. Il ira jusqu’à Noël. »",
        "=SOMME(A1) – « une passoire », dit-on.",
    ]
    assert selection_text(ARTICLE, [Span(span("dix ans.").start, span("Il ira").end)]) == "dix ans. Il ira"


def test_a_section_keeps_its_lines_where_the_text_begins_with_empty_ones() -> None:
    text = "\n\nUn.\n\n\nDeux."
    paragraphs = [Block(BlockKind.PARAGRAPH, Span(*range_)) for range_ in ((2, 5), (8, 13))]
    blocks = (paragraphs[0], Block(BlockKind.RULE, Span(6, 6)), paragraphs[1])
    article = Article(text, blocks, Source(None, "text/plain", "0" * 64))
    assert section_text(article, article.sections[0]) == "Un.\nDeux."


def test_the_pieces_are_the_text_s_own() -> None:
    for piece in quotation_text(ARTICLE, ROOF).split(" […] "):
        assert piece in TEXT.replace("\n", " ")
