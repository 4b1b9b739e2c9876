"""Fixtures that a person can read: a source, a line of scissors, and an outline of what is to be found in it.

One line a block: its kind, then level, depth or marker where it has one, then its words, a hard wrap shown as ` / `.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reader.model import BlockKind
from reader.sources import Raw, article_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import Article, Block

HERE = Path(__file__).parent
SCISSORS = "\n-----8<-----\n"


def fixtures(folder: str) -> list[Path]:
    return sorted((HERE / folder).iterdir())


def read(path: Path) -> tuple[str, list[str]]:
    """The source and the expected outline of a fixture."""
    source, _, expected = path.read_text(encoding="utf-8").partition(SCISSORS)
    return source, expected.strip("\n").split("\n")


def article(source: str, media_type: str = "text/plain", language: str | None = None) -> Article:
    return article_of(Raw(source.encode("utf-8", "surrogatepass"), media_type, None, language))


def outline(found: Article) -> list[str]:
    return [_line(found, block) for block in found.blocks]


def _line(found: Article, block: Block) -> str:
    parts = [str(block.kind)]
    if block.kind is BlockKind.HEADING:
        parts.append(str(block.level))
    if block.kind in (BlockKind.LIST_ITEM, BlockKind.BLOCKQUOTE):
        parts.append(f"+{block.depth}" if block.depth else "")
        parts.append(block.marker or "")
        parts.append("…" if block.continues else "")
    words = " / ".join(line.of(found.text).replace("\t", " | ") for line in block.lines)
    return f"{' '.join(filter(None, parts))}: {words}".rstrip()


def facts(found: Article) -> Iterator[str]:
    """The inline facts, one a line."""
    for block in found.blocks:
        for inline in block.inlines:
            target = f" -> {inline.target}" if inline.target else ""
            yield f"{inline.kind} {inline.span.of(found.text)}{target}"
