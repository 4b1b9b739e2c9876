"""Who an article says has a role: a noun beside a name, where nothing lets it belong to anybody else.

A comma does not always join. In 'selon la maire, Paul Roux a menti' it parts two people, in 'Anne Roux, le maire et le
préfet' it parts a row of them, and in 'le fils d'Anne Roux, maire de Brest' nobody can tell whose role it is. What is
not plainly an apposition ties nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.analysis.attribution.beside import behind, following, leading
from reader.analysis.roles.occurrences import Led, noun_in, occurrence
from reader.analysis.wordclasses import STOPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.analysis.attribution.subjects import Subjects
    from reader.analysis.draft import Name
    from reader.analysis.roles.nouns import Roles
    from reader.analysis.roles.occurrences import Occurrence

_OPENS = frozenset(",(")


@dataclass(frozen=True, slots=True)
class Tie:
    """That what is named has the role that stands beside it."""

    name: Name
    role: Occurrence


def ties(subjects: Subjects, known: Roles, at: int, name: Name) -> Iterator[Tie]:
    """The roles that stand beside the name at token `at`."""
    end = behind(subjects, at, name)
    after = _behind(subjects, known, at, end, name)
    if after is not None:
        yield Tie(name, after)
    before = _before(subjects, known, at, end, apposed=after is not None)
    if before is not None:
        yield Tie(name, before)


def _only_noun(subjects: Subjects, known: Roles, tokens: range) -> int | None:
    """The one noun of a role among `tokens`; None where there is none, or somebody else's role beside it."""
    speech = subjects.speech
    found = [i for i in tokens if _is_noun(subjects, known, i)]
    if len(found) > 1 and not speech.inversion:  # the head comes last (the school's director)
        found = found[-1:] if all(i + 1 in found for i in found[:-1]) else found
    others = (i for i in tokens if i not in found and subjects.items[i].low in speech.roles - speech.bodies)
    return found[0] if len(found) == 1 and next(others, None) is None else None


def _is_noun(subjects: Subjects, known: Roles, at: int) -> bool:
    return noun_in(subjects.items[at].low, known)[0] is not None


def _before(subjects: Subjects, known: Roles, at: int, end: int, *, apposed: bool) -> Occurrence | None:
    """The role before a name: le maire Paul Roux, Brest mayor Ann Lee; la maire de Brest, Anne Roux."""
    tokens = leading(subjects, at)
    head = _only_noun(subjects, known, tokens)
    if head is None:
        return None
    found = occurrence(subjects, known, head, tokens.stop)
    if found is None or found.open or found.stop != tokens.stop or found.first > tokens.start or found.form.plural:
        return None
    if subjects.items[tokens.stop].low != ",":
        bare = found.led is Led.NOTHING and subjects.speech.inversion
        return None if bare or (head + 1 != tokens.stop and not subjects.speech.inversion) else found
    closed = end >= len(subjects.items) or subjects.items[end].low in STOPS
    if apposed or not closed or _fronted(subjects, found.first) or _goes_on(subjects, known, end):
        return None
    return found


def _fronted(subjects: Subjects, first: int) -> bool:
    """Whether the phrase stands in what opens a clause before its subject (interrogé par le maire, …)."""
    items, speech = subjects.items, subjects.speech
    begin = first
    while begin > 0 and items[begin - 1].low not in STOPS and items[begin - 1].quoted < 0:
        begin -= 1
    low = items[begin].low
    leads = low in speech.prepositions or low in speech.conjunctions or low in speech.gerunds
    return begin < first and (leads or low.endswith((*speech.opening_participles, *speech.past_endings)))


def _goes_on(subjects: Subjects, known: Roles, end: int) -> bool:
    """Whether behind the comma at token `end` a row of people goes on, with another's name or role."""
    items = subjects.items
    if end >= len(items) or items[end].low != ",":
        return False
    at = end + 1
    if at < len(items) and items[at].low in subjects.speech.determiners:
        at += 1
    return at < len(items) and (_is_noun(subjects, known, at) or items[at].capital)


def _behind(subjects: Subjects, known: Roles, at: int, end: int, name: Name) -> Occurrence | None:
    """The role behind a name: Anne Roux, maire de Brest; Ann Lee (the mayor of Brest); Anne Roux est maire de Brest."""
    tokens = following(subjects, at, name, _OPENS)
    apposed = bool(tokens)
    if not apposed:
        tokens = _said(subjects, known, end)
    head = _only_noun(subjects, known, tokens)
    if head is None or _is_anothers(subjects, at):
        return None
    found = occurrence(subjects, known, head, tokens.stop)
    if found is None or found.first != tokens.start or found.form.plural:
        return None
    if found.led is Led.NOTHING or not apposed:
        return found
    return None if _fronted(subjects, at) or not _is_closed(subjects, known, found) else found


def _is_closed(subjects: Subjects, known: Roles, found: Occurrence) -> bool:
    """Whether an apposition ends where it must, so that its article begins no clause and no row goes on behind it.

    'A company' may go on with what it is or does: no clause that follows a name begins so.
    """
    if found.stop >= len(subjects.items):
        return True
    low, speech = subjects.items[found.stop].low, subjects.speech
    article = subjects.items[found.first - 1].low
    new = found.led is Led.OTHER and article not in speech.possessives and article not in speech.demonstratives
    closed = low in STOPS or (new and low not in speech.coordinators)
    return closed and not _goes_on(subjects, known, found.stop)


def _said(subjects: Subjects, known: Roles, end: int) -> range:
    """What a name is said to be, behind 'is' (Anne Roux est la maire de Brest)."""
    items = subjects.items
    if end >= len(items) or items[end].low not in known.copulas:
        return range(end, end)
    first = end + 1
    if first < len(items) and items[first].low in subjects.speech.determiners:
        first += 1
    stop = first
    while stop < len(items) and items[stop].quoted < 0 and items[stop].low not in STOPS and not subjects.bounds(stop):
        stop += 1
    return range(first, stop)


def _is_anothers(subjects: Subjects, at: int) -> bool:
    """Whether the name at token `at` only says whose somebody is (le fils d'Anne Roux, maire de Brest)."""
    while at and subjects.is_honorific_at(at - 1):
        at -= 1
    before = at - 1
    return before > 0 and subjects.is_genitive(before) and subjects.is_role(subjects.items[before - 1].low)
