"""The lines of a plain text and how they were set, because everything that is recovered rests on the layout.

Two questions are asked of the beginning of a text: are its paragraphs wrapped by hard line ends, and do blank lines
stand between them? The answers hold for the whole, so that its parts are the same however they are consumed.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HEAD = 64 * 1024
"""Characters of a text that its layout is judged by."""

_VISIBLE = re.compile(r"\S")
_WORD = re.compile(r"\S+")
_QUOTED = re.compile(r">(?:[ \t]?>){0,98}[ \t]?")
_FIELD = re.compile(r"[^\W\d_][\w-]{1,20}\s?: \S")
_FIELDS = 2
"""Fields that are needed to be taken for the head of a mail."""

_SIGNATURE = "--"
_SIGNATURE_ROWS = 8
"""Lines of the longest signature."""

_STOPS = frozenset(".!?…:;")
_NARROWEST, _WIDEST = 40, 120
"""Columns between which typewriters, mail programs and editors wrap."""

_RUNNING = 56
"""Columns of a line that may be taken for a wrapped one by itself."""

_LONGEST_WORD = 30
"""Characters of a word that may begin a wrapped line; scripts without spaces tell nothing by their words."""

_FULL = 0.65
"""Share of line pairs that a wrap at the text's width must explain."""

_VARIETY = 0.1
"""Share of different words among those that begin lines; in a log or a table the same ones come again and again."""

_QUANTILES = (1.0, 0.98, 0.95, 0.9)
"""Shares of the lines that may be no longer than the width: a few lines hold an address that could not be broken."""


class Line(NamedTuple):
    """A line with something to see: `start` to `end` without its line end, its words from `begin` to `stop`."""

    start: int
    begin: int
    stop: int
    end: int
    blank: bool
    """Whether an empty line stands before it."""
    quoted: int
    """How many `>` stand before its words."""

    @property
    def length(self) -> int:
        """Characters from the margin to the last visible one."""
        return self.stop - self.start


class Layout(NamedTuple):
    """How a text is set: the column that it wraps at (None where each paragraph is one line), and what separates."""

    width: int | None
    blanks: bool
    """Whether blank lines stand between paragraphs."""


def lines(text: str, start: int = 0) -> Iterator[Line]:
    """The lines of `text` that show something, from the line that begins at `start`."""
    size, find = len(text), text.find
    blank = False
    while start < size:
        end = find("\n", start)
        if end < 0:
            end = size
        row = text[start:end]
        words = row.strip()
        if not words:
            blank = True
        else:
            begin = start if words[0] == row[0] else start + len(row) - len(row.lstrip())
            stop = begin + len(words)
            quoted = 0
            if words[0] == ">" and (prefix := _QUOTED.match(text, begin, stop)):
                inner = _VISIBLE.search(text, prefix.end(), end)
                quoted = prefix[0].count(">")
                begin = inner.start() if inner else stop
            yield Line(start, begin, stop, end, blank, quoted)
            blank = False
        start = end + 1


def opening(text: str) -> list[Line]:
    """The lines among the first HEAD characters of `text`, the one that runs beyond them included."""
    found = []
    for line in lines(text):
        found.append(line)
        if line.end >= HEAD:
            break
    return found


def layout(text: str, top: Sequence[Line]) -> Layout:
    """How `text` is set, judged by the lines at its `top`."""
    found = [line for line in top if line.begin < line.stop]
    return Layout(_width(text, _body(text, found)), _separated(found))


def _separated(found: Sequence[Line]) -> bool:
    """Whether a blank line stands before a third of the lines, or before one of a few."""
    blank = sum(line.blank for line in found[1:])
    return blank * 12 > len(found) - 1 and blank > 0


