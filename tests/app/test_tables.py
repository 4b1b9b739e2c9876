"""Tables on the page: every cell's characters, in their column, inside the measure."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.app.tables import GUTTER, table_lines
from reader.gate import visible
from reader.model import Article, BlockKind
from tests.app.texts import article, graphemes, words

cells = st.lists(words, max_size=4).map(lambda found: " ".join(found).strip(" "))


@st.composite
def tables(draw: st.DrawFn) -> Article:
    rows = draw(st.lists(st.lists(cells, min_size=1, max_size=4).map("\t".join), min_size=1, max_size=5))
    return article([(BlockKind.TABLE, "\n".join(rows))])


@given(tables(), st.integers(1, 60))
def test_every_character_of_a_cell_is_shown_once(one: Article, width: int) -> None:
    found: dict[int, str] = {}
    for line in table_lines(one.text, one.blocks[0], width):
        for _x, start, end, shown in line:
            for offset in range(start, end):
                assert offset not in found
                found[offset] = shown[offset - start]
    for offset, char in enumerate(one.text):
        assert found.get(offset, " ") == visible(char) or not char.strip()


@given(tables(), st.integers(30, 80))
def test_cells_stay_in_their_columns_and_the_measure(one: Article, width: int) -> None:
    rows = [one.text[line.start : line.end].split("\t") for line in one.blocks[0].lines]
    columns: dict[int, set[tuple[int, int]]] = {}
    for line in table_lines(one.text, one.blocks[0], width):
        at = 0
        for x, start, end, shown in line:
            assert x >= at
            at = x + cell_len(shown) + GUTTER
            assert at - GUTTER <= width or len([g for g in graphemes(shown) if g[2]]) == 1
            row = next((r for r, each in enumerate(one.blocks[0].lines) if each.start <= start and end <= each.end), 0)
            if start < end:
                number = one.text[one.blocks[0].lines[row].start : start].count("\t")
                columns.setdefault(number, set()).add((x, x + cell_len(shown)))
    for found in columns.values():
        assert len({left for left, _ in found}) == 1 or len({right for _, right in found}) == 1
    assert len(columns) <= max(map(len, rows))


def test_a_rule_stands_under_the_first_row_and_leads_nowhere() -> None:
    one = article([(BlockKind.TABLE, "Ligne\tJanvier\n1\t84 %")])
    _, rule, last = table_lines(one.text, one.blocks[0], 40)
    assert rule == [(0, 13, 13, "─────  ───────")]
    assert [piece[0] for piece in last] == [4, 10], "numbers stand at the right"


def test_the_widest_column_gives_way_first() -> None:
    one = article([(BlockKind.TABLE, f"Nom\tAge\n{'a ' * 40}\tans")])
    lines = list(table_lines(one.text, one.blocks[0], 30))
    assert {piece[0] for line in lines for piece in line} == {0, 27}


def test_columns_of_numbers_stand_at_the_right_and_others_at_the_left() -> None:
    rows = ["Ligne\tCoût\tVoyageurs\tAvis", "A\t3,2 M€\t12 400\tbon", "B\t12 M€\t980\t7 sur 10", "C\t–\t1 004\tmoyen"]
    one = article([(BlockKind.TABLE, "\n".join(rows))])
    lines = [line for line in table_lines(one.text, one.blocks[0], 60) if line[0][3][0] != "─"]
    ends = [[x + cell_len(words) for x, _s, _e, words in line] for line in lines]
    assert len({row[1] for row in ends}) == len({row[2] for row in ends}) == 1
    assert len({line[3][0] for line in lines}) == 1


def test_a_table_with_too_many_columns_names_each_cell() -> None:
    one = article([(BlockKind.TABLE, "Ville\tPrix\tJour\tHeure\nBrest\t12 €\tmardi\t8 h\nLanvor\t\tjeudi\t9 h")])
    lines = ["".join(words for _x, _s, _e, words in line) for line in table_lines(one.text, one.blocks[0], 11)]
    assert lines == [
        *("Ville", "Prix", "Jour", "Heure", ""),
        *("Brest", "Prix: 12 €", "Jour: mardi", "8 h", ""),
        *("Lanvor", "Jour: jeudi", "9 h"),
    ]


def test_a_cell_breaks_where_the_language_lets_it() -> None:
    """No line of a French cell ends in « or begins with a sign that stands behind a space."""
    one = article([(BlockKind.TABLE, "Lieu\tAvis\nQuai\tOn a dit « oui » : c’est 45 % de gagné !")])
    for width in range(14, 40):
        shown = [
            "".join(piece[3] for piece in line[1:])
            for line in table_lines(one.text, one.blocks[0], width, language="fr")
        ]
        assert not [line for line in shown if line.startswith(("»", ":", "%", "!")) or line.endswith("«")], width
