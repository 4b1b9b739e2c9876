"""Reader: the public Python API. Importing it costs next to nothing: each name is loaded when it is first used."""

from __future__ import annotations

from reader.facts import TYPE_CHECKING
from reader.lazy import lazily

if TYPE_CHECKING:
    from reader.analysis import analyse
    from reader.extraction import extract
    from reader.model import Analysis, Article, Block, Entity, Quotation, Section, Span, Speaker
    from reader.sources import load

__version__ = "0.1.0"

_HOMES = {
    "load": "reader.sources",
    "analyse": "reader.analysis",
    "extract": "reader.extraction",
    **dict.fromkeys(
        ("Analysis", "Article", "Block", "Entity", "Quotation", "Section", "Span", "Speaker"), "reader.model"
    ),
}

__all__ = [
    "Analysis", "Article", "Block", "Entity", "Quotation", "Section", "Span", "Speaker", "analyse", "extract", "load",
]  # fmt: skip


__getattr__, __dir__ = lazily(__name__, _HOMES)
