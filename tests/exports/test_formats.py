from __future__ import annotations

import csv
import html
import io
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len

from reader.exports import DOCUMENT_FORMATS, FORMATS, renderer
from reader.exports.as_json import dumps
from reader.exports.contract import document
from reader.exports.markup import markdown_text, printable
from reader.exports.records import RECORDS, Column
from reader.gate import is_safe
from tests.exports.facts import ANALYSIS, ARTICLE, elsewhere, hostile

CELL = (Column("source", "Source"), Column("cell", "Cell", spacious=True))
ANY_TEXT = st.text(st.characters(), max_size=60)


def rendered(name: str, listing: str = "quotations", *, width: int | None = None, sources: int = 1) -> str:
    records = RECORDS[listing]
    rows = [row for n in range(sources) for row in records.rows(elsewhere(f"m{n}.txt"), ANALYSIS)]
    return "".join(renderer(name)(rows, records.columns, width=width))


def cells(name: str, *values: object, width: int | None = None) -> str:
    rows = [{"source": None, "cell": value} for value in values]
    return "".join(renderer(name)(rows, CELL, width=width))


@pytest.mark.parametrize("listing", RECORDS)
def test_records_have_exactly_the_columns_in_their_order(listing: str) -> None:
    rows = list(RECORDS[listing].rows(ARTICLE, ANALYSIS))
    assert rows
    for row in rows:
        assert list(row) == [column.name for column in RECORDS[listing].columns]


def test_sections_are_counted_as_the_structure_and_the_quotations_count_them() -> None:
    sections = list(RECORDS["sections"].rows(ARTICLE, ANALYSIS))
    assert [(row["number"], row["title"], row["words"]) for row in sections] == [
        (None, None, 4), (1, "Le toit d’abord", 21), (2, "Le devis", 5),
    ]  # fmt: skip
    assert [row["section"] for row in RECORDS["quotations"].rows(ARTICLE, ANALYSIS)] == [1, 1]
    assert [(row["section"], row["reason"]) for row in RECORDS["structure"].rows(ARTICLE, ANALYSIS)] == [
        (None, "first line"), (1, "short, no stop"), (2, "short, no stop"), (2, "marker"),
    ]  # fmt: skip


def test_sections_are_numbered_from_one_whether_or_not_the_first_has_a_title() -> None:
    untitled = replace(ARTICLE, blocks=ARTICLE.blocks[1:])
    assert [row["number"] for row in RECORDS["sections"].rows(untitled, ANALYSIS)] == [1, 2]
    bare = replace(ARTICLE, blocks=ARTICLE.blocks[:1])
    assert [row["number"] for row in RECORDS["sections"].rows(bare, ANALYSIS)] == [None]


def test_a_long_block_is_shown_in_part() -> None:
    block = replace(ARTICLE.blocks[2], reason="so")
    (row,) = RECORDS["structure"].rows(replace(ARTICLE, blocks=(block,)), ANALYSIS)
    assert row["text"] == "« Le toit, soupire Anne Lebreton, mairesse, fuit depuis dix ans. Il ira jusqu’à…"


def test_an_entity_counts_what_it_says() -> None:
    rows = list(RECORDS["entities"].rows(ARTICLE, ANALYSIS))
    assert [(row["name"], row["mentions"], row["quotations"]) for row in rows] == [
        ("Kervélo", 1, 0), ("Anne Lebreton", 1, 1), ("@toit", 2, 0),
    ]  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("width", [None, 60])
def test_every_format_ends_its_last_line(name: str, width: int | None) -> None:
    assert rendered(name, width=width).endswith("\n")
    nothing = "".join(renderer(name)([], CELL, width=width))
    assert nothing == {"json": "[]\n", "csv": "source,cell\n"}.get(name, "")


@pytest.mark.parametrize("name", FORMATS)
@given(value=ANY_TEXT)
def test_what_goes_to_a_terminal_is_safe(name: str, value: str) -> None:
    assert is_safe(cells(name, value, "b", width=40).replace("\x1b[1m", "").replace("\x1b[0m", ""))


@given(value=ANY_TEXT)
def test_json_is_safe_everywhere_and_says_what_was_said(value: str) -> None:
    written = cells("jsonl", value)
    assert is_safe(written)
    assert json.loads(written) == {"source": None, "cell": value}
    assert json.loads(cells("json", value, 1)) == [{"source": None, "cell": value}, {"source": None, "cell": 1}]


def test_json_keeps_letters_and_escapes_what_acts() -> None:
    assert dumps({"é": "« ça » \x1b\x7f\x85\u202e\u2028\ud800😀"}) == (
        '{"é": "« ça » \\u001b\\u007f\\u0085\\u202e\\u2028\\ud800😀"}'
    )


def test_json_holds_documents() -> None:
    found = document(*hostile())
    for name in DOCUMENT_FORMATS:
        written = "".join(renderer(name)([found, found]))
        assert is_safe(written)
        read = json.loads(written) if name == "json" else [json.loads(each) for each in written.split("\n")[:-1]]
        assert read == [found, found]
        assert [list(each) for each in read] == [list(found)] * 2


