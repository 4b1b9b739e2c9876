"""Which unmarked paragraphs are somebody's words set as a block: only where the text says so.

Three cues are strong enough. A sentence with a reporting verb and a name ends in a colon, and the paragraph follows.
The paragraph says again, alone, what a longer one said before: a pull quote. A first person speaks, once, in a text
that nobody else tells in the first person. Most block quotes of flat text show none of them, and stay paragraphs.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reader.lang import LANGUAGES, entries, knowledge
from reader.lang.verbs import verbs
from reader.model.reasons import AFTER_VERB, AFTER_WORDS
from reader.sources.plain.kinds import BLOCKQUOTE, PARAGRAPH
from reader.sources.plain.signatures import TAIL, is_signature, is_signed
from reader.tongue import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.sources.plain.furniture import Furniture
    from reader.sources.plain.grouping import Unit

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
_SENTENCE = re.compile(r"[.!?…:«“„\"‹](?:(?<=[.!?…:])[»”\"’]?\s+|(?<=[«“„\"‹])\s*)(?=[^\W_])")
"""What stands before a sentence; one class of characters first, so that the search runs from one to the next."""

_INSET = 4
"""Columns that a quotation is set in by."""

_TOKEN = re.compile(r"[^\W\d_][\w.-]*")
_NEAR = 4
"""Words between a name and its verb: an auxiliary, an adverb, a pronoun."""

_COLONS = frozenset(":：")
_SAYING = frozenset({PARAGRAPH, BLOCKQUOTE})
_CLOSING = frozenset('»”"')
_DASHES = frozenset("—–―")
_SIGNS = frozenset("—–―-")
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
        self._language = language
        self._furniture = furniture
        self._said: OrderedDict[str, tuple[int, int]] = OrderedDict()
        """Beginnings of sentences, each with where it stands and how long its paragraph is."""

    def read(self, units: Sequence[Unit], first: int, last: int) -> None:
        """Make block quotes of those of `units[first:last]` that are."""
        for index in range(first, last):
            unit = units[index]
            if unit.kind is PARAGRAPH and (unit.mark is None or unit.mark.printed in _DASHES):
                above = units[index - 1] if index else None
                below = units[index + 1] if index + 1 < len(units) else None
                if reason := self._cue(unit, above, below):
                    unit.kind, unit.reason = BLOCKQUOTE, reason
            if unit.size >= _SHORTEST and len(unit.rows) == 1 and unit.kind in _SAYING:
                self._remember(unit)
        if (alone := self._alone(units, first, last)) is not None:
            alone.kind, alone.reason = BLOCKQUOTE, N_("a first person among paragraphs that have none")

    def _cue(self, unit: Unit, above: Unit | None, below: Unit | None) -> str | None:
        """Why the paragraph is somebody's words; each cue is looked for only where its sign stands."""
        reason = None
        if unit.tail not in _SENTENCE_END or unit.tail in _CLOSING:
            reason = self._signed(unit, above, below)
        if reason is None and (unit.lead in _DASHES or (below is not None and below.lead in _DASHES)):
            reason = _posted(unit, below)
        if reason is None and above is not None and above.tail in _COLONS:
            reason = self._introduced(unit, above)
        if reason is None and unit.inset >= _INSET:
            reason = _set_in(unit, above, below)
        return reason or self._repeats(unit)

    def _signed(self, unit: Unit, above: Unit | None, below: Unit | None) -> str | None:
        """The name of who spoke, behind the words after a dash or on the line below them."""
        if (
            unit.size >= _SHORTEST
            and unit.tail not in _SENTENCE_END
            and is_signed(self._text[max(unit.begin, unit.end - TAIL) : unit.end])
        ):
            return N_("signed by who said it")
        if below is not None and unit.tail in _SENTENCE_END and is_signature(below, unit):
            return N_("above the name of who said it")
        if unit.lead in _SIGNS and above is not None and above.kind is BLOCKQUOTE and is_signature(unit, above):
            return N_("names who said it")
        return None

    def _introduced(self, unit: Unit, above: Unit) -> str | None:
        """The colon cue: a name and a reporting verb, close together, in the sentence that the colon ends."""
        if above.kind is not PARAGRAPH or unit.size < _SHORTEST:
            return None
        if self._text[unit.begin] in _OPENING or unit.tail not in ".!?…":
            return None
        sentence = _LAST.split(self._text[max(above.begin, above.end - _TAIL) : above.end])[-1]
        if announced := self._furniture.announcing.search(sentence):
            tokens = _TOKEN.findall(sentence[: announced.start()])
            return AFTER_WORDS.format(words=announced[0]) if self._named(tokens, len(tokens)) else None
        tokens, verbs = _TOKEN.findall(sentence), reporting(self._language)
        for at, word in enumerate(tokens):
            behind = len(tokens) - at - 1
            if not self._furniture.clauses.isdisjoint(token.lower() for token in tokens[at + 1 : at + 3]):
                continue
            reports = word.lower() in verbs.always or (behind <= _NEAR and word.lower() in verbs.beside)
            if reports and (self._named(tokens, at) or (not behind and self._is_pronoun(tokens, at))):
                return AFTER_VERB.format(verb=word)
        return None

    def _is_pronoun(self, tokens: Sequence[str], verb: int) -> bool:
        """Whether a pronoun is the subject of the verb that stands before the colon: elle résume, she had added."""
        pronouns = reporting(self._language).pronouns
        return any(tokens[at].lower() in pronouns for at in range(max(0, verb - 2), verb))

    def _named(self, tokens: Sequence[str], verb: int) -> bool:
        """Whether a name is the verb's subject: a few words before it, or right behind it at the sentence's end.

        The first word of a sentence is a name only where a second capital word follows.
        """
        before = range(max(0, verb - _NEAR), verb)
        if any(tokens[at][0].isupper() and (at or (tokens[1:2] and tokens[1][0].isupper())) for at in before):
            return True
        behind = tokens[verb + 1 :]
        return verb > 0 and 0 < len(behind) <= _NEAR and behind[0][0].isupper()

    def _repeats(self, unit: Unit) -> str | None:
        """The pull quote: the same words, said before within more."""
        if not _SHORTEST <= unit.size <= _LONGEST or unit.tail not in _SENTENCE_END:
            return None
        key = self._text[unit.begin : min(unit.end, unit.begin + 2 * _KEY)].lstrip(_MARKS)[:_KEY]
        at, size = self._said.get(key, (-1, 0))
        if at < 0 or size <= unit.size:
            return None
        words = self._text[unit.begin : unit.end].strip(_MARKS)
        if len(words) < _SHORTEST:
            return None
        body = words.rstrip(".!?… ")
        return N_("repeats what was said before") if self._text.startswith(body, at) else None

    def _remember(self, unit: Unit) -> None:
        text, said, told = self._text, self._said, unit.size
        begin = unit.begin
        said.setdefault(text[begin : begin + _KEY], (begin, told))
        for found in _SENTENCE.finditer(text, begin, unit.end):
            begin = found.end()
            said.setdefault(text[begin : begin + _KEY], (begin, told))
        while len(said) > _KEPT:
            said.popitem(last=False)

    def _alone(self, units: Sequence[Unit], first: int, last: int) -> Unit | None:
        """The one paragraph in which a first person speaks outside marks, where all the others tell of others."""
        told = [each for each in units[first:last] if each.kind is PARAGRAPH and each.size >= _TOLD]
        if len(told) < _TELLING:
            return None
        begins = self._furniture.singular.match
        alone = [each for each in told[1:] if each.size <= _LONGEST and begins(self._text, each.begin)]
        if len(alone) != 1 or len(alone[0].rows) != 1 or not self._speaks(alone[0]):
            return None
        return None if any(each is not alone[0] and self._speaks(each) for each in told) else alone[0]

    def _speaks(self, unit: Unit) -> bool:
        words = self._text[unit.begin : min(unit.end, unit.begin + 4 * _LONGEST)]
        return bool(self._furniture.first_person.search(_QUOTED.sub("", words)))


