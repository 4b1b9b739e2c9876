"""Cuts text into words as the weights were trained on it: punctuation, elisions and contractions apart.

It follows spaCy's way (Honnibal: beginnings and ends are taken off what stands between spaces until an exception or
nothing more fits, then the rest is cut inside) with patterns of its own; exceptions come with the weights.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_CHUNK = re.compile(r"\S+")
_LETTER = r"[^\W\d_]"
_CLOSING = r"…|\.\.+|[,:;!?¿¡(){}\[\]<>_#*&\"'”“`‘´’‚„»«·|~%=§—–]|[$€£¥]"
_PREFIX = re.compile(rf"(?:{_CLOSING}|\+(?!\d))")
_SUFFIX = re.compile(
    rf"(?:{_CLOSING}|['’][sS]|(?<=\d)\+|(?<=[a-zß-öø-ÿœ\d%²)\]\"'”’»])\.|(?<=[^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ])\.)\Z"
)
_ELISION_PREFIX = re.compile(rf"[dlnDLN]['’](?={_LETTER})")
_HYPHEN_SUFFIX = re.compile(rf"(?<={_LETTER})[-–—‐‑](?:ce|clés|elle|en|ils?|je|là|moi|nous|on|t|vous)\Z", re.IGNORECASE)
_INFIX = (
    r"…|\.\.+|(?<=\d)[+\-*^](?=[\d-])"
    r"|(?<=[a-zß-öø-ÿœ\"'”’»])\.(?=[A-ZÀ-ÖØ-ÞŒ\"'“‘«])"
    rf"|(?<={_LETTER}),(?={_LETTER})"
    rf"|(?<={_LETTER})(?:--+|[-–—‐‑~])(?={_LETTER})"
    rf"|(?<=[^\W_])[:<>=/](?={_LETTER})"
)
_PLAIN_INFIX = re.compile(_INFIX)
_ELIDING_INFIX = re.compile(rf"{_INFIX}|(?<={_LETTER}['’])(?={_LETTER})")
_KEPT = 1 << 14
"""Pieces of text whose parts are kept: most words of a text stand in it often."""
_LONGEST = 80
"""Characters beyond which nothing is cut inside a word."""


class Word(NamedTuple):
    """A word or mark at `start`; `norm` is its normal form where its spelling alone does not tell it."""

    text: str
    start: int
    norm: str | None = None

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


class Splitter:
    """Cuts text into words.

    Args:
        exceptions: Spellings that are cut in a way of their own (don't), with the normal forms of the parts.
        whole: A pattern of words that are left whole (après-midi, Aix-en-Provence).
        elisions: Whether an apostrophe ends a word (l'eau).
    """

    def __init__(
        self, exceptions: Mapping[str, Sequence[tuple[str, str | None]]], whole: str = "", *, elisions: bool = False
    ) -> None:
        self._exceptions = exceptions
        self._whole = re.compile(whole) if whole else None
        self._elisions = elisions
        self._parts = lru_cache(maxsize=_KEPT)(self._cut)
        self._infix = _ELIDING_INFIX if elisions else _PLAIN_INFIX

    def words(self, text: str) -> list[Word]:
        """The words of `text`, white space left out."""
        return [
            Word(part, chunk.start() + at, norm)
            for chunk in _CHUNK.finditer(text.replace("’", "'"))
            for part, at, norm in self._parts(chunk[0])
        ]

    def _cut(self, text: str) -> list[Word]:
        """The parts of what stands between two spaces."""
        return list(self._taken_off(text))

    def _taken_off(self, text: str) -> Iterator[Word]:
        start, end = 0, len(text)
        tail: list[Word] = []
        while start < end:
            rest = text[start:end]
            if len(rest) > _LONGEST or self._stays(rest):
                break
            before = _PREFIX.match(rest) or (_ELISION_PREFIX.match(rest) if self._elisions else None)
            if before is not None:
                yield Word(before[0], start)
                start += before.end()
                if start < end and self._stays(text[start:end]):
                    break
                rest = text[start:end]
            behind = _SUFFIX.search(rest) or (_HYPHEN_SUFFIX.search(rest) if self._elisions else None)
            if behind is not None and rest:
                tail.append(Word(behind[0], start + behind.start()))
                end = start + behind.start()
            elif before is None:
                break
        yield from self._inner(text, start, end)
        yield from reversed(tail)

    def _stays(self, word: str) -> bool:
        return word in self._exceptions or (self._whole is not None and self._whole.match(word) is not None)

    def _inner(self, text: str, start: int, end: int) -> Iterator[Word]:
        word = text[start:end]
        if not word:
            return
        parts = self._exceptions.get(word)
        if parts is not None and "".join(part for part, _ in parts) == word:
            for part, norm in parts:
                yield Word(part, start, norm)
                start += len(part)
            return
        at = 0
        if len(word) <= _LONGEST and not self._stays(word):
            for match in self._infix.finditer(word):
                if match.start() > at:
                    yield Word(word[at : match.start()], start + at)
                if match[0]:
                    yield Word(match[0], start + match.start())
                at = match.end()
        if at < len(word):
            yield Word(word[at:], start + at)
