"""Reader: the public Python API. Importing it costs next to nothing: each name is loaded when it is first used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

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


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