def _width(text: str, found: Sequence[Line]) -> int | None:
    """The column that `text` is wrapped at, or None.

    A wrapped line ends where it does because the next line's first word would not have fitted. Where the width that
    most lines keep explains most line ends in this way, and most of those lines stop in the middle of a sentence,
    the text is wrapped.
    """
    beside = [(upper, lower) for upper, lower in pairwise(found) if not lower.blank and upper.quoted == lower.quoted]
    if 2 * sum(upper.stop - upper.start <= _WIDEST for upper, _ in beside) < len(beside):
        return None
    pairs = [
        (upper.length, upper.length + 1 + word, text[upper.stop - 1] in _STOPS, text[lower.begin : lower.begin + word])
        for upper, lower in beside
        if (word := first_word(text, lower)) <= _LONGEST_WORD
    ]
    if len(pairs) < 2 or len({word for *_, word in pairs}) < _VARIETY * len(pairs):
        return None
    lengths = sorted(length for length, *_ in pairs)
    for share in _QUANTILES:
        width = lengths[max(0, int(len(lengths) * share) - 1)]
        if not _NARROWEST <= width <= _WIDEST:
            continue
        full = [stops for length, reach, stops, _ in pairs if reach > width >= length - 2]
        if len(full) >= max(2, _FULL * len(pairs)) and sum(full) * 2 <= len(full):
            return width
    return None


def is_field(words: str) -> bool:
    """Whether the line is a name and its value, as above a mail (Subject: the tide book)."""
    return bool(_FIELD.match(words))


def _body(text: str, found: Sequence[Line]) -> list[Line]:
    """The lines without the fields above a mail and the signature below it, which are wrapped by nobody."""
    begin = 0
    while begin < len(found) and is_field(text[found[begin].begin : found[begin].stop]):
        begin += 1
    begin = begin if begin >= _FIELDS else 0
    signed = (at for at in range(begin, len(found)) if begins_signature(text, found[at]))
    return list(found[begin : next(signed, len(found))])


def begins_signature(text: str, line: Line) -> bool:
    """Whether the line is the two hyphens that part a mail from its signature (RFC 3676, section 4.3).

    A signature is a few short lines, up to an empty one or the end of the text.
    """
    if line.stop - line.start != len(_SIGNATURE) or not text.startswith(_SIGNATURE, line.start):
        return False
    if text.startswith(_SIGNATURE + "\n", line.end + 1):
        return False
    below, ended, _ = text[line.end + 1 : line.end + 1 + _SIGNATURE_ROWS * _WIDEST].partition("\n\n")
    rows = below.rstrip().split("\n")
    whole = bool(ended) or line.end + 1 + len(below) >= len(text)
    return whole and len(rows) <= _SIGNATURE_ROWS and all(len(row) <= _WIDEST for row in rows)


def first_word(text: str, line: Line) -> int:
    """Characters of the first word of `line`, its prefix left out."""
    word = _WORD.match(text, line.begin, line.stop)
    return word.end() - word.start() if word else 0


def breaks_after(text: str, upper: Line, lower: Line, setting: Layout) -> bool:
    """Whether a wrapped paragraph ends with `upper`, though no blank line follows.

    It does where the next word would have fitted and the words agree: a stop before, a capital after. A line that a
    later edit left short in the middle of a sentence ends nothing.
    """
    width = setting.width or 0
    slack = width - (upper.length + 1 + first_word(text, lower))
    if slack < 0:
        return False
    if text[lower.begin].islower():
        return slack * 2 > width
    if text[upper.stop - 1] in _STOPS or text[upper.stop - 1] in '»”")':
        return slack > width // 7 if setting.blanks else True
    return slack * 4 > width


def runs_on(text: str, upper: Line, lower: Line) -> bool:
    """Whether a sentence runs on from `upper` to `lower` in a text that is not wrapped as a whole.

    So a mail that is quoted in such a text keeps its paragraphs: a line as long as wrapped ones are stops in the
    middle of a sentence, and the next begins with a small letter.
    """
    if not _RUNNING <= upper.length <= _WIDEST or not text[lower.begin].islower():
        return False
    last = text[upper.stop - 1]
    return last.isalnum() or last in ",-–"
