"""Tables of Markdown that are read in runs of rows: the same article as where the parser has all of it at once."""

from __future__ import annotations

import tracemalloc
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model import Article, BlockKind
from reader.sources import Raw
from reader.sources.markdown import parser, pieces, table_runs
from tests.sources.outline import article

MARKDOWN = "text/markdown"

WHOLE = 10_000_000
"""Characters of a piece that holds all of a source."""

cells = st.sampled_from(
    [
        "a",
        "",
        "mot",
        "*é*",
        "`x`",
        "`a|b`",
        r"`a\|b`",
        r"a\|b",
        "\\",
        r"\\",
        "[l](u)",
        "[r]",
        "[^n]",
        "- b",
        "<b>",
        "|",
        "#",
    ]
)
edges = st.sampled_from(["", "|", "| ", " |", "  | "])
rows = st.tuples(edges, st.lists(cells, max_size=6), edges).map(lambda row: row[0] + " | ".join(row[1]) + row[2])
aligned = st.lists(st.sampled_from(["---", ":--", "--:", ":-:", "-"]), min_size=1, max_size=4)
heads = aligned.map(lambda marks: f"| {' | '.join('h*i*' for _ in marks)} |\n| {' | '.join(marks)} |")
ends = st.sampled_from(
    [
        "",
        "\n",
        "\n\nText.\n",
        "\n# H\n",
        "\n> q\n",
        "\n- i\n",
        "\n---\n",
        "\n```\nc\n```\n",
        "\n<p>h</p>\n",
        "\n    code\n",
    ]
)
insides = st.sampled_from(["", "> ", "- ", "> > "])
befores = st.sampled_from(["", "\n", "Before.\n\n", "[r]: https://x.example/\n", "# T\n", "Before\n", "> q\n"])
afters = st.sampled_from(["", "\n[r]: https://x.example/\n\n[^n]: note\n", "\n| a |\n|---|\n| b |\n"])


@st.composite
def sources(draw: st.DrawFn) -> str:
    """Something, a table in it or in a quote or an item, and what ends it."""
    inside = draw(insides)
    table = "\n".join([draw(heads), *draw(st.lists(rows, max_size=12))])
    further = " " * len(inside) if inside == "- " else inside
    placed = inside + table.replace("\n", "\n" + further)
    return draw(befores) + placed + draw(ends) + draw(afters)


def read(source: str, size: int) -> Article:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "PIECE", size)
        return article(source, MARKDOWN)


def the_same(source: str, size: int) -> Article:
    whole, found = read(source, WHOLE), read(source, size)
    assert (found.text, found.blocks, found.sections) == (whole.text, whole.blocks, whole.sections)
    return whole


@settings(max_examples=150)
@given(sources(), st.integers(1, 80))
def test_runs_equal_the_whole(source: str, size: int) -> None:
    the_same(source, size)


@pytest.mark.parametrize("limit", [4, 10])
@settings(max_examples=60)
@given(source=sources(), size=st.integers(1, 80))
def test_a_table_that_lacks_too_many_cells_ends_where_it_did(limit: int, source: str, size: int) -> None:
    """The parser's own limit is for thousands of cells: with a low one, both ways end at the same row."""
    with pytest.MonkeyPatch.context() as patch:
        rule = import_module("markdown_it.rules_block.table")  # the package has a function of that name
        patch.setattr(rule, "MAX_AUTOCOMPLETED_CELLS", limit)
        patch.setattr(table_runs, "MISSING", limit)
        the_same(source, size)


def test_the_limit_of_missing_cells_as_it_is() -> None:
    head = "|" + "h|" * 300 + "\n|" + "-|" * 300 + "\n"
    found = the_same(head + "a\n" * 230, 100)
    table = found.blocks[0]
    assert table.kind is BlockKind.TABLE
    assert len(table.lines) == 1 + table_runs.MISSING // 299


def test_memory_does_not_grow_with_the_rows() -> None:
    """A hundred times the characters at most, as tokens, of one piece: not of the table."""

    def most(count: int) -> int:
        raw = Raw(("| a | b |\n|---|---|\n" + "| Harbour | 12 |\n" * count).encode(), MARKDOWN)
        tracemalloc.start()
        try:
            for _part in parser.parse(raw):
                pass
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    rows_more = 20_000
    assert (most(30_000) - most(30_000 - rows_more)) / rows_more < 700
