"""The colours of code: which words of a block are keywords, strings, comments. Pure; loads Pygments when first asked.

Nothing waits for it: the page shows code at once in one colour, and lays these over it when they are known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.marks import Layer
from reader.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pygments.lexer import Lexer

LONGEST_NAME = 40
"""Characters of a language's name that is looked for."""

_STYLES = (
    ("Comment", "code-comment"),
    ("Keyword", "code-keyword"),
    ("Operator.Word", "code-keyword"),
    ("Name.Tag", "code-keyword"),
    ("Literal.String", "code-string"),
    ("Literal.Number", "code-number"),
    ("Name.Function", "code-name"),
    ("Name.Class", "code-name"),
    ("Name.Decorator", "code-name"),
    ("Generic.Deleted", "code-number"),
    ("Generic.Inserted", "code-string"),
    ("Generic.Heading", "code-keyword"),
)
"""Pygments' kinds of token and what they look like; a kind holds those below it."""


def coloured(text: str, span: Span, info: str | None) -> Layer:
    """The colours of `text[span]`, which is in the language that a block's `info` names; none where it is unknown."""
    lexer = _lexer((info or "").split(maxsplit=1)[0] if info and info.strip() else "")
    if lexer is None:
        return Layer()
    return Layer(_tokens(lexer, span.of(text), span.start))


def _lexer(name: str) -> Lexer | None:
    if not name or len(name) > LONGEST_NAME:
        return None
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(name, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


def _tokens(lexer: Lexer, code: str, start: int) -> Iterator[tuple[Span, str]]:
    from pygments.token import Token, string_to_tokentype

    kinds = [(string_to_tokentype(f"Token.{name}"), style) for name, style in _STYLES]
    for at, kind, words in lexer.get_tokens_unprocessed(code):
        style = next((style for parent, style in kinds if kind in parent), None) if kind is not Token.Text else None
        if style is not None and words:
            yield Span(start + at, start + at + len(words)), style
