"""Blocks that are large in an odd way cost what is seen of them, and lose nothing."""

from __future__ import annotations

from time import process_time

from reader.app.column import Column
from reader.app.layout import layout, slabs
from reader.app.painting import painted
from reader.app.selecting import Selection
from reader.app.tables import table_lines
from reader.model import BlockKind
from reader.sources import Raw, article_of


def test_code_is_cut_at_the_ends_of_its_lines() -> None:
    code = "\n".join(f"key{number:05} = value number {number}" for number in range(3_000))
    article = article_of(Raw(f"```\n{code}\n```\n".encode(), "text/markdown"))
    found = [
        "".join(piece.shown for piece in line.pieces)
        for slab in slabs(article.text, article.blocks)
        for line in layout(article.text, slab, 60)
        if line.pieces
    ]
    assert found == code.split("\n")


def test_many_lines_of_code_are_measured_in_time_that_grows_with_them() -> None:
    def seconds(lines: int) -> float:
        article = article_of(Raw(("```\n" + "some code here\n" * lines + "```\n").encode(), "text/markdown"))
        column = Column(60)
        begin = process_time()
        column.show(article)
        assert len(column) < 2 * lines, "the estimate is of the slab's own lines"
        column.measure(1 << 30)
        return process_time() - begin

    seconds(1_000)
    assert seconds(80_000) < 24 * seconds(10_000) + 0.05


def test_a_paragraph_of_links_is_painted_line_by_line_without_sorting_them_again() -> None:
    words = " ".join(f"[mot{n}](https://a.example/{n}) *et*" for n in range(4_000))
    article = article_of(Raw(words.encode(), "text/markdown"))
    slab = next(slabs(article.text, article.blocks))
    lines = layout(article.text, slab, 60)
    list(painted(lines[1], slab, 2))
    begin = process_time()
    for line in lines[1:41]:
        assert any("link" in run.names for run in painted(line, slab, 2))
    assert process_time() - begin < 0.2


def test_a_table_with_more_columns_than_room_loses_no_cell() -> None:
    head = "|" + "|".join(f"c{n}" for n in range(20)) + "|\n|" + "-|" * 20 + "\n|" + "|".join("ab" * 20) + "|\n"
    article = article_of(Raw(head.encode(), "text/markdown"))
    table = next(block for block in article.blocks if block.kind is BlockKind.TABLE)
    shown = {start for line in table_lines(article.text, table, 40) for _x, start, _end, _words in line}
    cells = {line.start for line in table.lines} | {
        line.start + at + 1 for line in table.lines for at, c in enumerate(line.of(article.text)) if c == "\t"
    }
    assert cells <= shown


def test_a_flag_is_one_character() -> None:
    article = article_of(Raw("ab 🇫🇷🇩🇪 fin".encode(), "text/markdown"))
    for at, flag in ((3, "🇫🇷"), (5, "🇩🇪")):
        assert Selection(article, at).span.of(article.text) == flag
