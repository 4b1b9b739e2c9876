"""A library for tests of the screen: articles by hand, some hostile, one begun, one finished."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from reader.model import Analysis, Anchor, Highlight, Metadata, Quotation, QuotationKind, Span, Speaker
from reader.sources import Raw, article_of
from reader.store import Library, Opened, Position
from reader.store import shelf as module

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
"""When the first of them was taken in; the others a day later each."""

TEXTS = (
    ("Le bac repart", "L’Écho", "2026-03-03", "https://echo.example/bac", "Le bac part à six heures. « Il part »,"),
    ("Une digue à refaire", "L’Écho", "2026-01-09", "https://echo.example/digue", "La digue a cédé en mars."),
    ("The lamp returns", None, "2025-12-24", "https://www.lamp.example/a", "The lamp of the harbour was lit again."),
    ("Ce que dit la mer", "Marées", "2026-11-02", "https://marees.example/mer", "La mer monte deux fois par jour."),
)
FILLING = " Elle redescend sans rien demander à personne, ce qui règle bien des débats." * 60


def put(library: Library, title: str, site: str | None, day: str | None, url: str, text: str) -> str:
    """Keep an article of three paragraphs; its hash."""
    body = f"# {title}\n\n{text}\n\n{FILLING}\n\n{FILLING}\n\nAinsi finit « {title} ».\n"
    raw = Raw(body.encode("utf-8", "surrogatepass"), "text/markdown", url)
    article = article_of(raw)
    known = Metadata(title, ("Inès Kervran",), site, day, url, "fr")
    at = article.text.index(text)
    quotation = Quotation(
        f"q-{title}", QuotationKind.DIRECT, (Span(at, at + 9),), speaker=Speaker("Yann", Span(at, at + 2))
    )
    from dataclasses import replace

    library.shelf.keep(replace(article, metadata=known), Analysis((quotation,)), raw.data, by="test")
    return article.source.sha256


def shelf(path: Path, monkeypatch: pytest.MonkeyPatch, *more: tuple[Any, ...]) -> Library:
    """A library at `path` with the articles, and `more`; the last one stands first."""
    library = Library.open(path / "library.sqlite3")
    hashes: list[str] = []
    for at, each in enumerate((*TEXTS, *more)):
        monkeypatch.setattr(module, "now", lambda at=at: NOON + timedelta(days=at))
        hashes.append(put(library, *each))
    bac, digue, lamp, _sea = hashes[:4]
    library.shelf.tag(bac, ["mer", "à relire"])
    library.highlights.add(bac, Highlight(Anchor.to("Le bac", Span(0, 2))))
    library.save_opened(Opened(digue, opened_at=NOON + timedelta(days=1)))
    library.save_position(digue, Position(Anchor.to("Une digue", Span(0, 3)), 0.4))
    library.save_opened(Opened(lamp, opened_at=NOON + timedelta(days=2)))
    library.save_position(lamp, Position(Anchor.to("The lamp", Span(0, 3)), 1.0))
    monkeypatch.undo()
    return library
