"""Exports for people: a Markdown note and a page of HTML that say what was found, and do nothing else."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.exports import EXPORTS, NOTES, article_markdown, note_html, note_markdown, renderer
from reader.exports.everything import EVERYTHING
from reader.exports.files import written
from reader.exports.quoting import render
from reader.model import Analysis, Anchor, Article, Highlight, Metadata, Placed, Source, Span
from reader.sources import Raw, article_of
from reader.tongue import speaking
from tests.exports.facts import ANALYSIS, ARTICLE, elsewhere, hostile

TEXT = st.text(st.sampled_from("<>&\"'`*_[]()!#|\\-:=1.) \n{}@/%") | st.characters(), max_size=40)


def note(article: Article = ARTICLE, analysis: Analysis = ANALYSIS) -> str:
    return "".join(note_markdown.render(article, analysis))


def page(article: Article = ARTICLE, analysis: Analysis = ANALYSIS) -> str:
    return "".join(note_html.render(article, analysis))


def titled(title: str) -> Article:
    return replace(
        ARTICLE, metadata=replace(ARTICLE.metadata, title=title, site=title, authors=(title,), url="https://a.fr/b")
    )


def front_matter(text: str) -> dict[str, Any]:
    """The front matter, read as the YAML that it is: plain keys, lists, and texts that are written as in JSON."""
    _, head, _ = text.split("---\n", 2)
    found: dict[str, Any] = {}
    for line in head.splitlines():
        name, colon, value = line.partition(": ")
        if line.startswith("  - "):
            found["authors"].append(json.loads(line[4:]))
        elif not colon:
            found[line.removesuffix(":")] = []
        else:
            found[name] = json.loads(value) if value.startswith('"') or value.isdigit() else value
    return found


def test_the_front_matter_by_hand() -> None:
    assert front_matter(note()) == {
        "title": "Le moulin | *de* Kervélo",
        "authors": ["Jean Le Gall", "Zoé Rohan"],
        "site": "L’Écho du Ponant",
        "date": "2026-03-01",
        "url": "https://exemple.fr/moulin",
        "language": "fr",
        "source": "articles/moulin.txt",
        "sha256": "ab" * 32,
        "quotations": 2,
    }


def test_what_is_not_known_is_left_out() -> None:
    bare = Article("Mm.", (), Source(None, "text/plain", "0" * 64), Metadata())
    assert list(front_matter(note(bare, Analysis()))) == ["sha256", "quotations"]
    assert note(bare, Analysis()).endswith("---\n\n# Article\n")
    assert "null" not in page(bare, Analysis()).lower()
    assert "none" not in page(bare, Analysis()).lower()


def test_reader_opens_its_own_note() -> None:
    article = article_of(Raw(note().encode(), "text/markdown"))
    assert article.title == "Le moulin | *de* Kervélo"
    assert article.metadata.authors == ("Jean Le Gall", "Zoé Rohan")
    assert article.metadata.date == "2026-03-01"
    assert [section.title for section in article.sections if section.title][:1] == ["Sections"]
    assert "Le toit […] fuit depuis dix ans. Il ira jusqu’à Noël." in article.text


@given(TEXT)
def test_front_matter_holds_any_text(title: str) -> None:
    found = front_matter(note(titled(f"a{title}")))
    assert found["quotations"] == 2
    assert found["title"].startswith("a")
    assert "\n" not in found["title"]


@given(TEXT)
def test_a_note_has_the_headings_that_it_was_given(title: str) -> None:
    body = note(titled(f"a{title}")).split("---\n", 2)[2]
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(body)
    kinds = [token.tag for token in tokens if token.type == "heading_open"]
    assert kinds == ["h1", "h2", "h2", "h3", "h2", "h3", "h3", "h3"]
    assert {child.type for token in tokens for child in token.children or []} <= {
        "text", "text_special", "strong_open", "strong_close", "link_open", "link_close", "softbreak",
    }  # fmt: skip


ADDRESS = st.text(st.sampled_from("<>&\"'`*_[]()!#|\\-:=1.{}@/%abcript"), max_size=30).map("https://a.fr/".__add__)


@given(ADDRESS, st.sampled_from(["Mm", None]))
@example("https://a.fr/><script>alert(1)</script>", None)
@example("https://a.fr/><!--", "Mm")
@example("https://a.fr/\\", "Mm")
def test_an_address_is_a_link_and_nothing_else(address: str, title: str | None) -> None:
    article = replace(ARTICLE, metadata=replace(ARTICLE.metadata, title=title, url=address))
    plain = replace(article, blocks=article.blocks[1:] if title is None else article.blocks)
    for text in (note(plain).split("---\n", 2)[2], render("markdown", plain, ANALYSIS.quotations[0])):
        tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
        children = [child for token in tokens for child in token.children or []]
        assert not {"html_inline", "html_block", "code_inline", "image", "em_open"} & {
            each.type for each in (*tokens, *children)
        }
        (link,) = [child.attrs["href"] for child in children if child.type == "link_open"]
        assert str(link).startswith("https://a.fr/")


@pytest.mark.parametrize("code", ["<%* await tp.user.x() %>", "{{ site.secret }}", "{% include x %}", "{{{{x", "%%x%%"])
def test_no_file_holds_what_templates_run(code: str) -> None:
    article = article_of(Raw(f"# a\n\n{code}\n\n```\nb\n{code}\n```\n\n- {code}\n".encode(), "text/markdown"))
    known = Metadata(code, (code,), code, code, f"https://a.fr/{code.replace(' ', '')}", "en")
    article = replace(article, metadata=known, source=Source(code, "text/markdown", "0" * 64))
    quotation = replace(ANALYSIS.quotations[0], spans=(article.blocks[1].span,))
    quotation = replace(quotation, speaker=replace(quotation.speaker, name=code, role=code))  # type: ignore[type-var]
    found = Analysis((quotation,))
    table = {"title": code, "authors": (code,), "date": code}
    for text in (
        note(article, found),
        page(article, found),
        "".join(article_markdown.render(article, table)),
        *(render(name, article, quotation) for name in ("markdown", "html")),
    ):
        assert not re.search(r"<%|\{\{|\{%", text)
    body = "".join(article_markdown.render(article, table)).split("---\n", 2)[2]
    assert html.unescape(MarkdownIt("commonmark").render(body)).count(code) == 3  # a text, code and an item
    head = front_matter(note(article, found))
    assert (head["title"], head["authors"], head["site"], head["source"]) == (code, [code], code, code)


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str, str | None]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(tag, *each) for each in attrs}
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@given(TEXT)
def test_a_page_does_nothing(title: str) -> None:
    found = Page()
    found.feed(page(titled(f"a{title}")))
    assert not found.open
    assert found.tags <= {
        "html", "head", "meta", "title", "body", "h1", "h2", "h3", "p", "a", "ul", "li", "figure", "blockquote",
        "figcaption",
    }  # fmt: skip
    assert {(tag, name) for tag, name, _ in found.attributes} <= {
        ("html", "lang"), ("h2", "lang"), ("h3", "lang"), ("meta", "charset"), ("meta", "name"), ("meta", "content"),
        ("a", "href"), ("blockquote", "cite"),
    }  # fmt: skip
    assert {value for tag, name, value in found.attributes if tag == "a"} == {"https://a.fr/b"}


def test_control_characters_are_shown_and_marks_of_direction_stay() -> None:
    for text in (note(*hostile()), page(*hostile())):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)
        assert "Oui␇ \u202eou␡ non" in text


def test_everything_in_one_table() -> None:
    written = "".join(renderer("csv")(EVERYTHING.rows(ARTICLE, ANALYSIS), EVERYTHING.columns))
    rows = list(csv.DictReader(io.StringIO(written, newline="")))
    assert [row["record"] for row in rows] == ["section"] * 3 + ["quotation"] * 2 + ["entity"] * 3
    assert [row["text"] for row in rows][1::3] == ["Le toit d’abord", "une passoire", "'@toit"]
    assert rows[3]["speaker"] == "Anne Lebreton"
    assert rows[6]["kind"] == "person"
    assert rows[1]["section"] == rows[3]["section"] == "1"


def test_the_formats_of_an_export() -> None:
    assert set(NOTES) < set(EXPORTS)
    assert set(EXPORTS) == {"markdown", "html", "json", "jsonl", "csv"}


@pytest.mark.parametrize("location", [None, "dossier/brouillon.txt"])
def test_without_a_title_the_location_stands_for_it(location: str | None) -> None:
    bare = replace(elsewhere(location), blocks=(), metadata=Metadata())
    assert f"<title>{location or 'Article'}</title>" in page(bare, Analysis())


def marked(words: str, note: str = "") -> Placed:
    at = ARTICLE.text.find(words)
    span = Span(at, at + len(words)) if at >= 0 else None
    anchor = Anchor.to(ARTICLE.text, span) if span else Anchor(Span(10**6, 10**6 + len(words)), words)
    return Placed(Highlight(anchor, note, "2026-01-02T03:04:05+00:00"), span)


HIGHLIGHTS = (marked("n’est plus là", "*perdu*"), marked("Le devis", "à <voir>\n- demain"), marked("moulin"))


def test_highlights_stand_in_every_export_in_the_order_of_the_article_and_the_lost_behind_them() -> None:
    words = ["moulin", "Le devis", "n’est plus là"]
    told = json.loads("".join(written("json", ARTICLE, ANALYSIS, HIGHLIGHTS)))[0]["highlights"]
    assert [each["text"] for each in told] == words
    assert [each["note"] for each in told] == ["", "à <voir>\n- demain", "*perdu*"]
    assert told[1]["start"] == ARTICLE.text.index("Le devis")
    assert told[2]["start"] is None
    rows = list(csv.DictReader(io.StringIO("".join(written("csv", ARTICLE, ANALYSIS, HIGHLIGHTS)))))
    assert [row["text"] for row in rows if row["record"] == "highlight"] == words
    assert rows[-1]["note"] == "*perdu*"
    for name in NOTES:
        text = (
            "".join(written(name, ARTICLE, ANALYSIS, HIGHLIGHTS)).partition("Highlights")[2].partition("Quotations")[0]
        )
        found = [text.index(each) for each in words]
        assert found == sorted(found)
        assert text.count("no longer in the article") == 1
    assert "à &lt;voir&gt;" in "".join(written("html", ARTICLE, ANALYSIS, HIGHLIGHTS))
    assert "à \\<voir\\>\n\\- demain" in "".join(written("markdown", ARTICLE, ANALYSIS, HIGHLIGHTS))


def test_without_highlights_an_export_says_nothing_of_them() -> None:
    assert all("ighlight" not in "".join(written(name, ARTICLE, ANALYSIS)) for name in EXPORTS)


def test_its_own_words_are_in_the_readers_language() -> None:
    with speaking("fr"):
        french_note, french_page = note(ARTICLE, ANALYSIS), page(ARTICLE, ANALYSIS)
    with speaking("en"):
        english_note, english_page = note(ARTICLE, ANALYSIS), page(ARTICLE, ANALYSIS)
    assert "## Citations" in french_note
    assert "## Quotations" in english_note
    assert [line for line in french_note.split("\n") if line[:1] == ">"] == [
        line for line in english_note.split("\n") if line[:1] == ">"
    ]
    assert "<h2>Citations</h2>" in french_page, "the article is in French"
    assert '<h2 lang="en">Quotations</h2>' in english_page
