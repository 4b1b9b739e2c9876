"""The ladder of cues: where the press says who speaks, from the surest place to the faintest.

Each rung looks at the tokens around one quotation, in which every quotation is a single token, and answers with a
subject, the words that report, and a reason that a person can read; or with nothing, and the next rung is asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.analysis.attribution.clauses import DASHES, clause, inverted
from reader.analysis.attribution.leading import introduced, led_by
from reader.analysis.attribution.place import REACH, Cue, Place
from reader.analysis.masking import tokens
from reader.analysis.quotations.marks import MARKS
from reader.analysis.reporting import is_passive, reports
from reader.analysis.wordclasses import Subject
from reader.model import EntityType, Span
from reader.tongue import N_

if TYPE_CHECKING:
    from collections.abc import Callable


_LETTERS = 500
"""Characters of a clause that breaks a quotation, at most."""
_REOPENED = re.compile(rf"\n\s{{0,8}}(?=[{MARKS}])")
"""Where a paragraph ends within a quotation and the next takes it up."""
_OPENING = 60
"""Characters at the beginning of a quotation in which its verb is looked for."""
_SIGNATURE = 24
"""Tokens of a line that signs a quotation."""


# ---------------------------------------------------------------------- rungs


def broken(place: Place) -> Cue | None:
    """«…», dit X, «…»: the clause that stands between the pieces names the speaker."""
    spans = place.found.spans
    ends = [span.start for span in spans[1:]] + [place.found.outer.end]
    for span, end in zip(spans, ends, strict=True):
        if not 0 < end - span.end <= _LETTERS:
            continue
        gap = _REOPENED.split(place.text[span.end : end], maxsplit=1)[0]
        items = tokens(gap, span.end, (), place.speech).items
        while items and not items[0].is_word:
            items = items[1:]
        cue = clause(items, 0, len(items), place, N_("a reporting clause breaks the quotation"))
        if cue:
            return cue
    return None


def behind(place: Place) -> Cue | None:
    """«…», dit X: the clause behind the quotation, in its sentence."""
    begin, end = place.sentence_behind()
    return clause(place.closing.items, begin, end, place, N_("a reporting clause follows"))


def behind_full_stop(place: Place) -> Cue | None:
    """“…!” Ann Lee told reporters: a new sentence by its form, the reporting clause by its sense."""
    if place.speech.inversion or place.last < 0 or place.found.fragment:
        return None
    begin = place.last + 1
    if begin >= len(place.closing.items) or begin not in place.closing.starts:
        return None
    first, end = place.closing.sentence(begin)
    if any(place.closing.items[i].quoted >= 0 for i in range(first, min(end, first + REACH))):
        return None
    cue = clause(place.closing.items, begin, min(end, begin + REACH), place, N_("a reporting clause follows"))
    speaks = cue and cue.words and place.text[cue.words.start : cue.words.end].lower() in place.speech.finite
    return cue if speaks else None


def according(place: Place) -> Cue | None:
    """Selon X, «…»; according to X, “…”."""
    begin, end = place.sentence_before()
    items, speech = place.opening.items, place.speech
    for i in range(end - 1, begin - 1, -1):
        phrase = place.left.phrase_at(i, end, speech.according)
        near = None if phrase else place.left.phrase_at(i, end, speech.according_beside)
        if near and i > begin and items[i - 1].is_word and items[end - 1].low != ":":
            near = None
        if not (phrase or near):
            continue
        after = i + len(phrase or near or ())
        subject = place.left.after(after, end)
        if subject is None:
            continue
        if subject.kind == "description" and not place.left.is_role(subject.words):
            continue
        if near and (subject.kind == "nobody" or not _leads_up(place, subject, after, end)):
            continue
        return Cue(subject, Span(items[i].start, items[after - 1].end), N_("a phrase names whose words they are"))
    return None


def _leads_up(place: Place, subject: Subject, after: int, end: int) -> bool:
    """Whether only what somebody is stands between 'for X' and the quotation (Pour X, sociologue à Y, « … »)."""
    items = place.opening.items
    reach = max(subject.span.end, subject.role.end if subject.role else 0)
    gap = [i for i in range(after, end) if items[i].start >= reach]
    if not gap:
        return True
    placed = subject.role is not None and items[gap[0]].low in place.speech.prepositions
    apart = (placed or items[gap[0]].low in ",:") and items[gap[-1]].low in ",:"
    return apart and not any(place.left.is_verb_at(i) for i in gap)


def according_behind(place: Place) -> Cue | None:
    """«…», selon X."""
    begin, end = place.sentence_behind()
    items, speech = place.closing.items, place.speech
    if begin < end and (items[begin].low == "," or items[begin].low in DASHES):
        begin += 1
    phrase = place.right.phrase_at(begin, end, speech.according_after) if begin < end else None
    if not phrase:
        return None
    subject = place.right.after(begin + len(phrase), end)
    words = Span(items[begin].start, items[begin + len(phrase) - 1].end)
    return Cue(subject, words, N_("a phrase names whose words they are")) if subject else None


def own_view(place: Place) -> Cue | None:
    """In her view, “…”: a possessive stands for the speaker."""
    begin, end = place.sentence_before()
    items = place.opening.items
    for i in range(begin, end):
        for phrase, form in place.speech.own_view.items():
            if place.left.matches(phrase, i, end):
                words = Span(items[i].start, items[i + len(phrase) - 1].end)
                return Cue(Subject("pronoun", words, form), words, N_("a phrase names whose words they are"))
    return None


def completed(place: Place) -> Cue | None:
    """X « s'interroge sur … »: the quotation begins with the verb of the one who stands before it."""
    begin, end = place.sentence_before()
    if not place.found.fragment or end <= begin or not place.opening.items[end - 1].is_word:
        return None
    said = place.found.spans[0]
    first = tokens(place.text[said.start : min(said.end, said.start + _OPENING)], said.start, (), place.speech).items[
        :3
    ]
    if not any(token.low in place.speech.finite for token in first):
        return None
    subject = place.left.before(end, begin)
    return Cue(subject, None, N_("it begins with the verb of who stands before it")) if subject else None


