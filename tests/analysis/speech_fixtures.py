"""Reads the fixtures of quoted speech: what an article of a few lines says, and who says it.

    === what the case shows
    a line is a block; "> " begins a block quote, ">> " its next paragraph, "# " a heading
    -> [block|fragment] piece | piece = speaker [; role [; repeats n]]

A speaker of "?" is unknown. A case without an arrow quotes nothing at all. A role that is not given is not compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reader.analysis.attribution.attributing import attribute
from reader.analysis.draft import Draft
from reader.analysis.entities.names import find_names
from reader.analysis.findings import make_quotations
from reader.analysis.quotations.finding import find_quotations
from reader.model import Article, Block, BlockKind, Metadata, Quotation, Source, Span

FOLDER = Path(__file__).parent / "fixtures"
_MARKERS = (
    (">> ", BlockKind.BLOCKQUOTE, True),
    ("> ", BlockKind.BLOCKQUOTE, False),
    ("# ", BlockKind.HEADING, False),
    ("", BlockKind.PARAGRAPH, False),
)


@dataclass(frozen=True)
class Expected:
    kind: str
    pieces: tuple[str, ...]
    speaker: str | None
    role: str | None
    repeats: int


@dataclass(frozen=True)
class Case:
    language: str
    name: str
    lines: tuple[str, ...]
    expected: tuple[Expected, ...]


def cases(language: str, topic: str = "speech") -> list[Case]:
    text = (FOLDER / f"{topic}.{language}.txt").read_text(encoding="utf-8")
    return [_case(language, part) for part in text.split("=== ")[1:]]


def _case(language: str, part: str) -> Case:
    name, *lines = part.strip().splitlines()
    told = [line for line in lines if line and not line.startswith("-> ")]
    return Case(language, name, tuple(told), tuple(_expected(line[3:]) for line in lines if line.startswith("-> ")))


def _expected(line: str) -> Expected:
    words, _, told = line.rpartition(" = ")
    kind, _, rest = words.partition(" ")
    if kind not in ("block", "fragment"):
        kind, rest = "direct", words
    speaker, *more = (each.strip() for each in told.split(";"))
    role = more[0] if more and more[0] else None
    repeats = int(more[1].removeprefix("repeats ")) if len(more) > 1 else 0
    return Expected(kind, tuple(rest.split(" | ")), None if speaker == "?" else speaker, role, repeats)


def article_of(lines: tuple[str, ...] | list[str], language: str | None) -> Article:
    """One block a line, the marker left out of the block's span."""
    text, blocks = "", []
    for line in lines:
        marker, kind, continues = next(each for each in _MARKERS if line.startswith(each[0]))
        start = len(text) + len(marker)
        text += line + "\n"
        if len(text) - 1 > start:
            blocks.append(Block(kind, Span(start, len(text) - 1), continues=continues))
    return Article(text, tuple(blocks), Source(None, "text/plain", ""), Metadata(language=language))


def quoted(article: Article) -> tuple[Quotation, ...]:
    draft = Draft(article, article.metadata.language, range(len(article.blocks)))
    for step in (find_quotations, find_names, attribute, make_quotations):
        step(draft)
    return draft.fresh
