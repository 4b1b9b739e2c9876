"""From the page to the clipboard: what arrives is the article's characters at the quotation's spans, piece by piece."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.analysis import analyse
from reader.clipboard import copy
from reader.exports.quoting import render
from reader.gate import visible
from reader.model import Quotation, QuotationKind, Span
from reader.sources import load
from tests.generated import articles

if TYPE_CHECKING:
    from reader.model import Article

SAMPLES = sorted((Path(__file__).parents[2] / "articles").glob("*.*"))


def arrives(text: str) -> str:
    """What a terminal's clipboard holds after a copy, read from what was sent to it."""
    sent: list[str] = []
    receipt = copy(text, write=sent.append, environ={"SSH_TTY": "/dev/pts/9", "TERM": "xterm"})
    assert receipt.sent
    (sequence,) = sent
    return base64.b64decode(sequence.removeprefix("\x1b]52;c;").removesuffix("\x07"), validate=True).decode("utf-8")


def expected(article: Article, spans: tuple[Span, ...]) -> str:
    """The words of `spans` by the letter of the design: ' […] ' in a block, a line between blocks, a space at a wrap.

    It is written anew here, character by character, so that it shares nothing with what it tests.
    """
    owner: list[tuple[int, int] | None] = [None] * len(article.text)
    for number, block in enumerate(article.blocks):
        for line_number, line in enumerate(block.lines):
            for offset in range(line.start, line.end):
                owner[offset] = number, line_number
    out = ""
    last: tuple[int, int, int] | None = None
    for piece, span in enumerate(spans):
        for offset in range(span.start, span.end):
            place = owner[offset]
            if place is None:
                continue
            if last is not None:
                block, line, before = last
                kind = article.blocks[place[0]].kind.value
                if place[0] != block:
                    out += "\n"
                elif piece != before:
                    out += " […] "
                elif place[1] != line:
                    out += ("\n" if kind in ("code", "table") else " ") * (place[1] - line)
            out += article.text[offset]
            last = (*place, piece)
    return out


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_every_quotation_of_the_samples(sample: Path) -> None:
    article = load(str(sample))
    quotations = analyse(article).quotations
    assert quotations
    for quotation in quotations:
        held = arrives(render("plain", article, quotation))
        assert held == expected(article, quotation.spans)
        for span in quotation.spans:
            for word in span.of(article.text).split():
                assert word in held or word in "> *"


@settings(max_examples=1_000, deadline=None)
@given(data=st.data(), article=articles())
def test_a_thousand_generated_articles(data: st.DataObject, article: Article) -> None:
    lines = [line for block in article.blocks for line in block.lines if len(line)]
    if not lines:
        return
    # Pieces begin and end in words, wherever in the article these stand; the next begins behind the last.
    offsets = sorted(data.draw(st.sets(st.sampled_from([n for line in lines for n in range(line.start, line.end)]))))
    spans = tuple(Span(start, end + 1) for start, end in zip(offsets[::2], offsets[1::2], strict=False))
    if not spans:
        return
    held = arrives(render("plain", article, Quotation("q", QuotationKind.DIRECT, spans)))
    assert held == visible(expected(article, spans))
