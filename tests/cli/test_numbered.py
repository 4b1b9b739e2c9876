"""`reader show --links`: numbers behind the links, and the addresses below."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reader.cli.numbered import numbered
from reader.sources import Raw, article_of
from tests.invariants import check_article

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """\
# The quay

Read [the *report*](https://a.example/report "Report"), [the plan](https://a.example/plan)[and more](plan.html), or
[the
report](https://a.example/report) again; <https://b.example/x> and [b.example/x](https://b.example/x) say where they
lead, [this](#below) leads down, and **[bold](https://c.example)** is bold.[^1]

| Item | Cost |
|---|---|
| [Wall](https://d.example) | 3 |

[^1]: A [note](https://e.example).
"""


TARGETS = [
    "https://a.example/report",
    "https://a.example/plan",
    "plan.html",
    "https://c.example",
    "https://d.example",
    "https://e.example",
]


def test_a_number_stands_behind_each_link() -> None:
    article = article_of(Raw(PAGE.encode(), "text/markdown", "page.md"))
    shown, targets = numbered(article)
    check_article(shown)
    first = shown.text.split("\n\n")[1]
    assert first.startswith(
        "Read the report‹1›, the plan‹2›and more‹3›, or the report‹1› again; https://b.example/x and"
    )
    assert " and b.example/x say where" in first
    assert "this leads down, and bold‹4› is bold" in shown.text
    assert "Wall‹5›\t3" in shown.text
    assert targets == TARGETS


def test_what_was_there_stays_what_it_was() -> None:
    article = article_of(Raw(PAGE.encode(), "text/markdown", "page.md"))
    shown, _ = numbered(article)
    assert len(shown.blocks) == len(article.blocks)
    for before, after in zip(article.blocks, shown.blocks, strict=True):
        assert before.kind is after.kind
        pairs = zip(before.inlines, after.inlines, strict=True)
        assert all(old.span.of(article.text) == new.span.of(shown.text) for old, new in pairs)
    bare = article_of(Raw(b"# A\n\nNo link.\n", "text/markdown", "bare.md"))
    assert numbered(bare) == (bare, [])


@pytest.mark.parametrize("more", [[], ["--plain"], ["--styled"], ["--width", "30"]], ids=" ".join)
def test_the_addresses_stand_below(tmp_path: Path, more: list[str]) -> None:
    (tmp_path / "page.md").write_text(PAGE, encoding="utf-8")
    command = [sys.executable, "-m", "reader", "show", *more, "page.md"]
    printed = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, text=True).stdout
    assert "‹" not in printed
    linked = subprocess.run([*command, "--links"], cwd=tmp_path, capture_output=True, check=True, text=True).stdout
    assert linked.endswith("\n\nLinks:\n" + "".join(f"‹{n}› {t}\n" for n, t in enumerate(TARGETS, start=1)))
