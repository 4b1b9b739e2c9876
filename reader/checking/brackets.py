"""Words and letters in square brackets, by which a draft says that they are its own and not the speaker's.

    [L]e pont, she promise[d]     letters inside a word: the word is read with them, without them, or in the other case
    She [the mayor] promised      words beside it, or in the place of a few of the source's words

A bracket that a source prints itself is no such thing: a draft's brackets are read so only where its quotation does
not stand in a source as it is written. […] owns a cut, and is none of these.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from reader.checking.wording import Wording, canonical, is_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

OWN = "[]"
"""Form of a bracket with words of the draft's own."""

MOST_REPLACED = 6
"""Words of the source in whose place a bracket may stand; whoever leaves out more owns it by […]."""

_LONGEST = 40
"""Tokens of a bracket."""

_ALTERED = 3
"""Words with letters in brackets of one text, for which every way to read them is tried."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A text's tokens with its brackets read as the draft's own.

    Attributes:
        wording: The tokens; a bracket of words is one, and so is a word with letters in brackets.
        altered: By token, the forms that a word with letters in brackets may stand for; the first is the one it has.
        inside: By token, the words in a bracket.
    """

    wording: Wording = field(default_factory=Wording)
    altered: dict[int, tuple[str, ...]] = field(default_factory=dict)
    inside: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def readings(self, tokens: Sequence[int]) -> Iterator[Mapping[int, str]]:
        """Every way to read the altered words among `tokens`: the form of each by its token."""
        altered = [token for token in tokens if token in self.altered]
        if len(altered) <= _ALTERED:
            for forms in product(*(self.altered[token] for token in altered)):
                yield dict(zip(altered, forms, strict=True))


def resolved(wording: Wording) -> Resolved | None:
    """The tokens of `wording` with its brackets resolved; None where it has none."""
    if "[" not in wording.forms:
        return None
    found = Resolved()
    at, size = 0, len(wording.forms)
    while at < size:
        end = _closed(wording, at) if wording.forms[at] == "[" else None
        if end is None:
            _take(found.wording, wording.forms[at], wording.starts[at], wording.ends[at])
            at += 1
        else:
            at = _bracket(found, wording, at, end)
    return found


def _closed(wording: Wording, at: int) -> int | None:
    """Index of the sign that closes the bracket at `at`; None where it is not one of a few words."""
    for index in range(at + 1, min(at + _LONGEST, len(wording.forms))):
        if wording.forms[index] == "]":
            return index if index > at + 1 else None
        if wording.forms[index] == "[":
            return None
    return None


def _bracket(found: Resolved, wording: Wording, at: int, end: int) -> int:
    """Takes the bracket from `at` to `end` with the letters that touch it; gives the index of what stands behind."""
    inner = wording.forms[at + 1 : end]
    into = found.wording
    before = bool(into.forms) and into.ends[-1] == wording.starts[at] and is_word(into.forms[-1])
    behind = end + 1 < len(wording.forms) and wording.starts[end + 1] == wording.ends[end]
    behind = behind and is_word(wording.forms[end + 1])
    token = len(into.forms)
    if not (before or behind) or len(inner) != 1 or not is_word(inner[0]):
        _take(into, OWN, wording.starts[at], wording.ends[end])
        found.inside[token] = tuple(filter(is_word, inner))
        return end + 1
    head, start = "", wording.starts[at]
    if before:
        token -= 1
        head, start = into.forms.pop(), into.starts.pop()
        into.ends.pop()
    tail = wording.forms[end + 1] if behind else ""
    whole, outer = canonical(head + inner[0] + tail), canonical(head + tail)
    _take(into, whole, start, wording.ends[end + behind])
    forms = (whole, whole[0].swapcase() + whole[1:], outer, outer[0].swapcase() + outer[1:])
    found.altered[token] = tuple(dict.fromkeys(form for form in forms if form))
    return end + 1 + behind


def _take(into: Wording, form: str, start: int, end: int) -> None:
    into.forms.append(form)
    into.starts.append(start)
    into.ends.append(end)
