"""Texts that a page is made of, for hypothesis: French, English, Chinese, emoji, and what nobody should write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st
from rich.cells import split_graphemes

from reader.model import Article, Block, BlockKind, Metadata, Source, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SOURCE = Source("x.txt", "text/plain", "0" * 64)

ODD = [
    *("潮汐表", "表", "👩\u200d🚀", "🇫🇷", "👍🏽", "☎\ufe0f", "e\u0301te\u0301", "\u0301", "\u200d", "\ufe0f", "\ufffc"),
    *("https://exemple.fr/une/adresse/qui-ne-finit-pas?et=ses&parametres=0", "x" * 40, "mi-temps", "et/ou", "—"),
    *(
        "\u00a0",
        "\u202f",
        "\u200b",
        "\u00ad",
        "한국어",
        "ｆｕｌｌ",
        "[/b]",
        "«",
        "»",
        "!",
        "\u3000",
        " \u0301",
        "a\u200d",
    ),
]

words = st.one_of(st.text("abcdéèœ’", min_size=1, max_size=12), st.sampled_from(ODD))
lines = st.one_of(
    st.lists(st.one_of(words, st.just("")), max_size=20).map(" ".join),
    st.text(st.characters(blacklist_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=40),
)
"""One line of text, as the gate lets it through."""


@st.composite
def french(draw: Callable[..., str]) -> str:
    """A French line with its spaces as people type them: before high punctuation, and inside « »."""
    out: list[str] = []
    for _ in range(draw(st.integers(1, 12))):
        word = draw(st.text("abcdéèœ", min_size=3, max_size=14))
        space = draw(st.sampled_from([" ", "\u00a0"]))
        forms = [word, word, f"«{space}{word}", f"{word}{space}»", f"«{space}{word}{space}»", f"{word}{space}:"]
        forms += [f"{word}{space}!", f"{word}{space};", f"{word}{space}»{space}?", f"l’{word}"]
        out.append(draw(st.sampled_from(forms)))
    return " ".join(out)


def graphemes(text: str) -> list[tuple[int, int, int]]:
    """Start, end and cells of each grapheme."""
    return split_graphemes(text)[0]


def article(blocks: Sequence[tuple[BlockKind, str]], language: str | None = None) -> Article:
    """An article of these blocks; a line feed in a block's words is a hard wrap."""
    text, found = "", []
    for number, (kind, content) in enumerate(blocks):
        spans, start = list[Span](), len(text)
        for each in content.split("\n"):
            text += "\n" if spans else ""
            spans.append(Span(len(text), len(text) + len(each)))
            text += each
        level = 1 + number % 3 if kind is BlockKind.HEADING else None
        found.append(Block(kind, Span(start, len(text)), tuple(spans), level=level, depth=number % 3))
        text += "\n\n"
    return Article(text, tuple(found), SOURCE, Metadata(language=language))


@st.composite
def articles(draw: Callable[..., object], most: int = 12) -> Article:
    """An article of any blocks, some with hard wraps, tabs, control characters or nothing in them."""
    # A joiner that ends a line would join the space which stands for the line's end: nobody agrees on its width.
    ended = st.one_of(lines, st.builds("{}\t{:.5}".format, lines, lines)).map(lambda each: each.rstrip("\u200d"))
    content = st.lists(st.one_of(ended, st.just("\x1b[31m\x07")), min_size=1, max_size=4)
    blocks = draw(st.lists(st.tuples(st.sampled_from(BlockKind), content.map("\n".join)), max_size=most))
    return article(blocks, draw(st.sampled_from(["fr", "en", None])))  # type: ignore[arg-type]
