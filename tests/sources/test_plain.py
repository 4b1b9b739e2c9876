"""Plain text: each layout as a fixture, and what holds of any text whatever."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import NotAnArticleError
from reader.model import BlockKind, Span
from reader.sources import Raw, article_of
from reader.sources.plain.headings import card
from reader.sources.plain.parser import PIECE, parse
from tests.benchmarks.structure import blocks, wrapped
from tests.invariants import check_article
from tests.sources.outline import article, fixtures, outline, read

SEED = Path(__file__).parents[3] / "shared" / "seed" / "openai-open-source.fr.txt"


@pytest.mark.parametrize("path", fixtures("layouts"), ids=lambda path: path.name)
def test_layout(path: Path) -> None:
    source, expected = read(path)
    found = article(source, language=path.suffixes[0].lstrip("."))
    assert outline(found) == expected
    assert found.text == source
    check_article(found)


@pytest.mark.parametrize("path", fixtures("layouts"), ids=lambda path: path.name)
def test_every_recovered_decision_keeps_its_reason(path: Path) -> None:
    found = article(read(path)[0], language=path.suffixes[0].lstrip("."))
    for block in found.blocks:
        assert block.reason or block.kind is BlockKind.PARAGRAPH


def test_furniture_says_what_it_is() -> None:
    path = next(each for each in fixtures("layouts") if each.name.startswith("furniture"))
    found = article(read(path)[0], language="fr")
    assert [block.reason for block in found.blocks[1:]] == ["byline", "dateline", None, "credit", "teaser", None]


def test_a_first_person_alone_is_quoted() -> None:
    told = [
        "The harbour master of Dunmarrow keeps the tide book, in which nothing has been crossed out since 1920.",
        "The book is wrong by eleven minutes, and everybody in the town has known it for as long as there are clocks.",
        "Visitors who set their watches by it have missed the ferry, and in one case a wedding, without complaint.",
        "The ministry sent an expert, who measured the harbour for a week and agreed with the book in the end.",
        "I have written down what the sea did, and if the sea was late, that is a matter for the sea to explain.",
        "The expert's report was lost on the way back, since the ferry left eleven minutes before he reached it.",
        "A second expert is expected in the spring, according to a letter that the town has decided not to open.",
        "Until then the book stays on its shelf, under the clock, which the harbour master winds every Saturday.",
        "The clock is right, and nobody looks at it, because the shelf hides its face from the door of the office.",
    ]
    found = article("\n".join(told), language="en")
    assert [block.kind for block in found.blocks].count(BlockKind.BLOCKQUOTE) == 1
    assert found.blocks[4].kind is BlockKind.BLOCKQUOTE
    ours = "We went there in the spring, to see the book and the clock, and came back eleven minutes before we left."
    mine = article("\n".join([*told, ours]), language="en")
    assert all(block.kind is not BlockKind.BLOCKQUOTE for block in mine.blocks)


def test_a_colon_without_a_speaker_introduces_no_quotation() -> None:
    lines = [
        "The rules of the museum are simple, and they have been painted over the door for a hundred years:",
        "Visitors leave their umbrellas, their opinions and their children at the desk, in that order.",
    ]
    assert [block.kind for block in article("\n".join(lines), language="en").blocks] == [BlockKind.PARAGRAPH] * 2


def test_line_ends_and_surrogates() -> None:
    found = article_of(Raw(b"one\r\ntwo\rthree\n", "text/plain"))
    assert found.text == "one\ntwo\nthree\n"
    assert article("lone \ud800 half\n").text == "lone \ud800 half\n"


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\t \u2003\n"])
def test_nothing_visible_is_no_article(text: str) -> None:
    with pytest.raises(NotAnArticleError, match="holds no text"):
        list(parse(Raw(text.encode(), "text/plain")))


def test_marks_that_quote_nothing_are_text_all_the_same() -> None:
    found = article(">\n> >\n")
    assert [block.span for block in found.blocks] == [Span(0, 5)]


fragments = st.sampled_from(
    [
        *(
            "Le port",
            "a dit :",
            "« Oui »",
            "— Non.",
            "- ",
            "* ",
            "• ",
            "1. ",
            "2. ",
            "a) ",
            "(i) ",
            "> ",
            ">> ",
            "#",
            "## ",
        ),
        *("====", "----", "* * *", "```", "**", "\n", "\n\n", "\n\n\n", "    ", "\t", "Photo : ", "Lire aussi", "Par "),
        *(
            "-- \n",
            "1/ ",
            "1 – ",
            "II. ",
            "B. ",
            "2.1 ",
            "✓ ",
            "☐ ",
            "From: ",
            "Le problème :\n",
            "N.Y.C.",
            "? ",
            "\n*",
        ),
        *(
            " – Ann Doyle, keeper",
            "\n— Ann Doyle\n",
            "“It was late.”",
            " (Photo: A. N.)",
            "Read more\n",
            ">> Lire aussi",
        ),
        *("je ", "\x00", "\x1b[31m", "\u2028", "\x85", "\ufeff", "\ud83d", "潮汐", "e\u0301", "3 mars 2024", "x" * 80),
        *("the sea was late and the ferry was early, as the book said it would be. ", "."),
    ]
)
texts = st.one_of(st.text(max_size=300), st.lists(fragments, max_size=60).map("".join))


@given(texts)
def test_any_text_is_the_article(text: str) -> None:
    try:
        found = article(text)
    except NotAnArticleError:
        assert not text.strip().strip("\ufeff").strip()
        return
    assert found.text == text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    check_article(found)
    for block in found.blocks:
        assert block.span.of(found.text).strip()
        if block.kind is not BlockKind.CODE:
            assert all(line.of(found.text).strip() == line.of(found.text) for line in block.lines)


@given(texts)
def test_no_visible_character_is_left_out_but_marks(text: str) -> None:
    try:
        found = article(text)
    except NotAnArticleError:
        return
    kept = "".join(line.of(found.text) for block in found.blocks for line in block.lines)
    left = "".join(found.text.split())
    for char in "".join(kept.split()):
        at = left.index(char)  # raises where the blocks hold more than the text, or in another order
        assert not any(each.isalpha() and each not in "abcivxoIVX" for each in left[:at])
        left = left[at + 1 :]


def test_parts_do_not_depend_on_how_they_are_consumed() -> None:
    block = "The tide book\n\nThe book is wrong by eleven minutes, and it has been so for a hundred years.\n\n"
    raw = Raw((block * 3000).encode(), "text/plain")
    parts = list(parse(raw))
    assert len(parts) > 2
    assert list(islice(parse(raw), 2)) == parts[:2]
    assert "".join(part.text for part in parts) == block * 3000
    assert all(PIECE // 2 < len(part.text) < PIECE * 2 for part in parts[:-1])
    whole = article_of(raw, parts)
    check_article(whole)
    kinds = [block.kind for block in whole.blocks]
    assert kinds[2:-2] == [BlockKind.HEADING, BlockKind.PARAGRAPH] * (len(kinds) // 2 - 2)
    assert [part.metadata is not None for part in parts] == [True] + [False] * (len(parts) - 1)


@pytest.mark.parametrize("width", [60, 72, 80])
def test_hard_wrapped_articles_keep_their_blocks(width: int) -> None:
    for seed in range(12):
        whole = list(blocks(seed))
        found = article("\n\n".join(wrapped(block, width) for block in whole), language="fr" if seed % 2 else "en")
        words = [" ".join(line.of(found.text) for line in block.lines) for block in found.blocks]
        assert words == [block.removeprefix("- ") for block in whole]


@pytest.mark.skipif(not SEED.exists(), reason="the seed article is not beside the repository")
def test_seed() -> None:
    found = article(SEED.read_text(encoding="utf-8"))
    lines = {block.span.start: number for number, block in enumerate(found.blocks, 1)}
    assert len(lines) == 35
    assert found.metadata.language == "fr"

    def numbers(kind: BlockKind) -> list[int]:
        return [lines[block.span.start] for block in found.blocks if block.kind is kind]

    assert numbers(BlockKind.HEADING) == [1, 4, 9, 11, 15, 20, 24, 27, 32]
    assert len(found.sections) == 9
    assert numbers(BlockKind.BLOCKQUOTE) == [7, 14, 23, 26]
    assert numbers(BlockKind.LIST_ITEM) == [17, 18, 19, 29, 30, 31]
    assert numbers(BlockKind.TITLE) == []


def test_whatever_speaks_for_a_heading_or_a_title_has_words() -> None:
    scores = card()
    for weights, least in ((scores.weights, 1), (scores.title_weights, 0)):
        assert not {feature for feature, weight in weights.items() if weight > least} - set(scores.said)
