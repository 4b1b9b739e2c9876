"""Tells what somebody says from what is merely set between marks: names, titles, nicknames, words held at arm's length.

The rules stand in one ordered tuple; the first that knows decides. A quotation is either a statement of its own or a
fragment, words that the writer worked into the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.analysis.masking import phrase_at, stands_at
from reader.analysis.reporting import is_verb

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.analysis.masking import Tokens
    from reader.analysis.speech import Speech

NAME, FRAGMENT, STATEMENT = "name", "fragment", "statement"

_SHORT = 2
"""Words that hardly say anything: they need a reporting verb at their side."""
_FEW = 4
"""Words that need a reporting verb or phrase in their sentence."""
_TITLE = 9
"""Words that a title or name has at most."""
_MANY = 8
"""Words that nobody sets between marks but to quote them."""
_SAMPLE = 400
"""Characters of what is said that are looked at."""
_REACH = 40
"""Tokens on either side in which a reporting verb is looked for."""
_CHAIN = 5
"""Tokens between a noun and the marks that hold its name (le modèle de raisonnement « … »)."""

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_CODE = re.compile(r"(?=.*\d)[\w./-]+\Z")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words between marks and where they stand."""

    words: tuple[str, ...]
    """As printed; of a long quotation the first ones."""
    ended: bool
    """Whether it ends as a sentence does."""
    tokens: Tokens
    at: int
    """Its token."""
    speech: Speech
    follows_name: bool
    """Whether a name between marks stands before it in the same list (the terms “…” and “…”)."""

    def low(self, step: int) -> str:
        """The word `step` tokens away, or nothing."""
        index = self.at + step
        return self.tokens.items[index].low if 0 <= index < len(self.tokens.items) else ""

    @property
    def has_verb(self) -> bool:
        """Whether it holds a verb that makes it a clause."""
        endings = self.speech.verb_endings
        known = self.speech.verbs
        for word in self.words:
            low = word.lower().replace("’", "'")
            if low in known or low.rpartition("'")[2] in known or low in self.speech.finite:
                return True
            if endings and len(low) > 5 and low.endswith(endings):
                return True
        return False

    @property
    def has_subject(self) -> bool:
        """Whether it begins with a pronoun, as a clause does."""
        first = self.words[0].lower() if self.words else ""
        return first in self.speech.pronouns or (first in self.speech.nobody and first not in self.speech.determiners)

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return bool(self.words) and self.words[0][0].isupper()

    def begins_sentence(self) -> bool:
        """Whether a sentence of the article begins with it."""
        return self.tokens.sentence(self.at)[0] == self.at

    def introduced(self) -> bool:
        """Whether a colon, or a reporting verb or a conjunction behind one, leads to it directly."""
        step = -1
        while self.low(step) in (",", "–", "—", "("):
            step -= 1
        before = self.low(step)
        if before == ":":
            return True
        return before in self.speech.complementizers or self._reports(before)

    def follows_according(self) -> bool:
        """Whether 'according to X' and a comma lead to it directly."""
        if self.low(-1) != ",":
            return False
        begin, _ = self.tokens.sentence(self.at)
        items = self.tokens.items
        first = next((i for i in range(begin, self.at) if items[i].is_word), begin)
        while first < self.at and items[first].low in self.speech.coordinators:
            first += 1
        speech = self.speech
        return any(
            phrase_at(phrases, items, first, self.at, speech.genitives)
            for phrases in (speech.according, speech.according_beside)
        ) or any(stands_at(phrase, items, first, self.at, speech.genitives) for phrase in speech.own_view)

    def _reports(self, word: str) -> bool:
        return is_verb(word, self.speech) or word in self.speech.gerunds

    def reported_behind(self) -> bool:
        """Whether a reporting clause follows it directly, in its own sentence if it is a part of one."""
        step = 1
        worked_in = self.low(-1) in self.speech.determiners or (
            self.low(-1) == "," and len(self.words) <= _SHORT and not self.capital
        )
        if worked_in and not self.begins_sentence():
            return False
        following = self.tokens.items[self.at + 1] if self.at + 1 < len(self.tokens.items) else None
        if following and following.capital and self.ended and not self.begins_sentence():
            return False
        if self.low(step) in (",", "–", "—"):
            step += 1
        speech = self.speech
        for _ in range(6):
            word = self.low(step)
            if not word or (word in speech.prepositions or word in speech.conjunctions):
                return False
            if self._reports(word) and word not in speech.gerunds:
                return True
            if speech.inversion and not (
                word in speech.auxiliaries
                or word in speech.clitics
                or word in speech.adverbs
                or word.startswith("-")
                or word in speech.reflexives
            ):
                return False
            if not speech.inversion and word in (",", ".", ";", ":"):
                return False
            step += 1
        return False

    def is_reflexive(self, step: int) -> bool:
        """Whether the word `step` tokens away is a reflexive verb, so that it reports and names nothing (se dit)."""
        return any(self.low(step - back) in self.speech.reflexives for back in (1, 2))

    def has_cue(self) -> bool:
        """Whether its sentence has a reporting verb or phrase at all."""
        begin, end = self.tokens.sentence(self.at)
        items, speech = self.tokens.items, self.speech
        for index in range(max(begin, self.at - _REACH), min(end, self.at + _REACH)):
            token = items[index]
            if index == begin and token.low in speech.gerunds:
                return True
            if token.capital or not token.low:
                continue
            if token.low in speech.finite or token.low in speech.participles or token.low in speech.gerunds:
                return True
            if token.low in speech.infinitives and (speech.inversion or self.low(index - self.at - 1) == "to"):
                return True
        if self._reports(self.low(-1)) or self._accorded_behind():
            return True
        return any(
            phrase_at(speech.according, items, index, self.at, speech.genitives)
            for index in range(max(begin, self.at - _REACH), self.at)
        )

    def _accorded_behind(self) -> bool:
        """Whether 'according to X' follows directly, or where its clause ends (… hätten « … », so X)."""
        items, speech = self.tokens.items, self.speech
        _, end = self.tokens.sentence(self.at)
        comma = next((i for i in range(self.at + 1, min(end, self.at + _CHAIN)) if items[i].low == ","), self.at)
        begin = comma + 1
        return begin < end and phrase_at(speech.according_after, items, begin, end, speech.genitives) is not None


