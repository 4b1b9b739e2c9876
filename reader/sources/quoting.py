"""Which unmarked paragraphs are somebody's words set as a block: only where the text says so.

Three cues are strong enough. A sentence with a reporting verb and a name ends in a colon, and the paragraph follows.
The paragraph says again, alone, what a longer one said before: a pull quote. A first person speaks, once, in a text
that nobody else tells in the first person. Most block quotes of flat text show none of them, and stay paragraphs.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from functools import cache
from typing import TYPE_CHECKING

from reader.lang import LANGUAGES, entries, knowledge
from reader.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.sources.furniture import Furniture
    from reader.sources.grouping import Unit

_TAIL = 240
"""Characters before a colon that are read for who says it."""

_SHORTEST, _LONGEST = 40, 600
"""Characters of a pull quote."""

_KEY = 24
"""Characters that a sentence is found again by."""

_KEPT = 4000
"""Sentences that are remembered."""

_MARKS = '«»“”„"‹›‘’ \t\n\u00a0\u202f'
_OPENING = frozenset('«“„"‹‘—–')
_SENTENCE = re.compile(r"(?:[.!?…:][»”\"’]?\s+|[«“„\"‹]\s*)(?=[^\W_])")
_TOKEN = re.compile(r"[^\W\d_][\w.-]*")
_NEAR = 4
"""Words between a name and its verb: an auxiliary, an adverb, a pronoun."""

_ATTRIBUTION = re.compile(r"[—–―-]\s?\S[^()\n]{0,80}\(@\w{1,30}\)")
"""The line below an embedded post: a dash, a name and its handle."""

_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|„[^“”]*[“”]|\"[^\"]*\"")
_LAST = re.compile(r"[.!?…][»”\"]?\s+")
_TELLING = 8
"""Paragraphs that are needed to know how a text is told."""


class Quoter:
    """Finds the block quotes of a text from its first unit to its last."""

    def __init__(self, text: str, language: str | None, furniture: Furniture) -> None:
        self._text = text
        self._verbs = reporting(language)
        self._first_person = furniture.first_person
        self._said: OrderedDict[str, tuple[int, int]] = OrderedDict()
        """Beginnings of sentences, each with where it stands and how long its paragraph is."""

    def read(self, units: Sequence[Unit], first: int, last: int) -> None:
        """Make block quotes of those of `units[first:last]` that are."""
        alone = self._alone(units, first, last)
        for index in range(first, last):
            unit = units[index]
            if unit.kind is BlockKind.PARAGRAPH and (unit.mark is None or self._is_attribution(unit)):
                above = units[index - 1] if index else None
                below = units[index + 1] if index + 1 < len(units) else None
                reason = self._posted(unit, below) or self._introduced(unit, above) or self._repeats(unit)
                if index == alone:
                    reason = reason or "a first person among paragraphs that have none"
                if reason:
                    unit.kind, unit.reason = BlockKind.BLOCKQUOTE, reason
            self._remember(unit)

    def _introduced(self, unit: Unit, above: Unit | None) -> str | None:
        """The colon cue: a name and a reporting verb, close together, in the sentence that the colon ends."""
        if above is None or above.tail not in ":：" or above.kind is not BlockKind.PARAGRAPH or unit.size < _SHORTEST:
            return None
        if self._text[unit.begin] in _OPENING or unit.tail not in ".!?…":
            return None
        sentence = _LAST.split(self._text[max(above.begin, above.end - _TAIL) : above.end])[-1]
        tokens = _TOKEN.findall(sentence)
        for at, word in enumerate(tokens):
            if word.lower() in self._verbs and self._named(tokens, at):
                return f"after a colon and “{word}”"
        return None

    def _posted(self, unit: Unit, below: Unit | None) -> str | None:
        """The cue of embedded posts: the line that names who posted, and the paragraph above it."""
        if self._is_attribution(unit):
            return "names who posted"
        return "above the name of who posted it" if below is not None and self._is_attribution(below) else None

    def _is_attribution(self, unit: Unit) -> bool:
        return bool(unit.text) and bool(_ATTRIBUTION.match(unit.text))

    def _named(self, tokens: Sequence[str], verb: int) -> bool:
        """Whether a name is the verb's subject: a few words before it, or right behind it at the sentence's end.

        The first word of a sentence is a name only where a second capital word follows.
        """
        before = range(max(0, verb - _NEAR), verb)
        if any(tokens[at][0].isupper() and (at or tokens[1][0].isupper()) for at in before):
            return True
        behind = tokens[verb + 1 :]
        return 0 < len(behind) <= _NEAR and behind[0][0].isupper()

    def _repeats(self, unit: Unit) -> str | None:
        """The pull quote: the same words, said before within more."""
        if not _SHORTEST <= unit.size <= _LONGEST:
            return None
        words = self._text[unit.begin : unit.end].strip(_MARKS)
        at, size = self._said.get(words[:_KEY], (-1, 0))
        if at < 0 or len(words) < _SHORTEST or size <= unit.size:
            return None
        body = words.rstrip(".!?… ")
        return "repeats what was said before" if self._text.startswith(body, at) else None

    def _remember(self, unit: Unit) -> None:
        if unit.kind not in (BlockKind.PARAGRAPH, BlockKind.BLOCKQUOTE) or unit.size < _SHORTEST or len(unit.rows) > 1:
            return
        said = self._said
        for begin in (unit.begin, *(found.end() for found in _SENTENCE.finditer(self._text, unit.begin, unit.end))):
            said.setdefault(self._text[begin : begin + _KEY], (begin, unit.size))
            if len(said) > _KEPT:
                said.popitem(last=False)

    def _alone(self, units: Sequence[Unit], first: int, last: int) -> int:
        """The one paragraph in which a first person speaks outside marks, or -1."""
        told = [at for at in range(first, last) if units[at].kind is BlockKind.PARAGRAPH and units[at].size >= 80]
        if len(told) < _TELLING:
            return -1
        speaking = []
        for at in told:
            words = self._text[units[at].begin : min(units[at].end, units[at].begin + 4 * _LONGEST)]
            if self._first_person.search(_QUOTED.sub("", words)):
                speaking.append(at)
                if len(speaking) > 1:
                    return -1
        if len(speaking) != 1 or len(units[speaking[0]].rows) > 1:
            return -1
        unit = units[speaking[0]]
        begins = self._first_person.match(self._text, unit.begin)
        return speaking[0] if begins and unit.size <= _LONGEST and speaking[0] != told[0] else -1


@cache
def reporting(language: str | None) -> frozenset[str]:
    """Forms of verbs that report speech, in lower case; of every language where it is not known."""
    found: set[str] = set()
    for code in [language] if language in LANGUAGES else LANGUAGES:
        for line in entries(knowledge(code, "speech").get("reporting", "")):
            found.update(word for word in line.lower().split() if word != "|")
    return frozenset(found)
