"""Markdown: what is rendered, that pieces equal the whole, and what holds of any source whatever."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import NotAnArticleError
from reader.model import BlockKind, InlineKind
from reader.sources import Raw, article_of
from reader.sources.markdown import parser, pieces
from reader.sources.markdown.parser import parse
from reader.sources.markdown.pieces import PIECE
from tests.invariants import check_article
from tests.sources.outline import SCISSORS, article, facts, fixtures, outline, read

if TYPE_CHECKING:
    from pathlib import Path

    from markdown_it.parser_block import RuleFuncBlockType
    from markdown_it.rules_block import StateBlock

    from reader.model import Article

MARKDOWN = "text/markdown"


@pytest.mark.parametrize("path", fixtures("rendered"), ids=lambda path: path.name)
def test_rendering(path: Path) -> None:
    source, expected = read(path)
    blocks, _, inlines = "\n".join(expected).partition(SCISSORS)
    found = article(source, MARKDOWN)
    assert outline(found) == blocks.split("\n")
    assert list(facts(found)) == inlines.split("\n")
    check_article(found)


def test_canonical_text() -> None:
    found = article("Para\none\n\n- a\n- b\n\n> q\n\n| x | y |\n|---|---|\n| 1 | 2 |\n", MARKDOWN)
    assert found.text == "Para one\n\na\nb\n\nq\n\nx\ty\n1\t2"


def test_front_matter_is_no_text() -> None:
    source, _ = read(fixtures("rendered")[0])
    found = article(source, MARKDOWN)
    said = found.metadata
    assert (said.title, said.authors, said.date, said.language) == (
        "The tide book",
        ("Nell Arkwright",),
        "2024-03-05",
        "en",
    )
    assert found.text.startswith("The tide book\n\nThe harbour")


@pytest.mark.parametrize("source", ["", "\n", "---\ntitle: x\n---\n", "<!-- nothing -->", "[a]: /b\n", "&nbsp;\n"])
def test_nothing_visible_is_no_article(source: str) -> None:
    with pytest.raises(NotAnArticleError, match="holds no text"):
        list(parse(Raw(source.encode(), MARKDOWN)))


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ("# A\n\ntext\n\n## B\n\nmore", ["title", "paragraph", "heading", "paragraph"]),
        ("A\n=\n\ntext", ["title", "paragraph"]),
        ("# A\n\n# B\n\ntext", ["heading", "heading", "paragraph"]),
        ("# A\n\ntext\n\nB\n===\n", ["heading", "paragraph", "heading"]),
        ("text\n\n# A\n\ntext", ["paragraph", "heading", "paragraph"]),
        ("# A\n\n```sh\n# no heading\n```\n", ["title", "code"]),
        ("---\nlang: en\n---\n# A\n\ntext", ["title", "paragraph"]),
        ("---\nlang: en\n---\n\n# A\n\ntext\n\n# B\n", ["heading", "paragraph", "heading"]),
    ],
)
def test_title(source: str, kinds: list[str]) -> None:
    assert [block.kind for block in article(source, MARKDOWN).blocks] == kinds


def test_nesting_deeper_than_is_read_stays_visible() -> None:
    deep = ">" * 300 + " the bottom"
    found = article(f"before\n\n{deep}\n\nafter", MARKDOWN)
    assert [block.kind for block in found.blocks] == [BlockKind.PARAGRAPH, BlockKind.CODE, BlockKind.PARAGRAPH]
    assert deep in found.text


def test_lines_that_go_on_in_a_deep_quote_are_not_asked_about_at_every_level(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, unless = 0, parser._unless_it_goes_on

    def counted(rule: RuleFuncBlockType) -> RuleFuncBlockType:
        def ask(state: StateBlock, line: int, end: int, silent: bool) -> bool:
            nonlocal asked
            asked += 1
            return rule(state, line, end, silent)

        return unless(ask)

    monkeypatch.setattr(parser, "_unless_it_goes_on", counted)
    parser._parser.cache_clear()
    try:
        found = article(f"{'>' * 35} a\n" + "b\n" * 1_000, MARKDOWN)
    finally:
        parser._parser.cache_clear()
    assert [block.kind for block in found.blocks] == [BlockKind.BLOCKQUOTE]
    assert asked < 20 * 1_000


def test_marks_are_read_until_there_are_more_than_any_paragraph_has() -> None:
    few, many = "*a* " * 9_000, "*a* " * 11_000
    found = article(f"{few}[b](/c)\n\n{many}[d](/e)\n\n*f*\n", MARKDOWN)
    assert found.text == f"{'a ' * 9_000}b\n\n{many}d\n\nf"
    assert [inline.target for block in found.blocks for inline in block.inlines if inline.kind is InlineKind.LINK] == [
        "/c",
        "/e",
    ]
    assert sum(inline.kind is InlineKind.EMPHASIS for block in found.blocks for inline in block.inlines) == 9_001


def test_footnotes_that_nobody_refers_to_are_kept() -> None:
    found = article("text\n\n[^a]: alone\n", MARKDOWN)
    assert found.text == "text\n\nalone"


def test_a_footnote_defined_before_its_reference_is_numbered_once() -> None:
    filler = "Words of a paragraph that fills a piece. " * 40 + "\n\n"
    source = "First[^n] note.\n\n" + filler * 60 + "[^n]: The note.\n\n" + filler * 60 + "Again[^n].\n"
    found = article(source, MARKDOWN)
    assert [block.span.of(found.text) for block in found.blocks if block.marker == "[n]"] == ["The note."]
    assert found.text.count("[n]") == 2


words = st.sampled_from(
    [
        *("sea", "*late*", "**book**", "_x", "`code`", "[a](b)", "[ref]", "![alt](i)", "<b>t</b>", "a<br>b", "&amp;"),
        *("\\*", "[^1]", "^[note]", "~~no~~", "http://x.example", "\x1b", "\x00", "\ud800", "é", "«", "|", "1.", "  "),
    ]
)
sentences = st.lists(words, min_size=1, max_size=8).map(" ".join)
starts = st.sampled_from(
    ["", "", "", "# ", "## ", "- ", "  - ", "1. ", "> ", "> > ", "    ", "\t", "```\n", "| a | b |\n|--|--|\n| "]
)
ends = st.sampled_from(
    [
        *("\n", "\n", "\n\n", "  \n", "\n---\n", "\n===\n", "\n```\n", "\n<div>\n", "\n</div>\n"),
        *("\n[ref]: /u\n", "\n[^1]: n\n"),
    ]
)
documents = st.one_of(
    st.text(max_size=200),
    st.lists(st.tuples(starts, sentences, ends).map("".join), max_size=25).map("".join),
)


@given(documents)
def test_any_markdown_is_an_article(source: str) -> None:
    try:
        found = article(source, MARKDOWN)
    except NotAnArticleError:
        return
    check_article(found)
    for block in found.blocks:
        assert (block.kind is BlockKind.RULE) == (len(block.span) == 0)
        if block.kind is not BlockKind.RULE:
            assert block.span.of(found.text).strip()


plain_words = st.text("abcdefgéü", min_size=1, max_size=8)
paragraphs = st.lists(plain_words, min_size=1, max_size=12).map(" ".join)
forms = st.sampled_from(["{}", "# {}", "> {}", "- {}", "1. {}", "*{}*", "**{}**", "> - {}", "| {} |\n|---|"])
wrapped = st.tuples(forms, paragraphs)


@given(st.lists(wrapped, min_size=1, max_size=12))
def test_every_visible_word_is_in_the_text(pieces: list[tuple[str, str]]) -> None:
    source = "\n\n".join(form.format(text) for form, text in pieces)
    found = article(source, MARKDOWN)
    said = [word for _, text in pieces for word in text.split()]
    assert re.findall(r"[a-zéü]+", found.text) == said


@pytest.mark.parametrize("line", ["- <!--", "- a", "| a |\n> |---|", "    c", "```", "<div>", "# h", "1. > x", "[a]:"])
def test_a_quote_may_end_in_a_sign_that_no_line_end_follows(line: str) -> None:
    """The parser looked for a character behind it, and there is none."""
    found, closed = (article(f"Words.\n\n> {line}\n>{end}", MARKDOWN) for end in ("", "\n"))
    assert (found.text, found.blocks) == (closed.text, closed.blocks)


def in_pieces(source: str, size: int, monkeypatch: pytest.MonkeyPatch) -> Article:
    monkeypatch.setattr(pieces, "PIECE", size)
    return article(source, MARKDOWN)


blocks_of_source = st.lists(
    st.one_of(
        paragraphs,
        paragraphs.map("## {}".format),
        st.lists(paragraphs, min_size=1, max_size=4).map(lambda items: "\n".join(f"- {item}" for item in items)),
        st.lists(paragraphs, max_size=3).map(lambda items: "\n\n".join(f"1. {item}\n\n   more" for item in items)),
        paragraphs.map(lambda text: f"> {text}\n>\n> {text}"),
        paragraphs.map(lambda text: f"```\n{text}\n\n# {text}\n```"),
        paragraphs.map(lambda text: f"| {text} | b |\n|---|---|\n| 1 | 2 |"),
        paragraphs.map(lambda text: f"<div>\n{text}\n</div>"),
        paragraphs.map(lambda text: f"{text} [link] and note[^n]."),
        st.just("[link]: https://x.example/"),
        paragraphs.map("[^n]: {}".format),
        st.just("---"),
    ),
    min_size=1,
    max_size=14,
).map("\n\n".join)


@settings(max_examples=60)
@given(blocks_of_source, st.integers(1, 200))
def test_pieces_equal_the_whole(source: str, size: int) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        try:
            whole = in_pieces(source, 10_000_000, monkeypatch)
        except NotAnArticleError:
            return
        found = in_pieces(source, size, monkeypatch)
        assert (found.text, found.blocks) == (whole.text, whole.blocks)


def test_parts_of_a_long_document() -> None:
    section = "## The book\n\nThe [book][b] is wrong by *eleven* minutes[^1].\n\n- a\n- b\n\n"
    source = (section * 2000 + "[b]: https://x.example/\n\n[^1]: By the clock.\n").encode()
    raw = Raw(source, MARKDOWN)
    parts = list(parse(raw))
    assert len(parts) >= len(source) // PIECE
    assert list(islice(parse(raw), 2)) == parts[:2]
    found = article_of(raw, parts)
    check_article(found)
    assert len(found.blocks) == 4 * 2000 + 1
    links = [inline for block in found.blocks for inline in block.inlines if inline.kind is InlineKind.LINK]
    assert len(links) == 2000
    assert {inline.target for inline in links} == {"https://x.example/"}
