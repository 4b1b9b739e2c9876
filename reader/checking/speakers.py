"""Whether two texts mean the same speaker, by name alone: a doubt is never an accusation.

Two names are the same where one is a part of the other in whole words (a surname and a full name), where first names
agree with their initials, or where one is the other's acronym. They differ only where both are proper names and none
of this holds. A description (the mayor, a spokeswoman) is the same as a person of that role, and otherwise unknown.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from reader.checking.wording import fold
from reader.lang import LANGUAGES, knowledge, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.model import Article, Entity, Speaker

_WORD = re.compile(r"[^\W_]+")
_ACRONYM = 2
"""Letters of the shortest acronym."""

_MENTIONS = 50
"""Mentions of a speaker that are looked at for further names."""

_NAMES = 1 << 12
"""Names that are remembered as they were read: whoever speaks is compared with everybody who says the same."""


class SpeakerVerdict(StrEnum):
    """Whether the draft's speaker is the source's."""

    SAME = "same"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


def names_of(speaker: Speaker, article: Article, entities: Mapping[str, Entity]) -> tuple[str, ...]:
    """Every name by which the article calls its speaker, as far as it was found; the fullest comes first.

    Args:
        speaker: Whose names are wanted.
        article: Where it speaks.
        entities: What the article names, by identifier.
    """
    entity = entities.get(speaker.entity) if speaker.entity else None
    mentions = [article.passage([mention]) for mention in entity.mentions[:_MENTIONS]] if entity else []
    name = speaker.name
    if entity is None and not any(word[0].isupper() for word in _significant(name)[1:]):
        name = name[:1].lower() + name[1:]  # a description has a capital where it begins a sentence
    return tuple(dict.fromkeys([name, *mentions]))


def compare(
    draft: Sequence[str], draft_role: str | None, source: Sequence[str], source_role: str | None
) -> SpeakerVerdict:
    """Whether one of the names that a draft has for a speaker is one that a source has.

    Args:
        draft: The draft's names, the fullest first; none where it names nobody.
        draft_role: The role that it prints.
        source: The source's names, the fullest first.
        source_role: The role that it prints.
    """
    if not draft or not source:
        return SpeakerVerdict.UNKNOWN
    if all(_is_name(each[0]) and len(_significant(each[0])) > 1 for each in (draft, source)):
        draft, source = draft[:1], source[:1]  # with both full names at hand a shared surname proves nothing
    if any(_same(one, other) for one in draft for other in source):
        return SpeakerVerdict.SAME
    named, others = (any(map(_is_name, names)) for names in (draft, source))
    if named and others:
        return SpeakerVerdict.DIFFERENT
    roles = [*(draft if not named else ()), *([draft_role] if draft_role else [])]
    other_roles = [*(source if not others else ()), *([source_role] if source_role else [])]
    if any(_within(one, other) or _within(other, one) for one in roles for other in other_roles):
        return SpeakerVerdict.SAME
    return SpeakerVerdict.UNKNOWN


@cache
def _list(key: str) -> frozenset[str]:
    """The words of a list in all languages: a draft may be in another language than its source."""
    found: set[str] = set()
    for language in LANGUAGES:
        value = knowledge(language, "speech").get(key, "")
        found.update(fold(word.rstrip(".'")) for word in words(value if isinstance(value, str) else ""))
    return frozenset(found)


@cache
def _determiners() -> frozenset[str]:
    found: set[str] = set()
    for language in LANGUAGES:
        value = knowledge(language, "speech").get("determiners", "")
        found.update(fold(line.split()[0].rstrip("'")) for line in value.splitlines() if line.strip())
    return frozenset(found)


@lru_cache(maxsize=_NAMES)
def _significant(name: str) -> tuple[str, ...]:
    """The words of a name as printed, without titles and a determiner before it."""
    found = _WORD.findall(name)
    dropped = _list("titles") | _list("honorifics") | _determiners()
    begin = 0
    while begin < len(found) - 1 and fold(found[begin]) in dropped:
        begin += 1
    return tuple(found[begin:])


@lru_cache(maxsize=_NAMES)
def _folded(name: str) -> tuple[str, ...]:
    """The same without case and accents."""
    return tuple(map(fold, _significant(name)))


@lru_cache(maxsize=_NAMES)
def _is_name(name: str) -> bool:
    """Whether it is a proper name rather than a description: what stands behind its determiner has a capital."""
    return bool(found := _significant(name)) and found[0][0].isupper()


def _same(one: str, other: str) -> bool:
    """Whether two expressions name the same, by their words or as an acronym."""
    first, second = _significant(one), _significant(other)
    if not first or not second:
        return False
    short, long = sorted((_folded(one), _folded(other)), key=len)
    if _is_name(one) != _is_name(other):
        return short == long
    if _contains(long, short) or _initialled(short, long):
        return True
    return any(_abbreviates(name[0], full) for name, full in ((first, second), (second, first)) if len(name) == 1)


def _contains(long: Sequence[str], short: Sequence[str]) -> bool:
    """Whether the words of `short` are among those of `long`, in order."""
    rest = iter(long)
    return all(word in rest for word in short)


def _initialled(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether the surname is the same and the words before it are initials of one another's, in order."""
    if short[-1] != long[-1] or len(short) < 2:
        return False
    return all(a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in zip(short[:-1], long, strict=False))


def _abbreviates(acronym: str, full: Sequence[str]) -> bool:
    """Whether `acronym` is made of the first letters of the name's words, small words counted or not."""
    if not acronym.isupper() or len(acronym) < _ACRONYM or len(full) < _ACRONYM:
        return False
    letters = fold(acronym)
    every = "".join(fold(word)[0] for word in full)
    great = "".join(fold(word)[0] for word in full if word[0].isupper() or len(word) > 3)
    return letters in (every, great)


def _within(one: str, other: str) -> bool:
    """Whether a description is a part of another, whatever determiner stands before it."""
    short, long = (
        [word for word in map(fold, _WORD.findall(each)) if word not in _determiners()] for each in (one, other)
    )
    return bool(short) and _contains(long, short)
