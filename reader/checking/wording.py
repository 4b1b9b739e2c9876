"""A text as the words and signs that a quotation must keep, so that what is only typography never counts as a change.

Two texts that say the same in different typography give the same tokens: kinds of spaces, line ends, apostrophes,
dashes and dots in a row are one each, quote marks and invisible characters are none. All else is kept: letters with
their case and accents, digits, and every other sign. A hyphen inside a word is no dash, an apostrophe inside or
behind one no quote mark, and a minus before a digit neither.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING

from reader.model.names import plain
from reader.tongue import N_

if TYPE_CHECKING:
    from reader.model import Article, Block, Span

CUT = "[…]"
"""Form of the sign by which a quotation owns that words were left out."""

DASH = "—"
ELLIPSIS = "…"
HYPHEN = "-"
APOSTROPHE = "'"

WEAK = frozenset({".", ",", ";", ":", ELLIPSIS, DASH})
"""Signs that a sentence around a quotation may put at its edge without changing what it says."""

_SPACE = "[ \u00a0\u2007\u2009\u202f]"
_UNSPACED = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Letters of scripts that put no space between words: each counts as a word."""
_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u200c\u200d"
"""Marks that belong to the letter before them, and the joiners of scripts that need them."""

_UNSEEN = "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
"""Characters that show nothing."""

_TOKEN = re.compile(
    rf"""
    (?P<number>\d{{1,3}}(?:{_SPACE}{{1,2}}\d{{3}})+(?!\d)(?:[.,]\d+)*|\d+(?:[.,]\d+)*)
    |(?P<cut>\[\ ?(?:…|\.{_SPACE}?\.{_SPACE}?\.)\ ?\]|\(\ ?(?:…|\.{_SPACE}?\.{_SPACE}?\.)\ ?\))
    |(?P<ellipsis>…|\.{_SPACE}?\.{_SPACE}?\.)
    |(?P<word>[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\W\d_][{_MARKS}{_UNSEEN}]*+)++)  # no way back is kept: no stack
    |(?P<dash>--+|[-\u2010-\u2015\u2212])
    |(?P<single>['’‘ʼ`´‛])
    |(?P<ignored>[«»“”„‟‹›"＂「」『』{_UNSEEN}])
    |(?P<other>\S)
    """,
    re.VERBOSE,
)
_REACH = 5
"""Characters that show nothing and are looked past, and one more."""

_UNSEEN_SIGNS = re.compile(f"[{_UNSEEN}]")
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_LONG_DASHES = frozenset("—―")


@dataclass(slots=True)
class Wording:
    """The tokens of a text in order: what each is compared by, and where it stands."""

    forms: list[str] = field(default_factory=list)
    starts: array[int] = field(default_factory=lambda: array("I"))
    ends: array[int] = field(default_factory=lambda: array("I"))

    def within(self, span: Span) -> range:
        """The tokens that stand in `span`, whole."""
        return range(bisect_left(self.starts, span.start), bisect_right(self.ends, span.end))


def wording_of(article: Article) -> Wording:
    """The tokens of all blocks of `article`."""
    found = Wording()
    for block in article.blocks:
        _read(_content(article.text, block), block.span.start, found)
    return found


def words_in(text: str) -> Wording:
    """The tokens of a text that stands by itself."""
    found = Wording()
    _read(text, 0, found)
    return found


def _content(text: str, block: Block) -> str:
    """The block's characters, with line ends in the place of what stands between its lines (`> `, an indent)."""
    if len(block.lines) == 1:
        return block.span.of(text)
    out: list[str] = []
    at = block.span.start
    for line in block.lines:
        out += ["\n" * (line.start - at), line.of(text)]
        at = line.end
    return "".join(out)


def _read(text: str, offset: int, into: Wording) -> None:
    quoted = 0
    for match in _TOKEN.finditer(text):
        kind, form = match.lastgroup, match[0]
        if kind == "word":
            form = canonical(form)
        elif kind == "number":
            form = re.sub(r"\s", "", form)
        elif kind == "cut":
            form = CUT
        elif kind == "ellipsis":
            form = ELLIPSIS
        elif kind == "dash":
            form = _dash(text, match.start(), match.end())
        elif kind == "single":
            before, after = _neighbours(text, match.start())
            if not before or (not after and quoted):
                quoted = max(0, quoted + (1 if after else -1))
                continue
            form = APOSTROPHE
        elif kind == "ignored":
            continue
        into.forms.append(intern(form))
        into.starts.append(match.start() + offset)
        into.ends.append(match.end() + offset)


@lru_cache(maxsize=1 << 16)
def canonical(word: str) -> str:
    """`word` as it is compared: composed, ligatures of print resolved; case and accents stay."""
    seen = _UNSEEN_SIGNS.sub("", word)
    return unicodedata.normalize("NFC", _LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), seen))


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """`word` without case and accents, by which a changed word is found again."""
    return plain(word) or word  # a mark that stands alone is not nothing


def _dash(text: str, start: int, end: int) -> str:
    """Whether a dash is a hyphen (a minus among them) or a dash between words."""
    sign = text[start:end]
    before, after = _beside(text, start, -1), _beside(text, end - 1, 1)
    if len(sign) > 1 or sign in _LONG_DASHES:
        return DASH
    if before.isalnum() and (after.isalnum() or after == "\n"):
        return HYPHEN
    return HYPHEN if after.isdigit() and not before.isalnum() else DASH


def _neighbours(text: str, at: int) -> tuple[bool, bool]:
    """Whether a letter or digit stands before the sign at `at`, and whether one stands behind it."""
    return _beside(text, at, -1).isalnum(), _beside(text, at, 1).isalnum()


def _beside(text: str, at: int, step: int) -> str:
    """The next character before or behind `at` that shows; a space where there is none."""
    for place in range(at + step, at + step * _REACH, step):
        if not 0 <= place < len(text):
            break
        if not _UNSEEN_SIGNS.match(text, place):
            return text[place]
    return " "


def is_word(form: str) -> bool:
    """Whether the token is a word or a number rather than a sign."""
    return form[0].isalnum()


def differences(one: str, other: str) -> tuple[str, ...]:
    """In what two texts differ that have the same words: kinds of typography, by name."""
    one, other = (unicodedata.normalize("NFC", text) for text in (one, other))
    if one == other:
        return ()
    found = [name for name, signs in _KINDS if signs.findall(one) != signs.findall(other)]
    return tuple(found) or (N_("capital") if one.lower() == other.lower() else N_("characters"),)


_KINDS = (
    (N_("quote marks"), re.compile("[«»“”„‟‹›\"＂「」『』]|(?<!\\w)['‘’](?=\\w)|(?<=\\w)['’](?!\\w)")),
    (N_("apostrophes"), re.compile("(?<=\\w)['’‘ʼ`´‛](?=\\w)")),
    (N_("ellipsis"), re.compile("…|\\.\\s?\\.\\s?\\.")),
    (N_("dashes"), re.compile("[-\u2010-\u2015\u2212]+")),
    (N_("spaces"), re.compile("\\s+")),
    (N_("punctuation"), re.compile("[.,;:]")),
    (N_("invisible characters"), _UNSEEN_SIGNS),
    (N_("brackets"), re.compile("[\\[\\]]")),
)
