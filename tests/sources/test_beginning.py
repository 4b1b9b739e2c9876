"""The beginning that a few expressions read, against what the full parser reads: the same, or nothing."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources import Raw, article_of, parse
from reader.sources.markdown.beginning import beginning

PLAIN = """\
# Titre

*Par Anne Lebreton*

Le conseil a **voté** tard, selon le [compte rendu](https://mairie.example/1?a=2), et
la nuit fut longue : `git` n’y est pour rien.

## Partie

> Une citation,
> sur deux lignes.
>
> Et la suite.

- un point
- un autre, avec _emphase_

1. premier
2. second

Fin.
"""

SCRAPS = [
    *(
        "a",
        "mot",
        "Été",
        " ",
        "\n",
        "\n\n",
        "  \n",
        "*",
        "**",
        "_",
        "`",
        "[",
        "]",
        "(",
        ")",
        "[x](https://e.example/a)",
    ),
    *(
        "# ",
        "## ",
        "#",
        "> ",
        ">",
        "- ",
        "* ",
        "1. ",
        "2) ",
        "---",
        "===",
        "```",
        "~~~",
        "|",
        "| - |",
        "<b>",
        "&amp;",
        "&",
    ),
    *(
        "!",
        "![i](j)",
        "\\",
        "\t",
        "    ",
        "« oui »",
        "李明",
        "https://e.example/a_b_c",
        "[^1]",
        "[x]: y",
        "~~",
        ".",
        ":",
    ),
    *("**gras**", "*penché*", "`code`", "\n- point", "\n> cité", "\n\n# T\n\n", "\u00a0", "\u2028", "\x0c", "\r\n"),
]


def blocks_of(source: str) -> tuple[object, ...]:
    part = next(iter(parse(Raw(source.encode(), "text/markdown", "x.md"))))
    return part.blocks


def holds(source: str, characters: int) -> bool:
    """Whether `source` is read at all; where it is, that it is read as the full parser reads it."""
    found = beginning(source, "x.md", characters)
    if found is None:
        return False
    whole = article_of(Raw(source.encode(), "text/markdown", "x.md"))
    assert found.blocks == whole.blocks[: len(found.blocks)]
    assert whole.text.startswith(found.text)
    return True


def test_what_is_plain_is_read() -> None:
    found = beginning(PLAIN, "x.md", 10_000)
    assert found is not None
    whole = article_of(Raw(PLAIN.encode(), "text/markdown", "x.md"))
    assert (found.text, found.blocks, found.metadata) == (whole.text, whole.blocks, whole.metadata)


def test_it_stops_where_it_has_enough() -> None:
    found = beginning(PLAIN, "x.md", 30)
    assert found is not None
    assert 0 < len(found.blocks) < len(blocks_of(PLAIN))


@pytest.mark.parametrize(
    "unusual", ["<p>x</p>", "a\\*b", "![i](j)", "    code", "[x]: y", "a | b\n- | -", "x\n===", "- a\n  b"]
)
def test_what_is_not_plain_is_left_to_the_parser(unusual: str) -> None:
    assert beginning(f"Un.\n\n{unusual}\n\nDeux.\n", "x.md", 10_000) is None


def test_a_second_title_makes_both_headings() -> None:
    assert holds("# Un\n\ntexte\n\n# Deux\n", 3)


@given(st.lists(st.sampled_from(SCRAPS), min_size=1, max_size=25), st.integers(1, 200))
def test_it_reads_as_the_parser_or_not_at_all(scraps: list[str], characters: int) -> None:
    source = "".join(scraps).replace("\r\n", "\n")
    if source.strip():
        holds(source, characters)


def test_documents_put_together_at_random_are_read_alike() -> None:
    chance, read = random.Random(3), 0
    for _ in range(400):
        pieces = [chance.choice(PLAIN.split("\n\n")) for _ in range(chance.randint(1, 8))]
        if chance.random() < 0.4:
            pieces.insert(chance.randrange(len(pieces) + 1), chance.choice(SCRAPS))
        read += holds("\n\n".join(pieces) + "\n", chance.randint(1, 500))
    assert read > 100
