"""Copy formats: each says what is known and nothing else, in the words of the article's language."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.errors import UsageError
from reader.exports.copying import cited
from reader.exports.quoting import QUOTING, formats, render, render_all
from reader.lang import LANGUAGES
from reader.model import Article, Block, BlockKind, Metadata, Quotation, QuotationKind, Source, Span, Speaker
from reader.templates import FIELDS
from tests.exports.facts import ARTICLE, ROOF, SIEVE, elsewhere

if TYPE_CHECKING:
    from collections.abc import Mapping

STYLES = ("apa", "mla", "chicago", "french", "cited")
PARTS = ("speaker", "role", "title", "authors", "site", "date", "url", "section")
NBSP = "\N{NO-BREAK SPACE}"

FACTS: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "words": "Le quai s’enfonce d’un pouce par an", "speaker": "Maud Keravel", "role": "éclusière",
        "title": "Le quai qui s’en va", "authors": "Paul Ronarc’h|Iris de Brez", "site": "La Vigie",
        "date": "2025-11-01", "url": "https://vigie.example/quai", "section": "Sous la ligne d’eau",
    },
    "en": {
        "words": "The quay sinks an inch a year", "speaker": "Maud Keravel", "role": "lock keeper",
        "title": "The quay that leaves", "authors": "Paul Ronan|Iris de Brez", "site": "The Lookout",
        "date": "2025-11-01", "url": "https://lookout.example/quay", "section": "Below the waterline",
    },
}  # fmt: skip


def quoted(language: str, known: frozenset[str] = frozenset(PARTS), **other: str) -> tuple[Article, Quotation]:
    """An article of one quotation, of which only `known` is known."""
    facts = {**FACTS[language], **other}
    head = f"{facts['section']}\n" if "section" in known else ""
    text = f"{head}Intro.\n« {facts['words']} », dit {facts['speaker']}."
    blocks = [Block(BlockKind.HEADING, Span(0, len(head) - 1), level=2)] if head else []
    blocks.append(Block(BlockKind.PARAGRAPH, Span(len(head), len(head) + 6)))
    blocks.append(Block(BlockKind.PARAGRAPH, Span(len(head) + 7, len(text))))
    start = len(head) + 9
    speaker = Speaker(facts["speaker"], Span(0, 1), None, facts["role"] if "role" in known else None)
    metadata = Metadata(
        title=facts["title"] if "title" in known else None,
        authors=tuple(facts["authors"].split("|")) if "authors" in known else (),
        site=facts["site"] if "site" in known else None,
        date=facts["date"] if "date" in known else None,
        url=facts["url"] if "url" in known else None,
        language=language,
    )
    article = Article(text, tuple(blocks), Source("quai.txt", "text/plain", "0" * 64), metadata)
    span = Span(start, start + len(facts["words"]))
    return article, Quotation("q", QuotationKind.DIRECT, (span,), False, (), speaker if "speaker" in known else None)


# Citations by hand

EXPECTED = Path(__file__).with_name("citations.txt")
"""Each expectation: a line `= style language missing…`, then what a copy holds; ~ is a no-break space."""


def by_hand() -> list[tuple[str, str, str, str]]:
    """Style, language, what is missing, and what is expected."""
    cases = []
    for chunk in EXPECTED.read_text(encoding="utf-8").split("\n= ")[1:]:
        head, _, body = chunk.partition("\n")
        style, language, *missing = head.split()
        cases.append((style, language, " ".join(missing), body.rstrip("\n")))
    return cases


@pytest.mark.parametrize(("style", "language", "missing", "expected"), by_hand())
def test_citations_by_hand(style: str, language: str, missing: str, expected: str) -> None:
    article, quotation = quoted(language, frozenset(PARTS) - frozenset(missing.split()))
    assert render(style, article, quotation).rstrip("\n").replace(NBSP, "~") == expected


def test_every_style_has_an_expectation_for_every_missing_part() -> None:
    found = {(style, language, missing) for style, language, missing, _ in by_hand()}
    wanted = {"", *PARTS, " ".join(PARTS)}
    assert {(style, language) for style, language, _ in found} >= set(product(STYLES, ("fr", "en")))
    for style, language in product(STYLES, ("fr", "en")):
        assert {missing for s, lang, missing in found if (s, lang) == (style, language)} >= wanted


ODD = re.compile(r"None|,\s*,|\(\s*[,)]|  |\s[,.](?:\s|$)|,$|^\s|\.\.|[,;] ?\)|\{\}|,[.]")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("style", STYLES)
def test_every_combination_of_what_is_missing(style: str, language: str) -> None:
    facts = FACTS[language]
    names = {"authors": "Brez", "date": "2025", "speaker": "Keravel"}
    for flags in product((False, True), repeat=len(PARTS)):
        known = frozenset(part for part, flag in zip(PARTS, flags, strict=True) if flag)
        shown = render(style, *quoted(language, known))
        assert facts["words"] in shown
        assert not ODD.search(shown), (known, shown)
        for part in PARTS:
            sign = names.get(part, facts[part])
            if part == "role" and "speaker" not in known:
                continue
            if part in known:
                assert sign in shown, (part, known, shown)
            elif part not in known:
                assert sign not in shown, (part, known, shown)


@pytest.mark.parametrize("language", [*LANGUAGES, None, "oc"])
@pytest.mark.parametrize("style", STYLES)
def test_every_language_has_words_for_every_style(style: str, language: str | None) -> None:
    article, quotation = quoted("fr")
    article = replace(article, metadata=replace(article.metadata, language=language or "xx"))
    shown = render(style, article, quotation)
    assert "{" not in shown
    assert not ODD.search(shown), shown


@pytest.mark.parametrize(
    ("names", "apa", "mla"),
    [
        ("Ada Le Goff", "Le Goff, A.", "Le Goff, Ada."),
        ("Jean-Marc Ulm|Zoé Pons", "Ulm, J.-M., & Pons, Z.", "Ulm, Jean-Marc, and Zoé Pons."),
        ("Ada Ulm|Zoé Pons|Li Wu", "Ulm, A., Pons, Z., & Wu, L.", "Ulm, Ada, et al."),
        ("AFP", "AFP.", "AFP."),
        ("The newsroom", "The newsroom.", "The newsroom."),
        ("Ludwig van der Velde", "van der Velde, L.", "van der Velde, Ludwig."),
        ("Staff and agencies", "Staff and agencies.", "Staff and agencies."),
        ("Reuters, AP", "Reuters, AP.", "Reuters, AP."),
        ("Plato", "Plato.", "Plato."),
    ],
)
def test_authors(names: str, apa: str, mla: str) -> None:
    article, quotation = quoted("en", authors=names)
    for style, expected in (("apa", apa), ("mla", mla)):
        assert render(style, article, quotation).split("\n\n")[1].startswith(expected)


@pytest.mark.parametrize("title", ["Who keeps the quay?", "Enough!", "And then…"])
def test_a_title_keeps_its_own_sign(title: str) -> None:
    article, quotation = quoted("en", title=title)
    assert f"“{title}” The Lookout" in render("mla", article, quotation)
    assert f"{title} The Lookout" in render("apa", article, quotation)


@pytest.mark.parametrize("date", ["2025-02-30", "soon", "2025"])
def test_what_is_no_date_of_the_calendar_stays_as_it_is(date: str) -> None:
    article, quotation = quoted("en", date=date)
    assert f"({date})" in render("apa", article, quotation)
    assert json.loads(render("csl-json", article, quotation))[0]["issued"] == {"literal": date}
    assert f"date         = {{{date}}}" in render("biblatex", article, quotation)


# The table


def test_the_formats_of_an_article() -> None:
    assert formats(ARTICLE) == list(QUOTING)
    local = replace(elsewhere("moulin.txt"), metadata=Metadata(language="fr"))
    assert formats(local, {"mine": "{words}", "apa": "no"}) == [*(n for n in QUOTING if n != "link"), "mine"]


@pytest.mark.parametrize("name", QUOTING)
def test_every_format_holds_the_words(name: str) -> None:
    shown = unquote(render(name, ARTICLE, SIEVE))
    assert "une passoire" in shown
    assert all(meaning for meaning in QUOTING.values())


def test_the_formats_that_there_were_are_as_they_were() -> None:
    assert render("plain", ARTICLE, ROOF) == "Le toit […] fuit depuis dix ans. Il ira jusqu’à Noël."
    assert render("cited", ARTICLE, ROOF) == cited(ARTICLE, ROOF)


def test_a_format_that_is_none_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="no copy format telex"):
        render("telex", ARTICLE, ROOF)
    with pytest.raises(UsageError, match="no copy format link"):
        render("link", replace(ARTICLE, metadata=Metadata()), ROOF)


def test_all_quotations_of_a_speaker() -> None:
    both = render_all("marked", ARTICLE, [ROOF, SIEVE])
    assert both == f"{render('marked', ARTICLE, ROOF)}\n\n{render('marked', ARTICLE, SIEVE)}"
    items = json.loads(render_all("csl-json", ARTICLE, [ROOF, SIEVE]))
    assert [item["id"] for item in items] == ["legall2026moulin-1", "legall2026moulin-2"]
    assert render_all("plain", ARTICLE, []) == ""


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_no_two_entries_have_one_key(form: str) -> None:
    keys = re.findall(r"@\w+\{([^,]+),", render_all(form, ARTICLE, [ROOF, SIEVE]))
    assert keys == ["legall2026moulin-1", "legall2026moulin-2"]
    assert re.findall(r"@\w+\{([^,]+),", render_all(form, ARTICLE, [ROOF])) == ["legall2026moulin"]


# Markup


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


HOSTILE = st.text(
    st.sampled_from("<>&\"'`*_[]()!#|\\~-+=1.) \t{}$^:@/") | st.characters(exclude_categories=["Cs", "Cc"]), max_size=40
)


@given(HOSTILE, HOSTILE)
def test_html_says_what_was_said_and_does_nothing(words: str, title: str) -> None:
    article, quotation = quoted("fr", words=f"a{words}", title=f"b{title}", speaker=f"c{words}")
    found = Tags()
    found.feed(render("html", article, quotation))
    assert {tag for tag, _ in found.tags} <= {"figure", "blockquote", "p", "figcaption", "a", "cite", "time"}
    assert {name for _, attributes in found.tags for name in attributes} <= {"cite", "lang", "href", "datetime"}
    assert found.tags[1][1] == {"cite": "https://vigie.example/quai", "lang": "fr"}
    assert f"a{words}".split() == found.text[: found.text.index("\n", 2)].split() or f"a{words}" in found.text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://a b", ""])
def test_what_is_no_address_of_the_web_is_no_link(url: str) -> None:
    article, quotation = quoted("fr", url=url)
    assert "link" not in formats(article)
    for name in ("html", "markdown", "csl-json", "bibtex", "apa", "mla", "chicago", "french"):
        assert not url or url not in render(name, article, quotation)


@given(HOSTILE)
def test_a_block_quote_is_read_as_what_was_said(words: str) -> None:
    words = f"a{words}b"
    article, quotation = quoted("fr", frozenset({"speaker"}), words=words)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(render("markdown", article, quotation))
    inline = [token for token in tokens if token.type == "inline"]
    assert [token.type for token in tokens if token.nesting == 1] == ["blockquote_open", *["paragraph_open"] * 2]
    children: list[Any] = inline[0].children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    assert "".join(child.content for child in children) == words
    assert inline[1].content == "— Maud Keravel"


@pytest.mark.parametrize("words", ["# un", "- un", "+ un", "1. un", "12) un", "= un", "===", "---", "> un", "~~un~~"])
def test_a_line_of_a_block_quote_begins_as_a_line(words: str) -> None:
    article, quotation = quoted("fr", frozenset(), words=words)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(render("markdown", article, quotation))
    assert [token.type for token in tokens if token.nesting == 1] == ["blockquote_open", "paragraph_open"]
    assert "".join(child.content for token in tokens for child in token.children or []) == words


# Reference managers


def test_bibtex_by_hand() -> None:
    article, quotation = quoted("en", title="50 % & more {#1}_x", site="R&D")
    assert render("bibtex", article, quotation) == (
        "@misc{ronan2025more,\n"
        "  author       = {Ronan, Paul and de Brez, Iris},\n"
        "  title        = {{50 \\% \\& more \\{\\#1\\}\\_x}},\n"
        "  howpublished = {R\\&D},\n"
        "  year         = {2025},\n"
        "  month        = nov,\n"
        "  url          = {https://lookout.example/quay},\n"
        "  annote       = {“The quay sinks an inch a year” — Maud Keravel, lock keeper, "
        "under “Below the waterline”, para. 2},\n"
        "}\n"
    )


@given(HOSTILE, HOSTILE)
def test_bibtex_is_read_back_by_a_library(title: str, name: str) -> None:
    bibtexparser = pytest.importorskip("bibtexparser", reason="bibtexparser reads back what is written")
    article, quotation = quoted("en", title=f"a{title}", site=f"b{name}", authors=f"A{name} Bo")
    for form in ("bibtex", "biblatex"):
        library = bibtexparser.parse_string(render(form, article, quotation))
        assert not library.failed_blocks
        (entry,) = library.entries
        assert {"title", "url", "author"} <= set(entry.fields_dict)
        assert entry.fields_dict["url"].value == "https://lookout.example/quay"


def test_csl_json_by_hand() -> None:
    article, quotation = quoted("fr")
    assert json.loads(render("csl-json", article, quotation)) == [
        {
            "id": "ronarch2025quai",
            "type": "article-newspaper",
            "title": "Le quai qui s’en va",
            "author": [{"family": "Ronarc’h", "given": "Paul"}, {"family": "de Brez", "given": "Iris"}],
            "container-title": "La Vigie",
            "issued": {"date-parts": [[2025, 11, 1]]},
            "URL": "https://vigie.example/quai",
            "language": "fr",
            "annote": f"«{NBSP}Le quai s’enfonce d’un pouce par an{NBSP}» — Maud Keravel, éclusière, "
            f"section «{NBSP}Sous la ligne d’eau{NBSP}», paragr.{NBSP}2",
        }
    ]
    bare = json.loads(render("csl-json", *quoted("fr", frozenset())))
    assert set(bare[0]) == {"id", "type", "language", "annote"}


# Links


def link(text: str, *pieces: str, url: str = "https://e.fr/a") -> str:
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, Span(at, at + len(line))))
        at += len(line) + 1
    article = Article(text, tuple(blocks), Source(url, "text/html", "0" * 64))
    spans, at = [], 0
    for piece in pieces:
        at = text.index(piece, at)
        spans.append(Span(at, at + len(piece)))
        at += len(piece)
    return render("link", article, Quotation("q", QuotationKind.DIRECT, tuple(spans)))


def test_words_that_stand_once_are_enough() -> None:
    assert link("Il dit : « Oui, peut-être & non »", "Oui, peut-être & non") == (
        "https://e.fr/a#:~:text=Oui%2C%20peut%2D%C3%AAtre%20%26%20non"
    )


def test_words_that_stand_twice_have_context() -> None:
    text = "Le maire dit oui. La maire dit oui."
    assert link(text, "maire dit oui") == "https://e.fr/a#:~:text=Le-,maire%20dit%20oui"
    assert link("Oui, dit-il.\nOui, dit-elle.", "Oui") == "https://e.fr/a#:~:text=Oui,-%2C%20dit%2Dil."
    assert link("Avant.\nOui\nMilieu.\nOui", "Oui") == "https://e.fr/a#:~:text=Avant.-,Oui"


def test_a_broken_quotation_has_a_directive_for_each_piece() -> None:
    assert link("« Un, dit-il, deux »", "Un", "deux") == "https://e.fr/a#:~:text=Un&text=deux"


def test_a_long_quotation_is_a_range() -> None:
    words = " ".join(f"mot{n}" for n in range(80))
    assert link(f"Avant. {words} Après.", words) == (
        "https://e.fr/a#:~:text=mot0%20mot1%20mot2%20mot3%20mot4,mot75%20mot76%20mot77%20mot78%20mot79"
    )
    assert link("Un deux trois\nquatre cinq six", "deux trois\nquatre cinq") == (
        "https://e.fr/a#:~:text=deux%20trois,quatre%20cinq"
    )


def test_a_fragment_of_the_address_is_kept() -> None:
    assert link("Oui.", "Oui", url="https://e.fr/a#s2") == "https://e.fr/a#s2:~:text=Oui"
    assert link("Oui.", "Oui", url="https://e.fr/a#s2:~:text=Non") == "https://e.fr/a#s2:~:text=Oui"


@given(HOSTILE)
def test_a_directive_has_no_sign_of_the_syntax_in_its_words(words: str) -> None:
    directive = link(f"a{words}z", f"a{words}z").partition(":~:text=")[2]
    assert not set(directive) - set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789%._~")
    assert unquote(directive).split() == f"a{words}z".split()


# Templates


def test_a_template_by_hand() -> None:
    article, quotation = quoted("fr")
    own = {"mine": "{marked}[ — {speaker}][, {role}][, {site}] ({iso_date})[ {{§ {section}, {paragraph}}} [[{url}]]]"}
    assert render("mine", article, quotation, own).replace(NBSP, "~") == (
        "«~Le quai s’enfonce d’un pouce par an~» — Maud Keravel, éclusière, La Vigie (2025-11-01) "
        "{§ Sous la ligne d’eau, 2} [https://vigie.example/quai]"
    )
    bare = quoted("fr", frozenset({"site"}))
    assert render("mine", *bare, own).replace(NBSP, "~") == "«~Le quai s’enfonce d’un pouce par an~», La Vigie ()"


def test_what_an_article_says_is_no_template() -> None:
    article, quotation = quoted("fr", words="{url} [{title}] {0.__class__}", speaker="{words}")
    assert render("mine", article, quotation, {"mine": "{words}|{speaker}"}) == (
        "{url} [{title}] {0.__class__}|{words}"
    )


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_holds_something(field: str) -> None:
    assert render("mine", *quoted("fr"), {"mine": f"{{{field}}}"})
