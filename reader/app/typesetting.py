"""How running text is set: ragged or flush at the right, words whole or divided. Pure; Pyphen is loaded when asked for.

Words are divided by the patterns of Frank Liang's thesis (Word Hy-phen-a-tion by Com-put-er, 1983), which Pyphen reads.
Both are off unless the reader asks for them, and change no character of the text: a hyphen at the end of a line, and
the cells by which a space is widened, belong to no character.
"""

from __future__ import annotations

import re
from functools import cache

from reader.app.cells import cell_len, is_plain
from reader.app.pieces import Piece
from reader.app.wrapping import kept_together, line_from, line_ranges
from reader.facts import TYPE_CHECKING, NamedTuple
from reader.gate import revealed, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.app.pieces import Line

SHORTEST = 6
"""Letters of the shortest word that is divided."""

BEGIN, END = 2, 3
"""Letters that stay before a hyphen, and behind it."""

LADDER = 2
"""Lines in a row that may end in a hyphen."""

LOOSEST = 0.2
"""Part of a line that may be missing where it is still made flush: more would tear holes into it."""

HYPHEN = "-"

_WORD = re.compile(r"[^\W\d_]+(?=[\s,.;:!?…»”)]|\Z)")

Range = tuple[int, int, bool]
"""Start and end of a line, and whether a hyphen stands behind it."""


class Typesetting(NamedTuple):
    """What the reader asks for: to `divide` words at line ends, to make lines `flush` at the right.

    `reveal` shows the characters that cannot be seen too.
    """

    divide: bool = False
    flush: bool = False
    reveal: bool = False

    @property
    def shown(self) -> Callable[[str], str]:
        """What the article's characters pass on their way to the page."""
        return revealed if self.reveal else visible

    @property
    def ragged(self) -> Typesetting:
        """The same for what is no running text."""
        return RAGGED._replace(reveal=self.reveal)


RAGGED = Typesetting()
"""Words whole, lines as long as they come."""


def can_divide() -> bool:
    """Whether Pyphen is installed, without which words stay whole."""
    from importlib.util import find_spec

    return find_spec("pyphen") is not None


@cache
def _positions(language: str | None) -> Callable[[str], list[int]] | None:
    """Where words of `language` may be divided; None where nobody knows."""
    if language is None or not can_divide():
        return None
    import pyphen

    found = pyphen.language_fallback(language)
    if found is None:
        return None
    positions: Callable[[str], list[int]] = pyphen.Pyphen(lang=found, left=BEGIN, right=END).positions
    return positions


def divided_ranges(text: str, width: int, language: str | None) -> list[Range]:
    """The lines of `text` as `line_ranges` gives them, with words divided where a line would else stay short.

    A name is not divided (in German, where every noun looks like one, it is), nor what is no word: an address, a
    number. Text that holds characters of other than one cell keeps its words whole.
    """
    positions = _positions(language)
    if positions is None or width <= SHORTEST or not is_plain(text):
        return [(start, end, False) for start, end in line_ranges(text, width, language)]
    return list(_divided(text, width, language, positions))


def _divided(text: str, width: int, language: str | None, positions: Callable[[str], list[int]]) -> Iterator[Range]:
    shadow = kept_together(text, language)
    at, ladder = 0, 0
    while True:
        start, end, following = line_from(shadow, at, width, language)
        cut = None
        if following < len(text) and ladder < LADDER:
            cut = _cut(text, following, start + width - following - 1, positions, names=language == "de")
        if cut is None:
            yield start, end, False
            at, ladder = following, 0
        else:
            yield start, cut, True
            at, ladder = cut, ladder + 1
        if at >= len(text):
            return


def _cut(text: str, start: int, room: int, positions: Callable[[str], list[int]], *, names: bool) -> int | None:
    """Where the word at `start` is divided so that what stays takes at most `room` cells; None where it is not."""
    word = _WORD.match(text, start)
    if word is None or room < BEGIN or len(word[0]) < SHORTEST or (word[0][0].isupper() and not names):
        return None
    if start and not text[start - 1].isspace():
        return None
    fitting = [position for position in positions(word[0]) if position <= room]
    return start + fitting[-1] if fitting else None


def _gaps(runs: list[str], room: int) -> list[list[int]] | None:
    """By how many cells each space of a line is widened so that it takes `room` cells; None where it stays ragged.

    Args:
        runs: What is shown, piece by piece; a space that may not be widened is given as another character.
        room: Cells of a full line.
    """
    spaces = [run.count(" ") for run in runs]
    missing, gaps = room - sum(cell_len(run) for run in runs), sum(spaces)
    if not 0 < missing <= room * LOOSEST or not gaps:
        return None
    widened = [(at + 1) * missing // gaps - at * missing // gaps for at in range(gaps)]
    shares = iter(widened)
    return [[next(shares) for _ in range(count)] for count in spaces]


def with_hyphen(line: Line) -> Line:
    """`line` with a hyphen behind it, which stands for no character."""
    last = line.pieces[-1]
    return line._replace(pieces=(*line.pieces, Piece(last.x + cell_len(last.shown), last.end, last.end, HYPHEN)))


def flush(line: Line, room: int, language: str | None) -> Line:
    """`line` with its spaces widened until it takes `room` cells; a space at which no line breaks stays as it is."""
    kept = kept_together("".join(piece.shown for piece in line.pieces), language)
    if not is_plain(kept):
        return line  # what its characters take together is not what they take one by one
    runs, at = [], 0
    for piece in line.pieces:
        runs.append(kept[at : at + len(piece.shown)])
        at += len(piece.shown)
    gaps = _gaps(runs, room)
    if gaps is None:
        return line
    pieces: list[Piece] = []
    shift = 0
    for piece, run, wider in zip(line.pieces, runs, gaps, strict=True):
        shares = iter(wider)
        begin = 0
        for index in [index for index, char in enumerate(run) if char == " "]:
            if index > begin:
                pieces.append(_part(piece, begin, index, shift))
            more = next(shares)
            space = _part(piece, index, index + 1, shift)
            pieces.append(space._replace(shown=" " * (1 + more)))
            begin, shift = index + 1, shift + more
        if begin < len(run):
            pieces.append(_part(piece, begin, len(run), shift))
    return line._replace(pieces=tuple(pieces))


def _part(piece: Piece, first: int, last: int, shift: int) -> Piece:
    """Characters `first` to `last` of what `piece` shows, `shift` cells further to the right."""
    x = piece.x + cell_len(piece.shown[:first]) + shift
    if len(piece.shown) != piece.end - piece.start:
        return piece._replace(x=x)
    return Piece(x, piece.start + first, piece.start + last, piece.shown[first:last])
