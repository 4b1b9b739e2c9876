"""The invariants on real articles: our samples, and where it lies beside the repository the shared material."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from reader.analysis import analyse_in_parts
from reader.model import Analysis
from reader.sources import Raw, article_of, load, parse
from tests.invariants import check_analysis, check_article

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
ARTICLES = sorted((ROOT / "articles").iterdir())
SETS = ("structure/core", "structure/variant_wrap72", "structure/variant_numbered", "quotes/wikinews_fr")


@cache
def shared_texts() -> list[str]:
    """Plain texts of all kinds that the shared material has, none of more than 60,000 characters."""
    if not SHARED.is_dir():
        pytest.skip("the shared material is not beside this checkout")
    texts = [path.read_text(encoding="utf-8") for path in sorted((SHARED / "seed").glob("*.txt"))]
    for name in SETS:
        for line in (SHARED / "eval" / f"{name}.dev.jsonl").read_text(encoding="utf-8").splitlines():
            texts.append(json.loads(line)["text"])
    return [text for text in texts if len(text) < 60_000]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_samples(path: Path) -> None:
    article = load(str(path))
    check_article(article)
    analysis = Analysis()
    for findings in analyse_in_parts(article):
        analysis = analysis.with_findings(findings)
        check_analysis(article, analysis)
    assert analysis.quotations
    assert analysis.entities


@pytest.mark.parametrize("path", [path for path in ARTICLES if path.suffix == ".txt"], ids=lambda path: path.name)
def test_the_canonical_text_of_a_plain_text_is_the_file(path: Path) -> None:
    assert load(str(path)).text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_an_article_is_the_sum_of_its_parts(path: Path) -> None:
    raw = Raw(path.read_bytes(), "text/markdown" if path.suffix == ".md" else "text/plain", str(path))
    first, *rest = parse(raw)
    grown = article_of(raw, [first])
    for part in rest:
        check_article(grown)
        grown = grown.extended(part)
    assert grown == article_of(raw)


def test_shared_texts_as_plain_text() -> None:
    for text in shared_texts():
        article = article_of(Raw(text.encode(), "text/plain"))
        assert article.text == text
        check_article(article)


def test_shared_texts_as_markdown() -> None:
    for text in shared_texts():
        check_article(article_of(Raw(text.encode(), "text/markdown")))


def test_shared_texts_analysed() -> None:
    for text in shared_texts():
        article = article_of(Raw(text.encode(), "text/plain"))
        analysis = Analysis()
        for findings in analyse_in_parts(article):
            analysis = analysis.with_findings(findings)
            check_analysis(article, analysis)