def _says_nothing(c: Candidate) -> str | None:
    return None if any(word[0].isalpha() for word in c.words) else NAME


def _is_listed(c: Candidate) -> str | None:
    return NAME if c.follows_name and len(c.words) <= _TITLE and not c.reported_behind() else None


def _is_named(c: Candidate) -> str | None:
    """It follows 'called', 'the film' or 'the model of reasoning': marks hold its name."""
    if len(c.words) > _TITLE or (c.ended and c.has_verb and len(c.words) > _FEW):
        return None
    speech = c.speech
    if speech.verb_second and c.low(1) in speech.naming:
        return NAME
    beside = c.low(-1) == "," and not c.has_verb
    for step in range(-1 - beside, -_CHAIN - 1 - 2 * beside, -1):
        word = c.low(step)
        if word in speech.naming:
            called = c.low(step + 1) in speech.pronouns and c.words[0].lower() not in speech.determiners
            linked = step < -1 and c.low(-1) in speech.linkers
            return None if linked or c.is_reflexive(step) or (called and not c.capital) else NAME
        if word in speech.named or (speech.compounds and word.endswith(tuple(speech.named))):
            return NAME if c.capital or len(c.words) <= _SHORT or not c.words[0][0].isalpha() else None
        carries = word in speech.determiners or word in speech.prepositions
        plain = word[:1].isalpha() and word not in speech.verbs and word not in speech.finite
        if not (carries or (plain and (beside or c.low(step - 1) in speech.genitives))):
            return None
    return None


