"""What holds of any page whatever: nothing is raised, the facts are sound, and no word of an article is lost."""

# ruff: noqa: E501 - tables of tags

from __future__ import annotations

import re
import time
from html import escape
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import NotAnArticleError
from reader.sources import Raw, article_of
from reader.sources.html.flow import flow_of
from reader.sources.html.tree import page_of, tree_of
from tests.invariants import check_article

if TYPE_CHECKING:
    from reader.model import Article

TAGS = [
    *("p", "div", "span", "a href=/x", "b", "i", "em", "strong", "code", "q", "h1", "h2", "h3", "ul", "ol", "li", "dl"),
    *("dt", "dd", "blockquote", "table", "tr", "td", "th", "caption", "pre", "figure", "figcaption", "section", "nav"),
    *(
        "article",
        "aside",
        "header",
        "footer",
        "form",
        "details",
        "summary",
        "x-block",
        "font",
        "center",
        "body",
        "html",
    ),
    *("script", "style", "title", "noscript", "template", "svg", "button", "head", "ruby", "rp", "rt", "sup", "label"),
    *(
        "div class=share",
        "div class=pullquote",
        "p class=caption",
        "div role=heading",
        "p hidden",
        "ol start=3 reversed",
    ),
]
TEXTS = [
    *(
        "mer",
        "La marée monte.",
        " ",
        "\n",
        "&amp;",
        "&#27;[31m",
        "&nbsp;",
        "<",
        "</",
        "<!--",
        "-->",
        "«",
        "\x00",
        "\ud800",
    )
]
VOIDS = [
    "<br>",
    "<hr>",
    "<img alt='une île'>",
    "<img alt=x>",
    "<input>",
    "<wbr>",
    "<meta charset=utf-16>",
    "<base href='::'>",
]
CLOSERS = [f"</{tag.split()[0]}>" for tag in TAGS]

soup = st.lists(
    st.one_of(st.sampled_from([f"<{tag}>" for tag in TAGS]), st.sampled_from(CLOSERS), st.sampled_from(TEXTS), st.sampled_from(VOIDS)),
    max_size=60,
).map("".join)  # fmt: skip


def opened(markup: bytes) -> Article | None:
    try:
        return article_of(Raw(markup, "text/html", "https://p.example/a"))
    except NotAnArticleError:
        return None


@settings(max_examples=300, deadline=None)
@given(soup)
def test_tag_soup(markup: str) -> None:
    found = opened(markup.encode("utf-8", "surrogatepass"))
    if found is not None:
        check_article(found)
        assert found.text.strip()


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    found = opened(b"<html>" + data)
    if found is not None:
        check_article(found)


@settings(max_examples=300, deadline=None)
@given(soup)
def test_the_flow_holds_each_visible_character_once(markup: str) -> None:
    """The sizes of units are those of their texts, and their nodes stand in order."""
    root = tree_of(page_of(markup.encode("utf-8", "surrogatepass")).text)
    if root is None:
        return
    flow = flow_of(next(root.iter("body"), root))
    for unit in flow.units:
        words = "".join(text for event, text, _ in unit.events if event in ("words", "verbatim"))
        assert unit.size == len(re.sub(" ", "", words))
        assert unit.linked <= unit.size
        assert unit.strong <= unit.size
    for index, node in enumerate(flow.nodes):
        assert node.parent < index


# Articles, built from what articles are built of; every word in them has a number of its own.


