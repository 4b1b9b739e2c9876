"""The end that is read by itself, against what the whole is read as: the same to the character, or nothing."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.model import Block, Span
from reader.sources import Raw, article_of, ending, ending_in
from reader.sources.markdown import ending as markdown_ending
from tests.sources.test_beginning import SCRAPS

if TYPE_CHECKING:
    from pathlib import Path

MARKDOWN, PLAIN = "text/markdown", "text/plain"
FILLING = "La mer monte deux fois par jour, et redescend sans rien demander à personne.\n\n"
FURTHER = [
    *("\n\n```\n", "\n\n~~~\n", "\n\n<!--", "-->\n\n", "\n\n<pre>\n\n", "</pre>", "\n\n[^1]: Une note.\n\n", "mot[^1]"),
    *(
        "\n\n[x]: https://e.example/x\n\n",
        "[x]",
        "^[en passant]",
        "\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n",
        "> ",
        "    ",
    ),
    *("\n\n---\n\n", "\n\nTitre\n=====\n\n", "<?", "<!X", "\n\n* * *\n\n", "1. ", "\r\n", "\t", "\n\n# "),
]


def _moved(block: Block, by: int) -> Block:
    def moved(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    return replace(
        block,
        span=moved(block.span),
        lines=tuple(map(moved, block.lines)),
        inlines=tuple(replace(each, span=moved(each.span)) for each in block.inlines),
    )


@pytest.mark.parametrize("enough", [1, 4000])
@pytest.mark.parametrize("characters", [40, 400, 4000])
@pytest.mark.parametrize("seed", range(150))
def test_the_end_of_a_markdown_document_is_what_the_whole_says_it_is(
    seed: int, characters: int, enough: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.sources.markdown.ending.ENOUGH", enough)
    chance = random.Random(seed)
    source = FILLING + "".join(
        chance.choice(SCRAPS if chance.random() < 0.6 else [*FURTHER, FILLING]) for _ in range(chance.randrange(150))
    )
    raw = Raw(source.encode(), MARKDOWN)
    found = ending(raw, characters)
    if found is None:
        return
    whole = article_of(raw)
    assert whole.text.endswith(found.text)
    before = len(whole.text) - len(found.text)
    assert [_moved(block, before) for block in found.blocks] == list(whole.blocks[-len(found.blocks) :])


@pytest.mark.parametrize(
    "source",
    [
        FILLING * 9 + "```\n" + FILLING * 9,
        FILLING * 9 + "<!--\n\n" + FILLING * 9,
        FILLING * 3 + "Un mot.[^1]\n\n[^1]: Une note.\n\n" + FILLING * 9,
        FILLING * 9 + "Un mot.^[Une note.]\n\n" + FILLING,
        "- un\n\n" * 90,
    ],
)
def test_where_what_stands_before_decides_nothing_is_read(source: str) -> None:
    assert ending(Raw(source.encode(), MARKDOWN), 300) is None


def test_code_and_comments_that_end_are_no_hindrance() -> None:
    source = FILLING + "```\n<!--\n```\n\n<!-- -->\n\n" + FILLING * 9 + "[un lien][x]\n\n"
    found = ending(Raw(f"[x]: https://e.example/x\n\n{source}".encode(), MARKDOWN), 300)
    assert found is not None
    assert found.blocks[-1].inlines[0].target == "https://e.example/x"


def test_the_end_of_a_plain_text_is_its_last_characters() -> None:
    source = FILLING * 50 + "FIN\n"
    found = ending(Raw(source.encode(), PLAIN), 1000)
    assert found is not None
    assert source.endswith(found.text)
    assert 800 < len(found.text) <= 1000
    assert found.blocks[-1].span.of(found.text) == "FIN"
    assert ending(Raw((FILLING * 20 + "```\n" + FILLING * 20).encode(), PLAIN), 300) is None
    assert ending(Raw(("mot " * 2000).encode(), PLAIN), 300) is None


def test_what_is_read_otherwise_has_no_end_of_its_own() -> None:
    assert ending(Raw(b"<html><body><p>mot</p></body></html>", "text/html"), 300) is None


@pytest.mark.parametrize("often", [20_000, 3])
def test_what_decides_is_found_by_its_rarest_byte(often: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown_ending, "_OFTEN", often)
    chance = random.Random(7)
    for _ in range(2_000):
        data = bytes(chance.choices(b"`~^[<a\r\0 ", k=chance.randrange(16)))
        for sign, rarest in markdown_ending._DECISIVE:
            assert markdown_ending._stands(sign, rarest, data) == (sign in data), (sign, data)


@pytest.mark.parametrize("piece", [1 << 16, 50])
def test_a_file_is_looked_through_piece_by_piece(piece: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown_ending, "_PIECE", piece)
    path, plain = tmp_path / "long.md", FILLING * 200
    for further in (
        "",
        "\n\n```\n",
        "\n\n<!-- aside -->\n\n",
        "mot[^1]",
        "\n\n~~~\n",
        "é",
    ):
        for at in (0, 4_000, len(plain)):
            data = (plain[:at] + further + plain[at:]).encode("latin-1" if further == "é" else "utf-8")
            path.write_bytes(data)
            found = ending_in(str(path), MARKDOWN, len(data), 5_000)
            assert (found is not None) == (not further)
            assert found is None or found == ending(Raw(data, MARKDOWN), 5_000)
    assert ending_in(str(path), MARKDOWN, len(data) + 1, 5_000) is None
    assert ending_in(str(path), PLAIN, len(data), 5_000) is None
