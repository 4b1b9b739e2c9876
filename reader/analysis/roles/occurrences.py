"""Where a text has the noun of a role, and what stands beside it that tells one holder from another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from reader.analysis.wordclasses import STOPS
from reader.model import Span

if TYPE_CHECKING:
    from reader.analysis.attribution.subjects import Subjects
    from reader.analysis.roles.nouns import Noun, Roles

_BEFORE = 4
"""Words between an article and its noun that are looked at."""
_BEHIND = 12
"""Words behind a noun that are looked at."""


class Led(Enum):
    """By what a noun is led."""

    ARTICLE = "the definite article, alone or in a preposition"
    OTHER = "another determiner"
    NOTHING = "nothing"


_OWNER = "'s"
"""The genitive's ending of a language that has one."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A noun of a role where it stands, in the phrase from token `first` of its block up to `stop`."""

    noun: str
    """By which it is known."""
    form: Noun
    offset: int
    """Where the noun begins in the article."""
    first: int
    stop: int
    led: Led
    gender: str
    """What its article shows: f, m, or nothing."""
    told: frozenset[str]
    """The words beside it that tell its holder, small words left out."""
    span: Span
    """The phrase with its article; without it where a preposition holds it."""
    open: bool
    """Whether what follows may belong to it too (le directeur par intérim, the minister in charge)."""


def occurrence(subjects: Subjects, known: Roles, at: int, high: int | None = None) -> Occurrence | None:
    """What stands at token `at`, if it is the noun of a role; what belongs to it stands before token `high`."""
    word, extra = noun_in(subjects.items[at].low, known)
    if word is None:
        return None
    first = _left(subjects, at)
    stop, behind, open_ = _right(subjects, known, at, len(subjects.items) if high is None else high)
    before = [subjects.items[i].low for i in range(first, at)]
    noun = word.name
    if before and (before[-1], word.name) in known.compounds:
        noun = known.compounds[before.pop(), word.name]
    led, gender, begin = _article(subjects, known, first)
    return Occurrence(
        noun=noun,
        form=word,
        offset=subjects.items[at].start,
        first=first,
        stop=stop,
        led=led,
        gender=gender or word.gender,
        told=frozenset((*before, *behind, *extra)),
        span=Span(subjects.items[begin].start, subjects.items[stop - 1].end - _owner(subjects.items[stop - 1].low)),
        open=open_,
    )


def _owner(low: str) -> int:
    """Characters of a word that are the genitive's."""
    return len(_OWNER) if low.endswith(_OWNER) else 0


def noun_in(low: str, known: Roles) -> tuple[Noun | None, tuple[str, ...]]:
    """The noun that a word is, or that it is made of, and then what it is made of beside it (vice-présidente)."""
    low = low.removesuffix(_OWNER)
    word = known.nouns.get(low)
    if word is not None:
        return word, ()
    parts = low.split("-") if "-" in low else []
    for part in parts:
        if part in known.nouns:
            return known.nouns[part], (low, *(other for other in parts if other != part))
    for prefix in known.before if low.startswith(known.before) else ():
        if low.startswith(prefix) and low.removeprefix(prefix) in known.nouns:
            return known.nouns[low.removeprefix(prefix)], (low, prefix)
    return None, ()


def _left(subjects: Subjects, at: int) -> int:
    """Where the words begin that stand between the noun's article and the noun."""
    first = at
    while first and at - first < _BEFORE:
        token = subjects.items[first - 1]
        if token.quoted >= 0 or not token.is_word or token.low in subjects.speech.determiners:
            break
        if token.low in subjects.speech.prepositions or subjects.bounds(first - 1):
            break
        first -= 1
    return first


def _article(subjects: Subjects, known: Roles, first: int) -> tuple[Led, str, int]:
    """What leads the phrase, the gender that it shows, and where the phrase begins with it."""
    if not first:
        return Led.NOTHING, "", first
    low, form = subjects.items[first - 1].low, subjects.speech.determiners.get(subjects.items[first - 1].low)
    gender = form.gender if form is not None and form.gender in "fm" else ""
    if low in known.articles:
        return Led.ARTICLE, gender, first - 1
    if low in known.contracted:
        return Led.ARTICLE, "m", first
    if form is not None:
        return Led.OTHER, gender, first - 1
    return Led.NOTHING, "", first


def _right(subjects: Subjects, known: Roles, at: int, high: int) -> tuple[int, list[str], bool]:
    """Where the phrase ends, the words behind the noun that tell its holder, and whether what follows may tell too."""
    speech, items = subjects.speech, subjects.items
    told: list[str] = []
    stop = end = at + 1
    carried = weak = False
    while end < min(high, at + _BEHIND):
        token = items[end]
        low = token.low
        if token.quoted >= 0 or low in STOPS or not token.is_word or items[at].low.endswith(_OWNER):
            break
        if low in known.complementing or low in speech.genitives:
            weak, carried = low in known.complementing, True
        elif carried and low in speech.determiners:
            pass
        elif carried and (subjects.is_adverb(end) or low[0].isdigit()):
            return stop, told, False
        elif weak and not token.capital:
            return stop, told, True
        elif not token.capital and not carried and not speech.inversion:
            return stop, told, not (known.is_finite(low) or low.endswith(speech.past_endings) or _ends(subjects, end))
        elif token.capital or carried or _qualifies(subjects, known, end):
            told.append(low)
            carried = weak = False
            stop = end + 1
        else:
            break
        end += 1
    return stop, told, carried


def _qualifies(subjects: Subjects, known: Roles, at: int) -> bool:
    """Whether a word in lower case goes on with the noun before it: it can be no verb, small word or adverb."""
    return not (known.is_finite(subjects.items[at].low) or _ends(subjects, at))


def _ends(subjects: Subjects, at: int) -> bool:
    """Whether a noun phrase surely ends before token `at`."""
    low, speech = subjects.items[at].low, subjects.speech
    if low in speech.prepositions or low in speech.determiners or low in speech.clitics or low in speech.pronouns:
        return True
    return subjects.bounds(at) or subjects.is_adverb(at)