class Numbered:
    """Writes words that stand nowhere else."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def word(self) -> str:
        self.words.append(f"mot{len(self.words)}")
        return self.words[-1]

    def sentence(self, size: int) -> str:
        return " ".join(self.word() for _ in range(size)).capitalize() + "."


shapes = st.recursive(
    st.tuples(st.sampled_from(["p", "p", "p", "h2", "h3", "pre", "figcaption", "div", "loose"]), st.integers(1, 30)),
    lambda inner: st.tuples(
        st.sampled_from(["section", "div", "blockquote", "ul", "ol", "details", "table", "figure"]),
        st.lists(inner, min_size=1, max_size=4),
    ),
    max_leaves=12,
)
inlines = st.sampled_from(["", "b", "i", "a href=#n", "span", "code"])


def built(shape: tuple[str, object], writer: Numbered, inline: str) -> str:
    kind, content = shape
    if isinstance(content, int):
        words = escape(writer.sentence(content))
        if inline and content > 6:
            first, _, rest = words.partition(" ")
            words = f"{first} <{inline}>{writer.word()}</{inline.split(maxsplit=1)[0]}> {rest}"
        return words if kind == "loose" else f"<{kind}>{words}</{kind}>"
    assert isinstance(content, list)
    parts = [built(each, writer, inline) for each in content]
    if kind in ("ul", "ol"):
        return f"<{kind}>{''.join(f'<li>{part}</li>' for part in parts)}</{kind}>"
    if kind == "table":
        return f"<table>{''.join(f'<tr><td>{part}</td><td>{writer.sentence(1)}</td></tr>' for part in parts)}</table>"
    if kind == "figure":
        return f"<figure><img alt='{writer.word()} {writer.word()}'>{''.join(parts)}</figure>"
    return f"<{kind}>{''.join(parts)}</{kind}>"


@settings(max_examples=200, deadline=None)
@given(st.lists(shapes, min_size=1, max_size=8), inlines)
def test_every_word_of_an_article_is_in_its_text(content: list[tuple[str, object]], inline: str) -> None:
    writer = Numbered()
    lead = " ".join(writer.sentence(14) for _ in range(6))
    body = "".join(built(shape, writer, inline) for shape in content)
    end = " ".join(writer.sentence(14) for _ in range(6))
    page = (
        "<html><body><nav><ul><li><a href=/>Accueil</a></ul></nav>"
        f"<article><p>{lead}</p>{body}<p>{end}</p></article><footer><p>Pied de page.</p></footer></body></html>"
    )
    found = opened(page.encode())
    assert found is not None
    check_article(found)
    there = set(re.findall(r"mot\d+", found.text.lower()))
    assert sorted(set(writer.words) - there) == []
    assert "Accueil" not in found.text


def test_what_cells_span_costs_nothing() -> None:
    """The extractor made a cell for each place that one spans: a page of 12 KB took half a minute."""
    prose = "<p>" + "The ferry does not sail in a wind like this, and nobody knows when it will. " * 5 + "</p>"
    rows = "<tr><td colspan=1000 rowspan=60000>a</td><td>b</td></tr>" * 200
    begun = time.process_time()
    found = article_of(Raw(f"<article>{prose}<table>{rows}</table></article>".encode(), "text/html"))
    assert time.process_time() - begun < 4
    assert found.text.count("b") >= 200


@pytest.mark.parametrize("inline", ["a<sup>1</sup>", "some words and <a href=/b>a link</a> to it, "])
def test_a_paragraph_of_many_elements_takes_no_more_than_its_length(inline: str) -> None:
    prose = "<p>" + "The ferry does not sail in a wind like this, and nobody knows when it will. " * 5 + "</p>"
    begun = time.process_time()
    found = article_of(Raw(f"<article>{prose}<p>{inline * 18_000}</article>".encode(), "text/html"))
    assert time.process_time() - begun < 6
    assert len(found.text) > 18_000


def test_tags_that_nobody_closes_are_one_fact_in_each_paragraph() -> None:
    soup = "<b><i><strong><a href=/b>" * 30 + "<p>a" * 500
    found = article_of(Raw(f"<article>{soup}".encode(), "text/html"))
    inlines = [inline for block in found.blocks for inline in block.inlines]
    assert len(found.blocks) >= 500
    assert len(inlines) <= 3 * len(found.blocks)


def test_a_link_in_a_link_ends_it() -> None:
    markup = (
        "<article><p>un <a href=http://x.fr/1>deux <a href=http://x.fr/2>trois</a> quatre</a> <b>a<b>b</b>c</b></p>"
    )
    found = article_of(Raw(markup.encode(), "text/html"))
    inlines = [(found.passage([each.span]), each.target) for block in found.blocks for each in block.inlines]
    assert ("trois", "http://x.fr/2") in inlines
    assert ("abc", None) in inlines
    assert not any("trois" in words and target == "http://x.fr/1" for words, target in inlines)