@given(value=ANY_TEXT)
def test_csv_in_a_file_says_what_was_said_but_for_the_guard(value: str) -> None:
    written = cells("csv", value)
    rows = list(csv.reader(io.StringIO(written, newline=""), strict=True))
    assert rows[0] == ["source", "cell"]
    got = rows[1][1]
    assert got.replace("'", "") == value.replace("'", "")
    assert got == value or re.search("[=+@＝＋－＠\t\r\n-]", value)


SIGNS = "=+-@＝＋－＠"


@given(value=st.text(alphabet=f"{SIGNS};,\t\r\n\"' a1\u00a0", max_size=20), delimiter=st.sampled_from(",;\t"))
@example(value="a;=1+1", delimiter=";")
@example(value="a;\"=cmd|' /C calc'!A0", delimiter=";")
@example(value="\n\t=1", delimiter="\t")
@example(value="=1", delimiter=",")
def test_no_cell_computes_wherever_a_spreadsheet_divides_them(value: str, delimiter: str) -> None:
    for row in csv.reader(io.StringIO(cells("csv", value), newline=""), delimiter=delimiter):
        for cell in row:
            for line in re.split("[\r\n]", cell):
                assert not line.startswith(tuple(SIGNS))


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "－ non"])
def test_csv_guards_what_a_spreadsheet_would_compute(value: str) -> None:
    assert list(csv.reader(io.StringIO(cells("csv", value), newline="")))[1][1] == f"'{value}"


@pytest.mark.parametrize(
    ("value", "guarded"),
    [("\t=1", "'\t'=1"), ("\r=1", "'\r'=1"), ("\na", "'\na"), ("a ; =1", "a ; '=1"), ("a; b = c - d", "a; b = c - d")],
)
def test_csv_guards_behind_what_may_divide_cells(value: str, guarded: str) -> None:
    assert list(csv.reader(io.StringIO(cells("csv", value), newline="")))[1][1] == guarded


def test_markdown_holds_nothing_that_runs_where_notes_are_made_pages() -> None:
    for code in ("<% tp.system.prompt() %>", "{{ site.secret }}", "{% include x %}", "{{{{x"):
        for written in (cells("markdown", code), markdown_text(code)):
            assert not re.search("<%|{{|{%", written)
            shown = MarkdownIt("commonmark").renderInline(markdown_text(code))
            assert html.unescape(shown) == code


def test_csv_values() -> None:
    assert cells("csv", None, True, False, 12, "a,b", 'a"b', "a\nb") == (
        'source,cell\n,\n,true\n,false\n,12\n,"a,b"\n,"a""b"\n,"a\nb"\n'
    )


@given(value=st.text(st.characters(exclude_characters="\x00\r\n", exclude_categories=["Cs"]), max_size=40))
def test_a_markdown_cell_says_literally_what_was_said(value: str) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(cells("markdown", value, "b"))
    assert tokens[0].type == "table_open"
    inline = [token for token in tokens if token.type == "inline"]
    assert [token.content for token in inline if token.map] == [inline[0].content, inline[1].content, "b"]
    children: list[Any] = inline[1].children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    # A table trims its cells, and Markdown decides what white space is.
    assert "".join(child.content for child in children).strip() == printable(value).strip()


def test_markdown_breaks_lines_and_escapes_bars() -> None:
    assert cells("markdown", "a\nb|c\r\nd <b>", None) == ("| Cell |\n| --- |\n| a<br>b\\|c<br>d \\<b> |\n|  |\n")


def test_a_plain_table_is_aligned_by_cells_and_shows_the_source_only_where_it_differs() -> None:
    one = rendered("table").splitlines()
    assert one == [
        "§  Speaker        Role      Quotation",
        "1  Anne Lebreton  mairesse  Le toit […] fuit depuis dix ans. Il ira jusqu’à Noël.",
        "1  —                        une passoire",
    ]
    two = rendered("table", sources=2).splitlines()
    assert two[0].startswith("Source  §")
    assert two[3].startswith("m1.txt  1")


def test_wide_characters_keep_the_columns_in_line() -> None:
    columns = (Column("a", "A"), Column("b", "B"))
    rows = [{"a": "新聞", "b": "x"}, {"a": "abcd", "b": "x"}, {"a": "👍🏽é", "b": "x"}]
    lines = "".join(renderer("table")(rows, columns)).splitlines()
    assert len({cell_len(each[: each.rindex(each[-1])]) for each in lines}) == 1


@pytest.mark.parametrize("width", [20, 40, 80, 120])
@pytest.mark.parametrize("listing", RECORDS)
def test_a_table_fits_the_terminal_and_loses_no_word(listing: str, width: int) -> None:
    written = rendered("table", listing, width=width, sources=2)
    assert all(cell_len(each) <= width for each in written.splitlines())
    if width >= 80:
        last = {"sections": "devis", "structure": "marker", "quotations": "passoire", "entities": "Kervélo"}[listing]
        assert last in "".join(written.split())


def test_markup_in_a_cell_is_plain_text() -> None:
    assert "[red]a[/] [@click=app.quit()]b" in cells("table", "[red]a[/] [@click=app.quit()]b", width=80)


def test_rows_come_as_they_are_read() -> None:
    seen: list[int] = []

    def rows() -> Any:
        for number in range(3):
            seen.append(number)
            yield {"source": None, "cell": number}

    for name in ("json", "jsonl", "csv"):
        seen.clear()
        pieces = renderer(name)(rows(), CELL)
        while not seen:
            next(pieces)
        assert seen == [0]
