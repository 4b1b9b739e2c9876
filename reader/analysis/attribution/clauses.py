"""Reporting clauses that follow or break a quotation: «…», dit X, in French; "…," said X or X said, in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.attribution.place import Cue, Place
from reader.analysis.attribution.subjects import Subjects
from reader.analysis.reporting import is_passive, is_verb
from reader.analysis.wordclasses import Subject
from reader.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analysis.masking import Token
    from reader.analysis.speech import Speech

DASHES = frozenset("–—-―")
_GROUP = 8
"""Tokens of a verb group with what stands in it."""
_BESIDE = 4
"""Tokens between a passive and the gerund that reports (was quoted as saying)."""


def clause(items: Sequence[Token], at: int, high: int, place: Place, reason: str) -> Cue | None:
    """Who says it by the reporting clause that begins at token `at`, if one does."""
    if at < high and (items[at].low == "," or items[at].low in DASHES):
        at += 1
    if at >= high or items[at].low in place.speech.contrasts:
        return None
    subjects = Subjects(items, place.speech, place.roster)
    if place.speech.inversion:
        return inverted(items, at, high, subjects, place.speech, reason)
    return _plain(items, at, high, subjects, place.speech, reason)


def inverted(items: Sequence[Token], at: int, high: int, subjects: Subjects, speech: Speech, reason: str) -> Cue | None:
    """Who says it by a clause whose verb comes before its subject."""
    pronoun: Subject | None = None
    passive = False
    for i in range(at, min(high, at + _GROUP)):
        token = items[i]
        low = token.low
        if low.startswith("-"):
            pronoun = subjects.after(i, high)
        elif low in speech.passive:
            passive = i == at or items[i - 1].low not in speech.reflexives
        elif passive and pronoun and low in speech.participles:
            return _by_agent(items, i, high, subjects, Span(items[at].start, token.end), reason)
        elif (verb := i if is_verb(low, speech) else joined_infinitive(items, i, high, speech)) is not None:
            last = verb + 1 if verb + 1 < high and items[verb + 1].low in speech.verb_tails else verb
            subject = pronoun or subjects.after(last + 1, high) or _past_aside(items, last + 1, high, subjects)
            return Cue(subject, Span(items[at].start, items[last].end), reason) if subject else None
        elif not (
            low in speech.auxiliaries
            or low in speech.clitics
            or low in speech.adverbs
            or low.endswith(speech.adverb_endings or ("\0",))
        ):
            return None
    return None


def joined_infinitive(items: Sequence[Token], at: int, high: int, speech: Speech) -> int | None:
    """The infinitive that reports behind the verb at token `at` or a linker there (s'est bornée à dire), if any."""
    if items[at].capital or not items[at].is_word:
        return None
    if items[at].low not in speech.linkers:
        at += 1
    if at >= high or items[at].low not in speech.linkers:
        return None
    at += 1
    while at < high and items[at].low in speech.clitics:
        at += 1
    known = at < high and (items[at].low in speech.infinitives or items[at].low in speech.beside_infinitives)
    return at if known else None


def _past_aside(items: Sequence[Token], at: int, high: int, subjects: Subjects) -> Subject | None:
    """The name behind an aside between commas (se souvient, la voix cassée, X)."""
    if at >= high or items[at].low != ",":
        return None
    close = next((i for i in range(at + 1, min(high, at + _GROUP)) if not items[i].is_word), high)
    if close >= high or items[close].low != "," or any(token.capital for token in items[at:close]):
        return None
    subject = subjects.after(close + 1, high)
    return subject if subject and subject.kind == "name" else None


def _plain(items: Sequence[Token], at: int, high: int, subjects: Subjects, speech: Speech, reason: str) -> Cue | None:
    if not items[at].capital and (items[at].low in speech.finite or items[at].low in speech.beside):
        subject = subjects.after(at + 1, high)
        return Cue(subject, Span(items[at].start, items[at].end), reason) if subject else None
    for i in range(at + 1, min(high, at + 3 * _GROUP)):
        token = items[i]
        if token.quoted >= 0 or token.low in (";", ":"):
            return None
        if (token.low in speech.finite or token.low in speech.beside) and not token.capital:
            if is_passive(items, i, speech):
                return _passive(items, at, i, high, subjects, speech, reason)
            subject = subjects.before(i, at)
            if subject is None:
                continue
            start = min(subject.span.start, subject.role.start if subject.role else subject.span.start)
            skipped = sum(1 for j in range(at, i) if items[j].end <= start and not subjects.is_honorific_at(j))
            return Cue(subject, Span(token.start, token.end), reason) if skipped <= 2 else None
    return None


def _passive(
    items: Sequence[Token], at: int, verb: int, high: int, subjects: Subjects, speech: Speech, reason: str
) -> Cue | None:
    """Who says it by a clause in the passive: “…,” it was announced by X; “…,” X was quoted as saying."""
    if any(items[i].low == "," for i in range(at, verb)):
        return None
    words = Span(items[verb].start, items[verb].end)
    if any(items[i].low in speech.gerunds for i in range(verb + 1, min(high, verb + _BESIDE))):
        subject = subjects.before(verb, at)
        return Cue(subject, words, reason) if subject else None
    return _by_agent(items, verb, high, subjects, words, reason)


def _by_agent(items: Sequence[Token], verb: int, high: int, subjects: Subjects, words: Span, reason: str) -> Cue:
    """A passive's agent speaks; where it has none, the clause says that somebody speaks, and not who."""
    for i in range(verb + 1, min(high, verb + _GROUP)):
        if items[i].low in subjects.speech.agents:
            subject = subjects.after(i + 1, high)
            if subject and subject.kind in ("name", "description"):
                return Cue(subject, words, reason)
        if not items[i].is_word:
            break
    return Cue(Subject("nobody", words), words, reason)
