"""A selection moves by the steps of the text and holds whole characters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.app.selecting import Selection, Step, whole
from reader.model import Article, Block, BlockKind, Source, Span

TEXT = "Yuna Morvan veille. Elle dit : « Non ! » Puis rien.\nLe phare s’éteint à l’aube."


def article(text: str = TEXT) -> Article:
    blocks, at = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block(BlockKind.PARAGRAPH, Span(at, at + len(line))))
        at += len(line) + 1
    return Article(text, tuple(blocks), Source(None, "text/plain", ""))


def selected(selection: Selection) -> str:
    return selection.span.of(TEXT)


def test_words() -> None:
    selection = Selection(article(), 0)
    selection.step(Step.WORD, 1)
    assert selected(selection) == "Yuna"
    selection.step(Step.WORD, 1)
    assert selected(selection) == "Yuna Morvan"
    selection.step(Step.WORD, -1)
    assert selected(selection) == "Yuna M"


def test_an_apostrophe_is_inside_a_word() -> None:
    start = TEXT.index("s’éteint")
    selection = Selection(article(), start - 1)
    selection.step(Step.WORD, 1)
    assert selected(selection).strip() == "s’éteint"


def test_sentences() -> None:
    selection = Selection(article(), 0)
    selection.step(Step.SENTENCE, 1)
    assert selected(selection) == "Yuna Morvan veille."
    selection.step(Step.SENTENCE, 1)
    assert selected(selection) == "Yuna Morvan veille. Elle dit : « Non ! »"


def test_paragraphs() -> None:
    selection = Selection(article(), 5)
    selection.step(Step.PARAGRAPH, 1)
    assert selected(selection) == TEXT.split("\n", maxsplit=1)[0][5:]
    selection.step(Step.PARAGRAPH, 1)
    assert selected(selection) == TEXT[5:]
    selection.step(Step.PARAGRAPH, -1)
    assert selection.head == TEXT.index("Le phare")


def test_backwards_over_the_anchor() -> None:
    selection = Selection(article(), TEXT.index("veille"))
    selection.step(Step.WORD, -1)
    assert selected(selection) == "Morvan v"


def test_characters_stay_whole() -> None:
    text = "e\N{COMBINING ACUTE ACCENT} 👩\N{ZERO WIDTH JOINER}👧 fin"
    assert Selection(article(text), 0).span.of(text) == "e\N{COMBINING ACUTE ACCENT}"
    woman = text.index("👩")
    assert Selection(article(text), woman).span.of(text) == "👩\N{ZERO WIDTH JOINER}👧"
    assert whole(text, len(text)) == len(text)


@given(st.text(max_size=200), st.data())
def test_any_step_on_any_text_stays_in_it(text: str, data: st.DataObject) -> None:
    made = article(text)
    selection = Selection(made, data.draw(st.integers(0, max(0, len(text) - 1))))
    steps = st.lists(st.tuples(st.sampled_from(list(Step)), st.sampled_from([1, -1])), max_size=8)
    for by, direction in data.draw(steps):
        before = selection.head
        selection.step(by, direction)
        assert (selection.head - before) * direction >= 0
        assert 0 <= selection.span.start <= selection.span.end <= len(text)
