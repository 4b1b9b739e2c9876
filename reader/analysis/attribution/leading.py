"""X a précisé : «…», X said that “…”: the verb before a quotation leads to it, and its subject speaks.

The verb may be finite, a participle, a gerund or an infinitive; it may cite somebody else (quoted X as saying), and in
some languages its subject follows it where something else comes first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.attribution.place import Cue, Place
from reader.analysis.reporting import is_gerund, is_infinitive, reports
from reader.analysis.wordclasses import Subject
from reader.model import Span
from reader.tongue import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analysis.masking import Token

_BESIDE = 14
"""Tokens between a reporting verb and the quotation that it introduces."""
_NEAR = 4
"""Words between an infinitive and the quotation that it introduces."""


def introduced(place: Place) -> Cue | None:
    """X a précisé : «…», X said that “…”: the verb before the quotation leads to it."""
    begin, end = place.sentence_before()
    items, speech = place.opening.items, place.speech
    at = _before_aside(items, begin, end)
    colon = end > begin and items[end - 1].low == ":"
    steps = 0
    for i in range(at - 1, max(begin, at - _BESIDE) - 1, -1):
        token = items[i]
        if token.quoted >= 0 or token.low == ";":
            return None
        close = steps == 0 or colon
        passing = (
            token.low in speech.linkers
            or token.low in speech.complementizers
            or token.low in speech.adverbs
            or token.low in speech.verb_tails
        )
        if token.is_word and not passing:
            steps += 1
        if token.low in speech.cited and (cited := _cited(place, i, begin)) is not None:
            return cited
        if reports(items, i, speech, beside=close):
            return led_by(place, i, begin, N_("a reporting verb introduces it"))
        if is_gerund(items, i, begin, speech) or (
            steps <= _NEAR and is_infinitive(items, i, speech, beside=close) and not _has_comma(items, i, at - 1)
        ):
            return _governed(place, i, begin)
        if token.low in speech.verbs and not (token.low in speech.auxiliaries and steps <= 1) and not colon:
            return None
    return None


def _cited(place: Place, verb: int, begin: int) -> Cue | None:
    """X is quoted with the words; a paper quotes X with the words, or as saying: X speaks, and not the paper."""
    items, speech = place.opening.items, place.speech
    passive = any(items[i].low in speech.passive for i in range(begin, verb))
    subject = place.left.main(begin, verb) if passive else place.left.after(verb + 1, place.first)
    return (
        Cue(subject, Span(items[verb].start, items[verb].end), N_("a reporting verb introduces it"))
        if subject
        else None
    )


def _has_comma(items: Sequence[Token], begin: int, end: int) -> bool:
    return any(items[i].low == "," for i in range(begin, end))


def _before_aside(items: Sequence[Token], begin: int, end: int) -> int:
    """The token behind which a sentence goes on before an aside between dashes that leads up to a quotation."""
    if end - 1 > begin and items[end - 1].low in ("—", "–"):
        for i in range(end - 2, max(begin, end - _BESIDE) - 1, -1):
            if items[i].low == items[end - 1].low:
                return i
    return end


def led_by(place: Place, verb: int, begin: int, reason: str) -> Cue | None:
    """Who says it, as the subject of the verb at token `verb` in a sentence that begins at token `begin`."""
    items = place.opening.items
    subject = place.left.before(verb, begin)
    words = Span(items[verb].start, items[verb].end)
    if place.speech.verb_second:
        subject = _second(place, subject, verb)
    if subject is None and place.speech.inversion:
        subject = place.left.after(verb + 1, place.first)
        if subject and subject.kind == "description" and not place.left.is_role(subject.words):
            return None
    return Cue(subject, words, reason) if subject else None


def _second(place: Place, before: Subject | None, verb: int) -> Subject | None:
    """The subject of a verb that comes second: before it an object or adverb may stand (Der Zeitung sagte X)."""
    sure = before is not None and (before.kind not in ("description", "name") or before.type is not None)
    if sure:
        return before
    behind = place.left.after(verb + 1, place.first)
    if behind is None or (behind.kind == "description" and (before is not None and before.kind == "description")):
        return before
    named = behind.kind in ("name", "pronoun")
    person = place.left.is_role(behind.words) and behind.words not in place.speech.bodies
    return behind if named or person else before


def _governed(place: Place, verb: int, begin: int) -> Cue | None:
    """A gerund or infinitive reports: its subject is that of the clause which it belongs to."""
    items, speech = place.opening.items, place.speech
    words = Span(items[verb].start, items[verb].end)
    reason = N_("a reporting verb introduces it")
    own = place.left.name_ending(verb - 1, begin) if verb > begin and items[verb - 1].capital else None
    if own is not None:
        return Cue(own, words, reason)
    cited = next((i for i in range(verb - 1, begin - 1, -1) if items[i].low in speech.cited), None)
    if cited is not None:
        return _cited(place, cited, begin)
    if verb > begin and items[verb - 1].low == ",":
        main = place.left.main(begin, verb)
        if main is not None and main.kind in ("name", "pronoun"):
            return Cue(main, words, reason)
    for i in range(verb - 1, begin, -1):
        if items[i].quoted >= 0:
            continue
        if items[i].low in speech.finite or items[i].low in speech.auxiliaries or items[i].low in speech.verbs:
            subject = place.left.before(i, begin)
            if subject:
                return Cue(subject, words, reason)
    subject = place.left.main(begin, verb)
    if subject is None and place.last >= 0:
        start, end = place.sentence_behind()
        subject = place.right.main(start, end)
    if subject is None:
        subject = _narrated(place, verb, begin)
    return Cue(subject, words, reason) if subject else None


def _narrated(place: Place, verb: int, begin: int) -> Subject | None:
    """Et de conclure; et l'élu de conclure; « … », avant d'ajouter: who is named there, else who has just spoken."""
    items, speech = place.opening.items, place.speech
    if verb - 1 < begin or items[verb - 1].low not in speech.linkers:
        return None
    opened = items[begin].low in speech.coordinators
    if opened and verb - 1 > begin + 1:
        return place.left.before(verb - 1, begin + 1)
    if opened or any(items[i].quoted >= 0 for i in range(begin, verb)):
        return Subject("pronoun", Span(items[verb].start, items[verb].end))
    return None
