"""Articles that no parser made: any blocks in any order, with hard wraps, prefixes and stray text between them."""

from __future__ import annotations

from hypothesis import strategies as st

from reader.model import Article, Block, BlockKind, Inline, InlineKind, Source, Span

SOURCE = Source(None, "text/plain", "0" * 64)

WORDS = [
    *("la", "mer", "«", "»", "« Oui »", "dit-elle", "Awen", "3", "mars,", "“so”", "it", "goes.", "’", "–", "…", "[/b]"),
    *("潮", "👩\u200d🚀", "e\u0301t\u0301", "\u202f\u00a0", "\x1b[31m", "\t"),
    *("سفينة", "אוניה", "「船」", "ไทย", "l’été", "\u00a0»", "🇫🇷", "नमस्ते"),
]

lines = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
between = st.sampled_from(["\n", "\n\n", "\n\n\n", "\n> ", "\n    ", "\n***\n"])
prefixes = st.sampled_from(["", "> ", "    ", "- "])


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """An article of up to a dozen blocks."""
    text = draw(st.sampled_from(["", "\n", "  ", "stray words\n"]))
    blocks: list[Block] = []
    for kind in draw(st.lists(st.sampled_from(BlockKind), max_size=12)):
        prefix = draw(prefixes)
        spans: list[Span] = []
        for line in draw(st.lists(lines, min_size=1, max_size=1 if kind is BlockKind.RULE else 4)):
            text += f"\n{prefix}" if spans else ""
            spans.append(Span(len(text), len(text) + len(line)))
            text += line
        level = draw(st.integers(1, 6)) if kind is BlockKind.HEADING else None
        inlines = tuple(Inline(draw(st.sampled_from(InlineKind)), span) for span in spans[:2])
        whole = Span(spans[0].start, spans[-1].end)
        blocks.append(Block(kind, whole, tuple(spans), level=level, inlines=inlines, depth=draw(st.integers(0, 2))))
        text += draw(between)
    return Article(text, tuple(blocks), SOURCE)


def spans_in(article: Article) -> st.SearchStrategy[Span]:
    """Any span of the article's text."""
    offsets = st.integers(0, len(article.text))
    return st.tuples(offsets, offsets).map(lambda pair: Span(min(pair), max(pair)))