def _set_in(unit: Unit, above: Unit | None, below: Unit | None) -> str | None:
    """The typewriter's cue: all of a paragraph's lines are indented, where the text about it is not."""
    if len(unit.rows) < 2 or not unit.blank or unit.tail not in _SENTENCE_END:
        return None
    flush = all(each is None or each.inset < unit.inset or each.mark is not None for each in (above, below))
    return N_("set in from the margin") if flush and (below is None or below.blank) else None


def _posted(unit: Unit, below: Unit | None) -> str | None:
    """The cue of embedded posts: the line that names who posted, and the paragraph above it."""
    if _is_attribution(unit):
        return N_("names who posted")
    return N_("above the name of who posted it") if below is not None and _is_attribution(below) else None


def _is_attribution(unit: Unit) -> bool:
    return unit.text[:1] in _DASHES and bool(_ATTRIBUTION.match(unit.text))


@dataclass(frozen=True, slots=True)
class Reporting:
    """Words of a language that report speech, in lower case: finite forms and participles of verbs, and pronouns.

    `always` report wherever they stand, `beside` only close to the words that they report.
    """

    always: frozenset[str]
    beside: frozenset[str]
    pronouns: frozenset[str]


@cache
def reporting(language: str | None) -> Reporting:
    """What is known of `language`, or of every language where it is not known."""
    topics = [knowledge(code, "speech") for code in ([language] if language in LANGUAGES else LANGUAGES)]

    def forms(key: str) -> frozenset[str]:
        known = (verb for topic in topics for verb in verbs(topic, key))
        return frozenset(form for verb in known for form in (*verb.finite, *verb.participles))

    pronouns = (line.lower().split() for topic in topics for line in entries(topic.get("pronouns", "")))
    return Reporting(forms("reporting"), forms("beside"), frozenset(words[0] for words in pronouns if len(words) == 3))
