"""The description beside a name: la maire de Brest, Anne Roux; Anne Roux, maire de Brest; Brest mayor Ann Lee."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.wordclasses import STOPS

if TYPE_CHECKING:
    from reader.analysis.attribution.subjects import Subjects
    from reader.analysis.draft import Name

_COMMA = frozenset(",")
LONGEST = 12
"""Words of a description that are looked at."""


def leading(subjects: Subjects, at: int) -> range:
    """The tokens of a description directly before the name at token `at`, or before its comma, without its article."""
    speech = subjects.speech
    while at and subjects.is_honorific_at(at - 1) and not subjects.is_role(subjects.items[at - 1].low):
        at -= 1
    if at and subjects.items[at - 1].low == ",":
        at -= 1
    end = at
    while at > 0 and end - at < LONGEST:
        token = subjects.items[at - 1]
        article = token.low in speech.determiners and not (token.low in speech.genitives and at > 1)
        if article and (at < 2 or not subjects.is_genitive(at - 2)):
            break
        joins = token.low in speech.coordinators and at < end and subjects.is_role(subjects.items[at].low)
        if token.quoted >= 0 or token.low in STOPS or (subjects.bounds(at - 1) and not joins):
            break
        at -= 1
    return range(at, end)


def following(subjects: Subjects, at: int, name: Name, marks: frozenset[str] = _COMMA) -> range:
    """The tokens of an apposition behind the name at token `at` and one of `marks`, without its article."""
    items = subjects.items
    at = behind(subjects, at, name)
    if at >= len(items) or items[at].low not in marks:
        return range(at, at)
    at += 1
    if at < len(items) and items[at].low in subjects.speech.determiners:
        at += 1
    first = at
    while at < len(items) and at - first < LONGEST and items[at].quoted < 0 and items[at].low not in STOPS:
        if subjects.bounds(at):
            break
        at += 1
    return range(first, at)


def behind(subjects: Subjects, at: int, name: Name) -> int:
    """The token behind the name that begins at token `at`."""
    while at < len(subjects.items) and subjects.items[at].start < name.span.end:
        at += 1
    return at