def _is_reported(c: Candidate) -> str | None:
    if c.reported_behind():
        own = c.begins_sentence() or c.introduced() or c.capital
        return STATEMENT if own or c.ended or len(c.words) <= _SHORT else FRAGMENT
    if c.follows_according():
        return STATEMENT if len(c.words) > _SHORT else None
    if not c.introduced() or not (c.low(-1) == ":" or len(c.words) > _FEW or c.has_verb or c.ended):
        return None
    if len(c.words) <= _SHORT and not c.ended and not c.has_cue():
        return None
    if c.low(-1) in c.speech.complementizers:
        return STATEMENT if len(c.words) > _SHORT else FRAGMENT
    return STATEMENT if c.has_verb or c.ended or c.capital or c.low(-1) == ":" else FRAGMENT


def _is_title(c: Candidate) -> str | None:
    """It looks like a name: a code, or all words that carry meaning in capitals, and nobody says it."""
    if len(c.words) > _TITLE or (c.ended and c.has_verb):
        return None
    if len(c.words) == 1 and _CODE.match(c.words[0]):
        return NAME
    heavy = [word for word in c.words if len(word) > 3 or word[0].isupper()]
    light = [word for word in c.words if len(word) > 3 and not word[0].isupper()]
    return NAME if heavy and not light and c.capital and (len(c.words) > 1 or not c.ended) else None


def _is_short(c: Candidate) -> str | None:
    if len(c.words) <= _SHORT:
        led = c.introduced() and c.has_cue() and (c.low(-1) != ":" or not c.low(1)[:1].isalnum())
        return FRAGMENT if led else NAME
    if len(c.words) <= _FEW:
        if c.has_cue() and c.has_subject:
            return STATEMENT
        return FRAGMENT if c.has_cue() else (STATEMENT if c.ended and c.begins_sentence() and c.capital else NAME)
    return None


def _is_sentence(c: Candidate) -> str | None:
    if c.begins_sentence() and c.capital and (c.has_verb or c.ended or len(c.words) > _MANY):
        return STATEMENT
    return None


def _is_foreign(c: Candidate) -> str | None:
    """Where no verb of the language is known, nothing tells of a cue: what is longer than a name is said."""
    if c.speech.finite or len(c.words) <= _FEW:
        return None
    return STATEMENT if c.capital else FRAGMENT


def _is_worked_in(c: Candidate) -> str | None:
    if c.has_cue() and ((c.low(-1) == "," and c.has_verb) or c.has_subject):
        return STATEMENT
    if c.has_cue() or c.has_verb or len(c.words) > _MANY:
        return STATEMENT if c.ended and c.capital and c.has_verb else FRAGMENT
    return NAME if c.capital else FRAGMENT


RULES: tuple[Callable[[Candidate], str | None], ...] = (
    _says_nothing,
    _is_listed,
    _is_named,
    _is_reported,
    _is_title,
    _is_short,
    _is_sentence,
    _is_foreign,
    _is_worked_in,
)
"""From the surest to the last resort."""


def judged(candidate: Candidate) -> str:
    """What the words between marks are: NAME (no quotation), FRAGMENT or STATEMENT."""
    return next((verdict for rule in RULES if (verdict := rule(candidate))), NAME)


def candidate(
    text: str, tokens: Tokens, at: int, said: tuple[int, int], speech: Speech, *, follows_name: bool
) -> Candidate:
    """The candidate whose words stand in `text` from `said[0]` to `said[1]` and whose token is `at`."""
    start, end = said
    sample = text[start : min(end, start + _SAMPLE)]
    tail = text[max(start, end - 3) : end].rstrip("»”\"’')] \u00a0\u202f")
    return Candidate(
        words=tuple(_WORD.findall(sample)),
        ended=tail[-1:] in (".", "!", "?", "…"),
        tokens=tokens,
        at=at,
        speech=speech,
        follows_name=follows_name,
    )