def asked(place: Place) -> Cue | None:
    """À la question « … », X répond: what somebody is asked is not what somebody says."""
    begin, end = place.sentence_before()
    last = place.opening.items[end - 1] if end > begin else None
    if last is None or last.low not in place.speech.questions or not place.left.hangs(end - 1, begin):
        return None
    words = Span(last.start, last.end)
    return Cue(Subject("nobody", words), words, N_("it is what somebody is asked"))


def after_colon(place: Place) -> Cue | None:
    """A sentence that ends in a colon leads to the quotation: its subject speaks, or the one person that it names."""
    begin, end = place.sentence_before()
    items = place.opening.items
    if end <= begin or items[end - 1].low != ":":
        return None
    reason = N_("a colon leads to it")
    for i in range(end - 2, begin - 1, -1):
        if reports(items, i, place.speech, beside=True):
            cue = led_by(place, i, begin, reason)
            if cue:
                return cue
        if items[i].low in place.speech.participles and is_passive(items, i, place.speech):
            return None
    subject = place.left.main(begin, end - 1)
    if subject and _is_topic(place, subject, begin, end):
        subject = None
    if subject and (subject.kind != "name" or subject.type in (EntityType.PERSON, EntityType.ORGANISATION, None)):
        return Cue(subject, None, reason)
    owner = place.left.owner_of_words(begin, end)
    if owner:
        return Cue(owner, None, reason)
    people = [person for person in place.left.free_names(begin, end) if person.type is EntityType.PERSON]
    return Cue(people[-1], None, reason) if people else None


def _is_topic(place: Place, subject: Subject, begin: int, end: int) -> bool:
    """Whether a headline's topic stands before the colon and nobody (Banques piratées : « … »)."""
    first = place.left.items[begin].low
    bare = subject.kind == "description" and first not in place.speech.determiners
    body = bare and (
        subject.words in place.speech.bodies or subject.words.removesuffix(place.speech.plural) in place.speech.bodies
    )
    return body and not any(place.left.is_verb_at(i) for i in range(begin, end))


def signed(place: Place) -> Cue | None:
    """«…» — X, maire; or a line of its own below: — X."""
    items = place.closing.items
    begin = place.last + 1
    if begin >= len(items) or items[begin].low not in (*DASHES, "("):
        return None
    end = len(items)
    if end - begin > _SIGNATURE and items[begin].low != "(":
        return None
    subject = place.right.after(begin + 1, min(end, begin + _SIGNATURE))
    if subject is None or subject.kind != "name":
        return None
    return Cue(subject, None, N_("it is signed"))


def in_sentence(place: Place) -> Cue | None:
    """Somewhere in the sentence that the quotation stands in, somebody says something."""
    begin, end = place.sentence_before()
    items = place.opening.items
    for i in range(end - 1, begin - 1, -1):
        if reports(items, i, place.speech):
            cue = led_by(place, i, begin, N_("a reporting verb stands in its sentence"))
            if cue:
                return cue
    begin, end = place.sentence_behind()
    items = place.closing.items
    for i in range(begin + 1, end):
        if place.speech.inversion and items[i - 1].low == ",":
            cue = inverted(items, i, end, place.right, place.speech, N_("a reporting verb stands in its sentence"))
            if cue:
                return cue
    for i in range(end - 1, begin, -1):
        if reports(items, i, place.speech):
            subject = place.right.before(i, begin)
            if subject:
                return Cue(subject, Span(items[i].start, items[i].end), N_("a reporting verb stands in its sentence"))
    return None


LADDER: tuple[Callable[[Place], Cue | None], ...] = (
    asked,
    broken,
    behind,
    introduced,
    according_behind,
    according,
    own_view,
    completed,
    behind_full_stop,
    after_colon,
    signed,
    in_sentence,
)
"""From the surest to the faintest; what is carried over from before comes after them (see `attribution`)."""


def first_cue(place: Place) -> Cue | None:
    """The surest cue whose subject can speak; where there is none, the surest with another (le trafic reprendra)."""
    spare: Cue | None = None
    for rung in LADDER:
        cue = rung(place)
        if cue is None:
            continue
        if _can_speak(place, cue.subject):
            return cue
        spare = spare or cue
    return spare


def _can_speak(place: Place, subject: Subject) -> bool:
    """Whether a subject is, for all that the lists know, somebody or a body, and no thing."""
    if subject.kind == "description":
        return subject.role is not None or place.left.is_role(subject.words)
    return subject.kind != "name" or subject.type in (EntityType.PERSON, EntityType.ORGANISATION, None)
