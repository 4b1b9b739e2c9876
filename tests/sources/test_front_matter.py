"""What a Markdown file says of itself, and that nothing in its place is mistaken for it or breaks it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Metadata
from reader.sources.markdown.front_matter import LIMIT, front_matter


def said(source: str) -> Metadata:
    found, start = front_matter(source)
    assert start > 0
    return found


def test_yaml() -> None:
    found = said(
        "---\n"
        "title: 'It''s: the tide'  # a comment\n"
        'author: ["Arkwright, Nell", Ann Doyle]\n'
        "date: 2024-03-05T10:00:00+01:00\n"
        "lang: en-GB\n"
        "site_name: The Skerry Post\n"
        "canonical_url: https://post.example/tide\n"
        "tags:\n  - sea\n"
        "---\n\ntext"
    )
    assert found == Metadata(
        title="It's: the tide",
        authors=("Arkwright, Nell", "Ann Doyle"),
        site="The Skerry Post",
        date="2024-03-05",
        url="https://post.example/tide",
        language="en",
    )


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        ("author: Nell Arkwright", ("Nell Arkwright",)),
        ("authors: Nell Arkwright, Ann Doyle & Per Moss", ("Nell Arkwright", "Ann Doyle", "Per Moss")),
        ("author: Arkwright, Nell", ("Arkwright, Nell",)),
        ("auteurs:\n  - Nolwenn Le Bris\n  - Yann Kervella", ("Nolwenn Le Bris", "Yann Kervella")),
        ("authors:\n- name: Nell Arkwright\n  mail: n@x.example\n- name: Ann Doyle", ("Nell Arkwright", "Ann Doyle")),
        ('author: "Nell \\"N\\" Arkwright"', ('Nell "N" Arkwright',)),
        ("author:", ()),
    ],
)
def test_authors(lines: str, authors: tuple[str, ...]) -> None:
    assert said(f"---\n{lines}\ndraft: no\n---\n").authors == authors


def test_folded_title() -> None:
    assert said("---\ntitle: >-\n  A long\n  title\nlang: fr\n---\n").title == "A long title"


def test_toml() -> None:
    found = said('+++\ntitle = "Tide"\ndate = 2024-03-05\nauthors = ["Nell Arkwright"]\n+++\ntext')
    assert (found.title, found.date, found.authors) == ("Tide", "2024-03-05", ("Nell Arkwright",))


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2024-3-5", "2024-03-05"),
        ("2024/03/05", "2024-03-05"),
        ('"2024-03-05 10:00"', "2024-03-05"),
        ("2024-13-05", None),
        ("last week", None),
        ("20240305", None),
    ],
)
def test_dates(value: str, date: str | None) -> None:
    assert said(f"---\ndate: {value}\n---\n").date == date


@pytest.mark.parametrize(
    "source",
    [
        "",
        "---",
        "---\n",
        "text\n---\ntitle: x\n---\n",
        "---\n\nA rule above.\n\n---\n",
        "---\ntitle: never closed\n",
        "--- \t title\n---\n",
        "---\ntitle: x\nprose goes on here\n---\n",
        "+++\nno toml\n+++\n",
        "---\ntitle: x\n" + "y: z\n" * LIMIT + "---\n",
    ],
)
def test_what_is_none(source: str) -> None:
    assert front_matter(source) == (Metadata(), 0)


def test_unsafe_addresses_are_left_out() -> None:
    assert said("---\nurl: javascript:alert(1)\n---\n").url is None


@given(
    st.lists(
        st.sampled_from(
            ["title", "author", "date", ":", " ", "- ", "[", "]", '"', "'", "\\", "\n", "{", "x", "é", "\x00", ">"]
        )
    )
)
def test_nothing_is_raised(pieces: list[str]) -> None:
    for fence in ("---", "+++"):
        found, start = front_matter(f"{fence}\n{''.join(pieces)}\n{fence}\ntext")
        assert start >= 0
        assert all("\n" not in author for author in found.authors)
