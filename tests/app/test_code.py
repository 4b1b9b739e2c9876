"""The colours of code: found out after the page is shown, and true to the characters."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.app.code import coloured
from reader.app.palette import PALETTES
from reader.model import Span
from tests.app.stage import RAW, WIDE, opened, reading_of

PYTHON = 'def rehausser(digue):\n    # un commentaire\n    return digue + 1.5, "haute"\n'


def styles(code: str, info: str | None) -> dict[str, str]:
    text = f"avant\n{code}après"
    span = Span(6, 6 + len(code))
    return {text[start:end]: style for start, end, style in coloured(text, span, info).between(0, len(text))}


def test_words_of_each_kind() -> None:
    found = styles(PYTHON, "python")
    assert found["def"] == found["return"] == "code-keyword"
    assert (found["rehausser"], found["# un commentaire"], found["1.5"]) == ("code-name", "code-comment", "code-number")
    assert "haute" in "".join(words for words, style in found.items() if style == "code-string")
    assert "digue" not in found


@pytest.mark.parametrize("info", [None, "", "  ", "no-such-language", "x" * 1000, "../../etc/passwd", "python\x1b[31m"])
def test_a_language_that_nobody_knows_has_no_colours(info: str | None) -> None:
    assert styles(PYTHON, info) == {}


def test_what_follows_the_languages_name_does_not_count() -> None:
    assert styles(PYTHON, "python title=digue.py") == styles(PYTHON, "python")


@given(st.text(max_size=200), st.sampled_from(["python", "html", "json", "bash", "diff", "c"]))
def test_colours_lie_inside_the_code(code: str, info: str) -> None:
    text = f"{code}!"
    for start, end, _style in coloured(text, Span(0, len(code)), info).between(0, len(text)):
        assert 0 <= start < end <= len(code)


def test_every_style_is_in_every_palette() -> None:
    used = {
        style
        for code, info in ((PYTHON, "python"), ("<a href='b'>\n", "html"))
        for style in styles(code, info).values()
    }
    for palette in PALETTES.values():
        assert used <= set(palette.looks())


async def test_colours_come_after_the_text() -> None:
    raw = replace(RAW, data=f"# Code\n\n```python\n{PYTHON}```\n".encode())
    async with opened(WIDE, reading=reading_of(raw)) as stage:
        await stage.until(lambda: any(stage.view._code.values()))
        strip = next(row.strip for row in stage.view._rows or () if "def rehausser" in row.strip.text)
        shown = {segment.text: segment.style for segment in strip}
        assert shown["def"] != shown["rehausser"]
        assert shown["def"].color.name == PALETTES["reader-dark"].looks()["code-keyword"].colour  # type: ignore[union-attr]
