"""Quotes and lists of Markdown that are read in runs, and lines that are joined before what stands in them is read:
the same article as where the parser has all of it at once, line by line."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.errors import NotAnArticleError
from reader.model import Block, BlockKind, Section
from reader.sources import Raw
from reader.sources.markdown import parser, pieces
from reader.sources.markdown.parser import parse
from tests.sources.outline import article

MARKDOWN = "text/markdown"

WHOLE = 10_000_000
"""Characters of a piece that holds all of a source."""

NEVER = re.compile(r"(?!)")

openings = st.sampled_from(
    ["", "> ", ">", "- ", "* ", "1. ", "2) ", "-\t", "  ", "   ", "    ", "\t", "> > ", "> - ", "- > ", "- - ", "> 1. "]
)
words = st.sampled_from(
    [
        *("", "a", "b c", "# h", "---", "- - -", "===", "```", "~~~", "| a | b |", "|---|---|", "<div>", "</div>"),
        *("[r]", "[^n]", "^[in", "[ ] task", "<!--", "-->", "*e", "e*", "`c", "c`"),
    ]
)
lines = st.tuples(openings, openings, words).map("".join)
definitions = "[r]: https://x.example/\n\n[^n]: A note.\n\nWords.\n\n"
prefixes = st.sampled_from(["", "> ", "> > ", "> - ", "- ", "1. ", "  ", "   ", "    ", ">   ", ">  > "])


@st.composite
def sources(draw: st.DrawFn) -> str:
    """Lines of all kinds, then runs of lines that have a beginning in common, as the lines of one container do."""
    drawn = [draw(st.sampled_from(["", definitions])) + draw(lines), *draw(st.lists(lines, max_size=3))]
    for _ in range(draw(st.integers(1, 3))):
        prefix = draw(prefixes)
        drawn += [prefix + line for line in draw(st.lists(lines, min_size=1, max_size=10))]
        drawn += draw(st.sampled_from([[], [""], [prefix.rstrip()]]))
    return "\n".join(drawn)


def read(source: str, size: int) -> tuple[str, tuple[Block, ...], tuple[Section, ...]] | None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "PIECE", size)
        try:
            found = article(source, MARKDOWN)
        except NotAnArticleError:
            return None
    return found.text, tuple(found.blocks), tuple(found.sections)


@settings(max_examples=150, deadline=None)
@given(sources(), st.integers(1, 80))
@example("> - a\n> - b\n>\n>   c\n>\n> d\n\ne\n", 1)
@example("> > > - b c\n> > \t> 1. a\n> > *   d\n> - 1. - a", 8)
@example("- a\n  - b\n  - c\n- d\n* e\n", 1)
@example("- a\n\n  b\n\n  c\n\n  - d\n    - e\n    - f\n\n  g\n- h", 1)
@example("> 1. a\n>\n>    b\n>\n>    c\n>    > d\n>    >\n>    > e\n> 2. f", 1)
@example("> a\n>\n> [r]:\n> https://x.example/\n>\n> b\n", 3)
@example("> > a\n>\n> b\n> > c\nlazy\n> d\n", 1)
@example("1. a\n\n   [^n]\n2. b[^m]\n\n[^m]: c\n[^n]: d\n", 1)
def test_runs_equal_the_whole(source: str, size: int) -> None:
    assert read(source, size) == read(source, WHOLE)


@pytest.mark.parametrize("prefix", ["- ", "1. ", "> - ", "> > * ", "> ", "  - ", "  ", "   - "])
def test_a_container_is_read_in_runs(prefix: str) -> None:
    """Its parts are small, though it is one block: the parser's tokens take a hundred times their source."""
    blank = prefix.rstrip() if prefix == "> " else ""
    source = "".join(f"{prefix}{number} the ferry does not sail\n{blank}\n" for number in range(20_000))
    source = "- top\n\n" * prefix.startswith(" ") + source
    parts = list(parse(Raw(source.encode(), MARKDOWN)))
    assert len(parts) > len(source) / pieces.PIECE / 2
    assert max(len(part.text) for part in parts) <= pieces.PIECE
    blocks = [block for part in parts for block in part.blocks]
    assert len(blocks) == 20_000 + prefix.startswith(" ")
    assert {block.kind for block in blocks} <= {BlockKind.LIST_ITEM, BlockKind.BLOCKQUOTE}


def test_an_item_that_nests_too_deep_is_shown_as_it_is_amid_a_long_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "PIECE", 200)
    deep = "- " * 120 + "deep"
    source = "".join(f"- item {number}\n" for number in range(3_000)) + deep + "\n- last\n"
    found = article(source, MARKDOWN)
    assert found.text.count("item ") == 3_000
    assert deep.strip() in found.text
    assert found.text.endswith("last")


signs = st.sampled_from(
    [
        *("a", "é", "1", ".", ",", "*", "_", "`", "[", "]", "(", ")", "<", ">", "!", "&", "\\", '"', "'", "^", "~"),
        *(":", "#", " ", "\t", "\n", "\n", "\n", " \n", "  \n", "\\\n", "\n ", "&amp;", "**", "``", "](", "](<"),
        *("[r]", "[^n]", "^[", "<b ", "<!-- ", " -->", "<https://x.example/", "![", "\u00a0", "\u2003", "~~", "\u2028"),
    ]
)
paragraph = st.lists(signs, max_size=40).map("".join)


@settings(max_examples=200, deadline=None)
@given(paragraph)
@example("[a](<b\nc>) [a](\n<b\nc>) ![a](<b\nc>) <https://x\ny>")
@example("<b\na=1>x</b> `a\nb` [a\nb](/u\n'c\nd') **a\nb** a\\\nb [r\ns]")
def test_joined_lines_are_read_as_the_parser_reads_them(source: str) -> None:
    defined = f"{source}\n\n[r]: https://x.example/\n\n[r s]: https://y.example/\n\n[^n]: A note\nof two lines.\n"
    found = article(defined, MARKDOWN)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parser, "_SOFT_BREAK", NEVER)
        assert article(defined, MARKDOWN) == found
