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
_SENTENCE_END = frozenset('.!?…»”"')
_OPENING = frozenset('«“„"‹‘—–')
_SENTENCE = re.compile(r"(?:[.!?…:][»”\"’]?\s+|[«“„\"‹]\s*)(?=[^\W_])")
_TOKEN = re.compile(r"[^\W\d_][\w.-]*")
_NEAR = 4
"""Words between a name and its verb: an auxiliary, an adverb, a pronoun."""

_ATTRIBUTION = re.compile(r"[—–―]\s?\S[^()\n]{0,80}\(@\w{1,30}\)")
"""The line below an embedded post: a dash, a name and its handle."""

_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|„[^“”]*[“”]|\"[^\"]*\"")
_LAST = re.compile(r"[.!?…][»”\"]?\s+")
_TOLD = 80
"""Characters of a paragraph that tells something."""

_TELLING = 8
"""Paragraphs that are needed to know how a text is told."""


class Quoter:
    """Finds the block quotes of a text from its first unit to its last."""

    def __init__(self, text: str, language: str | None, furniture: Furniture) -> None:
        self._text = text
        self._verbs = reporting(language)
        self._furniture = furniture
        self._said: OrderedDict[str, tuple[int, int]] = OrderedDict()
        """Beginnings of sentences, each with where it stands and how long its paragraph is."""

    def read(self, units: Sequence[Unit], first: int, last: int) -> None:
        """Make block quotes of those of `units[first:last]` that are."""
        for index in range(first, last):
            unit = units[index]
            if unit.kind is BlockKind.PARAGRAPH and (unit.mark is None or self._is_attribution(unit)):
                above = units[index - 1] if index else None
                below = units[index + 1] if index + 1 < len(units) else None
                if reason := self._posted(unit, below) or self._introduced(unit, above) or self._repeats(unit):
                    unit.kind, unit.reason = BlockKind.BLOCKQUOTE, reason
            self._remember(unit)
        if (alone := self._alone(units, first, last)) is not None:
            alone.kind, alone.reason = BlockKind.BLOCKQUOTE, "a first person among paragraphs that have none"

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
        return verb > 0 and 0 < len(behind) <= _NEAR and behind[0][0].isupper()

    def _repeats(self, unit: Unit) -> str | None:
        """The pull quote: the same words, said before within more."""
        if not _SHORTEST <= unit.size <= _LONGEST or unit.tail not in _SENTENCE_END:
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

    def _alone(self, units: Sequence[Unit], first: int, last: int) -> Unit | None:
        """The one paragraph in which a first person speaks outside marks, where all the others tell of others."""
        told = [each for each in units[first:last] if each.kind is BlockKind.PARAGRAPH and each.size >= _TOLD]
        if len(told) < _TELLING:
            return None
        speaking = [each for each in told if self._speaks(each)]
        if len(speaking) != 1 or speaking[0] is told[0]:
            return None
        unit = speaking[0]
        begins = self._furniture.singular.match(self._text, unit.begin)
        return unit if begins and unit.size <= _LONGEST and len(unit.rows) == 1 else None

    def _speaks(self, unit: Unit) -> bool:
        words = self._text[unit.begin : min(unit.end, unit.begin + 4 * _LONGEST)]
        return bool(self._furniture.first_person.search(_QUOTED.sub("", words)))


@cache
def reporting(language: str | None) -> frozenset[str]:
    """Finite forms and participles of verbs that report, in lower case; of every language where it is not known."""
    found: set[str] = set()
    for code in [language] if language in LANGUAGES else LANGUAGES:
        for line in entries(knowledge(code, "speech").get("reporting", "")):
            _, *forms = line.lower().split("|")
            found.update(word for form in forms[:2] for word in form.split())
    return frozenset(found)
